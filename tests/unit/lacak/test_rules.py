"""What a family reads."""

import pytest

from pemakaman.lacak.rules import KEADAAN, LANGKAH, Keadaan, state_of, steps_of
from pemakaman.laporan.rules import SET_ASIDE, Kasus, Status

NOT_SHOWN = {Status.DRAF}


@pytest.mark.parametrize("status", [one for one in Status if one not in NOT_SHOWN])
def test_every_state_of_the_book_has_careful_words(status: Status) -> None:
    found = state_of(status, Kasus.RUMAH)
    assert isinstance(found, Keadaan)
    words = f"{found.judul} {found.arti}".lower()
    assert not any(word in words for word in ("hidup", "nik", "palsu", "salah", "ganda"))


def test_no_state_without_meaning() -> None:
    assert set(KEADAAN) == set(Status) - NOT_SHOWN


@pytest.mark.parametrize(
    ("status", "selesai", "kini"),
    [
        (Status.LAPOR_AWAL, 1, LANGKAH[1]),
        (Status.DIAJUKAN, 2, LANGKAH[2]),
        (Status.DIKEMBALIKAN, 2, LANGKAH[2]),
        (Status.DIPERIKSA, 2, LANGKAH[2]),
        (Status.DISARANKAN, 3, LANGKAH[3]),
        (Status.DISETUJUI, 4, LANGKAH[4]),
        (Status.AKTA_TERBIT, 5, None),
        (Status.DITOLAK, 2, None),
        (Status.DIBATALKAN, 1, None),
    ],
)
def test_steps(status: Status, selesai: int, kini: str | None) -> None:
    steps = steps_of(status, None)
    assert [one.keadaan for one in steps].count("selesai") == selesai
    assert next((one.teks for one in steps if one.keadaan == "kini"), None) == kini


@pytest.mark.parametrize("status", sorted(SET_ASIDE))
def test_a_report_set_aside_stands_still_where_it_was(status: Status) -> None:
    steps = steps_of(status, Status.DISETUJUI)
    assert [one.keadaan for one in steps] == ["selesai"] * 4 + ["belum"]


def test_a_stillbirth_is_only_entered_in_the_book() -> None:
    assert "cukup dicatat" in state_of(Status.LAPOR_AWAL, Kasus.LAHIR_MATI).arti
