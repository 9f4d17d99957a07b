"""Reading a sheet file (XLSX or CSV) into plain cells, without trusting what it says of itself."""

import csv
import io
import lzma
import zipfile
import zlib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook

from pemakaman.errors import PemakamanError
from pemakaman.luas import TooFar, check_reach

Sel = str | int | float | bool | date | datetime | time | timedelta

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024
MOST_CELLS = 2_000_000
SEPARATORS = ",;|\t"

_OLE, _ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"


class LembarError(PemakamanError):
    """The file as a whole cannot be used; the sentence says why and what to do."""

    status = 422
    judul = "Berkas tidak dapat dipakai"


@dataclass(frozen=True)
class Lembar:
    """One table of cells; `nama` is '' where the file has only one."""

    nama: str
    baris: list[list[Sel]]


def read_lembar(content: bytes) -> list[list[Lembar]]:
    """Every way to read the file: one for XLSX, one for each separator for CSV. Raises LembarError."""
    if not content:
        raise LembarError("Berkas ini kosong.")
    if len(content) > LARGEST_FILE:
        raise LembarError("Berkas lebih besar dari 10 MB. Pecah menjadi beberapa berkas.")
    if content.startswith(_OLE):
        raise LembarError(_explain_ole(content))
    if content.startswith(_ZIP):
        _check_archive(content)
        return [_read_xlsx(content)]
    text = _decode(content)
    return [[Lembar("", _read_csv(text, separator))] for separator in SEPARATORS if separator in text]


def is_xlsx(content: bytes) -> bool:
    """Is it a workbook rather than text?"""
    return content.startswith(_ZIP)


def _explain_ole(content: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "Berkas ini terkunci kata sandi. Buka di Excel, hapus kata sandinya, simpan, lalu unggah lagi."
    return "Ini berkas Excel lama (.xls). Buka di Excel, simpan sebagai .xlsx, lalu unggah lagi."


def _check_archive(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST_UNPACKED:
                raise LembarError("Isi berkas ini terlalu besar setelah dibuka. Pecah menjadi beberapa berkas.")
            # Reading to the end also proves the sizes just summed: a longer entry fails its checksum.
            check_reach(archive, MOST_CELLS)
    except TooFar:
        raise LembarError(
            "Lembar ini memuat terlalu banyak sel. Hapus baris dan kolom di luar tabel, lalu simpan."
        ) from None
    except _DAMAGED:
        raise LembarError(_BROKEN) from None


# RuntimeError also stands for entries that are locked or packed in an unknown way.
_DAMAGED = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    RuntimeError,
    EOFError,
    ValueError,
    OSError,
)
_BROKEN = "Berkas ini rusak atau bukan berkas Excel. Buka di Excel, simpan ulang sebagai .xlsx, lalu unggah lagi."


def _read_xlsx(content: bytes) -> list[Lembar]:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        found = []
        for name in workbook.sheet_names:
            rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            found.append(Lembar(name, rows))
    except CalamineError:
        raise LembarError(_BROKEN) from None
    return found if len(found) > 1 else [Lembar("", sheet.baris) for sheet in found]


def _decode(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise LembarError("Berkas ini bukan XLSX dan bukan CSV. Simpan sebagai .xlsx atau .csv, lalu unggah lagi.")


def _read_csv(text: str, separator: str) -> list[list[Sel]]:
    try:
        return [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)]
    except csv.Error:
        raise LembarError("Berkas CSV ini rusak: ada tanda kutip yang tidak ditutup.") from None
