"""A typed row of a paper book as the isian of a report. Pure."""

from typing import Any

from pemakaman.laporan.isian import clean_isian
from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.tanggal import parse_tanggal_bagian, parse_tanggal_tak_lengkap
from pemakaman.pertukaran.salinan_rules import BAGIAN_TANGGAL, TANGGAL, TEKS, Ketikan

NAMA_TAK_TERBACA = "Nama di buku tidak terbaca."
TANPA_HARI = "Hari belum diisi. Isi harinya, kosongkan bulan dan tahunnya, atau centang “tidak terbaca”."
TANPA_TANGGAL = (
    "Isi tanggal dimakamkan; tanpa itu baris tidak mendapat nomor. "
    "Bila tidak terbaca, isi perkiraan terbaik dan centang “tidak terbaca”."
)

Galat = dict[str, list[str]]


def read_row(ketikan: Ketikan) -> tuple[dict[str, Any], Galat]:
    """The isian of a row without its empty fields, and what is malformed by field.

    A field that cannot be read may be empty or hold the best guess. Without a name the dead is one whose name is
    not known; without a NIK the reason is that the book cannot be read.
    """
    isian: dict[str, Any] = {name: ketikan.teks[name].strip() for name in TEKS if name in ketikan.teks}
    galat: Galat = {}
    for name in TANGGAL:
        try:
            isian[name] = _read_date(name, ketikan)
        except NilaiError as error:
            galat[name] = [error.pesan]
    values, malformed = clean_isian(None, isian)
    galat = {**malformed, **galat}
    if values.get("dimakamkan_tanggal") is None:
        galat.setdefault("dimakamkan_tanggal", [TANPA_TANGGAL])
    found = {name: value for name, value in values.items() if value not in (None, "")}
    return found | _unread(ketikan, found), galat


def _read_date(name: str, ketikan: Ketikan) -> Any:
    boxes = [ketikan.teks.get(f"{name}-{bagian}", "").strip() for bagian in BAGIAN_TANGGAL]
    hari, bulan, tahun = boxes
    if not any(boxes):
        return None
    if name == "lahir":
        return parse_tanggal_tak_lengkap(hari, bulan, tahun)
    if name == "meninggal_tanggal" and not hari:
        return _without_day(bulan, tahun, ketikan)
    return parse_tanggal_bagian(hari, bulan, tahun)


def _without_day(bulan: str, tahun: str, ketikan: Ketikan) -> None:
    """Month and year that came from the row above say nothing; others are a day somebody forgot."""
    burial = [ketikan.teks.get(f"dimakamkan_tanggal-{bagian}", "").strip() for bagian in ("bulan", "tahun")]
    if "meninggal_tanggal" not in ketikan.tidak_terbaca and [bulan, tahun] != burial:
        raise NilaiError(TANPA_HARI)


def _unread(ketikan: Ketikan, found: dict[str, Any]) -> dict[str, Any]:
    marked = list(ketikan.tidak_terbaca)
    if not marked:
        return {}
    told: dict[str, Any] = {"tidak_terbaca": marked}
    if "nik" in marked and "nik" not in found:
        told["nik_alasan"] = "tidak_terbaca"
    if "nama" in marked and "nama" not in found:
        note = "\n".join(part for part in (NAMA_TAK_TERBACA, found.get("keterangan", "")) if part)
        told |= {"tidak_dikenal": True, "keterangan": note}
    return told
