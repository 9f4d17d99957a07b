"""Letter and annex of a monthly report, as data for the template and as a workbook. Knows no table and no session."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import xlsxwriter

from pemakaman.nilai.tanggal import format_tanggal
from pemakaman.pantau.rules.angka import (
    ANGKA_LABEL,
    BAGIAN,
    KEADAAN_KAB_LABEL,
    KEADAAN_LABEL,
    MAKAM_LABEL,
    PEMAKAMAN_LABEL,
    UMUR_LABEL,
)
from pemakaman.pantau.rules.bulan import Bulan, Tingkat
from pemakaman.tabel import safe_text

TITIK = "." * 24
DASAR = (
    "Surat Edaran Direktur Jenderal Kependudukan dan Pencatatan Sipil Nomor 472.12/2701/DUKCAPIL tanggal "
    "17 Maret 2016 tentang Peningkatan Pencatatan Peristiwa Kematian"
)
_DINAS = "Dinas Kependudukan dan Pencatatan Sipil"
# Columns of the annex: figure → its short heading.
KOLOM_MAKAM = {
    "pemakaman": "Pema\u00adkaman",
    "laki": "L",
    "perempuan": "P",
    "kelamin_tidak_diketahui": "?",
    "dengan_nik": "NIK",
    "diajukan": "Diaju\u00adkan",
    "akta": "Akta",
    "terlambat": "Lewat 30 hari",
    "disusulkan": "Disu\u00adsulkan",
}
KOLOM_KAB = {
    "berbuku": "Makam berbuku",
    "aktif": "Dipakai",
    "melapor": "Melapor",
    "nihil": "Nihil",
    "diam": "Belum lapor",
    **KOLOM_MAKAM,
}


@dataclass(frozen=True)
class Surat:
    """One monthly report as it is printed."""

    tingkat: Tingkat
    wilayah: str
    provinsi: str
    bulan: Bulan
    nomor: str | None
    tanggal: date | None
    kop: tuple[str, ...]
    tujuan: tuple[str, ...]
    tempat: str
    jabatan: str
    nama_pejabat: str | None
    nip: str | None
    angka: Mapping[str, int]
    rincian: Sequence[Mapping[str, Any]]

    @property
    def judul(self) -> str:
        """What the letter is about."""
        return f"Laporan Pemakaman {self.wilayah} Bulan {self.bulan.teks}"


def number(value: int) -> str:
    """1.234"""
    return f"{value:,}".replace(",", ".")


def letter_values(surat: Surat) -> dict[str, Any]:
    """What the template of the letter prints."""
    is_kab = surat.tingkat is Tingkat.KAB
    tembusan = f"Kepala {_DINAS} Provinsi {surat.provinsi}" if is_kab else f"Direktur Jenderal {_DINAS[6:]}"
    return {
        "surat": surat,
        "nomor": surat.nomor or TITIK,
        "tanggal": format_tanggal(surat.tanggal) if surat.tanggal else TITIK,
        "hal": f"Laporan pemakaman bulan {surat.bulan.teks}",
        "dasar": DASAR,
        "satuan": "makam" if is_kab else "kabupaten/kota",
        "tembusan": tembusan,
        "baris": _letter_rows(surat.angka),
        "umur": [(_first_upper(label), number(surat.angka[name])) for name, label in UMUR_LABEL.items()],
        "susulan": number(surat.angka["disusulkan"]),
        "kepala": _heading(surat),
        "rincian": [_annex_cells(surat, row) for row in surat.rincian],
        "jumlah": [number(surat.angka[name]) for name in _columns(surat)],
    }


def _letter_rows(angka: Mapping[str, int]) -> list[dict[str, str]]:
    """Numbered lines; those that are part of the line above carry no number."""
    rows, count = [], 0
    for name, label in {**MAKAM_LABEL, **PEMAKAMAN_LABEL}.items():
        is_part = name in BAGIAN
        count += not is_part
        rows.append({"no": "" if is_part else str(count), "label": label, "angka": number(angka[name])})
    return rows


def _columns(surat: Surat) -> dict[str, str]:
    return KOLOM_MAKAM if surat.tingkat is Tingkat.KAB else KOLOM_KAB


def _heading(surat: Surat) -> list[str]:
    place = ["Makam", "Kecamatan", "Desa/kelurahan"] if surat.tingkat is Tingkat.KAB else ["Kabupaten/kota"]
    return ["No.", *place, "Keadaan", *_columns(surat).values()]


def _places(surat: Surat, row: Mapping[str, Any]) -> list[str]:
    if surat.tingkat is Tingkat.KAB:
        labels = KEADAAN_LABEL
        found = [str(row["nama"]), str(row["kecamatan"]), str(row["desa"])]
    else:
        labels, found = KEADAAN_KAB_LABEL, [str(row["nama"])]
    return [*found, labels.get(str(row["keadaan"]), str(row["keadaan"]))]


def _annex_cells(surat: Surat, row: Mapping[str, Any]) -> dict[str, list[str]]:
    return {"teks": _places(surat, row), "angka": [number(int(row[name])) for name in _columns(surat)]}


def write_xlsx(surat: Surat) -> bytes:
    """The annex as a workbook: Ringkasan with every figure, Rincian with every row. No cell is a formula."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, options) as book:
        # The same figures must give the same bytes, whenever they are written.
        book.set_properties({"created": datetime(2026, 1, 1)})  # noqa: DTZ001
        bold = book.add_format({"bold": True})
        _write_summary(book.add_worksheet("Ringkasan"), surat, bold)
        _write_annex(book.add_worksheet("Rincian"), surat, bold)
    return target.getvalue()


def _write_summary(sheet: Any, surat: Surat, bold: Any) -> None:
    sheet.set_column(0, 0, 64)
    sheet.write_string(0, 0, safe_text(surat.judul), bold)
    sheet.write_string(1, 0, safe_text(f"Nomor surat: {surat.nomor or '-'}"))
    sheet.write_string(2, 0, f"Tanggal surat: {format_tanggal(surat.tanggal) if surat.tanggal else '-'}")
    sheet.write_string(4, 0, "Uraian", bold)
    sheet.write_string(4, 1, "Jumlah", bold)
    for line, (name, label) in enumerate(ANGKA_LABEL.items(), start=5):
        sheet.write_string(line, 0, f"    {label}" if name in BAGIAN else label)
        sheet.write_number(line, 1, surat.angka[name])


def _write_annex(sheet: Any, surat: Surat, bold: Any) -> None:
    names = [*_columns(surat), *UMUR_LABEL]
    places = _heading(surat)[1 : -len(_columns(surat))]
    for column, teks in enumerate(["Kode", *places, *(_first_upper(ANGKA_LABEL[name]) for name in names)]):
        sheet.write_string(0, column, teks, bold)
    for line, row in enumerate(surat.rincian, start=1):
        texts = [str(row["kode"]), *_places(surat, row)]
        for column, teks in enumerate(texts):
            sheet.write_string(line, column, safe_text(teks))
        for column, name in enumerate(names, start=len(texts)):
            sheet.write_number(line, column, int(row[name]))
    last, first = len(surat.rincian) + 1, len(places) + 1
    sheet.write_string(last, 0, "Jumlah", bold)
    for column, name in enumerate(names, start=first):
        sheet.write_number(last, column, surat.angka[name], bold)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, first + len(names) - 1, 16)


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]
