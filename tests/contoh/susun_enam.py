"""The six layouts of burial books that were found, as messy files: titles, merged headings, totals, odd dates."""

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date
from xml.sax.saxutils import escape

import xlsxwriter

from tests.contoh.susun_buku import nik

Sheet = Sequence[Sequence[object]]

JEPARA: Sheet = [
    ["BUKU POKOK PEMAKAMAN DESA CONTOH", *[""] * 12],
    ["Kecamatan Contoh – Tahun 2019", *[""] * 12],
    [],
    ["No Registrasi", "Hubungan dengan yang meninggal (Ahli Waris)", "Nama Almarhum", "Bin/Binti", "NIK", "JK",
     "Tempat & Tgl Lahir", "Status Perkawinan", "Alamat", "Tgl Meninggal", "Jam Meninggal", "Tempat Meninggal",
     "Tgl. Pemakaman"],
    ["R-01", "Anak", "Sutrisno", "Sukardi", nik(1), "Laki-laki", "Jepara, 1950", "Kawin", "Ds. Contoh RT 3", "3/2/19",
     "14.30", "Rumah", "4 Februari 2019"],
    ["R-02", "Istri", "Kasiyem", "", "-", "P", "Jepara, 3 Mei 1948", "Cerai mati", "Ds. Contoh", "Peb 2019", "",
     "RSUD", "10-02-2019"],
    ["R-03", "Cucu", "Paini", "", "tidak ada", "Pr", "", "", "", "12 Muharram 1441 H", "", "", "12-09-2019"],
    ["", "", "JUMLAH", "3"],
    ["", "", "", "", "", "", "", "", "", "Contoh, 31 Desember 2019"],
    ["", "", "", "", "", "", "", "", "", "Petinggi"],
]  # fmt: skip
PAKLAY: Sheet = [
    ["DATA KEMATIAN WARGA"],
    ["PELAPOR", "", "", "", "SAKSI I", "", "SAKSI II", "", "JENAZAH", "", "", "", "", ""],
    ["NIK", "NAMA", "ALAMAT", "NO HP", "NIK", "NAMA", "NIK", "NAMA", "NIK", "NAMA", "TANGGAL/WAKTU KEMATIAN",
     "TEMPAT KEMATIAN", "SEBAB KEMATIAN", "NO KK"],
    [nik(50), "Budi Santoso", "Jl. Mawar", "0812-3456-7890", nik(51), "Andi", nik(52), "Joko", nik(2), "Rohaya",
     "03-02-2019 jam 09.05", "RSUD", "Sakit tua", nik(60)],
    ["", "", "", "", "", "", "", "", "", "Ratna Dewi", "4-2-2019", "Rumah", "Stroke", ""],
    ["PELAPOR", "", "", "", "SAKSI I", "", "SAKSI II", "", "JENAZAH"],
    ["", "", "", "", "", "", "", "", float(nik(3)), "Zulkifli", "5-2-2019", "Rumah", "", ""],
]  # fmt: skip
TANGERANG: Sheet = [
    ["UPTD PEMAKAMAN", ""],
    ["Nama Jenazah", "Wafat", "Dimakamkan", "TPU", "Blok/Blad/Petak", "Kapasitas"],
    ["Siti Rohmah", date(2019, 2, 3), date(2019, 2, 4), "TPU Selapajang", "Blok A Petak 12 No. 3", 100],
    ["Hasan Basri", "2019", "Februari 2019", "TPU Selapajang", "B-7", 100],
    ["TOTAL", "2"],
]
TPU: Sheet = [
    ["NAMA TPU: TPU CONTOH"],
    ["NO", "BLOK", "NO. MAKAM", "NAMA ALM/ALMH", "AHLI WARIS", "NO. HP", "TGL. DIMAKAMKAN", "SEWA/IZIN", "KET"],
    [1, "A", 12, "Ngadiman", "Sri Wahyuni", "0812 3456 7890", date(2018, 3, 1), "IPTM 12/2018", "=1+1"],
    [2, "A", 13, "Darwis", "-", "", "1-3-'18", "", ""],
    [3, "A", 14, "Upik Banun", "", "123", "31-02-2018", "", ""],
]  # fmt: skip


def as_csv(rows: Sheet, pemisah: str = ";", sandi: str = "utf-8") -> bytes:
    """Text with a separator."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=pemisah)
    writer.writerows([f"{cell:%d/%m/%Y}" if isinstance(cell, date) else cell for cell in row] for row in rows)
    return out.getvalue().encode(sandi)


def as_xlsx(*sheets: Sheet, date_1904: bool = False) -> bytes:
    """A workbook with one sheet a table."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        if date_1904:
            book.date_1904 = book.worksheet_meta.date_1904 = True
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for number, rows in enumerate(sheets, start=1):
            sheet = book.add_worksheet(f"Lembar{number}")
            for place, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(place, column, cell, day)
                    elif cell != "":
                        sheet.write(place, column, cell)
    return out.getvalue()


_NS = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
_MIME = "application/vnd.oasis.opendocument.spreadsheet"


def as_ods(*sheets: Sheet, more: str = "", locked: bool = False) -> bytes:
    """An OpenDocument workbook; `more` is raw XML at the end of each table."""
    tables = "".join(
        f'<table:table table:name="Lembar{number}">{"".join(map(_ods_row, rows))}{more}</table:table>'
        for number, rows in enumerate(sheets, start=1)
    )
    content = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    manifest = "<manifest:encryption-data/>" if locked else ""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", _MIME, zipfile.ZIP_STORED)
        archive.writestr("content.xml", f"<office:document-content {_NS}>{content}</office:document-content>")
        archive.writestr("META-INF/manifest.xml", f"<manifest xmlns:manifest='urn:m'>{manifest}</manifest>")
    return out.getvalue()


def _ods_row(row: Sequence[object]) -> str:
    return f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>"


def _ods_cell(cell: object) -> str:
    if cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{cell:%Y-%m-%d}"/>'
    if isinstance(cell, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{cell}"/>'
    text = escape(str(cell))
    return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
