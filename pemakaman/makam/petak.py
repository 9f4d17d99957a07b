"""Plots as everybody needs them: their name, finding one by what is typed, locking them, telling their trail."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from pemakaman.jejak.rules import Pelaku
from pemakaman.jejak.services import record
from pemakaman.makam.models import Blok, Makam, Petak
from pemakaman.makam.rules import StatusPetak

_ANGKA = re.compile(r"0*([0-9]+)")


def plot_number(baris: str, nomor: str) -> str:
    """A plot within its block: 'A-003', or '2/A-003' where it lies in a row of its own."""
    return f"{baris}/{nomor}" if baris else nomor


def plot_name(blok: str, baris: str, nomor: str) -> str:
    """A plot within its cemetery: 'Blok A, A-003'."""
    return f"Blok {blok}, {plot_number(baris, nomor)}"


def name_of(session: Session, petak: Petak) -> str:
    """The same for a loaded plot."""
    return plot_name(session.get_one(Blok, petak.blok_id).nama, petak.baris, petak.nomor)


def names_of(session: Session, ids: Collection[UUID]) -> dict[UUID, str]:
    """Names of several plots."""
    query = select(Petak.id, Blok.nama, Petak.baris, Petak.nomor).join(Blok, Blok.id == Petak.blok_id)
    rows = session.execute(query.where(Petak.id.in_(ids)))
    return {id_: plot_name(blok, baris, nomor) for id_, blok, baris, nomor in rows}


def lock_petak(session: Session, ids: Collection[UUID]) -> dict[UUID, Petak]:
    """The plots, locked in the order of their ids and read anew."""
    query = select(Petak).where(Petak.id.in_(ids)).order_by(Petak.id).with_for_update(key_share=True)
    return {row.id: row for row in session.scalars(query.execution_options(populate_existing=True))}


def tell_petak(
    session: Session,
    petak: Petak,
    peristiwa: str,
    *,
    actor: Pelaku,
    rincian: Mapping[str, Any],
) -> None:
    """One event in the trail of the plot, and the same in that of its cemetery."""
    wilayah = session.scalar(select(Makam.kab_kode).where(Makam.id == petak.makam_id))
    details = {"petak": name_of(session, petak), **rincian}
    for objek, objek_id in (("makam", petak.makam_id), ("petak", petak.id)):
        record(session, peristiwa, objek, objek_id, actor=actor, wilayah=wilayah, rincian=details)


def list_blok(session: Session, makam_id: UUID) -> Sequence[Row[UUID, str, int]]:
    """Blocks of a cemetery that have plots, by name: id, nama, kosong (number of empty plots)."""
    empty = func.count().filter(Petak.status == StatusPetak.KOSONG).label("kosong")
    query = select(Blok.id, Blok.nama, empty).join(Petak, Petak.blok_id == Blok.id).where(Blok.makam_id == makam_id)
    return session.execute(query.group_by(Blok.id, Blok.nama).order_by(Blok.nama)).all()


def match_plots(session: Session, blok_id: UUID, typed: str) -> list[Row[UUID, str, str]]:
    """Plots of a block that are called so: id, baris, nomor. Capitals, blanks and leading zeros do not matter.

    One that is called exactly so goes before all that only look alike.
    """
    rows = session.execute(select(Petak.id, Petak.baris, Petak.nomor).where(Petak.blok_id == blok_id)).all()
    wanted = "".join(typed.split()).lower()
    exact = [row for row in rows if wanted in (_bare(row.nomor), _bare(plot_number(row.baris, row.nomor)))]
    if exact:
        return exact
    loose = _loose(wanted)
    return [row for row in rows if loose in (_loose(row.nomor), _loose(plot_number(row.baris, row.nomor)))]


def next_empty(session: Session, blok_id: UUID) -> str | None:
    """The first empty plot of a block, in the order of the plan."""
    query = select(Petak.baris, Petak.nomor).where(Petak.blok_id == blok_id, Petak.status == StatusPetak.KOSONG)
    row = session.execute(query.order_by(Petak.baris, Petak.urutan, Petak.nomor).limit(1)).first()
    return plot_number(row.baris, row.nomor) if row else None


def _bare(nomor: str) -> str:
    return "".join(nomor.split()).lower()


def _loose(nomor: str) -> str:
    return _ANGKA.sub(r"\1", re.sub(r"[\s.\-]", "", nomor.lower()))


def numbers(rows: Iterable[Any]) -> str:
    """Numbers of plots in one line."""
    return ", ".join(plot_number(row.baris, row.nomor) for row in rows)
