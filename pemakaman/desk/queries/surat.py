"""Looking the daily letters of a province up."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor
from pemakaman.desk.models import SuratDesk
from pemakaman.desk.queries.halaman import read_page
from pemakaman.desk.queries.lingkup import visible_desk
from pemakaman.errors import NotFound


def list_surat(session: Session, *, actor: Actor, sesudah: UUID | None = None) -> tuple[list[SuratDesk], str | None]:
    """A page of the letters of the account's province, the newest day first, and the key of the next."""
    order = (SuratDesk.tanggal, SuratDesk.dibuat_pada, SuratDesk.id)
    seen = visible_desk(actor, SuratDesk.wilayah_kode)
    query = select(SuratDesk).where(seen)
    rows, berikut = read_page(session, query, order, sesudah=sesudah, terlihat=seen, menurun=True)
    return [row[0] for row in rows], berikut


def get_surat(session: Session, surat_id: UUID, *, actor: Actor, for_update: bool = False) -> SuratDesk:
    """One letter; raises NotFound outside the jurisdiction: a kab/kota has none."""
    query = select(SuratDesk).where(SuratDesk.id == surat_id, visible_desk(actor, SuratDesk.wilayah_kode))
    if for_update:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = session.scalar(query)
    if found is None:
        raise NotFound("Surat ini tidak ada, atau di luar wilayah tugas Anda.")
    return found


def find_terakhir(session: Session, wilayah_kode: str) -> SuratDesk | None:
    """The letter made last: the next one is addressed and signed like it."""
    query = select(SuratDesk).where(SuratDesk.wilayah_kode == wilayah_kode)
    return session.scalar(query.order_by(SuratDesk.dibuat_pada.desc()).limit(1))


def find_draf(session: Session, wilayah_kode: str, tanggal: date) -> SuratDesk | None:
    """The draft about a day."""
    query = select(SuratDesk).where(SuratDesk.wilayah_kode == wilayah_kode, SuratDesk.tanggal == tanggal)
    return session.scalar(query.where(SuratDesk.status == "draf"))
