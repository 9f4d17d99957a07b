"""Causes and states of struck names that came back."""

import pytest

from pemakaman.errors import Conflict
from pemakaman.pemilih.rules_kembali import (
    MUNCUL_LANJUT,
    SEBAB_LABEL,
    SEBAB_TINDAKAN,
    Sebab,
    StatusMuncul,
    cause_of,
    check_step,
    compare_field,
)


@pytest.mark.parametrize(
    ("ditolak", "diterima", "akta_hari", "sebab"),
    [
        (True, True, -30, Sebab.DITOLAK_KPU),
        (False, False, -30, Sebab.BELUM_DITERIMA),
        (False, True, None, Sebab.TANPA_AKTA),
        (False, True, 1, Sebab.AKTA_SESUDAHNYA),
        (False, True, 0, Sebab.AKTA_TERBIT),
        (False, True, -1, Sebab.AKTA_TERBIT),
    ],
)
def test_cause_follows_kpu_then_receipt_then_akta(
    ditolak: bool, diterima: bool, akta_hari: int | None, sebab: Sebab
) -> None:
    assert cause_of(ditolak=ditolak, diterima=diterima, akta_hari=akta_hari) is sebab


def test_every_cause_says_what_to_do() -> None:
    assert set(SEBAB_LABEL) == set(SEBAB_TINDAKAN) == set(Sebab)


def test_what_is_finished_stays_finished() -> None:
    assert not MUNCUL_LANJUT[StatusMuncul.SELESAI]
    with pytest.raises(Conflict, match="selesai"):
        check_step(StatusMuncul.SELESAI, StatusMuncul.DIUSULKAN)


def test_no_state_follows_itself() -> None:
    assert all(status not in following for status, following in MUNCUL_LANJUT.items())


@pytest.mark.parametrize(
    ("a", "b", "kata"),
    [
        ("003", "003", "sama"),
        ("003", "004", "berbeda"),
        (None, "004", "tidak diketahui"),
        ("187101440350****", "1871014403500001", "sebagian tersembunyi"),
    ],
)
def test_a_hidden_or_missing_value_is_not_called_equal(a: str | None, b: str, kata: str) -> None:
    assert compare_field(a, b) == compare_field(b, a) == kata
