"""One report, or a few, against some hundred voters: the same comparisons and model, without Splink's set-up."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import duckdb
import pyarrow as pa

from pemakaman.nilai.tanggal import day_in_jakarta
from pemakaman.pencocokan.bandingkan import compare_at_once, make_sides
from pemakaman.pencocokan.hasil import Pasangan, Pita
from pemakaman.pencocokan.kolom import PEMAKAMAN, PEMILIH
from pemakaman.pencocokan.model import Model, default_model
from pemakaman.pencocokan.siap import prepare, prepare_candidates, put
from pemakaman.pencocokan.terjodoh import score

Baris = Mapping[str, str | None]
MOST_PAIRS = 2_000_000


def match_rows(
    pemakaman: Sequence[Baris],
    pemilih: Sequence[Baris],
    *,
    model: Model | None = None,
    kata: Mapping[str, float] | None = None,
    hari_ini: date | None = None,
) -> list[Pasangan]:
    """Score each death against every voter given; both as rows by the headings of the files (NAMA, NIK, ...).

    The caller brings the voters who may be meant, among them the household of the reporter. All bands are returned,
    by death, best first. `kata`: worth of the common words of the whole list (`kata_nama.word_bits`); the voters given
    were picked for their names, so they say nothing of what is rare. Raises ValueError for more than two million pairs:
    that is work for `mesin`.
    """
    if not pemakaman or not pemilih:
        return []
    if len(pemakaman) * len(pemilih) > MOST_PAIRS:
        raise ValueError(f"{len(pemakaman)} x {len(pemilih)} pairs")
    model = model or default_model()
    con = duckdb.connect(config={"threads": "1", "memory_limit": "1GB"})
    try:
        _store(con, "pemakaman_mentah", pemakaman, PEMAKAMAN)
        _store(con, "pemilih_mentah", pemilih, PEMILIH)
        prepare(con, hari_ini or day_in_jakarta(), model.kata if kata is None else kata, hitung=False)
        con.execute("CREATE TABLE pasangan AS SELECT i AS v FROM pemilih_mentah")
        prepare_candidates(con, "pasangan")
        make_sides(con)
        return list(score(con, compare_at_once(con), model, []).pairs(*Pita))
    finally:
        con.close()


def _store(
    con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Baris], columns: Mapping[str, Iterable[str]]
) -> None:
    places = {name: column for column, names in columns.items() for name in names}
    kept: list[dict[str, str | None]] = [
        {places[key]: value for heading, value in row.items() if (key := _bare(heading)) in places} for row in rows
    ]
    content = {column: pa.array([row.get(column) or None for row in kept], pa.string()) for column in columns}
    put(con, table, pa.table({"i": pa.array(range(1, len(kept) + 1), pa.int64()), **content}))


def _bare(heading: str) -> str:
    return "".join(char for char in heading.lower() if char.isalnum())
