"""A correction as JSON keeps it comes back as it was."""

import json
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.laporan.isian import RUAS
from pemakaman.nilai.tanggal import TanggalTakLengkap
from pemakaman.perbaikan.usulan import in_words, pack, unpack

TEXT = st.text(max_size=30) | st.sampled_from(["2026-01-01", "10:00:00", "[1960]", "18.71.01.1003"])
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def partial(day: date, known: int) -> TanggalTakLengkap:
    return TanggalTakLengkap(day.year, day.month if known > 0 else None, day.day if known > 1 else None)


PARTIAL = st.builds(partial, DAYS, st.integers(0, 2))


def values_of(ruas: str) -> st.SearchStrategy[Any]:
    """Every kind of value that a field can hold."""
    if ruas == "lahir" or (ruas.endswith("_lahir") and not ruas.endswith("tempat_lahir")):
        return st.none() | PARTIAL
    if ruas.endswith("_tanggal"):
        return st.none() | DAYS
    if ruas.endswith("_pukul"):
        return st.none() | st.times().map(lambda moment: moment.replace(microsecond=0, tzinfo=None))
    if ruas == "petak_id":
        return st.none() | st.uuids()
    if ruas in {"umur", "anak_ke", "sebab", "menerangkan"}:
        return st.none() | st.integers(0, 130)
    return st.booleans() if ruas in {"tidak_dikenal", "tumpang"} else st.none() | TEXT


@pytest.mark.parametrize("ruas", sorted(RUAS))
def test_every_field_survives_the_way_through_json(ruas: str) -> None:
    @given(values_of(ruas), values_of(ruas))
    def check(old: Any, new: Any) -> None:
        found = unpack(json.loads(json.dumps(pack({ruas: (old, new)}))))
        assert found == {ruas: (old, new)}
        assert [type(one) for one in found[ruas]] == [type(old), type(new)]

    check()


def test_the_trail_reads_dates_in_words() -> None:
    told = in_words({"lahir": (TanggalTakLengkap(1960), TanggalTakLengkap(1960, 3, 15)), "nama": (None, "Siti")})
    assert told == {"lahir": ["1960", "15 Maret 1960"], "nama": [None, "Siti"]}


def test_stored_form_is_plain() -> None:
    usulan = {"meninggal_tanggal": (None, date(2026, 1, 2)), "meninggal_pukul": (time(4, 30), None)}
    assert pack(usulan) == {"meninggal_tanggal": [None, "2026-01-02"], "meninggal_pukul": ["04:30:00", None]}
