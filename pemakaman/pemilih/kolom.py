"""The columns of voter lists, as Sidalih names them and as people rename them, and what each may hold."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pemakaman.nilai.digit import remove_separators
from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.nik import check_nik
from pemakaman.nilai.nomor_kk import check_nomor_kk
from pemakaman.nilai.tanggal import parse_tanggal_teks
from pemakaman.tabel import Cell, TableError, cell_text

# In the order in which rows are copied into the table.
COLUMNS: dict[str, tuple[str, ...]] = {
    "kecamatan": ("kecamatan", "kec", "namakecamatan", "namakec"),
    "desa": ("desa", "kelurahan", "desakelurahan", "kelurahandesa", "desakel", "namadesa", "namakelurahan"),
    "dpid": ("dpid", "idpemilih"),
    "nkk": ("nkk", "nokk", "nomorkk", "nomorkartukeluarga"),
    "nik": ("nik", "nonik", "nomornik", "nomorindukkependudukan"),
    "nama": ("nama", "namalengkap", "namapemilih"),
    "jenis_kelamin": ("jk", "jeniskelamin", "lp", "kelamin", "jnskelamin"),
    "tempat_lahir": ("tmptlhr", "tempatlahir", "tmplahir", "tmptlahir", "tmplhr"),
    "tanggal_lahir": ("tgllhr", "tanggallahir", "tgllahir"),
    "status_kawin": ("sts", "status", "stskawin", "statuskawin", "statusperkawinan"),
    "alamat": ("alamat", "alamatlengkap", "jalan"),
    "rt": ("rt", "nort"),
    "rw": ("rw", "norw"),
    "disabilitas": ("dis", "disabilitas", "difabel", "jenisdisabilitas"),
    "ktp_el": ("ktpel", "ektp", "ktpelektronik", "statusktpel"),
    "sumber": ("sumber", "sumberdata", "asaldata"),
    "keterangan": ("ket", "keterangan", "kodeket"),
    "tps": ("tps", "notps", "nomortps"),
}
REQUIRED = ("kecamatan", "desa", "nik", "nama")
HEADER_WITHIN = 20
LONGEST = 200
EARLIEST_BIRTH = date(1850, 1, 1)

_BY_NAME = {name: column for column, names in COLUMNS.items() for name in names}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffd]")
_MASKED = re.compile(r"[0-9]{8,15}[*xX]{1,8}")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[|/.\- ]([0-9]{1,2})[|/.\- ]([0-9]{4})")
_COMPACT = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})")
_SEX = {"l": "L", "lk": "L", "lakilaki": "L", "pria": "L", "p": "P", "pr": "P", "perempuan": "P", "wanita": "P"}


class KolomError(Exception):
    """Why one cell cannot be taken; the sentence begins with its column."""


@dataclass(frozen=True)
class Header:
    """The headings of a file and where each column lies."""

    judul: list[str]
    positions: dict[str, int]

    def read(self, cells: Sequence[Cell]) -> dict[str, str | date | None]:
        """The checked values of one row by column; raises KolomError with everything that is wrong."""
        if any(cell_text(cell) for cell in cells[len(self.judul) :]):
            raise KolomError(f"Ada {len(cells)} kolom, padahal judulnya {len(self.judul)}. Periksa tanda pemisah.")
        values: dict[str, str | date | None] = dict.fromkeys(COLUMNS)
        wrong = []
        for column, position in self.positions.items():
            cell = cells[position] if position < len(cells) else None
            try:
                values[column] = READERS.get(column, _text)(cell)
            except (KolomError, NilaiError) as error:
                wrong.append(f"{self.judul[position]}: {error}")
        wrong += [f"{self.judul[self.positions[c]]}: belum diisi." for c in _missing(values, wrong)]
        if wrong:
            raise KolomError(" ".join(wrong))
        return values


def find_header(judul: Sequence[Cell]) -> Header | None:
    """The header that a row is, or None when it has not both NIK and NAMA."""
    names = [cell_text(cell) for cell in judul]
    positions: dict[str, int] = {}
    for position, name in enumerate(names):
        column = _BY_NAME.get(_bare(name))
        if column is None:
            continue
        if column in positions:
            raise TableError(f"Kolom {name} ada dua kali. Hapus salah satunya, lalu unggah lagi.")
        positions[column] = position
    if not {"nik", "nama"} <= positions.keys():
        return None
    lacking = [COLUMNS[column][0].upper() for column in REQUIRED if column not in positions]
    if lacking:
        raise TableError(f"Kolom {', '.join(lacking)} tidak ada. Tambahkan judul kolom itu, lalu unggah lagi.")
    return Header(names, positions)


def _missing(values: dict[str, str | date | None], wrong: list[str]) -> list[str]:
    return [] if wrong else [column for column in ("kecamatan", "desa", "nama") if not values[column]]


def _bare(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())


def _text(cell: Cell) -> str | None:
    if isinstance(cell, str) and _CONTROL.search(cell):
        raise KolomError("ada tanda yang tidak terbaca. Ketik ulang isinya.")
    text = cell_text(cell)
    if len(text) > LONGEST:
        raise KolomError(f"lebih dari {LONGEST} huruf. Periksa apakah kolomnya bergeser.")
    return text or None


def _digits(check: Callable[[str], str]) -> Callable[[Cell], str | None]:
    def read(cell: Cell) -> str | None:
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            raise KolomError("tersimpan sebagai bilangan, angka terakhirnya bisa hilang. Simpan sebagai teks.")
        text = (_text(cell) or "").lstrip("'`")
        if not text:
            return None
        if _MASKED.fullmatch(bare := remove_separators(text)) and len(bare) == 16:
            return bare
        return check(text)

    return read


def _sex(cell: Cell) -> str | None:
    text = _text(cell)
    if text is None:
        return None
    try:
        return _SEX[_bare(text)]
    except KeyError:
        raise KolomError("harus L atau P.") from None


def _birth(cell: Cell) -> date | None:
    if isinstance(cell, datetime):
        cell = cell.date()
    found = cell if isinstance(cell, date) else _read_birth(_text(cell))
    if found is not None and not EARLIEST_BIRTH <= found <= date.today():  # noqa: DTZ011
        raise KolomError("di luar batas yang mungkin. Periksa tahunnya.")
    return found


def _read_birth(text: str | None) -> date | None:
    if text is None or "*" in text:
        return None
    match = _DAY_FIRST.fullmatch(text) or _COMPACT.fullmatch(text)
    if match is None:
        return parse_tanggal_teks(text)
    day, month, year = (int(part) for part in match.groups())
    if day == 0 or month == 0:
        return None  # day or month unknown: kept as unknown, never turned into the first
    try:
        return date(year, month, day)
    except ValueError:
        raise KolomError("tanggal itu tidak ada. Tulis hari, bulan, tahun, misalnya 17-08-1990.") from None


READERS: dict[str, Callable[[Cell], str | date | None]] = {
    "nik": _digits(check_nik),
    "nkk": _digits(check_nomor_kk),
    "jenis_kelamin": _sex,
    "tanggal_lahir": _birth,
}
