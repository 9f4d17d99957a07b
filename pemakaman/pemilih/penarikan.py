"""Notices of withdrawal: a name that KPU was given must be put back. Made, sent with a package, received, revoked.

A proposal's row is locked before its notice is made or revoked, and a package locks the proposals it takes before
it takes the waiting notices: whoever comes second sees what the first has done.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, Text, and_, cast, func, literal, select, text
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session, aliased

from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.db import now
from pemakaman.errors import Conflict, Invalid, NotFound
from pemakaman.jejak.rules import Pelaku
from pemakaman.jejak.services import record
from pemakaman.laporan.models import Laporan, SetelanLaporan
from pemakaman.nilai.tanggal import zone_of
from pemakaman.pemilih.models import Paket, PaketPenarikan, PaketUsul, Pemilih, Penarikan, Usul
from pemakaman.pemilih.queries import inside
from pemakaman.pemilih.rules import HARI_PENARIKAN, OPEN_NOTICE, StatusPenarikan

MOST_SHOWN = 500
LONGEST_RECEIPT = 100


def lock_packages(session: Session, kab_kode: str) -> None:
    """Let packages of a kab/kota, and what changes their proposals, come one after the other."""
    session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:kunci, 4712))"), {"kunci": kab_kode})


def held_by_kpu(*, hapus: bool = False) -> ColumnElement[bool]:
    """Does KPU hold this proposal's name: was it handed over, not refused by a receipt, and not taken back since?

    With `hapus` only as a name to strike, not as one to verify. Packages of a kab/kota are numbered under its lock,
    so that a larger number is the later package.
    """
    strike, back, notice, carried = aliased(Paket), aliased(Paket), aliased(Penarikan), aliased(PaketPenarikan)
    taken_back = (
        select(carried.paket_id)
        .join(notice, notice.id == carried.penarikan_id)
        .join(back, back.id == carried.paket_id)
        .where(notice.usul_id == Usul.id, back.nomor > strike.nomor)
        .correlate(Usul, strike)
        .exists()
    )
    handed = select(PaketUsul.paket_id).join(strike, strike.id == PaketUsul.paket_id)
    handed = handed.where(PaketUsul.usul_id == Usul.id, PaketUsul.hasil.is_distinct_from("ditolak"), ~taken_back)
    if hapus:
        handed = handed.where(PaketUsul.untuk == "hapus")
    return handed.correlate(Usul).exists()


def ensure_notice(session: Session, usul: Usul, *, sebab: str, actor: Pelaku) -> Penarikan | None:
    """The notice that a name KPU holds must be put back; None when KPU does not hold it.

    The caller holds the proposal's lock. An earlier notice that KPU has not confirmed waits once more instead.
    """
    if not session.scalar(select(held_by_kpu()).select_from(Usul).where(Usul.id == usul.id)):
        return None
    query = select(Penarikan).where(Penarikan.usul_id == usul.id, Penarikan.status.in_(OPEN_NOTICE))
    notice = session.scalar(query.with_for_update())
    if notice is not None and notice.status == StatusPenarikan.MENUNGGU:
        return notice
    if notice is None:
        notice = Penarikan(id=uuid4(), usul_id=usul.id, kab_kode=usul.kab_kode)
        session.add(notice)
    notice.status, notice.sebab, notice.dibuat_pada, notice.dikirim_pada = StatusPenarikan.MENUNGGU, sebab, now(), None
    _tell(session, notice, "usul.penarikan_dibuat", actor, {"alasan": sebab})
    session.flush()
    return notice


def revoke_waiting(session: Session, usul: Usul, *, actor: Pelaku) -> None:
    """Take back a notice that no package has carried yet; one already sent stays until KPU's receipt."""
    query = select(Penarikan).where(Penarikan.usul_id == usul.id, Penarikan.status == StatusPenarikan.MENUNGGU)
    for notice in session.scalars(query.with_for_update()).all():
        notice.status = StatusPenarikan.DICABUT
        _tell(session, notice, "usul.penarikan_dicabut", actor, {})
    session.flush()


def take_waiting(session: Session, kab_kode: str) -> Sequence[Any]:
    """(Penarikan, Usul, Pemilih, Laporan) of all waiting notices of a kab/kota, locked, in the order of packages."""
    query = (
        select(Penarikan, Usul, Pemilih, Laporan)
        .join(Usul, Usul.id == Penarikan.usul_id)
        .join(Pemilih, Pemilih.id == Usul.pemilih_id)
        .join(Laporan, Laporan.id == Usul.laporan_id)
        .where(Penarikan.kab_kode == kab_kode, Penarikan.status == StatusPenarikan.MENUNGGU)
        .order_by(Pemilih.desa_kode, Pemilih.tps, Pemilih.id)
        .with_for_update(of=Penarikan)
    )
    return session.execute(query).all()


def mark_sent(session: Session, notices: Collection[Penarikan], nomor: int, *, actor: Actor) -> None:
    """Say of notices that the package with this number carries them."""
    moment = now()
    for notice in notices:
        notice.status, notice.dikirim_pada = StatusPenarikan.DIKIRIM, moment
        _tell(session, notice, "usul.penarikan_dikirim", actor, {"paket": str(nomor)})
    session.flush()


def receive(session: Session, ids: Collection[UUID], *, tanda_terima: str, tanggal: date | None, actor: Actor) -> int:
    """Record KPU's receipt for sent notices; raises NotFound when one lies outside the jurisdiction."""
    require(actor, Izin.PENARIKAN_TERIMA)
    query = (
        select(Penarikan)
        .where(Penarikan.id.in_(ids), inside(Penarikan.kab_kode, actor.wilayah_kode))
        .order_by(Penarikan.id)
        .with_for_update()
    )
    found = session.scalars(query.execution_options(populate_existing=True)).all()
    if not ids or len(found) != len(set(ids)):
        raise NotFound("Penarikan ini tidak ada, atau di luar wilayah tugas Anda.")
    receipt = _receipt(tanda_terima, tanggal, found)
    if any(notice.status != StatusPenarikan.DIKIRIM for notice in found):
        raise Conflict("Sebagian penarikan belum dikirim, atau tanda terimanya sudah dicatat. Muat ulang halamannya.")
    for notice in found:
        notice.status, notice.diterima_pada = StatusPenarikan.DITERIMA, now()
        notice.tanda_terima, notice.diterima_oleh = receipt, actor.id
        rincian = {"tanda_terima": tanda_terima.strip(), "tanggal": tanggal}
        _tell(session, notice, "usul.penarikan_diterima", actor, rincian)
    session.flush()
    return len(found)


def _receipt(tanda_terima: str, tanggal: date | None, notices: Sequence[Penarikan]) -> str:
    """Number and day as they are kept; raises Invalid at the fields."""
    nomor, galat = tanda_terima.strip(), dict[str, list[str]]()
    if not 1 <= len(nomor) <= LONGEST_RECEIPT:
        galat["tanda_terima"] = ["Tulis nomor tanda terima dari KPU, paling banyak 100 huruf."]
    zone = zone_of(notices[0].kab_kode)
    sent = max((notice.dikirim_pada for notice in notices if notice.dikirim_pada), default=None)
    if tanggal is None:
        galat["tanggal"] = ["Isi tanggal tanda terima."]
    elif tanggal > now().astimezone(zone).date():
        galat["tanggal"] = ["Tanggal tanda terima belum terjadi."]
    elif sent is not None and tanggal < sent.astimezone(zone).date():
        galat["tanggal"] = ["Tanggal tanda terima mendahului tanggal pengiriman. Periksa lagi."]
    if galat or tanggal is None:
        raise Invalid(galat)
    return f"{nomor}, {tanggal:%d-%m-%Y}"


def is_overdue() -> ColumnElement[bool]:
    """Open for longer than the kab/kota waits for a receipt, in calendar days."""
    allowed = func.coalesce(
        select(SetelanLaporan.hari_penarikan)
        .where(SetelanLaporan.kab_kode == Penarikan.kab_kode)
        .correlate(Penarikan)
        .scalar_subquery(),
        HARI_PENARIKAN,
    )
    late = Penarikan.dibuat_pada < now() - func.make_interval(0, 0, 0, allowed)
    return and_(Penarikan.status.in_(OPEN_NOTICE), late)


def count_open(session: Session, *, actor: Actor) -> Mapping[str, int]:
    """How many notices of the area wait, were sent, and are overdue."""
    counted = func.count()
    query = select(
        counted.filter(Penarikan.status == StatusPenarikan.MENUNGGU),
        counted.filter(Penarikan.status == StatusPenarikan.DIKIRIM),
        counted.filter(is_overdue()),
    ).where(inside(Penarikan.kab_kode, actor.wilayah_kode), Penarikan.status.in_(OPEN_NOTICE))
    row = session.execute(query).one()
    return {"menunggu": row[0], "dikirim": row[1], "terlambat": row[2]}


def count_waiting(session: Session, kab_kode: str) -> int:
    """How many notices the next package of a kab/kota will carry."""
    query = select(func.count()).select_from(Penarikan)
    query = query.where(Penarikan.kab_kode == kab_kode, Penarikan.status == StatusPenarikan.MENUNGGU)
    return session.scalar(query) or 0


def list_open(session: Session, *, actor: Actor) -> Sequence[Any]:
    """Open notices of the area, the oldest first: what, of whom, for how long, and whether that is too long."""
    query = (
        select(Penarikan.id, Penarikan.status, Penarikan.sebab, Penarikan.dibuat_pada, Penarikan.dikirim_pada)
        .add_columns(Pemilih.nama, Pemilih.nik, Pemilih.desa, Pemilih.tps, is_overdue().label("terlambat"))
        .add_columns(packages_of(Penarikan).label("paket"))
        .join(Usul, Usul.id == Penarikan.usul_id)
        .join(Pemilih, Pemilih.id == Usul.pemilih_id)
        .where(inside(Penarikan.kab_kode, actor.wilayah_kode), Penarikan.status.in_(OPEN_NOTICE))
        .order_by(Penarikan.dibuat_pada, Penarikan.id)
        .limit(MOST_SHOWN)
    )
    return session.execute(query).all()


def list_of_laporan(session: Session, laporan_id: UUID) -> Sequence[Any]:
    """Every notice of a report's proposals, the oldest first; the caller has asked whether it may be seen."""
    query = (
        select(Penarikan, is_overdue().label("terlambat"), packages_of(Penarikan).label("paket"))
        .join(Usul, Usul.id == Penarikan.usul_id)
        .where(Usul.laporan_id == laporan_id)
        .order_by(Penarikan.dibuat_pada, Penarikan.id)
    )
    return session.execute(query).all()


def packages_of(notice: type[Penarikan]) -> Any:
    """The numbers of the packages that carry a notice, as one text; None before the first."""
    query = (
        select(func.string_agg(cast(Paket.nomor, Text), aggregate_order_by(literal(", "), Paket.nomor)))
        .join(PaketPenarikan, PaketPenarikan.paket_id == Paket.id)
        .where(PaketPenarikan.penarikan_id == notice.id)
    )
    return query.correlate(notice).scalar_subquery()


def _tell(session: Session, notice: Penarikan, peristiwa: str, actor: Pelaku, rincian: Mapping[str, object]) -> None:
    record(session, peristiwa, "usul", notice.usul_id, actor=actor, wilayah=notice.kab_kode, rincian=rincian)
