"""The office's clock: what counts, what does not, and in whose zone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.laporan.rules import Status
from pemakaman.nilai.hari_kerja import BIASA, Kalender
from pemakaman.verifikasi.jam import Jam, Langkah, read_clock

WIB, WITA = ZoneInfo("Asia/Jakarta"), ZoneInfo("Asia/Makassar")
SENIN = datetime(2026, 7, 6, 9, tzinfo=WIB)


def clock(*steps: tuple[datetime, Status], sekarang: datetime, diajukan: datetime = SENIN, **more: object) -> Jam:
    values = {"hari_layanan": 3, "kalender": BIASA, "zona": WIB, **more}
    langkah = [Langkah(*step) for step in steps]
    return read_clock(diajukan, langkah, sekarang, **values)  # type: ignore[arg-type]


def hari(days: int, hour: int = 9) -> datetime:
    return SENIN.replace(hour=hour) + timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "teks"),
    [
        (0, "Baru masuk"),
        (1, "Hari ke-1 dari 3"),
        (3, "Hari ke-3 dari 3"),
        (4, "Lewat 1 hari kerja"),
        (6, "Lewat 1 hari kerja"),
        (7, "Lewat 2 hari kerja"),
    ],
)
def test_badge_in_words(days: int, teks: str) -> None:
    assert clock(sekarang=hari(days)).lencana().teks == teks


def test_days_with_the_author_do_not_count() -> None:
    back = ((hari(1), Status.DIPERIKSA), (hari(1, 15), Status.DIKEMBALIKAN), (hari(8), Status.DIAJUKAN))
    assert clock(*back, sekarang=hari(7)).terpakai == 1
    assert clock(*back, sekarang=hari(8)).terpakai == 1
    assert clock(*back, sekarang=hari(9)).terpakai == 2


def test_returning_a_report_does_not_turn_the_clock_back() -> None:
    late = clock((hari(4), Status.DIKEMBALIKAN), (hari(4, 15), Status.DIAJUKAN), sekarang=hari(4, 16))
    assert (late.terpakai, late.is_late) == (4, True)


def test_clock_stands_while_the_report_is_away() -> None:
    assert not clock((hari(1), Status.DIKEMBALIKAN), sekarang=hari(5)).berjalan
    assert clock(sekarang=hari(1)).berjalan


def test_frozen_days_do_not_count() -> None:
    frozen = ((hari(1), Status.DIBEKUKAN), (hari(3), Status.DIAJUKAN))
    assert clock(*frozen, sekarang=hari(4)).terpakai == 2


def test_after_a_final_decision_the_clock_starts_anew() -> None:
    steps = ((hari(2), Status.DISETUJUI), (hari(30), Status.DIBATALKAN), (hari(31), Status.DIAJUKAN))
    assert clock(*steps, sekarang=hari(32)).terpakai == 1


def test_entry_into_the_book_before_sending_ends_nothing() -> None:
    steps = ((hari(-5), Status.LAPOR_AWAL), (hari(0), Status.DIAJUKAN))
    assert clock(*steps, sekarang=hari(2)).terpakai == 2


def test_lebaran_is_no_service_time() -> None:
    diajukan = datetime(2026, 3, 17, 9, tzinfo=WIB)
    assert clock(diajukan=diajukan, sekarang=datetime(2026, 3, 24, 20, tzinfo=WIB)).terpakai == 0
    assert clock(diajukan=diajukan, sekarang=datetime(2026, 3, 25, 8, tzinfo=WIB)).terpakai == 1


def test_year_end() -> None:
    diajukan = datetime(2026, 12, 31, 15, tzinfo=WIB)
    assert clock(diajukan=diajukan, sekarang=datetime(2027, 1, 4, 9, tzinfo=WIB)).terpakai == 1


def test_local_holiday_stretches_the_time() -> None:
    libur = Kalender({hari(1).date(): True})
    assert clock(sekarang=hari(1), kalender=libur).terpakai == 0


def test_midnight_falls_where_the_office_is() -> None:
    moment = datetime(2026, 7, 7, 16, 30, tzinfo=UTC)
    assert clock(diajukan=moment, sekarang=moment + timedelta(hours=1), zona=WIB).terpakai == 1
    assert clock(diajukan=moment, sekarang=moment + timedelta(hours=1), zona=WITA).terpakai == 0


STEPS = st.lists(st.tuples(st.integers(0, 600), st.sampled_from(list(Status))), max_size=12)


@given(STEPS, st.integers(600, 1200))
def test_clock_never_exceeds_the_time_since_sending(steps: list[tuple[int, Status]], hours: int) -> None:
    ordered = sorted((SENIN + timedelta(hours=after), status) for after, status in steps)
    sekarang = SENIN + timedelta(hours=hours)
    jam = clock(*ordered, sekarang=sekarang)
    assert 0 <= jam.terpakai <= BIASA.between(SENIN.date(), sekarang.date())
