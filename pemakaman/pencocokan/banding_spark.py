"""The same comparisons on Spark, when a province becomes a nation.

Needs the extra `spark`, so it is imported on demand.
"""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
from rapidfuzz.distance import JaroWinkler
from splink import Linker
from splink.backends.spark import SparkAPI

from pemakaman.pencocokan.banding import SEMUA
from pemakaman.pencocokan.banding_splink import QUIET, read_weights, settings
from pemakaman.pencocokan.bandingkan import Terbanding
from pemakaman.pencocokan.blok import ATURAN, Aturan
from pemakaman.pencocokan.model import Model

# Both sides as they are compared, and as `blok` sees them.
_SIDES = ("SELECT * FROM kiri", "SELECT * FROM kanan")
_KEYS = ("SELECT * FROM almarhum", "SELECT k.*, r.kab FROM kunci_pemilih k LEFT JOIN kab_kec r USING (kec)")
# Splink's translator asks for it under this name; what Spark itself has under the rules' name counts otherwise.
_JARO_WINKLER, _OF_RULES = "jarowinkler_similarity", "jaro_winkler_similarity"


def compare_with_spark(con: duckdb.DuckDBPyConnection, model: Model | None, spark: Any) -> Terbanding:
    """Splink on Spark: it blocks by the same rules and compares by the same conditions. `spark` is a session.

    No rule is capped here. On a cluster TMPDIR must be a folder that every node sees.
    """
    with TemporaryDirectory() as folder:
        if spark.sparkContext.getCheckpointDir() is None:
            spark.sparkContext.setCheckpointDir(f"{folder}/titik")
        spark.udf.register(_JARO_WINKLER, _jaro_winkler(), "double")
        kiri, kanan, almarhum, pemilih = (
            _frame(con, spark, query, Path(folder) / f"{number}.parquet")
            for number, query in enumerate((*_SIDES, *_KEYS))
        )
        api = SparkAPI(spark_session=spark)  # type: ignore[no-untyped-call]
        sides = [api.register(frame, dataset_display_name=name) for frame, name in ((kiri, "a"), (kanan, "b"))]
        linker = Linker(sides, settings(model, ["l.nik = r.nik"]), log_level=QUIET, validate_settings=False)
        blocked = spark.sql(_blocked(ATURAN), almarhum=almarhum, pemilih=pemilih)
        linker.table_management.register_blocked_pairs_for_predict(api.register(blocked))
        names = [f"mw_{banding.nama}" for banding in SEMUA]
        found = linker.inference.predict().as_spark_dataframe().select("unique_id_l", "unique_id_r", *names)
        rows = found.toArrow()
    return read_weights({name: rows[name].to_numpy() for name in rows.column_names}, model)


def _frame(con: duckdb.DuckDBPyConnection, spark: Any, query: str, path: Path) -> Any:
    con.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
    return spark.read.parquet(str(path))


def _jaro_winkler() -> Callable[[str | None, str | None], float | None]:
    # Made here, it travels as it is: a node needs rapidfuzz and not this program.
    def similarity(one: str | None, other: str | None) -> float | None:
        return None if one is None or other is None else JaroWinkler.similarity(one, other)

    return similarity


def _blocked(aturan: tuple[Aturan, ...]) -> str:
    """Each pair once, in the columns Splink knows it by; it would spell out for every rule that no earlier one held."""
    found = " UNION ALL ".join(
        f"SELECT a.i AS a, p.i AS v FROM {{almarhum}} a JOIN {{pemilih}} p ON {_joined(rule)}" for rule in aturan
    )
    return (
        "SELECT '0' AS match_key, concat('a-__-', a) AS join_key_l, concat('b-__-', v) AS join_key_r "
        f"FROM (SELECT DISTINCT a, v FROM ({found}))"
    )


def _joined(rule: Aturan) -> str:
    keys = " AND ".join(f"a.{left} = p.{right}" for left, right in rule.kolom)
    return f"{keys} AND {rule.syarat.replace(_OF_RULES, _JARO_WINKLER)}"
