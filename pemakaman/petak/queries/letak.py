"""Where a grave is by now: the plot of the present stay, else what the book says of the burial."""

from typing import Any

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from pemakaman.laporan.models import Laporan
from pemakaman.laporan.models_penempatan import Penempatan
from pemakaman.makam.models import Blok, Petak
from pemakaman.petak.queries.rencana import place_of

_LETAK = (
    *(Laporan.blok, Laporan.petak, Laporan.nomor_makam),
    *(Blok.nama.label("di_blok"), Petak.baris.label("di_baris"), Petak.nomor.label("di_petak")),
)


def with_place(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """The same query of `Laporan` with the columns that `tell_place` reads; no row more."""
    stay = and_(Penempatan.laporan_id == Laporan.id, Penempatan.sampai.is_(None))
    found = query.add_columns(*_LETAK).outerjoin(Penempatan, stay)
    return found.outerjoin(Petak, Petak.id == Penempatan.petak_id).outerjoin(Blok, Blok.id == Petak.blok_id)


def tell_place(row: Any) -> str:
    """The place in words: 'Blok A, petak 014'."""
    if row.di_petak is not None:
        return place_of(row.di_blok, row.di_baris, row.di_petak)
    nomor = f"nomor {row.nomor_makam}" if row.nomor_makam else ""
    return ", ".join(part for part in (place_of(row.blok, None, row.petak), nomor) if part)


def place_of_grave(session: Session, laporan: Laporan) -> str:
    """The same for one loaded report."""
    return tell_place(session.execute(with_place(select(Laporan.id)).where(Laporan.id == laporan.id)).one())
