"""Matching two tables: read, prepare, block, compare, compete, band, explain."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from pemakaman.nilai.tanggal import day_in_jakarta
from pemakaman.pencocokan.banding_splink import compare_with_splink
from pemakaman.pencocokan.bandingkan import Terbanding, make_sides
from pemakaman.pencocokan.blok import HasilBlok, block
from pemakaman.pencocokan.kolom import PEMAKAMAN, PEMILIH, read_file
from pemakaman.pencocokan.model import Model, default_model
from pemakaman.pencocokan.siap import prepare, prepare_candidates
from pemakaman.pencocokan.terjodoh import Terjodoh, score

MEMORI = "4GB"


@contextmanager
def database(memori: str = MEMORI, folder: Path | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database of its own; what does not fit into `memori` is written to `folder`. Gone afterwards."""
    with TemporaryDirectory(prefix="cocok-", dir=folder) as place:
        con = duckdb.connect(":memory:")
        try:
            con.execute(f"SET memory_limit = '{memori}'")
            con.execute(f"SET temp_directory = '{place}/sementara'")
            con.execute("SET preserve_insertion_order = false")
            con.execute("SET enable_progress_bar = false")
            yield con
        finally:
            con.close()


def match_files(
    pemilih: Path,
    pemakaman: Path,
    *,
    model: Model | None = None,
    memori: str = MEMORI,
    spark: Any = None,
    hari_ini: date | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Terjodoh:
    """Match a burial book with a voter list (columns: `kolom`). Raises MasukanError for a file that cannot be read.

    `spark`: a Spark session to block and compare with, instead of DuckDB. `memori`: what DuckDB may hold, like '4GB'.
    """
    with database(memori) as con:
        tell("Membaca berkas …")
        read_file(con, "pemakaman_mentah", pemakaman, PEMAKAMAN)
        read_file(con, "pemilih_mentah", pemilih, PEMILIH)
        return match_tables(con, model=model, spark=spark, hari_ini=hari_ini, tell=tell)


def match_tables(
    con: duckdb.DuckDBPyConnection,
    *,
    model: Model | None = None,
    spark: Any = None,
    hari_ini: date | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Terjodoh:
    """Match the tables `pemakaman_mentah` and `pemilih_mentah` (columns of `kolom`, text, and a row number `i`)."""
    model = model or default_model()
    tell("Menyiapkan nama, tanggal, dan tempat …")
    prepare(con, hari_ini or day_in_jakarta(), model.kata)
    tell("Mencari pasangan yang mungkin …")
    found: list[HasilBlok] = []
    if spark is None:
        found = block(con, "pasangan")
    else:
        con.execute("CREATE OR REPLACE TABLE pasangan AS SELECT 0::BIGINT AS a, i AS v FROM kunci_pemilih")
    prepare_candidates(con, "pasangan")
    make_sides(con)
    tell("Membandingkan …")
    return score(con, _compare(con, model, spark), model, found)


def _compare(con: duckdb.DuckDBPyConnection, model: Model, spark: Any) -> Terbanding:
    if spark is None:
        return compare_with_splink(con, "pasangan", model)
    # Half a gigabyte of Spark is an extra that most offices never install.
    engine = import_module("pemakaman.pencocokan.banding_spark")
    compared: Terbanding = engine.compare_with_spark(con, model, spark)
    return compared
