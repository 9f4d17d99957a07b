"""What every writer of the desk starts with: the locked report, who holds it, the trail, refusals in words."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.db import now
from pemakaman.errors import Conflict, Forbidden, Invalid
from pemakaman.jejak.services import record
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import get_laporan
from pemakaman.nilai.tanggal import zone_of
from pemakaman.verifikasi.models import Klaim
from pemakaman.verifikasi.rules import CLAIM_TIME, CONSTRAINT_PESAN


def locked(session: Session, laporan_id: UUID, izin: Izin, actor: Actor) -> Laporan:
    """The report, locked and read anew; raises NotFound outside the jurisdiction, Forbidden without the permission."""
    laporan = get_laporan(session, laporan_id, actor=actor, for_update=True)
    require(actor, izin)
    return laporan


def own_id(actor: Actor) -> UUID:
    """The account that acts; nobody without one decides anything."""
    if actor.id is None:
        raise Forbidden()
    return actor.id


def name_of(session: Session, akun_id: UUID) -> str:
    """The name of an account."""
    return session.scalar(select(Akun.nama).where(Akun.id == akun_id)) or "petugas lain"


def held_by(session: Session, klaim: Klaim) -> str:
    """Who holds a report, as a sentence."""
    laporan = session.get_one(Laporan, klaim.laporan_id)
    since = klaim.sejak.astimezone(zone_of(laporan.kab_kode))
    nama = name_of(session, klaim.akun_id)
    return f"Laporan ini sedang diperiksa {nama} sejak pukul {since:%H.%M}. Pilih laporan lain, atau ambil alih."


def held(session: Session, laporan: Laporan, actor: Actor) -> Klaim:
    """The actor's own claim; raises Conflict when he does not hold the report."""
    klaim = session.get(Klaim, laporan.id)
    if klaim is None:
        raise Conflict("Laporan ini tidak lagi Anda pegang. Ambil dulu, lalu ulangi.")
    if klaim.akun_id != actor.id:
        raise Conflict(held_by(session, klaim))
    return klaim


def give_claim(session: Session, laporan_id: UUID, akun_id: UUID) -> None:
    """Put a report into the hands of an account."""
    moment = now()
    session.add(Klaim(laporan_id=laporan_id, akun_id=akun_id, sejak=moment, sampai=moment + CLAIM_TIME))
    flush(session)


def end_claim(session: Session, klaim: Klaim) -> None:
    """Take a report out of the hands that hold it."""
    session.delete(klaim)
    flush(session)


def tell(
    session: Session, laporan: Laporan, peristiwa: str, actor: Actor, rincian: Mapping[str, object] | None
) -> None:
    """One event of a report."""
    wilayah = laporan.kab_kode
    record(session, peristiwa, "laporan", laporan.id, actor=actor, wilayah=wilayah, rincian=rincian)


def given_reason(text: str, pesan: str) -> str:
    """The reason as it is kept; raises Invalid when there is none."""
    text = text.strip()
    if not text:
        raise Invalid({"alasan": [pesan]})
    return text


def flush(session: Session) -> None:
    """Write what is pending, with refusals of the database in words."""
    with explained():
        session.flush()


@contextmanager
def explained() -> Iterator[None]:
    """Turn a refusal by one of our constraints into its sentence; anything else passes on."""
    try:
        yield
    except IntegrityError as error:
        name = str(getattr(getattr(error.orig, "diag", None), "constraint_name", None))
        if name not in CONSTRAINT_PESAN:
            raise
        raise Conflict(CONSTRAINT_PESAN[name]) from error
