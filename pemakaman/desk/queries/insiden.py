"""Looking incidents up: what holds the work back, overdue first."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, or_, select
from sqlalchemy.orm import Session, aliased

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import PERAN_IZIN, PERAN_LABEL, Actor, Izin, Peran
from pemakaman.desk.models import Insiden
from pemakaman.desk.queries.halaman import read_page
from pemakaman.desk.queries.lingkup import visible_desk
from pemakaman.desk.rules.istilah import StatusInsiden
from pemakaman.errors import NotFound
from pemakaman.wilayah.models import Wilayah


def get_insiden(session: Session, insiden_id: UUID, *, actor: Actor, for_update: bool = False) -> Insiden:
    """One incident; raises NotFound outside the jurisdiction."""
    query = select(Insiden).where(Insiden.id == insiden_id, visible_desk(actor, Insiden.kab_kode))
    if for_update:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = session.scalar(query)
    if found is None:
        raise NotFound()
    return found


def list_insiden(
    session: Session, *, actor: Actor, selesai: bool = False, sesudah: UUID | None = None
) -> tuple[list[Row[Insiden, str, str]], str | None]:
    """A page of (incident, owner, kab/kota), and the key of the next.

    Those due first come first, so the overdue lead; of those that are done the newest.
    """
    done = Insiden.status == StatusInsiden.SELESAI
    when = Insiden.selesai_pada if selesai else Insiden.tenggat
    seen = visible_desk(actor, Insiden.kab_kode)
    query = (
        select(Insiden, Akun.nama, Wilayah.nama)
        .join(Akun, Akun.id == Insiden.pemilik_id)
        .join(Wilayah, Wilayah.kode == Insiden.kab_kode)
        .where(seen, done if selesai else ~done)
    )
    return read_page(session, query, (when, Insiden.nomor), sesudah=sesudah, terlihat=seen, menurun=selesai)


def count_insiden(session: Session, saat: datetime, *, actor: Actor) -> dict[str, tuple[int, int]]:
    """Kab/kota → (incidents that are not done, of them overdue)."""
    query = select(Insiden.kab_kode, Insiden.tenggat).where(
        visible_desk(actor, Insiden.kab_kode), Insiden.status != StatusInsiden.SELESAI
    )
    found: dict[str, tuple[int, int]] = {}
    for kab, tenggat in session.execute(query):
        opened, late = found.get(kab, (0, 0))
        found[kab] = (opened + 1, late + (tenggat < saat))
    return found


def sum_insiden(session: Session, saat: datetime, *, actor: Actor, kab_kode: str = "") -> tuple[int, int]:
    """(incidents that are not done, of them overdue) of one kab/kota, or of all that the account sees."""
    counts = count_insiden(session, saat, actor=actor)
    shown = [pair for kab, pair in counts.items() if not kab_kode or kab == kab_kode]
    return sum(pair[0] for pair in shown), sum(pair[1] for pair in shown)


def list_owners(session: Session, kab_kode: str) -> list[tuple[str, str]]:
    """(account, name and role) of who may own an incident of a kab/kota: its office and its province."""
    roles = [peran.value for peran in Peran if PERAN_IZIN[peran] & {Izin.DESK_ISI, Izin.DESK_ATUR}]
    roles.append(Peran.PEJABAT.value)
    query = select(Akun.id, Akun.nama, Akun.peran).where(
        Akun.aktif, Akun.peran.in_(roles), or_(Akun.wilayah_kode == kab_kode, Akun.wilayah_kode == kab_kode[:2])
    )
    rows = session.execute(query.order_by(Akun.wilayah_kode.desc(), Akun.nama))
    return [(str(row.id), f"{row.nama} ({PERAN_LABEL[Peran(row.peran)]})") for row in rows]


def get_names(session: Session, insiden: Insiden) -> tuple[str, str, str]:
    """(owner, who raised it, kab/kota)."""
    owner, raiser = aliased(Akun), aliased(Akun)
    query = (
        select(owner.nama, raiser.nama, Wilayah.nama)
        .select_from(Insiden)
        .join(owner, owner.id == Insiden.pemilik_id)
        .join(raiser, raiser.id == Insiden.dibuat_oleh)
        .join(Wilayah, Wilayah.kode == Insiden.kab_kode)
        .where(Insiden.id == insiden.id)
    )
    pemilik, pelapor, kab = session.execute(query).one()
    return pemilik, pelapor, kab
