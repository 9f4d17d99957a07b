"""Counting tries at doors that need no sign-in."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, func, select

from pemakaman import db
from pemakaman.akun import throttle
from pemakaman.akun.models import PercobaanMasuk
from pemakaman.db import now, transaction
from pemakaman.errors import TooMany

KUNCI, HOUR = "pintu:10.0.0.1", timedelta(hours=1)


def knock(kunci: str = KUNCI, *, allowed: int = 3, window: timedelta = HOUR) -> None:
    with transaction() as session:
        throttle.check_rate(session, kunci, allowed=allowed, window=window, pesan="Terlalu sering.")
        throttle.count_try(session, kunci)


def counted() -> int:
    with transaction() as session:
        return session.scalar(select(func.count()).select_from(PercobaanMasuk)) or 0


def test_the_try_after_the_last_allowed_one_is_refused_with_the_time_to_wait(database: Engine) -> None:
    for _ in range(3):
        knock()
    with pytest.raises(TooMany, match=r"Terlalu sering\. Coba lagi (59|60) menit lagi\."):
        knock()
    assert counted() == 3


def test_another_key_has_a_counter_of_its_own(database: Engine) -> None:
    for _ in range(3):
        knock()
    knock("pintu:10.0.0.2")


def test_a_try_outside_the_window_counts_no_longer(database: Engine) -> None:
    with db.clock_at(now() - HOUR - timedelta(seconds=1)):
        for _ in range(3):
            knock()
    knock()


def test_cleaning_keeps_what_a_long_window_still_counts(database: Engine) -> None:
    with db.clock_at(now() - timedelta(hours=23)):
        knock()
    with db.clock_at(now() - timedelta(hours=25)):
        knock("pintu:lama")
    with transaction() as session:
        throttle.forget_old(session)
    with pytest.raises(TooMany):
        knock(allowed=1, window=timedelta(days=1))
    assert counted() == 1


def test_only_a_fingerprint_is_stored(database: Engine) -> None:
    knock()
    with transaction() as session:
        stored = session.scalars(select(PercobaanMasuk.kunci)).all()
    assert [len(one) for one in stored] == [64]
    assert KUNCI not in stored


def test_a_window_longer_than_what_is_kept_is_a_mistake_of_the_program(database: Engine) -> None:
    with pytest.raises(ValueError, match="hanya disimpan"):
        knock(window=timedelta(days=2))


@pytest.mark.parametrize(
    ("alamat", "kunci"),
    [
        ("10.0.0.1", "lacak:alamat:10.0.0.1"),
        ("2001:db8:1:2::1", "lacak:alamat:2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::9", "lacak:alamat:2001:db8:1:2::/64"),
        ("tidak diketahui", "lacak:alamat:tidak diketahui"),
    ],
)
def test_addresses_of_one_line_share_a_counter(alamat: str, kunci: str) -> None:
    assert throttle.address_key("lacak", alamat) == kunci
