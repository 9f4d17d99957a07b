"""Plain Splink 5 on DuckDB, in a process of its own: the task is a JSON text, see `main`."""

import json
import logging
import resource
import sys
import time
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from bench import cocok_bersih
from bench.cocok_bersih import Pairs, Row
from bench.cocok_febrl import load_febrl4

BIJI = 7
# Pairs below this are not worth writing down; the threshold for a proposal is far above.
PALING_RENDAH = 0.01
Rules = Sequence[Any]
# The pairs, and the seconds of training and predicting; reading and cleaning are left out, which is kind to the rival.
Found = tuple[Pairs, float]


def match_book(pemilih: Path, pemakaman: Path) -> Found:
    """Burials and voters, as (NO, DPID, probability)."""
    left = cocok_bersih.burials(pemakaman, samar=cocok_bersih.is_samar(pemilih))
    comparisons = [
        cl.ExactMatch("nik"),
        cl.JaroWinklerAtThresholds("nama", [0.95, 0.88, 0.8]).configure(term_frequency_adjustments=True),
        cl.DateOfBirthComparison("lahir", input_is_string=True, datetime_format="%Y-%m-%d"),
        cl.ExactMatch("jk"),
        cl.JaroWinklerAtThresholds("desa", [0.9]),
        cl.ExactMatch("kecamatan"),
    ]
    blocking = [
        block_on("nik"),
        block_on("nama", "tahun"),
        block_on("nama", "kecamatan"),
        block_on("lahir", "kecamatan"),
        block_on("desa", "tahun", "huruf"),
    ]
    training = [block_on("nik"), block_on("nama", "kecamatan"), block_on("lahir", "kecamatan")]
    certain = [block_on("nik"), block_on("nama", "lahir")]
    tables = (_table(left), _table(cocok_bersih.voters(pemilih)))
    return _match(tables, comparisons, blocking, training, certain)


def match_febrl4() -> Found:
    """The fourth set of FEBRL: 5,000 people and one spoilt copy of each."""
    left, right = load_febrl4()
    comparisons = [
        cl.NameComparison("given_name"),
        cl.NameComparison("surname"),
        cl.DateOfBirthComparison("date_of_birth", input_is_string=True, datetime_format="%Y%m%d"),
        cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
        cl.ExactMatch("street_number"),
        cl.JaroWinklerAtThresholds("address_1", [0.9, 0.8]),
        cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]),
    ]
    blocking = [
        block_on("soc_sec_id"),
        block_on("given_name", "surname"),
        block_on("date_of_birth"),
        block_on("surname", "postcode"),
        block_on("given_name", "postcode"),
        block_on("address_1"),
    ]
    training = [block_on("date_of_birth"), block_on("given_name", "surname")]
    return _match((_table(left), _table(right)), comparisons, blocking, training, [block_on("soc_sec_id")])


def _table(rows: Iterable[Row]) -> Any:
    """In batches, so that the memory counted is the matcher's and not a list of half a million dicts."""
    source, batches = iter(rows), []
    while part := list(islice(source, 20_000)):
        names = list(part[0])
        schema = pyarrow.schema([(name, pyarrow.string()) for name in names])
        batches.append(pyarrow.RecordBatch.from_pylist(part, schema=schema))
    return pyarrow.Table.from_batches(batches)


def _match(tables: tuple[Any, Any], comparisons: Rules, blocking: Rules, training: Rules, certain: Rules) -> Found:
    """Train without labels, predict; u by sampling, m by EM on each of the training rules."""
    start = time.perf_counter()
    database = DuckDBAPI()
    registered = [
        database.register(table, dataset_display_name=name)
        for table, name in zip(tables, ("a_kiri", "b_kanan"), strict=True)
    ]
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=list(comparisons),
        blocking_rules_to_generate_predictions=list(blocking),
        retain_matching_columns=False,
    )
    linker = Linker(registered, settings, log_level=logging.ERROR)
    linker.training.estimate_probability_two_random_records_match(list(certain), recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=5e6, seed=BIJI)
    for rule in training:
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_probability=PALING_RENDAH)
    rows = found.as_duckdbpyrelation().project("unique_id_l, unique_id_r, match_probability").fetchall()
    seconds = time.perf_counter() - start
    return sorted((str(one), str(other), float(score)) for one, other, score in rows), seconds


def main() -> None:
    """The task is one JSON text: what to match, and where to write."""
    tugas = json.loads(sys.argv[1])
    if tugas["data"] == "febrl4":
        pairs, detik = match_febrl4()
    else:
        pairs, detik = match_book(Path(tugas["pemilih"]), Path(tugas["pemakaman"]))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    Path(tugas["keluar"]).write_text(json.dumps({"pasangan": pairs, "detik": detik, "mb": peak}))


if __name__ == "__main__":
    main()
