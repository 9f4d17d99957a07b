"""The same comparisons on Spark, when a province becomes a nation.

Needs the extra `spark`, so it is imported on demand.
"""

import re
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
from pemakaman.pencocokan.blok import ATURAN
from pemakaman.pencocokan.model import Model

# Blocking asks for one column more than comparing does; both sides must have the same.
_SIDES = {
    "kiri": "SELECT kiri.*, a.tanpa_nik FROM kiri JOIN almarhum a ON a.i = kiri.unique_id",
    "kanan": "SELECT *, NULL::BOOLEAN AS tanpa_nik FROM kanan",
}
# As our rules write it, and as it is written once Splink has translated it.
_JARO_WINKLER = ("jaro_winkler_similarity", "jarowinkler_similarity")


def _jaro_winkler(one: str | None, other: str | None) -> float | None:
    return None if one is None or other is None else JaroWinkler.similarity(one, other)


def compare_with_spark(con: duckdb.DuckDBPyConnection, model: Model | None, spark: Any) -> Terbanding:
    """Splink on Spark: it blocks by the same rules and compares by the same conditions. `spark` is a session.

    On a cluster TMPDIR must be a folder that every node sees.
    """
    with TemporaryDirectory() as folder:
        if spark.sparkContext.getCheckpointDir() is None:
            spark.sparkContext.setCheckpointDir(f"{folder}/titik")
        frames = []
        for side, query in _SIDES.items():
            path = Path(folder) / f"{side}.parquet"
            con.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
            frames.append(spark.read.parquet(str(path)))
        for name in _JARO_WINKLER:
            spark.udf.register(name, _jaro_winkler, "double")
        api = SparkAPI(spark_session=spark)  # type: ignore[no-untyped-call]
        sides = [api.register(frame, dataset_display_name=name) for frame, name in zip(frames, "ab", strict=True)]
        linker = Linker(sides, settings(model, splink_rules()), log_level=QUIET, validate_settings=False)
        names = [f"mw_{banding.nama}" for banding in SEMUA]
        frame = linker.inference.predict().as_spark_dataframe().select("unique_id_l", "unique_id_r", *names)
        rows = frame.toArrow()
    return read_weights({name: rows[name].to_numpy() for name in rows.column_names}, model)


def splink_rules() -> list[str]:
    """The blocking rules as Splink writes them."""
    found = []
    for rule in ATURAN:
        keys = " AND ".join(f"l.{left} = r.{right}" for left, right in rule.kolom)
        rest = re.sub(r"\bp\.", "r.", re.sub(r"\ba\.", "l.", rule.syarat))
        found.append(f"{keys} AND {rest}" if rest != "true" else keys)
    return found
