"""Both sides in the columns the conditions name, and comparing at once what is a handful of pairs."""

from dataclasses import dataclass

import duckdb
import numpy as np
from numpy.typing import NDArray

from pemakaman.nilai.nama import COMMON_WORDS
from pemakaman.pencocokan.banding import COLUMNS_L, COLUMNS_R, SEMUA, Perbandingan

Keluaran = dict[str, NDArray[np.int8]]
_COMMON = "[" + ", ".join(f"'{word}'" for word in sorted(COMMON_WORDS)) + "]"


@dataclass(frozen=True)
class Terbanding:
    """Compared pairs: rows of death and voter, and per field the place of the outcome in `levels` (-1 unknown)."""

    almarhum: NDArray[np.int64]
    pemilih: NDArray[np.int64]
    keluaran: Keluaran


def make_sides(con: duckdb.DuckDBPyConnection) -> None:
    """`kiri` and `kanan`: both sides in the columns the conditions name."""
    for table, columns, source in (("kiri", COLUMNS_L, "almarhum"), ("kanan", COLUMNS_R, "calon")):
        con.execute(f"CREATE OR REPLACE TABLE {table} AS SELECT {columns} FROM {source}, (SELECT {_COMMON} AS biasa)")


def compare_at_once(con: duckdb.DuckDBPyConnection) -> Terbanding:
    """Every death with every voter, in one statement: for one report and some hundred voters."""
    cases = ", ".join(f"{_case(banding)} AS {banding.nama}" for banding in SEMUA)
    left = ", ".join(f"{name} AS {name}_l" for name in _columns(con, "kiri"))
    right = ", ".join(f"{name} AS {name}_r" for name in _columns(con, "kanan"))
    columns = con.execute(
        f"SELECT unique_id_l, unique_id_r, {cases} FROM (SELECT {left} FROM kiri) a, (SELECT {right} FROM kanan) p"
    ).fetchnumpy()
    keluaran = {banding.nama: np.asarray(columns[banding.nama], dtype=np.int8) for banding in SEMUA}
    return Terbanding(
        np.asarray(columns["unique_id_l"], dtype=np.int64), np.asarray(columns["unique_id_r"], dtype=np.int64), keluaran
    )


def _case(banding: Perbandingan) -> str:
    whens = " ".join(f"WHEN {tingkat.syarat} THEN {n}" for n, tingkat in enumerate(banding.tingkat))
    return f"CASE WHEN {banding.kosong} THEN -1 {whens} ELSE {len(banding.tingkat)} END"


def _columns(con: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    return [row[0] for row in con.execute(f"SELECT column_name FROM (DESCRIBE {table})").fetchall()]
