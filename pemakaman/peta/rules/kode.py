"""Which features stand for which region: codes with or without dots, unknown, missing, twice, named otherwise. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.kode_wilayah import check_kode
from pemakaman.peta.rules.geojson import Bacaan, Bidang, Fitur
from pemakaman.peta.rules.status import TINGKAT_LABEL
from pemakaman.wilayah.rules import search_form

_LEAD = re.compile(r"\A(?:kabupaten|kab|kota administrasi|kota|kecamatan|kec)\b[.\s]*", re.IGNORECASE)
BPS = (
    "Kode di berkas ini tampaknya kode BPS, bukan kode Kemendagri: nama wilayahnya berbeda dari nama kodenya. "
    "Contoh: {contoh}. Isi kolom “kode” dengan kode Kemendagri, lalu unggah lagi."
)


@dataclass
class Pilahan:
    """Polygons by code, and what a person must know before the map is used; every list is in words."""

    bidang: dict[str, list[Bidang]] = field(default_factory=dict)
    tak_dikenal: list[str] = field(default_factory=list)
    tidak_ada: list[str] = field(default_factory=list)
    dua_kali: list[str] = field(default_factory=list)
    nama_beda: list[str] = field(default_factory=list)


def read_kode(value: object) -> str:
    """The code of a feature with dots; raises NilaiError. A number 18.1 is refused: it may stand for 18.10."""
    if isinstance(value, float) and value.is_integer() and 0 < value < 1e10:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, str | int):
        if isinstance(value, float):
            raise NilaiError("kode berupa bilangan pecahan; simpan sebagai teks, misalnya 18.10")
        raise NilaiError("tidak ada kode" if value is None else "kode bukan teks")
    if isinstance(value, int) and not 0 < value < 10**10:
        raise NilaiError("kode bukan kode Kemendagri")
    text = str(value).strip()
    if not text:
        raise NilaiError("tidak ada kode")
    try:
        return check_kode(text)
    except NilaiError:
        raise NilaiError(f"kode {text[:20]} bukan kode Kemendagri") from None


def sort_codes(
    bacaan: Bacaan, provinsi: str, tingkat: int, dikenal: Mapping[str, str], lama: Mapping[str, str]
) -> Pilahan:
    """Features under their regions of one level; `dikenal` are the regions of the province valid today, `lama` others.

    Raises NilaiError where nothing fits and where the codes are those of BPS.
    """
    pilahan, names = Pilahan(), dict[str, str]()
    wanted = {kode: nama for kode, nama in dikenal.items() if kode.count(".") + 1 == tingkat}
    found = [(fitur, *_try(fitur)) for fitur in bacaan.fitur]
    for fitur, kode, galat in found:
        if kode not in wanted:
            why = galat or _unknown(kode, provinsi, tingkat, dikenal, lama)
            pilahan.tak_dikenal.append(f"Bidang ke-{fitur.nomor}: {why}.")
            continue
        if kode in pilahan.bidang:
            pilahan.dua_kali.append(f"{kode} {wanted[kode]}")
        pilahan.bidang.setdefault(kode, []).extend(fitur.bidang)
        names.setdefault(kode, fitur.nama)
    if not pilahan.bidang:
        raise NilaiError(_nothing(tingkat, provinsi, pilahan.tak_dikenal))
    _compare_names(pilahan, names, wanted)
    pilahan.dua_kali = list(dict.fromkeys(pilahan.dua_kali))
    pilahan.tidak_ada = [f"{kode} {wanted[kode]}" for kode in sorted(wanted) if kode not in pilahan.bidang]
    return pilahan


def _try(fitur: Fitur) -> tuple[str, str]:
    try:
        return read_kode(fitur.kode), ""
    except NilaiError as error:
        return "", error.pesan


def _nothing(tingkat: int, provinsi: str, why: list[str]) -> str:
    return (
        f"Tidak satu pun bidang di berkas ini {TINGKAT_LABEL[tingkat].lower()} provinsi {provinsi}. Tiap bidang harus "
        f"punya kolom “kode” berisi kode Kemendagri. {' '.join(why[:2])}"
    )


def _unknown(kode: str, provinsi: str, tingkat: int, dikenal: Mapping[str, str], lama: Mapping[str, str]) -> str:
    if kode.partition(".")[0] != provinsi:
        return f"kode {kode} di luar provinsi ini"
    if kode.count(".") + 1 != tingkat:
        return f"kode {kode} bukan kode {TINGKAT_LABEL[tingkat].lower()}"
    if kode in lama:
        return f"kode {kode} {lama[kode]} tidak berlaku lagi"
    return f"kode {kode} tidak ada dalam daftar Kemendagri"


def _compare_names(pilahan: Pilahan, names: Mapping[str, str], wanted: Mapping[str, str]) -> None:
    """BPS gives the same numbers to other regions: 1801 is Lampung Barat there, Lampung Selatan at Kemendagri."""
    known = {_plain(nama) for nama in wanted.values()}
    swapped = 0
    for kode, nama in sorted(names.items()):
        if nama and _plain(nama) != _plain(wanted[kode]):
            pilahan.nama_beda.append(f"{kode} {wanted[kode]}, di berkas “{nama}”")
            swapped += _plain(nama) in known
    if swapped >= 2 and swapped * 3 >= len(names):
        raise NilaiError(BPS.format(contoh=pilahan.nama_beda[0]))


def _plain(nama: str) -> str:
    return search_form(_LEAD.sub("", nama.strip()))
