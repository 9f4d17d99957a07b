"""Reading a photo of a card from end to end: picture, engine, proposals, within the seconds of one request."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from PIL import Image

from pemakaman.lapangan import mesin_ocr
from pemakaman.lapangan.angka_ktp import read_digits
from pemakaman.lapangan.baca_ktp import Bacaan, KotakTitik, Saran, engine_nik, read_lines, suggest
from pemakaman.lapangan.gambar_ktp import Lembar, prepare
from pemakaman.lapangan.mesin_ocr import MesinLambat, Waktu
from pemakaman.lapangan.nik_ktp import BacaanNik, is_backed, reading
from pemakaman.nilai.nik import read_nik

LAMA_PALING = 6.0
"""Seconds for one photo, waiting left out; with the wait and the upload a request stays below eight."""

_LABEL_CUKUP = 4
_ANGKA_TINGGI = 42


@dataclass(frozen=True)
class SaranDiFoto:
    """A proposal and its box as fractions of the upright photo."""

    saran: Saran
    kotak: KotakTitik


def read_card(
    content: bytes, hari_ini: date, known_kecamatan: Callable[[str], bool], *, lama: float | None = None
) -> list[SaranDiFoto]:
    """The proposals of a photo, none when it is no card that can be read in time.

    Raises Invalid when it is no picture, MesinMati and MesinSibuk.
    """
    with mesin_ocr.turn():
        waktu = Waktu(LAMA_PALING if lama is None else lama)
        lembar, bacaan = _upright(prepare(content), waktu)
        if bacaan.label_count < _LABEL_CUKUP:
            return []
        found = suggest(bacaan, _read_nik(lembar, bacaan, waktu), hari_ini)
    return [SaranDiFoto(_checked_region(saran, known_kecamatan), lembar.on_photo(saran.kotak)) for saran in found]


def _checked_region(saran: Saran, known_kecamatan: Callable[[str], bool]) -> Saran:
    parts = read_nik(saran.teks) if saran.ruas == "nik" else None
    return saran if parts is None or known_kecamatan(parts.kode_kecamatan) else replace(saran, yakin=False)


def _upright(lembar: Lembar, waktu: Waktu) -> tuple[Lembar, Bacaan]:
    """The sheet and its lines, turned upside down where only so the labels can be read."""
    first = _read_sheet(lembar, waktu)
    if first.label_count >= _LABEL_CUKUP:
        return lembar, first
    turned = lembar.turned()
    second = _read_sheet(turned, waktu)
    return (turned, second) if second.label_count > first.label_count else (lembar, first)


def _read_sheet(lembar: Lembar, waktu: Waktu) -> Bacaan:
    try:
        return read_lines(mesin_ocr.read(lembar.gambar, waktu))
    except MesinLambat:
        return Bacaan({}, {})


def _read_nik(lembar: Lembar, bacaan: Bacaan, waktu: Waktu) -> list[BacaanNik]:
    """All readings of the NIK line; the engine looks a second time only where that can still decide something."""
    strip = _nik_strip(lembar, bacaan)
    shape = read_digits(strip) if strip else None
    found = [one for one in (engine_nik(bacaan), reading(shape, "bentuk") if shape else None) if one]
    if strip is None or (found and is_backed(found)):
        return found
    scale = _ANGKA_TINGGI / (strip.height / 2.6)
    larger = strip.resize(
        (max(1, round(strip.width * scale)), max(1, round(strip.height * scale))), Image.Resampling.LANCZOS
    )
    try:
        words = mesin_ocr.read(larger, waktu, tata=7, huruf="0123456789", bahasa="eng")
    except MesinLambat:
        return found
    again = reading("".join(word.teks for word in words), "baris")
    return [*found, again] if again else found


def _nik_strip(lembar: Lembar, bacaan: Bacaan) -> Image.Image | None:
    """The picture right of the label NIK, one line high."""
    label = bacaan.label.get("nik")
    if not label:
        return None
    last = label[-1]
    high = last.tinggi
    box = (last.kiri + last.lebar + 0.8 * high, last.atas - 0.7 * high, last.kiri + 34 * high, last.atas + 1.9 * high)
    left, top, right, bottom = (round(side) for side in box)
    return lembar.gambar.crop((left, max(0, top), min(right, lembar.gambar.width), min(bottom, lembar.gambar.height)))
