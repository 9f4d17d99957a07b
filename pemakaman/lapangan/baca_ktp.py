"""From the words of a card to proposals for the fields of the form. Pure: words in, proposals out."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz, process

from pemakaman.lapangan.baris_ktp import Baris, Isi, letters, lines
from pemakaman.lapangan.kata import Kata
from pemakaman.lapangan.nik_ktp import MIRIP_ANGKA, BacaanNik, choose, reading
from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.nama import check_nama
from pemakaman.nilai.tanggal import parse_tanggal_bagian

KotakTitik = tuple[float, float, float, float]
_YAKIN = 80.0
_TERBACA = 30.0
_TANGGAL = re.compile(r"([0-9OoDIl|SBZ]{2})\W{1,2}([0-9OoDIl|SBZ]{2})\W{1,2}([0-9OoDIl|SBZ]{4})")
_RT_RW = re.compile(r"([0-9OoDIl|SBZ]{1,3})\s*[/|\\]\s*([0-9OoDIl|SBZ]{1,3})")
_BUKAN_NAMA = re.compile(r"[^A-Z '’.,\-]")
_PINGGIR = " .,;:'\"‘’“”|_-–—~=*«»[]{}<>"

AGAMA = ("Islam", "Kristen", "Katolik", "Hindu", "Buddha", "Khonghucu", "Kepercayaan kepada Tuhan YME")
KAWIN = ("Belum kawin", "Kawin", "Cerai hidup", "Cerai mati")
_AGAMA_LAIN = {"katholik": "Katolik", "budha": "Buddha", "kristenprotestan": "Kristen", "konghucu": "Khonghucu"}
_KELAMIN = {"lakilaki": "L", "perempuan": "P"}
_KELAMIN_KATA = {"L": "Laki-laki", "P": "Perempuan"}


@dataclass(frozen=True)
class Saran:
    """One proposal: the field, what is shown, what goes into which inputs, how sure, and where it stands."""

    ruas: str
    teks: str
    isi: dict[str, str]
    yakin: bool
    kotak: KotakTitik
    diperkirakan: bool = False


@dataclass(frozen=True)
class Bacaan:
    """The labelled lines of a card."""

    isi: dict[str, Isi]
    label: dict[str, tuple[Kata, ...]]

    @property
    def label_count(self) -> int:
        """How many of the card's labels were found; few means: upside down, or no card."""
        return len(self.label)


def read_lines(words: Iterable[Kata]) -> Bacaan:
    """Sort the words into the card's lines; of two lines with one label the first with a value counts."""
    isi: dict[str, Isi] = {}
    label: dict[str, tuple[Kata, ...]] = {}
    rows = lines(word for word in words if word.yakin >= _TERBACA or _of_nik(word.teks))
    for above, row in zip([None, *rows], rows, strict=False):
        name = row.label or _name_below_nik(above, row)
        if name is None:
            continue
        label.setdefault(name, row.kata_label)
        if row.isi.kata:
            isi.setdefault(name, row.isi)
    return Bacaan(isi, {name: words for name, words in label.items() if words})


def _of_nik(text: str) -> bool:
    # The engine doubts the number's own face; it has others to agree with.
    return "nik" in text.lower() or sum(char.isdigit() for char in text) >= 3


def _name_below_nik(above: Baris | None, row: Baris) -> str | None:
    # Nothing else stands between the number and the place of birth.
    return "nama" if above is not None and above.label == "nik" and row.isi.kata else None


def suggest(bacaan: Bacaan, nik_dibaca: Sequence[BacaanNik], hari_ini: date) -> list[Saran]:
    """All proposals, in the order of the card."""
    lahir, kelamin = _birth(bacaan.isi.get("lahir"), hari_ini), _sex(bacaan.isi.get("jenis_kelamin"))
    found = _suggest_nik(bacaan, nik_dibaca, lahir, kelamin, hari_ini)
    nik = found[0] if found else None
    for name, read in _PEMBACA.items():
        isi = bacaan.isi.get(name)
        if isi is not None:
            found += [one for one in read(isi, hari_ini) if one.teks]
    return [_checked_by_nik(one, nik, lahir, kelamin) for one in found]


def engine_nik(bacaan: Bacaan) -> BacaanNik | None:
    """What the engine made of the NIK line when it read the whole card."""
    isi = bacaan.isi.get("nik")
    return reading(isi.teks, "halaman") if isi else None


def _suggest_nik(
    bacaan: Bacaan, readings: Sequence[BacaanNik], lahir: date | None, kelamin: str | None, hari_ini: date
) -> list[Saran]:
    best, isi = choose(readings, lahir, kelamin, hari_ini), bacaan.isi.get("nik")
    if best is None or isi is None:
        return []
    return [Saran("nik", best.nik, {"nik": best.nik}, best.yakin, isi.kotak(), best.diperkirakan)]


def _checked_by_nik(saran: Saran, nik: Saran | None, lahir: date | None, kelamin: str | None) -> Saran:
    """Birth and sex are as sure as the number that says the same."""
    if saran.ruas not in {"lahir", "jenis_kelamin"} or nik is None:
        return saran
    day = int(nik.teks[6:8])
    if saran.ruas == "jenis_kelamin":
        agrees = (day > 40) == (kelamin == "P")
    else:
        agrees = lahir is not None and f"{day - 40 if day > 40 else day:02}{nik.teks[8:12]}" == f"{lahir:%d%m%y}"
    return Saran(saran.ruas, saran.teks, saran.isi, agrees and saran.yakin, saran.kotak, saran.diperkirakan)


def _birth(isi: Isi | None, hari_ini: date) -> date | None:
    match = _TANGGAL.search(isi.teks) if isi else None
    if match is None:
        return None
    try:
        found = parse_tanggal_bagian(*(part.translate(MIRIP_ANGKA) for part in match.groups()))
    except NilaiError:
        return None
    return found if found <= hari_ini else None


def _sex(isi: Isi | None) -> str | None:
    found = process.extractOne(letters(isi.teks), _KELAMIN.keys(), scorer=fuzz.ratio, score_cutoff=75) if isi else None
    return _KELAMIN[found[0]] if found else None


def _read_name(isi: Isi, _: date) -> list[Saran]:
    text = isi.teks.strip(_PINGGIR).upper()
    try:
        nama = check_nama(text)
    except NilaiError:
        return []
    sure = isi.yakin >= _YAKIN and not _BUKAN_NAMA.search(nama)
    return [Saran("nama", nama, {"nama": nama}, sure, isi.kotak())]


def _read_birth(isi: Isi, hari_ini: date) -> list[Saran]:
    match = _TANGGAL.search(isi.teks)
    place = (isi.teks[: match.start()] if match else isi.teks).strip(_PINGGIR + "0123456789").upper()
    is_place = len(place) >= 3 and not _BUKAN_NAMA.search(place)
    found = (
        [Saran("tempat_lahir", place, {"tempat_lahir": place}, isi.yakin >= _YAKIN, isi.kotak())] if is_place else []
    )
    day = _birth(isi, hari_ini)
    if day is None or match is None:
        return found
    guessed = not match[0].replace(match[0][2], "").isdigit() and any(char.isalpha() for char in match[0])
    parts = {"lahir-hari": f"{day.day}", "lahir-bulan": f"{day.month}", "lahir-tahun": f"{day.year}"}
    return [*found, Saran("lahir", f"{day:%d-%m-%Y}", parts, not guessed, isi.kotak(), guessed)]


def _read_sex(isi: Isi, _: date) -> list[Saran]:
    kelamin = _sex(isi)
    if kelamin is None:
        return []
    return [Saran("jenis_kelamin", _KELAMIN_KATA[kelamin], {"jenis_kelamin": kelamin}, True, isi.kotak())]


def _read_text(ruas: str) -> Callable[[Isi, date], list[Saran]]:
    def read(isi: Isi, _: date) -> list[Saran]:
        text = isi.teks.strip(_PINGGIR).upper()[:100]
        return [Saran(ruas, text, {ruas: text}, isi.yakin >= _YAKIN, isi.kotak())]

    return read


def _read_rt_rw(isi: Isi, _: date) -> list[Saran]:
    match = _RT_RW.search(isi.teks)
    if match is None:
        return []
    guessed = any(char.isalpha() for char in match[0])
    numbers = [str(int(part.translate(MIRIP_ANGKA))) for part in match.groups()]
    return [
        Saran(ruas, number, {ruas: number}, isi.yakin >= _YAKIN and not guessed, isi.kotak(), guessed)
        for ruas, number in zip(("rt", "rw"), numbers, strict=True)
    ]


def _read_choice(ruas: str, choices: Sequence[str], others: dict[str, str]) -> Callable[[Isi, date], list[Saran]]:
    known = {letters(choice): choice for choice in choices} | others

    def read(isi: Isi, _: date) -> list[Saran]:
        found = process.extractOne(letters(isi.teks), known.keys(), scorer=fuzz.ratio, score_cutoff=70)
        if found is None:
            return []
        value = known[found[0]]
        return [Saran(ruas, value, {ruas: value}, found[1] >= 90, isi.kotak())]

    return read


def _read_citizen(isi: Isi, _: date) -> list[Saran]:
    # Only Indonesians carry this card in blue, but the word must still be there to be read.
    is_wni = fuzz.ratio(letters(isi.teks), "wni") >= 66
    return [Saran("kewarganegaraan", "WNI", {"kewarganegaraan": "WNI"}, is_wni, isi.kotak())] if is_wni else []


_PEMBACA: dict[str, Callable[[Isi, date], list[Saran]]] = {
    "nama": _read_name,
    "lahir": _read_birth,
    "jenis_kelamin": _read_sex,
    "alamat": _read_text("alamat"),
    "rt_rw": _read_rt_rw,
    "agama": _read_choice("agama", AGAMA, _AGAMA_LAIN),
    "status_kawin": _read_choice("status_kawin", KAWIN, {}),
    "pekerjaan": _read_text("pekerjaan"),
    "kewarganegaraan": _read_citizen,
}
