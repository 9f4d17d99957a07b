"""What the tests of the matcher share: a plain model, raw tables from rows, and small generated files."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date

import duckdb
import numpy as np

from pemakaman.pencocokan.banding import SEMUA
from pemakaman.pencocokan.kolom import PEMAKAMAN, PEMILIH
from pemakaman.pencocokan.model import Model, levels
from pemakaman.pencocokan.satu import _store
from pemakaman.pencocokan.siap import prepare

HARI_INI = date(2026, 1, 15)
Baris = Mapping[str, str | None]


def plain_model(**ambang: float) -> Model:
    """Every field is worth from +6 to -6 bits in the order of its outcomes; nothing is trained."""
    bobot = {
        banding.nama: dict(zip(names, np.linspace(6, -6, len(names)).tolist(), strict=True))
        for banding in SEMUA
        for names in [levels(banding)]
    }
    return Model("uji", -4.0, bobot, {"usul": 0.9, "periksa": 0.02} | ambang, 0.75)


@contextmanager
def prepared(pemakaman: Sequence[Baris], pemilih: Sequence[Baris]) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database with `almarhum` and `kunci_pemilih` made of these rows."""
    con = duckdb.connect(config={"threads": "1"})
    try:
        _store(con, "pemakaman_mentah", pemakaman, PEMAKAMAN)
        _store(con, "pemilih_mentah", pemilih, PEMILIH)
        prepare(con, HARI_INI, {})
        yield con
    finally:
        con.close()


def voter(dpid: str, nama: str, **other: str) -> dict[str, str]:
    """A voter of one village; name other columns to differ."""
    return {
        "DPID": dpid,
        "NAMA": nama,
        "NIK": "",
        "NKK": "1802010101100001",
        "JK": "L",
        "TGL_LHR": "07|03|1961",
        "DESA": "SUKAMAJU",
        "KECAMATAN": "KOTAGAJAH",
    } | other


def death(no: str, nama: str, **other: str) -> dict[str, str]:
    """A row of a burial book of the same village."""
    return {
        "NO": no,
        "NAMA": nama,
        "JENIS_KELAMIN": "L",
        "TANGGAL_LAHIR": "7 Maret 1961",
        "DESA": "Sukamaju",
        "KECAMATAN": "Kotagajah",
        "TANGGAL_MENINGGAL": "12-02-2025",
    } | other
