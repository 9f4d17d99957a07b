"""What kind of workbook a file is, and whether it may be opened: archives are unpacked and measured first."""

import os
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from pemakaman.errors import Invalid
from pemakaman.luas import TooFar, check_reach
from pemakaman.ole import Terkunci, check_ole

PIECE = 1024 * 1024
MOST_MEMBERS = 1000
LARGEST_OLE = 200 * 1024**2
LARGEST_UNPACKED = 2 * 1024**3
SUSPICIOUS_UNPACKED = 100 * 1024**2
SUSPICIOUS_RATIO = 60
ZIP_MARK, OLE_MARK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
TERKUNCI = "Berkas ini terkunci kata sandi. Buka di Excel, hapus kata sandinya, simpan ulang, lalu unggah lagi."
_RUSAK = "Berkas ini rusak atau bukan lembar kerja. Buka di Excel, simpan ulang sebagai .xlsx, lalu unggah lagi."
_JAUH = "Lembar ini memuat terlalu banyak sel. Hapus baris dan kolom di luar tabel, lalu simpan ulang."
_BESAR = "Isi berkas ini tidak wajar besarnya. Simpan ulang sebagai CSV, lalu unggah lagi."
_BUKAN = "Berkas ini arsip ZIP, bukan lembar kerja. Unggah berkas di dalamnya."
# RuntimeError also stands for entries that are locked or packed in an unknown way.
_DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, ValueError, RuntimeError, EOFError, OSError)


class TableError(Invalid):
    """The file as a whole cannot be read; the sentence says what to do."""

    def __init__(self, pesan: str) -> None:
        super().__init__({"berkas": [pesan]}, pesan)


def check_workbook(path: Path, most_cells: int) -> str:
    """'xlsx', 'ods' or 'xls' when the content is a workbook of sane size, '' when it is none; raises TableError."""
    with path.open("rb") as file:
        mark = file.read(4)
    if mark == ZIP_MARK:
        return _check_archive(path, most_cells)
    if mark == OLE_MARK:
        return _check_ole(path, most_cells)
    return ""


def _check_ole(path: Path, most_cells: int) -> str:
    if path.stat().st_size > LARGEST_OLE:
        raise TableError(_BESAR)
    try:
        check_ole(path.read_bytes(), most_cells)
    except Terkunci:
        raise TableError(TERKUNCI) from None
    except TooFar:
        raise TableError(_JAUH) from None
    except (struct.error, ValueError, IndexError):
        raise TableError(_RUSAK) from None
    return "xls"


def _check_archive(path: Path, most_cells: int) -> str:
    """Refuse an archive that unpacks to far more than a sheet of its size can hold."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            kind = _kind(members)
            if not kind or len(members) > MOST_MEMBERS:
                raise TableError(_BUKAN)
            _check_unpacked(path, members)
            if kind == "ods" and _is_locked(archive):
                raise TableError(TERKUNCI)
            check_reach(archive, most_cells)
    except TooFar:
        raise TableError(_JAUH) from None
    except _DAMAGED:
        raise TableError(_RUSAK) from None
    return kind


def _kind(members: Sequence[zipfile.ZipInfo]) -> str:
    names = {member.filename for member in members}
    if "[Content_Types].xml" in names:
        return "xlsx"
    return "ods" if "content.xml" in names else ""


def _is_locked(archive: zipfile.ZipFile) -> bool:
    try:
        return b"encryption-data" in archive.read("META-INF/manifest.xml")
    except KeyError:
        return False


def _check_unpacked(path: Path, members: Sequence[zipfile.ZipInfo]) -> None:
    allowed = max(SUSPICIOUS_UNPACKED, min(LARGEST_UNPACKED, path.stat().st_size * SUSPICIOUS_RATIO))
    unpacked = 0
    with path.open("rb") as file:
        for member in members:
            for size in _inflated_sizes(file, member):
                unpacked += size
                if unpacked > allowed:
                    raise TableError(_BESAR)


def _inflated_sizes(file: IO[bytes], member: zipfile.ZipInfo) -> Iterator[int]:
    """Sizes of the unpacked pieces. The sizes an archive claims prove nothing, so it is unpacked here."""
    file.seek(member.header_offset + 26)
    name, extra = struct.unpack("<HH", file.read(4))
    file.seek(name + extra, os.SEEK_CUR)
    if member.compress_type == zipfile.ZIP_STORED:
        yield member.compress_size
        return
    if member.compress_type != zipfile.ZIP_DEFLATED:
        raise zipfile.BadZipFile
    inflate, left = zlib.decompressobj(-zlib.MAX_WBITS), member.compress_size
    while left > 0 and (piece := file.read(min(PIECE, left))):
        left -= len(piece)
        while piece:
            yield len(inflate.decompress(piece, PIECE))
            piece = inflate.unconsumed_tail
