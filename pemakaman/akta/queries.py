"""Reading certificates: approved reports that wait for their number, and numbers recorded lately."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select, tuple_
from sqlalchemy.orm import Session

from pemakaman.akta.models import Akta
from pemakaman.akun.rules import Actor
from pemakaman.errors import NotFound
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import visible_filter
from pemakaman.laporan.rules import Status
from pemakaman.makam.models import Makam

PAGE = 25
RECENT = 20

_SHOWN = (
    *(Laporan.id, Laporan.nama, Laporan.buku_nomor, Laporan.buku_tahun, Laporan.meninggal_tanggal),
    *(Laporan.diubah_pada, Makam.nama.label("makam")),
)


def list_waiting(session: Session, *, actor: Actor, sesudah: str | None = None) -> tuple[list[Any], str | None]:
    """Approved reports without a number, the one waiting longest first, and the key of the next page."""
    query = (
        select(*_SHOWN)
        .join(Makam, Makam.id == Laporan.makam_id)
        .where(visible_filter(actor), Laporan.status == Status.DISETUJUI)
        .order_by(Laporan.diubah_pada, Laporan.id)
        .limit(PAGE + 1)
    )
    key = _read_key(sesudah)
    if key is not None:
        query = query.where(tuple_(Laporan.diubah_pada, Laporan.id) > tuple_(*key))
    rows = list(session.execute(query))
    more = len(rows) > PAGE
    rows = rows[:PAGE]
    return rows, _write_key(rows[-1]) if more else None


def list_recent(session: Session, *, actor: Actor) -> Sequence[Any]:
    """The numbers recorded last."""
    query = (
        select(*_SHOWN, Akta.nomor, Akta.tanggal, Akta.dicatat_pada)
        .join(Akta, living_akta())
        .join(Makam, Makam.id == Laporan.makam_id)
        .where(visible_filter(actor), Laporan.status == Status.AKTA_TERBIT)
        .order_by(Laporan.diubah_pada.desc(), Laporan.id.desc())
        .limit(RECENT)
    )
    return session.execute(query).all()


def living_akta() -> ColumnElement[bool]:
    """The join of a report with its certificate; a cancelled one counts for nothing."""
    return and_(Akta.laporan_id == Laporan.id, Akta.dibatalkan_pada.is_(None))


def find_akta(session: Session, laporan_id: UUID, *, for_update: bool = False) -> Akta | None:
    """The living certificate of a report; the caller has already asked whether the report may be seen."""
    query = select(Akta).where(Akta.laporan_id == laporan_id, Akta.dibatalkan_pada.is_(None))
    return session.scalar(query.with_for_update() if for_update else query)


def find_cancelled(session: Session, laporan_id: UUID, nomor: str) -> Akta | None:
    """A cancelled certificate of the report under this very number."""
    query = select(Akta).where(Akta.laporan_id == laporan_id, Akta.nomor == nomor, Akta.dibatalkan_pada.is_not(None))
    return session.scalar(query.with_for_update())


def list_akta(session: Session, laporan_id: UUID) -> Sequence[Akta]:
    """Every certificate of a report, the cancelled ones too, the newest first."""
    return session.scalars(select(Akta).where(Akta.laporan_id == laporan_id).order_by(Akta.dicatat_pada.desc())).all()


def find_user_of_nomor(session: Session, nomor: str, *, actor: Actor) -> tuple[UUID, str | None] | None:
    """(report, its description if the actor may see it) that carries a number, or None."""
    laporan_id = session.scalar(select(Akta.laporan_id).where(Akta.nomor == nomor))
    if laporan_id is None:
        return None
    query = select(Laporan.nama, Laporan.buku_nomor, Laporan.buku_tahun, Makam.nama.label("makam"))
    query = query.join(Makam, Makam.id == Laporan.makam_id)
    row = session.execute(query.where(visible_filter(actor), Laporan.id == laporan_id)).first()
    if row is None:
        return laporan_id, None
    return laporan_id, f"{row.nama or 'Tidak dikenal'}, buku {row.buku_nomor}/{row.buku_tahun} {row.makam}"


def find_by_nomor_buku(session: Session, kode_makam: str, nomor: int, tahun: int, *, actor: Actor) -> UUID | None:
    """The report with this number in this cemetery's book."""
    query = (
        select(Laporan.id)
        .join(Makam, Makam.id == Laporan.makam_id)
        .where(visible_filter(actor), Makam.kode == kode_makam)
        .where(Laporan.buku_nomor == nomor, Laporan.buku_tahun == tahun)
    )
    return session.scalar(query)


def list_by_nik(session: Session, nik: str, *, actor: Actor) -> list[UUID]:
    """Approved reports of an identity (NIK), with or without a number; at most three, more are not needed to refuse."""
    wanted = Laporan.status.in_((Status.DISETUJUI, Status.AKTA_TERBIT))
    query = select(Laporan.id).where(visible_filter(actor), Laporan.nik_identitas == nik, wanted).limit(3)
    return list(session.scalars(query))


def _write_key(row: Any) -> str:
    return f"{row.diubah_pada.isoformat()}_{row.id}"


def _read_key(text: str | None) -> tuple[datetime, UUID] | None:
    if not text:
        return None
    moment, _, laporan_id = text.partition("_")
    try:
        return datetime.fromisoformat(moment.replace(" ", "+")), UUID(laporan_id)
    except ValueError:
        raise NotFound("Halaman daftar ini tidak ada. Mulai lagi dari halaman pertama.") from None
