"""The only writers of look-ups at the web service: asked in one transaction, answered in another by a worker."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import SISTEM, Actor, Peran
from pemakaman.db import now
from pemakaman.errors import Conflict
from pemakaman.jejak.services import Asal, coming_from, record_read
from pemakaman.jobs import defer
from pemakaman.penduduk import layanan
from pemakaman.penduduk.calon import Calon
from pemakaman.penduduk.models import PencarianLayanan

JOB = "penduduk.layanan"
SAME_WITHIN = timedelta(minutes=10)


@dataclass(frozen=True)
class Permintaan:
    """One look-up as the worker takes it."""

    pencarian_id: int
    nik: str


def request_lookup(session: Session, laporan_id: UUID, nik: str, *, tujuan: str, actor: Actor) -> bool:
    """Ask the service about the NIK of a report, later, in a worker; False when it is being asked already.

    `tujuan` is the purpose that the read log keeps. Raises Conflict when no service is configured.
    """
    if not layanan.is_configured():
        raise Conflict("Layanan Dukcapil belum diatur di server ini. Hubungi admin sistem.")
    waiting = select(PencarianLayanan.id).where(
        PencarianLayanan.laporan_id == laporan_id,
        PencarianLayanan.nik == nik,
        PencarianLayanan.status == "antre",
        PencarianLayanan.diminta_pada > now() - SAME_WITHIN,
    )
    if session.scalar(waiting.limit(1)) is not None:
        return False
    asked = PencarianLayanan(laporan_id=laporan_id, nik=nik, diminta_oleh=actor.id)
    session.add(asked)
    session.flush()
    defer(session, JOB, pencarian_id=asked.id, tujuan=tujuan)
    return True


def take_lookup(session: Session, pencarian_id: int, *, tujuan: str) -> Permintaan | None:
    """What is to be asked, with the look-up in the read log before anybody is asked; None when it is done."""
    asked = session.get(PencarianLayanan, pencarian_id, with_for_update=True)
    if asked is None or asked.status == "jadi":
        return None
    asked.status, asked.galat = "antre", None
    with coming_from(Asal(kunci=layanan.read_key())):
        record_read(
            session,
            JOB,
            actor=_asker(session, asked),
            objek="laporan",
            objek_id=asked.laporan_id,
            kata_cari=tujuan,
            rahasia=asked.nik,
        )
    return Permintaan(asked.id, asked.nik)


def _asker(session: Session, asked: PencarianLayanan) -> Actor:
    """Who wanted to know: the look-up is his, not the worker's."""
    akun = session.get(Akun, asked.diminta_oleh) if asked.diminta_oleh else None
    if akun is None:
        return SISTEM
    return Actor(id=akun.id, nama=akun.nama, peran=Peran(akun.peran), wilayah_kode=akun.wilayah_kode or "")


def finish_lookup(session: Session, pencarian_id: int, found: Sequence[Calon]) -> None:
    """Keep the answer."""
    asked = session.get_one(PencarianLayanan, pencarian_id, with_for_update=True)
    asked.hasil = [calon.snapshot() for calon in found]
    asked.status, asked.galat, asked.selesai_pada = "jadi", None, now()


def fail_lookup(session: Session, pencarian_id: int, galat: str) -> None:
    """Say why there is no answer."""
    asked = session.get_one(PencarianLayanan, pencarian_id, with_for_update=True)
    if asked.status != "jadi":
        asked.status, asked.galat, asked.selesai_pada = "gagal", galat, now()


def find_last_lookup(session: Session, laporan_id: UUID) -> PencarianLayanan | None:
    """The newest question about a report, answered or not."""
    query = select(PencarianLayanan).where(PencarianLayanan.laporan_id == laporan_id)
    return session.scalar(query.order_by(PencarianLayanan.id.desc()).limit(1))
