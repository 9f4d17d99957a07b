"""Places values on a form: which letters stand where, and what is too long for its room.

Both roads to a PDF, the full one and the compiled one, print exactly what is placed here.
"""

import textwrap
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from pemakaman.dokumen.huruf import width_of
from pemakaman.dokumen.lembar import Baris, Centang, Huruf, Lembar, Rata, RuangBaris, RuangKotak

SAMBUNG = "»"
"""Stands at the end of a value that goes on in the place for continuations."""


@dataclass(frozen=True)
class Tulisan:
    """Letters at their places: `x` of the first, `y` the baseline; `langkah` the left edge of every letter in boxes.

    `utuh` is the whole value in words, as a screen reader says it.
    """

    x: float
    y: float
    teks: str
    huruf: Huruf
    utuh: str
    langkah: tuple[float, ...] = ()


@dataclass(frozen=True)
class Kepanjangan:
    """A value that is longer than its room."""

    label: str
    nilai: str


def letters_of(value: str) -> list[str]:
    """The letters, each with the marks that stand on it."""
    if value.isascii():
        return list(value)
    found: list[str] = []
    for character in value:
        if found and unicodedata.combining(character):
            found[-1] += character
        else:
            found.append(character)
    return found


def place_boxes(ruang: RuangKotak, value: str) -> tuple[Tulisan | None, Kepanjangan | None]:
    """One letter a box, each in the middle of its box."""
    letters, boxes = letters_of(value), len(ruang.batas) - 1
    if not letters:
        return None, None
    longer = Kepanjangan(ruang.label, value) if len(letters) > boxes else None
    shown = [*letters[: boxes - 1], SAMBUNG] if longer else letters
    lefts = tuple(
        (left + right - width_of(letter[0], ruang.huruf)) / 2
        for letter, left, right in zip(shown, ruang.batas, ruang.batas[1:], strict=False)
    )
    return Tulisan(lefts[0], ruang.y, "".join(shown), ruang.huruf, value, lefts), longer


def place_line(ruang: RuangBaris, value: str) -> tuple[list[Tulisan], Kepanjangan | None]:
    """The value on the lines of its room, broken at spaces and where it says so; `kosong` when there is none.

    What is longer than the room is placed in its smaller letters.
    """
    if not value:
        return ([_line(ruang, 0, ruang.kosong, "")] if ruang.kosong else []), None
    words = ruang.pola.format(value)
    lines = wrap(words, ruang.lebar, ruang.huruf)
    if len(lines) > ruang.baris and ruang.rapat:
        return place_line(ruang.rapat, value)
    longer = Kepanjangan(ruang.label, " ".join(value.split())) if len(lines) > ruang.baris else None
    if longer:
        lines = [*lines[: ruang.baris - 1], _cut(lines[ruang.baris - 1], ruang)]
    above = len(lines) - 1 if ruang.naik else 0
    return [_line(ruang, index - above, line, words if index == 0 else "") for index, line in enumerate(lines)], longer


def wrap(words: str, lebar: float, huruf: Huruf) -> list[str]:
    """The words in lines of at most `lebar` points; a single word that is wider is broken where it must."""
    return [line for part in words.split("\n") for line in _wrap_part(part, lebar, huruf)]


def _wrap_part(words: str, lebar: float, huruf: Huruf) -> list[str]:
    lines = [""]
    for word in words.split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if width_of(joined, huruf) <= lebar:
            lines[-1] = joined
            continue
        pieces = _pieces(word, lebar, huruf)
        lines += pieces if lines[-1] else [pieces[0], *pieces[1:]]
    return [line for line in lines if line]


def _pieces(word: str, lebar: float, huruf: Huruf) -> list[str]:
    if width_of(word, huruf) <= lebar:
        return [word]
    widest = max(width_of(letter, huruf) for letter in word)
    return textwrap.wrap(word, max(1, int(lebar / widest)), break_on_hyphens=False)


def _cut(line: str, ruang: RuangBaris) -> str:
    while line and width_of(line + SAMBUNG, ruang.huruf) > ruang.lebar:
        line = line[:-1]
    return line + SAMBUNG


def _line(ruang: RuangBaris, index: int, teks: str, utuh: str) -> Tulisan:
    free = ruang.lebar - width_of(teks, ruang.huruf)
    share = {Rata.KIRI: 0.0, Rata.TENGAH: 0.5, Rata.KANAN: 1.0}[ruang.rata]
    return Tulisan(ruang.x + free * share, ruang.y + index * ruang.spasi, teks, ruang.huruf, utuh)


def place_tick(centang: Centang, value: str) -> Tulisan | None:
    """The tick, when the value is the one that this box stands for."""
    if value != centang.kode:
        return None
    left = centang.x - width_of(centang.tanda, centang.huruf) / 2
    return Tulisan(left, centang.y, centang.tanda, centang.huruf, centang.tanda)


def place_row(baris: Baris, values: Mapping[str, str]) -> tuple[dict[int, list[Tulisan]], list[Kepanjangan]]:
    """What stands in the rooms of a row: index of the element → letters; and what is too long."""
    placed: dict[int, list[Tulisan]] = {}
    longer: list[Kepanjangan] = []
    for index, unsur in enumerate(baris.unsur):
        match unsur:
            case RuangKotak(isian=isian):
                one, long = place_boxes(unsur, values.get(isian, ""))
                found = [one] if one else []
            case RuangBaris(isian=isian):
                found, long = place_line(unsur, values.get(isian, ""))
            case Centang(isian=isian):
                tick = place_tick(unsur, values.get(isian, ""))
                found, long = [tick] if tick else [], None
            case _:
                continue
        if found:
            placed[index] = found
        longer += [long] if long else []
    return placed, longer


def rooms_of(lembar: Lembar) -> frozenset[str]:
    """The names of all values that the form can print."""
    return frozenset(
        unsur.isian
        for halaman in lembar.halaman
        for baris in halaman.baris
        for unsur in baris.unsur
        if isinstance(unsur, RuangKotak | RuangBaris | Centang) and unsur.isian
    )
