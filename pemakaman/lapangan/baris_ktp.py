"""The words of a card put into lines, and each line's label found, however it was misread. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import mean, median

from rapidfuzz import fuzz

from pemakaman.lapangan.kata import Kata

LABEL: dict[str, str] = {
    "nik": "nik",
    "nama": "nama",
    "lahir": "tempattgllahir",
    "jenis_kelamin": "jeniskelamin",
    "alamat": "alamat",
    "rt_rw": "rtrw",
    "desa": "keldesa",
    "kecamatan": "kecamatan",
    "agama": "agama",
    "status_kawin": "statusperkawinan",
    "pekerjaan": "pekerjaan",
    "kewarganegaraan": "kewarganegaraan",
    "berlaku": "berlakuhingga",
    "gol_darah": "goldarah",
}
_MIRIP = 74.0
_LABEL_TERPANJANG = 4
_BUKAN_HURUF = re.compile(r"[^a-z]")
_BUKAN_LABEL = re.compile(r"[^a-z0-9]")
_SEBARIS = 0.6
_TANDA_SAJA = re.compile(r"[\W_]+")
# What is printed right of a value (blood group, the portrait's caption) stands this many line heights away.
_JARAK = 2.2
_JAUH = 9.0
# Values begin in one column; one that begins later has lost its first word.
_LAMBAT = 0.6


@dataclass(frozen=True)
class Isi:
    """What stands behind a label."""

    kata: tuple[Kata, ...]
    celah: bool = False
    """A word may be missing: it begins right of the others, or a gap lies in it."""

    @property
    def teks(self) -> str:
        """The words, with single spaces."""
        return " ".join(kata.teks for kata in self.kata)

    @property
    def yakin(self) -> float:
        """How sure the engine is of the worst word; nothing where one may be missing."""
        return 0.0 if self.celah else min((kata.yakin for kata in self.kata), default=0.0)

    def kotak(self) -> tuple[float, float, float, float]:
        """The box around all words, in dots."""
        left, top = min(kata.kiri for kata in self.kata), min(kata.atas for kata in self.kata)
        right = max(kata.kiri + kata.lebar for kata in self.kata)
        return left, top, right - left, max(kata.atas + kata.tinggi for kata in self.kata) - top


@dataclass(frozen=True)
class Baris:
    """A line with its label (where it has one) and what stands behind."""

    label: str | None
    kata_label: tuple[Kata, ...]
    isi: Isi


def lines(words: Iterable[Kata]) -> list[Baris]:
    """All lines from top to bottom."""
    found = [_labelled(row) for row in _rows(words)]
    starts = [row.isi.kata[0].kiri for row in found if row.label not in {None, "nik"} and row.isi.kata]
    return [_begun(row, median(starts)) if row.isi.kata and starts else row for row in found]


def _begun(row: Baris, kiri: float) -> Baris:
    first = row.isi.kata[0]
    late = first.kiri - kiri > _LAMBAT * first.tinggi
    return replace(row, isi=replace(row.isi, celah=row.isi.celah or late))


def _rows(words: Iterable[Kata]) -> list[list[Kata]]:
    """Words whose middles lie at one height, from left to right."""
    shown = sorted((word for word in words if not _TANDA_SAJA.fullmatch(word.teks)), key=lambda word: word.tengah)
    within = _SEBARIS * median(word.tinggi for word in shown) if shown else 0.0
    rows: list[list[Kata]] = []
    for word in shown:
        if rows and word.tengah - mean(other.tengah for other in rows[-1]) <= within:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.kiri) for row in rows]


def _labelled(row: Sequence[Kata]) -> Baris:
    parts = [part for word in row for part in _split(word)]
    found = max(_labels(parts), key=lambda one: (one[0], -one[1]), default=None)
    if found is None:
        return Baris(None, (), Isi(tuple(parts)))
    _, end, start, name = found
    return Baris(name, tuple(parts[start:end]), _value(parts[end:]))


def _labels(parts: Sequence[Kata]) -> Iterable[tuple[float, int, int, str]]:
    """(likeness, end, start, label) of what may be the label: it stands first, or behind a speck of dirt."""
    for start in range(min(3, len(parts))):
        for end in range(start + 1, min(start + _LABEL_TERPANJANG, len(parts)) + 1):
            text = _BUKAN_LABEL.sub("", "".join(part.teks for part in parts[start:end]).lower())
            # The one slip that happens to every second "Nama".
            text = text.replace("rn", "m")
            for name, label in LABEL.items():
                likeness = fuzz.ratio(text, label, score_cutoff=_MIRIP)
                if likeness:
                    yield likeness, end, start, name


def letters(text: str) -> str:
    """Small letters only."""
    return _BUKAN_HURUF.sub("", text.lower())


def _split(word: Kata) -> list[Kata]:
    """A word at its colons: 'Lahir:METRO' is a label's end and a value's beginning."""
    if ":" not in word.teks:
        return [word]
    step, parts, place = word.lebar / len(word.teks), [], 0
    for piece in word.teks.split(":"):
        if piece:
            parts.append(replace(word, teks=piece, kiri=word.kiri + place * step, lebar=len(piece) * step))
        place += len(piece) + 1
    return parts


def _value(parts: Sequence[Kata]) -> Isi:
    found: list[Kata] = []
    for part in parts:
        if _TANDA_SAJA.fullmatch(part.teks):
            continue
        gap = (part.kiri - found[-1].kiri - found[-1].lebar) / max(part.tinggi, found[-1].tinggi) if found else 0.0
        if gap > _JARAK:
            return Isi(tuple(found), celah=gap < _JAUH)
        found.append(part)
    return Isi(tuple(found))
