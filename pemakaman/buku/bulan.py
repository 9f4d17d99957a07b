"""Reading months of the books: what one holds, which are open, which are closed. Writes nothing."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, extract, func, select, true
from sqlalchemy.orm import Session

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor
from pemakaman.buku.hitung import Jumlah, Orang, count
from pemakaman.buku.masa import Masa, masa_of, months
from pemakaman.db import today_in
from pemakaman.errors import NotFound
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import in_register
from pemakaman.laporan.rules import Status
from pemakaman.makam.models import KoreksiBuku, Makam, TutupBuku
from pemakaman.makam.queries import after_filter, get_makam, list_recording, visible_filter
from pemakaman.nilai.tanggal import TanggalTakLengkap, zone_of

SHOWN_MONTHS = 24
PAGE_SIZE = 50
MOST_OPEN = 60


@dataclass(frozen=True)
class IsiBulan:
    """What a month holds: its totals, all rows of the print, the numbers, corrections made in it, one's own drafts."""

    masa: Masa
    jumlah: Jumlah
    baris: int
    nomor: tuple[int, int] | None
    koreksi: int
    draf: Sequence[Any]


@dataclass(frozen=True)
class BulanTerbuka:
    """A month that waits to be closed."""

    masa: Masa
    makam_id: UUID
    makam: str
    jumlah: int


@dataclass(frozen=True)
class SaringTutup:
    """Which cemeteries of a month are listed; '' means all."""

    kec_kode: str = ""
    keadaan: str = ""


def in_month(masa: Masa) -> ColumnElement[bool]:
    """Rows of the book whose burial lies in a month."""
    return and_(Laporan.status != Status.DRAF, Laporan.dimakamkan_tanggal.between(masa.awal, masa.akhir))


def count_month(session: Session, makam_id: UUID, masa: Masa, *, actor: Actor) -> IsiBulan:
    """Count a month as it stands now; a row that does not count stays in the print."""
    birth = (Laporan.lahir_tahun, Laporan.lahir_bulan, Laporan.lahir_hari)
    dates = (Laporan.meninggal_tanggal, Laporan.dimakamkan_tanggal)
    query = select(
        *(Laporan.jenis_kelamin, Laporan.umur, *birth, *dates, Laporan.buku_tahun, Laporan.buku_nomor),
        in_register().label("berlaku"),
    ).where(Laporan.makam_id == makam_id, in_month(masa))
    rows = session.execute(query).all()
    numbers = [row.buku_nomor for row in rows if row.buku_tahun == masa.tahun]
    return IsiBulan(
        masa=masa,
        jumlah=count(map(_person, rows)),
        baris=len(rows),
        nomor=(min(numbers), max(numbers)) if numbers else None,
        koreksi=session.scalar(select(func.count()).where(*_made_in(makam_id, masa))) or 0,
        draf=_own_drafts(session, makam_id, masa, actor),
    )


def _person(row: Any) -> Orang:
    lahir = None
    if row.lahir_tahun is not None:
        lahir = TanggalTakLengkap(row.lahir_tahun, row.lahir_bulan, row.lahir_hari)
    meninggal = row.meninggal_tanggal or row.dimakamkan_tanggal
    return Orang(row.jenis_kelamin, lahir, row.umur, meninggal, row.berlaku)


def _made_in(makam_id: UUID, masa: Masa) -> tuple[ColumnElement[bool], ...]:
    return (KoreksiBuku.makam_id == makam_id, KoreksiBuku.tahun == masa.tahun, KoreksiBuku.bulan == masa.bulan)


def _own_drafts(session: Session, makam_id: UUID, masa: Masa, actor: Actor) -> Sequence[Any]:
    own = (Laporan.makam_id == makam_id, Laporan.status == Status.DRAF, Laporan.dibuat_oleh == actor.id)
    query = select(Laporan.id, Laporan.nama, Laporan.dimakamkan_tanggal).where(
        *own, Laporan.dimakamkan_tanggal.between(masa.awal, masa.akhir)
    )
    return session.execute(query.order_by(Laporan.dimakamkan_tanggal, Laporan.id)).all()


def last_month(kode_wilayah: str) -> Masa:
    """The newest month that is over where a region lies."""
    return masa_of(today_in(kode_wilayah)).geser(-1)


def first_months(session: Session, makam: Iterable[Makam]) -> dict[UUID, Masa]:
    """Where each cemetery's months begin: with its first row, or with the month that was due when it was registered."""
    places = {one.id: one for one in makam}
    query = select(Laporan.makam_id, func.min(Laporan.dimakamkan_tanggal)).where(
        Laporan.makam_id.in_(places), Laporan.status != Status.DRAF
    )
    rows = session.execute(query.group_by(Laporan.makam_id))
    first: dict[UUID, date] = {makam_id: day for makam_id, day in rows if day is not None}
    registered = {key: one.dibuat_pada.astimezone(zone_of(one.kab_kode)).date() for key, one in places.items()}
    return {key: min(masa_of(day).geser(-1), masa_of(first.get(key, day))) for key, day in registered.items()}


def shown_months(awal: Masa, akhir: Masa, tahun: int | None = None) -> list[Masa]:
    """The last two years' months, oldest first; with `tahun` those of that year."""
    if tahun is not None:
        return [masa for masa in months(awal, akhir) if masa.tahun == tahun]
    return months(max(awal, akhir.geser(1 - SHOWN_MONTHS)), akhir)


def list_open(session: Session, *, actor: Actor) -> list[BulanTerbuka]:
    """Months that are over and wait for this account, oldest first."""
    ids = [row.id for row in list_recording(session, actor=actor)]
    places = session.scalars(select(Makam).where(Makam.id.in_(ids))).all()
    closed = _closed(session, ids)
    counts = _counts(session, ids)
    first = first_months(session, places)
    found = [
        BulanTerbuka(masa, one.id, one.nama, counts.get((one.id, masa), 0))
        for one in places
        for masa in shown_months(first[one.id], last_month(one.kab_kode))
        if (one.id, masa) not in closed
    ]
    return sorted(found, key=lambda one: (one.masa, one.makam, one.makam_id))


def _closed(session: Session, ids: Collection[UUID]) -> set[tuple[UUID, Masa]]:
    query = select(TutupBuku.makam_id, TutupBuku.tahun, TutupBuku.bulan)
    query = query.where(TutupBuku.makam_id.in_(ids), TutupBuku.dibuka_pada.is_(None))
    return {(makam_id, Masa(tahun, bulan)) for makam_id, tahun, bulan in session.execute(query)}


def _counts(session: Session, ids: Collection[UUID]) -> dict[tuple[UUID, Masa], int]:
    tahun = extract("year", Laporan.dimakamkan_tanggal)
    bulan = extract("month", Laporan.dimakamkan_tanggal)
    query = select(Laporan.makam_id, tahun, bulan, func.count()).where(Laporan.makam_id.in_(ids), in_register())
    rows = session.execute(query.group_by(Laporan.makam_id, tahun, bulan))
    return {(makam_id, Masa(int(year), int(month))): number for makam_id, year, month, number in rows}


def list_of_makam(session: Session, makam: Makam, tahun: int | None) -> list[tuple[Masa, TutupBuku | None, int]]:
    """Months of one cemetery, newest first: the month, its closing, and how many count in it now."""
    awal = first_months(session, [makam])[makam.id]
    query = select(TutupBuku).where(TutupBuku.makam_id == makam.id, TutupBuku.dibuka_pada.is_(None))
    closed = {Masa(one.tahun, one.bulan): one for one in session.scalars(query)}
    counts = _counts(session, [makam.id])
    shown = shown_months(awal, last_month(makam.kab_kode), tahun)
    return [(masa, closed.get(masa), counts.get((makam.id, masa), 0)) for masa in reversed(shown)]


def list_years(session: Session, makam: Makam) -> list[int]:
    """The years that a cemetery has months in, newest first."""
    awal, akhir = first_months(session, [makam])[makam.id], last_month(makam.kab_kode)
    return list(range(akhir.tahun, awal.tahun - 1, -1))


def list_month(
    session: Session, masa: Masa, saring: SaringTutup, *, actor: Actor, sesudah: UUID | None
) -> Sequence[Any]:
    """Visible cemeteries by name with their closing of a month, if there is one; one more than a page."""
    in_force = and_(
        TutupBuku.makam_id == Makam.id,
        TutupBuku.tahun == masa.tahun,
        TutupBuku.bulan == masa.bulan,
        TutupBuku.dibuka_pada.is_(None),
    )
    columns = (TutupBuku.nihil, TutupBuku.jumlah, TutupBuku.ditutup_pada, TutupBuku.sha256_tertanda)
    query = (
        select(Makam.id, Makam.nama, Makam.kode, Makam.telepon, TutupBuku.id.label("tutup_id"), *columns)
        .outerjoin(TutupBuku, in_force)
        .where(visible_filter(actor), *_narrowed(saring))
        .order_by(Makam.nama, Makam.id)
        .limit(PAGE_SIZE + 1)
    )
    return session.execute(query.where(after_filter(sesudah, actor))).all()


def _narrowed(saring: SaringTutup) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if saring.kec_kode:
        found.append(Makam.kec_kode == saring.kec_kode)
    if saring.keadaan:
        found.append(TutupBuku.id.is_(None) if saring.keadaan == "terbuka" else TutupBuku.id.is_not(None))
    if saring.keadaan == "nihil":
        found.append(TutupBuku.nihil.is_(True))
    return found


def get_closing(session: Session, tutup_id: UUID, *, actor: Actor) -> tuple[TutupBuku, Makam]:
    """One closing and its cemetery; raises NotFound outside what the actor may see."""
    tutup = session.get(TutupBuku, tutup_id)
    if tutup is None:
        raise NotFound("Tutup buku ini tidak ada, atau di luar wilayah tugas Anda.")
    return tutup, get_makam(session, tutup.makam_id, actor=actor)


def list_history(session: Session, makam_id: UUID, masa: Masa) -> Sequence[Any]:
    """All closings of a month, newest first: the closing, who closed it, who opened it again."""
    penutup, pembuka = select(Akun).subquery("penutup"), select(Akun).subquery("pembuka")
    query = (
        select(TutupBuku, penutup.c.nama.label("penutup"), pembuka.c.nama.label("pembuka"))
        .join(penutup, penutup.c.id == TutupBuku.ditutup_oleh)
        .outerjoin(pembuka, pembuka.c.id == TutupBuku.dibuka_oleh)
        .where(TutupBuku.makam_id == makam_id, TutupBuku.tahun == masa.tahun, TutupBuku.bulan == masa.bulan)
        .order_by(TutupBuku.ditutup_pada.desc())
    )
    return session.execute(query).all()


def list_made(session: Session, makam_id: UUID, masa: Masa) -> Sequence[Any]:
    """Corrections that stand in a month, by number: the entry, and the row's number, name and state."""
    return _corrections(session, *_made_in(makam_id, masa))


def list_later(session: Session, tutup: TutupBuku) -> Sequence[Any]:
    """Corrections of a closed month, made since it was closed and before it was opened again."""
    until = true() if tutup.dibuka_pada is None else KoreksiBuku.dibuat_pada < tutup.dibuka_pada
    return _corrections(
        session,
        *(KoreksiBuku.makam_id == tutup.makam_id, KoreksiBuku.asal_tahun == tutup.tahun),
        *(KoreksiBuku.asal_bulan == tutup.bulan, KoreksiBuku.dibuat_pada >= tutup.ditutup_pada, until),
    )


def _corrections(session: Session, *where: ColumnElement[bool]) -> Sequence[Any]:
    query = (
        select(KoreksiBuku, Laporan.nama, Laporan.buku_nomor, Laporan.buku_tahun)
        .join(Laporan, Laporan.id == KoreksiBuku.laporan_id)
        .where(*where)
        .order_by(KoreksiBuku.tahun, KoreksiBuku.nomor)
    )
    return session.execute(query).all()
