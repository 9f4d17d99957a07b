"""What no chance can make good: outcomes that forbid a band."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pemakaman.pencocokan.banding import SEMUA
from pemakaman.pencocokan.hasil import Pita
from pemakaman.pencocokan.model import levels
from pemakaman.pencocokan.pita import bands

_NAMES = {banding.nama: levels(banding) for banding in SEMUA}
_AMBANG = {"usul": 0.0, "periksa": 0.0}


def _outcomes(**wanted: tuple[str, ...]) -> st.SearchStrategy[dict[str, int]]:
    """Any outcome of any field, unknown too; only those named where a field is named."""
    return st.fixed_dictionaries(
        {
            nama: st.sampled_from([names.index(one) for one in wanted.get(nama, ())] or [*range(-1, len(names))])
            for nama, names in _NAMES.items()
        }
    )


def _band(outcome: dict[str, int], chance: float = 1.0) -> str:
    return str(bands(np.array([chance]), {nama: np.array([place]) for nama, place in outcome.items()}, _AMBANG)[0])


@settings(deadline=None)
@given(
    _outcomes(
        nama=("satu_kata", "agak", "beda"),
        nik=("sama", "sama_nama_lain", "sama_samar", "sama_samar_nama_lain"),
        jenis_kelamin=("beda",),
        lahir=("beda", "meleset", "dekat_penuh", "hari_bulan", "tahun_dekat", "umur_jauh"),
    ),
    st.floats(0, 1),
)
def test_a_nik_of_somebody_else_is_rejected_whatever_the_rest_says(outcome: dict[str, int], chance: float) -> None:
    assert _band(outcome, chance) == Pita.TOLAK


@settings(deadline=None)
@given(_outcomes(pelapor=("orangnya", "senama")))
def test_the_reporter_is_never_proposed(outcome: dict[str, int]) -> None:
    assert _band(outcome) != Pita.USUL


@settings(deadline=None)
@given(_outcomes(nama=("beda", "agak", "satu_kata"), jenis_kelamin=("beda",)))
def test_another_name_of_another_sex_is_never_proposed(outcome: dict[str, int]) -> None:
    assert _band(outcome) != Pita.USUL


@pytest.mark.parametrize(("chance", "band"), [(0.95, "usul"), (0.9, "usul"), (0.5, "periksa"), (0.01, "tolak")])
def test_otherwise_the_chance_decides(chance: float, band: str) -> None:
    same = {nama: np.array([0]) for nama in _NAMES} | {"pelapor": np.array([-1])}
    assert bands(np.array([chance]), same, {"usul": 0.9, "periksa": 0.02})[0] == band
