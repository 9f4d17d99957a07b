"""The countdown, the first day for letters, lateness, the pace of a stock and the lights."""

from datetime import UTC, date, datetime, time

import pytest

from pemakaman.desk.rules.laju import BATAS, Warna, days_left, light, limits, pace, pace_of
from pemakaman.desk.rules.waktu import countdown, is_late, suket_starts, why_no_suket

H = date(2024, 11, 27)
PILKADA = ("Pilkada 2024", H, 14)


@pytest.mark.parametrize(("day", "words"), [(date(2024, 11, 13), "H-14"), (H, "H"), (date(2024, 11, 30), "H+3")])
def test_countdown(day: date, words: str) -> None:
    assert countdown(H, day) == words


def test_letters_begin_fourteen_days_before() -> None:
    assert suket_starts(H, 14) == date(2024, 11, 13)
    assert why_no_suket(date(2024, 11, 13), [PILKADA]) is None
    assert why_no_suket(H, [PILKADA]) is None


def test_letter_before_its_first_day_is_refused_with_that_day() -> None:
    assert why_no_suket(date(2024, 11, 12), [PILKADA]) == (
        "Surat keterangan untuk Pilkada 2024 baru boleh dicetak mulai Rabu, 13 November 2024 (H-14)."
    )


def test_letter_without_an_election_or_after_it_is_refused() -> None:
    assert "Tidak ada pemilihan aktif" in str(why_no_suket(H, []))
    assert why_no_suket(date(2024, 11, 28), [PILKADA]) == (
        "Hari pemungutan suara Pilkada 2024 sudah lewat (Rabu, 27 November 2024)."
    )


def test_second_vote_opens_its_own_days() -> None:
    again = ("PSU 2025", date(2025, 2, 1), 7)
    assert "PSU 2025 baru boleh dicetak mulai Sabtu, 25 Januari 2025" in str(
        why_no_suket(date(2025, 1, 24), [PILKADA, again])
    )
    assert why_no_suket(date(2025, 1, 25), [PILKADA, again]) is None


def test_late_is_told_by_the_clock_of_the_region() -> None:
    at_sixteen = datetime(2024, 11, 15, 9, 0, tzinfo=UTC)
    assert not is_late("18.71", date(2024, 11, 15), time(16), at_sixteen)
    assert is_late("18.71", date(2024, 11, 15), time(15, 59), at_sixteen)
    assert is_late("73.71", date(2024, 11, 15), time(16), at_sixteen)


def test_pace_is_the_mean_of_the_last_seven_service_days() -> None:
    assert pace([900, 900, 10, 20, 30, 40, 50, 60, 70]) == 40
    assert pace([]) is None


def test_nihil_day_is_no_service_day_and_a_day_without_use_is_one() -> None:
    assert pace_of([(30, False), (0, True), (10, False)]) == 20
    assert pace_of([(0, False)]) == 0
    assert pace_of([(0, True)]) is None


def test_days_left_need_a_pace() -> None:
    assert days_left(280, 40.0) == 7
    assert days_left(280, 0.0) is None
    assert days_left(280, None) is None


@pytest.mark.parametrize(
    ("kode", "value", "warna"),
    [
        ("rekam_persen", 99.0, Warna.HIJAU),
        ("rekam_persen", 98.99, Warna.KUNING),
        ("rekam_persen", 97.99, Warna.MERAH),
        ("lapor_hari", 0, Warna.HIJAU),
        ("lapor_hari", 1, Warna.KUNING),
        ("lapor_hari", 2, Warna.MERAH),
        ("blangko_hari", None, Warna.KOSONG),
    ],
)
def test_lights_by_stated_limits(kode: str, value: float | None, warna: Warna) -> None:
    assert light(BATAS[kode], value) is warna


def test_own_limits_replace_the_defaults() -> None:
    assert light(limits("rekam_persen", {"rekam_persen": {"kuning": 90, "merah": 80}}), 85) is Warna.KUNING
