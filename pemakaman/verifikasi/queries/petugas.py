"""The officers of an office, and what lies in their hands."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, select
from sqlalchemy.orm import Session

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import now
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import Status
from pemakaman.verifikasi.models import Klaim


def _officers(actor: Actor) -> ColumnElement[bool]:
    return and_(Akun.peran == Peran.VERIFIKATOR, Akun.wilayah_kode == actor.wilayah_kode, Akun.aktif)


def list_verifikator(session: Session, *, actor: Actor) -> list[tuple[str, str]]:
    """(id, name) of the active officers of the actor's kab/kota; none above that level."""
    if actor.kab_kode is None:
        return []
    rows = session.execute(select(Akun.id, Akun.nama).where(_officers(actor)).order_by(Akun.nama, Akun.id))
    return [(str(row.id), row.nama) for row in rows]


def list_load(session: Session, *, actor: Actor) -> Sequence[Row[*tuple[Any, ...]]]:
    """What each officer holds: id, nama, dipegang, habis (claims that ran out), tertua (sent), sejak (held)."""
    query = (
        select(
            Akun.id,
            Akun.nama,
            func.count(Klaim.laporan_id).label("dipegang"),
            func.count(Klaim.laporan_id).filter(Klaim.sampai <= now()).label("habis"),
            func.min(Laporan.diajukan_pada).label("tertua"),
            func.min(Klaim.sejak).label("sejak"),
        )
        .outerjoin(Klaim, Klaim.akun_id == Akun.id)
        .outerjoin(Laporan, and_(Laporan.id == Klaim.laporan_id, Laporan.status == Status.DIPERIKSA))
        .where(_officers(actor))
        .group_by(Akun.id)
        .order_by(func.count(Klaim.laporan_id).desc(), Akun.nama)
    )
    return session.execute(query).all()
