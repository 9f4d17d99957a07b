"""The page for developers names what the code compares."""

import re

import pytest

from pemakaman.config import ROOT
from pemakaman.pencocokan.banding import SEMUA, Perbandingan
from pemakaman.pencocokan.blok import ATURAN
from pemakaman.pencocokan.kolom import PEMAKAMAN, PEMILIH

PAGE = (ROOT / "docs/pencocokan.md").read_text()


@pytest.mark.parametrize("banding", SEMUA, ids=lambda banding: banding.nama)
def test_the_page_names_the_outcomes_of_a_field_in_their_order(banding: Perbandingan) -> None:
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| `{banding.nama}` |"))
    named = re.findall(r"`([a-z_]+)`", row.split("|")[2])
    assert named == [tingkat.nama for tingkat in banding.tingkat]


@pytest.mark.parametrize("columns", [PEMILIH, PEMAKAMAN], ids=["pemilih", "pemakaman"])
def test_the_page_names_every_column_that_is_read(columns: dict[str, tuple[str, ...]]) -> None:
    words = {re.sub("[^a-z]", "", word.lower()) for word in re.findall(r"[A-Za-z_]+", PAGE)}
    assert [name for name, headings in columns.items() if not words & set(headings)] == []


def test_the_page_counts_the_rules_of_blocking() -> None:
    assert f"{len(ATURAN)} rules" in PAGE
