"""Spark compares as DuckDB does."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyspark.sql import SparkSession

from pemakaman.pencocokan.mesin import match_files
from pemakaman.pencocokan.pembangkit.bangkit import PEMAKAMAN, PEMILIH, make_files
from pemakaman.pencocokan.terjodoh import Terjodoh
from tests.unit.pencocokan.bahan import HARI_INI, plain_model

# A small job pays for nothing but Spark's own preparations: compile little, one part, no pages.
_SETTINGS = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.memory": "1g",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.default.parallelism": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.shuffle.partitions": "1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SparkSession]:
    # Where it is told nothing, Spark writes its tables into the current folder.
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    builder: Any = SparkSession.builder.master("local[1]").config("spark.local.dir", os.fspath(tmp_path))
    for name, value in _SETTINGS.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    yield spark
    spark.stop()


def test_spark_finds_the_pairs_and_outcomes_of_duckdb(tmp_path: Path, session: SparkSession) -> None:
    make_files(tmp_path, pemilih=1_500, pemakaman=60, biji=5, samar=False)
    files = tmp_path / PEMILIH, tmp_path / PEMAKAMAN
    duck = match_files(*files, model=plain_model(), hari_ini=HARI_INI)
    spark = match_files(*files, model=plain_model(), hari_ini=HARI_INI, spark=session)
    ours, theirs = _outcomes(duck), _outcomes(spark)
    # No key of so small a list is too common, so the caps that Spark does not know leave nothing out.
    assert not any(rule.kunci_dilewati for rule in duck.blok)
    assert len(ours) > 300
    assert ours == theirs
    assert _best(duck) == _best(spark)


def _outcomes(found: Terjodoh) -> dict[tuple[str, str], tuple[int, ...]]:
    columns = [values.tolist() for values in found.terbanding.keluaran.values()]
    return dict(zip(zip(found.no, found.dpid, strict=True), zip(*columns, strict=True), strict=True))


def _best(found: Terjodoh) -> dict[str, str]:
    """Of what somebody reads; the order of refused equals is nobody's business."""
    rows = zip(found.no, found.dpid, found.urutan, found.pita, strict=True)
    return {str(no): str(dpid) for no, dpid, urutan, pita in rows if urutan == 1 and pita != "tolak"}
