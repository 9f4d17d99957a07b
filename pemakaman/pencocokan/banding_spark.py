"""The same comparisons on Spark, when a province becomes a nation. Needs the extra `spark`, so it is imported on demand."""

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


def compare_with_spark(con: duckdb.DuckDBPyConnection, model: Model | None, spark: Any) -> Terbanding:
    """Splink on Spark: it blocks by the same rules and compares by the same conditions. `spark` is a session."""
    with TemporaryDirectory() as folder:
        frames = []
        for side in ("kiri", "kanan"):
            path = Path(folder) / f"{side}.parquet"
            con.execute(f"COPY {side} TO '{path}' (FORMAT parquet)")
            frames.append(spark.read.parquet(str(path)))
        spark.udf.register(
            "jaro_winkler_similarity",
            lambda a, b: None if a is None or b is None else JaroWinkler.similarity(a, b),
            "double",
        )
        api = SparkAPI(spark_session=spark)
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
        rest = rule.syarat.replace("a.", "l.").replace("p.", "r.")
        found.append(f"{keys} AND {rest}" if rest != "true" else keys)
    return found
