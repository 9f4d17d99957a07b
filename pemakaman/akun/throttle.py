"""Failed sign-ins are counted in the database, by account and by address; neither name nor address is kept."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from pemakaman.akun.models import PercobaanMasuk
from pemakaman.db import now
from pemakaman.errors import TooMany
from pemakaman.jejak.services import fingerprint

WINDOW = timedelta(minutes=15)
PER_AKUN = 5
PER_ALAMAT = 30


@dataclass(frozen=True)
class Kunci:
    """Keyed fingerprints of the typed name and of the address."""

    akun: str
    alamat: str


def kunci_of(nama_pengguna: str, alamat: str) -> Kunci:
    """The two counters of one try; an unknown name has one like a known name."""
    return Kunci(fingerprint(f"akun:{nama_pengguna.strip().lower()}"), fingerprint(f"alamat:{alamat}"))


def check_throttle(session: Session, kunci: Kunci) -> None:
    """Raise TooMany with the minutes to wait; tries for one account queue up until the transaction ends."""
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(kunci.akun, 0))))
    moment = now()
    free_again = [
        _free_again(session, kunci.akun, PER_AKUN, moment),
        _free_again(session, kunci.alamat, PER_ALAMAT, moment),
    ]
    waits = [until - moment for until in free_again if until is not None]
    if waits:
        minutes = max(1, math.ceil(max(waits) / timedelta(minutes=1)))
        raise TooMany(f"Sudah terlalu banyak percobaan masuk yang gagal. Coba lagi {minutes} menit lagi.")


def _free_again(session: Session, kunci: str, allowed: int, moment: datetime) -> datetime | None:
    oldest_that_counts = session.scalar(
        select(PercobaanMasuk.kapan)
        .where(PercobaanMasuk.kunci == kunci, PercobaanMasuk.kapan > moment - WINDOW)
        .order_by(PercobaanMasuk.kapan.desc())
        .offset(allowed - 1)
        .limit(1)
    )
    return None if oldest_that_counts is None else oldest_that_counts + WINDOW


def add_failure(session: Session, kunci: Kunci) -> None:
    """Count one failure for both; what no longer counts for them is deleted."""
    moment = now()
    both = (kunci.akun, kunci.alamat)
    session.execute(
        delete(PercobaanMasuk).where(PercobaanMasuk.kunci.in_(both), PercobaanMasuk.kapan < moment - WINDOW)
    )
    session.add_all(PercobaanMasuk(kunci=one, kapan=moment) for one in both)


def clear(session: Session, kunci: Kunci) -> None:
    """A success clears the account's counter; the address keeps its own."""
    session.execute(delete(PercobaanMasuk).where(PercobaanMasuk.kunci == kunci.akun))


def forget_old(session: Session) -> None:
    """Delete every try that no longer counts."""
    session.execute(delete(PercobaanMasuk).where(PercobaanMasuk.kapan < now() - WINDOW))
