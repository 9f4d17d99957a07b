"""Reading reports: every query starts from what the actor may see."""

from sqlalchemy import ColumnElement, and_, false, or_, select

from pemakaman.akun.rules import Actor, Peran
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import Status
from pemakaman.makam.models import MakamPengelola

OFFICE = frozenset({Peran.VERIFIKATOR, Peran.PEJABAT, Peran.ADMIN_KAB})


def visible_filter(actor: Actor) -> ColumnElement[bool]:
    """Which reports exist for this actor; a draft exists for its author only."""
    shown = or_(Laporan.status != Status.DRAF, Laporan.dibuat_oleh == actor.id)
    if actor.peran is Peran.PENGELOLA_MAKAM:
        managed = select(MakamPengelola.makam_id).where(MakamPengelola.akun_id == actor.id)
        return and_(Laporan.makam_id.in_(managed), shown)
    if actor.peran is Peran.OPERATOR_DESA:
        return and_(Laporan.desa_kode == actor.wilayah_kode, shown)
    if actor.peran in OFFICE:
        return and_(Laporan.kab_kode == actor.wilayah_kode, Laporan.status != Status.DRAF)
    if actor.peran is Peran.PETUGAS_PROVINSI:
        return and_(Laporan.kab_kode.startswith(f"{actor.wilayah_kode}."), Laporan.status != Status.DRAF)
    return false()
