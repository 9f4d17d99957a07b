"""The two files that are matched: which columns they have, under which headings, and how they are read."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from pemakaman.nilai.galat import NilaiError

PEMILIH: dict[str, tuple[str, ...]] = {
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
"""Columns of a voter list: our name → headings, letters and digits only. A NIK or NKK may hide last digits (`*`)."""

PEMAKAMAN: dict[str, tuple[str, ...]] = {
    "no": ("no", "nomor", "nourut", "nomorurut"),
    "nik": ("nik", "nonik", "nomornik", "nomorindukkependudukan", "nikalmarhum"),
    "nama": ("nama", "namalengkap", "namaalmarhum", "namajenazah", "namameninggal"),
    "bin_binti": ("binbinti", "bin", "binti", "namaayah", "ayah"),
    "jenis_kelamin": ("jeniskelamin", "jk", "lp", "kelamin", "jnskelamin"),
    "tempat_lahir": ("tempatlahir", "tmptlhr", "tmplahir", "tmptlahir", "tmplhr"),
    "tanggal_lahir": ("tanggallahir", "tgllahir", "tgllhr"),
    "umur": ("umur", "usia", "umurtahun"),
    "alamat": ("alamat", "alamatlengkap", "alamatterakhir"),
    "rt": ("rt", "nort"),
    "rw": ("rw", "norw"),
    "desa": ("desa", "kelurahan", "desakelurahan", "kelurahandesa", "desakel", "namadesa", "namakelurahan"),
    "kecamatan": ("kecamatan", "kec", "namakecamatan", "namakec"),
    "tanggal_meninggal": ("tanggalmeninggal", "tglmeninggal", "tglwafat", "tanggalwafat", "tglmngl"),
    "tempat_meninggal": ("tempatmeninggal", "tmptmeninggal"),
    "sebab": ("sebab", "sebabmeninggal", "sebabkematian"),
    "tanggal_pemakaman": ("tanggalpemakaman", "tglpemakaman", "tgldimakamkan", "tanggaldimakamkan", "tglmakam"),
    "makam": ("makam", "namamakam", "tpu", "pemakaman"),
    "blok": ("blok", "blokmakam"),
    "nama_pelapor": ("namapelapor", "pelapor"),
    "nik_pelapor": ("nikpelapor",),
    "hubungan": ("hubungan", "hubunganpelapor", "hubungankeluarga"),
    "no_hp": ("nohp", "hp", "telepon", "notelp", "nohppelapor"),
}
"""Columns of a burial book. Any cell may be empty; only the name must have a column."""

_DELIMITERS = (",", ";", "\t", "|")


class MasukanError(NilaiError):
    """A file that cannot be matched; says which and what to do."""


def read_file(con: duckdb.DuckDBPyConnection, table: str, path: Path, columns: Mapping[str, Sequence[str]]) -> int:
    """Read a CSV into `table` with our column names, all text, and its row number `i` from 1; returns the rows.

    Columns may be missing or in any order; the separator is found from the headings. Raises MasukanError.
    """
    headings, delimiter, encoding = _headings(path)
    chosen = find_columns(headings, columns, path.name)
    cells = [
        f"nullif(trim(\"c{chosen[name]}\"), '') AS {name}" if name in chosen else f"NULL::VARCHAR AS {name}"
        for name in columns
    ]
    names = ", ".join(f"'c{number}': 'VARCHAR'" for number in range(len(headings)))
    source = (
        f"read_csv(?, delim = ?, header = true, skip = 0, quote = '\"', escape = '\"', null_padding = true, "
        f"auto_detect = false, columns = {{{names}}}, encoding = ?, parallel = true)"
    )
    try:
        con.execute(
            f"CREATE OR REPLACE TABLE {table} AS SELECT row_number() OVER () AS i, {', '.join(cells)} FROM {source}",
            [str(path), delimiter, encoding],
        )
    except duckdb.Error as error:
        raise MasukanError(f"Berkas {path.name} tidak terbaca sebagai CSV. {_where(str(error))}") from None
    counted = con.execute(f"SELECT count(*) FROM {table}").fetchone()
    if not counted or not counted[0]:
        raise MasukanError(f"Berkas {path.name} tidak berisi baris.")
    return int(counted[0])


def find_columns(headings: Sequence[str], columns: Mapping[str, Sequence[str]], file: str) -> dict[str, int]:
    """Our column → position in the file; raises MasukanError for a heading twice or without a name column."""
    by_name = {name: column for column, names in columns.items() for name in names}
    found: dict[str, int] = {}
    for position, heading in enumerate(headings):
        column = by_name.get(re.sub(r"[^a-z0-9]", "", heading.lower()))
        if column is None:
            continue
        if column in found:
            raise MasukanError(f"Berkas {file}: kolom {heading.strip()} ada dua kali. Hapus salah satunya.")
        found[column] = position
    if "nama" not in found:
        raise MasukanError(
            f"Berkas {file}: kolom NAMA tidak ditemukan di baris pertama. Baris pertama harus judul kolom."
        )
    return found


def _headings(path: Path) -> tuple[list[str], str, str]:
    try:
        with path.open("rb") as file:
            start = file.read(65536)
    except OSError as error:
        raise MasukanError(f"Berkas {path} tidak dapat dibuka: {error.strerror}.") from None
    if not start.strip():
        raise MasukanError(f"Berkas {path.name} kosong.")
    if b"\0" in start:
        raise MasukanError(f"Berkas {path.name} bukan CSV. Bila berkas Excel, simpan dulu sebagai CSV (UTF-8).")
    encoding = _encoding(path)
    first = (
        start.split(b"\n", 1)[0].decode("utf-8-sig" if encoding == "utf-8" else "latin-1", "replace").strip("\r\ufeff")
    )
    delimiter = max(_DELIMITERS, key=first.count)
    return [cell.strip().strip('"') for cell in first.split(delimiter)], delimiter, encoding


def _encoding(path: Path) -> str:
    """Old programs of Windows write Latin-1."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            while file.read(1 << 22):
                pass
    except UnicodeDecodeError:
        return "latin-1"
    return "utf-8"


def _where(text: str) -> str:
    found = re.search(r"[Ll]ine:? (\d+)", text)
    return (
        f"Periksa baris {found[1]}: jumlah kolom atau tanda kutipnya."
        if found
        else "Periksa tanda pemisah dan tanda kutipnya."
    )
