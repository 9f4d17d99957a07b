import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.nilai.galat import NilaiError
from pemakaman.petak.rentang import NOMOR_TERPANJANG, PALING_BANYAK, plan_range, read_range

HEAD = st.sampled_from(["", "A-", "A", "B.", "Melati ", "2/", "X9-"])


@pytest.mark.parametrize(
    ("text", "first", "last", "count"),
    [
        ("A-001 … A-120", "A-001", "A-120", 120),
        ("A-001...A-120", "A-001", "A-120", 120),
        ("1-40", "1", "40", 40),
        ("01–12", "01", "12", 12),
        ("B7 s.d. B12", "B7", "B12", 6),
        ("b7 s/d B12", "b7", "b12", 6),
        ("A-001 sampai 010", "A-001", "A-010", 10),
        ("A-1 - A-9", "A-1", "A-9", 9),
        ("A-003", "A-003", "A-003", 1),
        ("1-3, 7; 9", "1", "9", 5),
        ("099 … 101", "099", "101", 3),
    ],
)
def test_ranges_as_people_type_them(text: str, first: str, last: str, count: int) -> None:
    found = read_range(text)
    assert (found[0], found[-1], len(found)) == (first, last, count)


@pytest.mark.parametrize(
    "text", ["", " , ", "A … B", "A-9 … A-1", "A-1 … B-9", "1 … 2 … 3", "<b>", "A" * 21, "1-2001", "…", "1 …"]
)
def test_what_cannot_be_read_is_refused_in_words(text: str) -> None:
    with pytest.raises(NilaiError):
        read_range(text)


@given(HEAD, st.integers(0, 5000), st.integers(0, PALING_BANYAK - 1), st.integers(0, 5))
def test_a_range_holds_every_number_between_its_ends(head: str, low: int, more: int, width: int) -> None:
    found = read_range(f"{head}{low:0{width}} … {head}{low + more:0{width}}")
    assert len(found) == more + 1
    assert [int(nomor[len(head) :]) for nomor in found] == list(range(low, low + more + 1))


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = read_range(text)
    except NilaiError:
        return
    assert 1 <= len(found) <= PALING_BANYAK
    assert len({nomor.lower() for nomor in found}) == len(found)
    assert all(1 <= len(nomor) <= NOMOR_TERPANJANG for nomor in found)


@given(st.lists(st.integers(1, 60).map(str), unique=True), st.sets(st.integers(1, 60).map(str)))
def test_existing_numbers_are_skipped_and_none_is_lost(wanted: list[str], ada: set[str]) -> None:
    rencana = plan_range(wanted, ada)
    assert not set(rencana.baru) & ada
    assert sorted([*rencana.baru, *rencana.sudah_ada]) == sorted(wanted)


def test_capitals_make_no_other_number() -> None:
    assert plan_range(["a-1", "A-2"], ["A-1"]).baru == ["A-2"]
