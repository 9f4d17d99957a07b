"""Cases: numbers, steps, proofs, and what a stranger is told."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.errors import Conflict, Invalid
from pemakaman.laporan.rules import JenisBukti
from pemakaman.pembatalan.rules import (
    HASIL,
    KASUS_LABEL,
    OPEN,
    Putusan,
    StatusKasus,
    age_in_words,
    check_open,
    check_proof,
    make_nomor_kasus,
    public_step,
    read_nomor_kasus,
)

SEKARANG = datetime(2026, 5, 4, 9, tzinfo=UTC)


@given(st.booleans(), st.sampled_from(["", " ", "-"]), st.booleans())
def test_a_case_number_is_read_however_it_is_typed(small: bool, sign: str, with_head: bool) -> None:
    nomor = make_nomor_kasus()
    typed = nomor if with_head else nomor.removeprefix("MH-")
    typed = typed.replace("-", sign)
    assert read_nomor_kasus(f" {typed.lower() if small else typed} ") == nomor


@given(st.text(max_size=40))
def test_any_text_is_a_case_number_or_none(text: str) -> None:
    found = read_nomor_kasus(text)
    assert found is None or read_nomor_kasus(found) == found


def test_the_public_step_does_not_tell_whether_a_report_was_found() -> None:
    assert public_step(StatusKasus.BARU) == public_step(StatusKasus.TERBUKA)
    done = {public_step(status) for status in StatusKasus if status not in OPEN}
    assert len(done) == 1


@pytest.mark.parametrize("status", [status for status in StatusKasus if status is not StatusKasus.TERBUKA])
def test_only_an_open_case_goes_on(status: StatusKasus) -> None:
    with pytest.raises(Conflict, match=KASUS_LABEL[status].lower()):
        check_open(status, StatusKasus.TERBUKA)


def test_to_annul_needs_a_proof_of_life() -> None:
    with pytest.raises(Invalid):
        check_proof(Putusan.KABULKAN, [JenisBukti.SURAT_KEMATIAN])
    check_proof(Putusan.KABULKAN, [JenisBukti.BUKTI_HIDUP])


def test_to_restore_needs_a_proof_of_death() -> None:
    with pytest.raises(Invalid):
        check_proof(Putusan.TOLAK, [JenisBukti.BUKTI_HIDUP])
    check_proof(Putusan.TOLAK, [JenisBukti.BUKTI_HIDUP, JenisBukti.SURAT_KEMATIAN])


@pytest.mark.parametrize(
    ("jam", "kata"), [(0, "baru saja"), (1, "1 jam"), (23, "23 jam"), (24, "1 hari"), (80, "3 hari"), (-5, "baru saja")]
)
def test_age_in_words(jam: int, kata: str) -> None:
    assert age_in_words(SEKARANG - timedelta(hours=jam), SEKARANG) == kata


def test_every_decision_has_its_state() -> None:
    assert set(HASIL) == set(Putusan)
