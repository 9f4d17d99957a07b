"""Looking GISA up."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor
from pemakaman.desk.models import Gisa, GisaBukti
from pemakaman.desk.queries.lingkup import list_kab, visible_desk
from pemakaman.desk.rules.gisa import Cakupan, cover
from pemakaman.errors import NotFound
from pemakaman.wilayah.models import Wilayah


def get_gisa(session: Session, gisa_id: UUID, *, actor: Actor, for_update: bool = False) -> Gisa:
    """One region's GISA; raises NotFound outside the jurisdiction."""
    query = select(Gisa).where(Gisa.id == gisa_id, visible_desk(actor, Gisa.wilayah_kode))
    if for_update:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = session.scalar(query)
    if found is None:
        raise NotFound()
    return found


def list_gisa(session: Session, *, actor: Actor) -> Sequence[Row[Gisa, str, int]]:
    """(GISA, region, proofs), by region, the newest decree first."""
    proofs = select(func.count()).select_from(GisaBukti).where(GisaBukti.gisa_id == Gisa.id).correlate(Gisa)
    query = (
        select(Gisa, Wilayah.nama, proofs.scalar_subquery())
        .join(Wilayah, Wilayah.kode == Gisa.wilayah_kode)
        .where(visible_desk(actor, Gisa.wilayah_kode))
        .order_by(Gisa.wilayah_kode, Gisa.sk_tanggal.desc())
    )
    return session.execute(query).all()


def list_bukti(session: Session, gisa_id: UUID) -> Sequence[GisaBukti]:
    """The proofs of one, the oldest first."""
    query = select(GisaBukti).where(GisaBukti.gisa_id == gisa_id)
    return session.scalars(query.order_by(GisaBukti.dibuat_pada, GisaBukti.id)).all()


def get_bukti(session: Session, bukti_id: UUID, *, actor: Actor) -> GisaBukti:
    """One proof; raises NotFound outside the jurisdiction."""
    query = select(GisaBukti).join(Gisa, Gisa.id == GisaBukti.gisa_id)
    found = session.scalar(query.where(GisaBukti.id == bukti_id, visible_desk(actor, Gisa.wilayah_kode)))
    if found is None:
        raise NotFound()
    return found


def list_places(session: Session, kab_kode: str) -> list[tuple[str, str]]:
    """(kode, name) of a kab/kota, its kecamatan and its villages, each under the one above."""
    query = select(Wilayah.kode, Wilayah.nama, Wilayah.tingkat).where(
        Wilayah.berlaku_sampai.is_(None),
        (Wilayah.kode == kab_kode) | Wilayah.kode.startswith(f"{kab_kode}.", autoescape=True),
    )
    indent = {2: "", 3: "Kecamatan ", 4: "– "}
    return [(row.kode, f"{indent[row.tingkat]}{row.nama}") for row in session.execute(query.order_by(Wilayah.kode))]


def list_kecamatan(session: Session, *, actor: Actor) -> dict[str, dict[str, str]]:
    """Kab/kota → its kecamatan (code → name), of what the account sees."""
    query = select(Wilayah.kode, Wilayah.induk, Wilayah.nama).where(
        Wilayah.tingkat == 3, Wilayah.berlaku_sampai.is_(None), visible_desk(actor, Wilayah.kode)
    )
    found: dict[str, dict[str, str]] = {}
    for kode, induk, nama in session.execute(query.order_by(Wilayah.kode)):
        found.setdefault(induk or "", {})[kode] = nama
    return found


def list_cakupan(session: Session, *, actor: Actor) -> list[tuple[str, str, Cakupan]]:
    """(kode, kab/kota, how far it is covered) of each the account sees, by code."""
    taken = set(session.scalars(select(Gisa.wilayah_kode).where(visible_desk(actor, Gisa.wilayah_kode)).distinct()))
    inside = list_kecamatan(session, actor=actor)
    return [
        (kode, nama, cover(inside.get(kode, {}), {one for one in taken if one.startswith(f"{kode}.")}))
        for kode, nama in list_kab(session, actor=actor)
    ]
