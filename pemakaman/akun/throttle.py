"""Tries are counted in the database, under keyed fingerprints only: neither name, number nor address is kept.

Sign-ins count failures by account and by address. Other doors that strangers may knock at use `check_rate` and
`count_try` with keys and limits of their own.
"""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from pemakaman.akun.models import PercobaanMasuk
from pemakaman.db import now
from pemakaman.errors import TooMany
from pemakaman.jejak.services import fingerprint

WINDOW = timedelta(minutes=15)
LONGEST_WINDOW = timedelta(days=1)
PER_AKUN = 5
PER_ALAMAT = 30
GAGAL_MASUK = "Sudah terlalu banyak percobaan masuk yang gagal."


@dataclass(frozen=True)
class Kunci:
    """Keyed fingerprints of the typed name and of the address."""

    akun: str
    alamat: str


def kunci_of(nama_pengguna: str, alamat: str) -> Kunci:
    """The two counters of one try; an unknown name has one like a known name."""
    return Kunci(fingerprint(f"akun:{nama_pengguna.strip().lower()}"), fingerprint(address_key("masuk", alamat)))


def check_throttle(session: Session, kunci: Kunci) -> None:
    """Raise TooMany with the minutes to wait; tries for one account queue up until the transaction ends."""
    _queue_up(session, kunci.akun)
    moment = now()
    _refuse_until(
        [
            _free_again(session, kunci.akun, PER_AKUN, WINDOW, moment),
            _free_again(session, kunci.alamat, PER_ALAMAT, WINDOW, moment),
        ],
        moment,
        GAGAL_MASUK,
    )


def address_key(pintu: str, alamat: str) -> str:
    """The key of who knocks at a door from an address; of IPv6 the network counts, for one line has 2⁶⁴ of them."""
    try:
        address = ip_address(alamat)
    except ValueError:
        return f"{pintu}:alamat:{alamat}"
    network = ip_network((address, 64), strict=False) if address.version == 6 else address
    return f"{pintu}:alamat:{network}"


def check_rate(session: Session, kunci: str, *, allowed: int, window: timedelta, pesan: str) -> None:
    """Raise TooMany, `pesan` and the minutes to wait, once `allowed` tries were counted within `window`.

    `kunci` names the door and who knocks: 'lacak:nomor:K7QF-3M9X-2HTA', or what `address_key` makes of an address.
    Tries under one key queue up until the transaction ends: who asks for several keys asks for them in the same
    order everywhere. `window` is a day at most.
    """
    if window > LONGEST_WINDOW:
        raise ValueError(f"percobaan hanya disimpan {LONGEST_WINDOW}")
    sidik = fingerprint(kunci)
    _queue_up(session, sidik)
    moment = now()
    _refuse_until([_free_again(session, sidik, allowed, window, moment)], moment, pesan)


def count_try(session: Session, kunci: str) -> None:
    """Count one try under a key of `check_rate`; what no longer counts for it is deleted."""
    moment, sidik = now(), fingerprint(kunci)
    _forget(session, (sidik,), moment - LONGEST_WINDOW)
    session.add(PercobaanMasuk(kunci=sidik, kapan=moment))


def add_failure(session: Session, kunci: Kunci) -> None:
    """Count one failure for both; what no longer counts for them is deleted."""
    moment = now()
    both = (kunci.akun, kunci.alamat)
    _forget(session, both, moment - WINDOW)
    session.add_all(PercobaanMasuk(kunci=one, kapan=moment) for one in both)


def clear(session: Session, kunci: Kunci) -> None:
    """A success clears the account's counter; the address keeps its own."""
    session.execute(delete(PercobaanMasuk).where(PercobaanMasuk.kunci == kunci.akun))


def forget_old(session: Session) -> None:
    """Delete every try that can no longer count anywhere."""
    session.execute(delete(PercobaanMasuk).where(PercobaanMasuk.kapan < now() - LONGEST_WINDOW))


def _queue_up(session: Session, sidik: str) -> None:
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(sidik, 0))))


def _refuse_until(free_again: list[datetime | None], moment: datetime, pesan: str) -> None:
    waits = [until - moment for until in free_again if until is not None]
    if waits:
        minutes = max(1, math.ceil(max(waits) / timedelta(minutes=1)))
        raise TooMany(f"{pesan} Coba lagi {minutes} menit lagi.")


def _free_again(session: Session, sidik: str, allowed: int, window: timedelta, moment: datetime) -> datetime | None:
    oldest_that_counts = session.scalar(
        select(PercobaanMasuk.kapan)
        .where(PercobaanMasuk.kunci == sidik, PercobaanMasuk.kapan > moment - window)
        .order_by(PercobaanMasuk.kapan.desc())
        .offset(allowed - 1)
        .limit(1)
    )
    return None if oldest_that_counts is None else oldest_that_counts + window


def _forget(session: Session, sidik: tuple[str, ...], before: datetime) -> None:
    session.execute(delete(PercobaanMasuk).where(PercobaanMasuk.kunci.in_(sidik), PercobaanMasuk.kapan < before))
