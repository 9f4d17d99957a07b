"""Boundaries in use, and the files they come from."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor
from pemakaman.errors import Forbidden, NotFound
from pemakaman.grafik.lukis import Bentuk
from pemakaman.peta.models import PetaBentuk, PetaBerkas
from pemakaman.peta.rules.proyeksi import Bingkai
from pemakaman.peta.rules.status import BERLAKU
from pemakaman.wilayah.models import Wilayah

SHOWN = 20


def shapes_of(session: Session, provinsi_kode: str, tingkat: int, *, induk: str | None = None) -> list[Bentuk]:
    """The boundaries in use of a province's kab/kota (2) or kecamatan (3), or of those inside `induk`; [] without."""
    berkas = find_berlaku(session, provinsi_kode, tingkat)
    return list_shapes(session, berkas.id, induk=induk) if berkas else []


def find_berlaku(session: Session, provinsi_kode: str, tingkat: int) -> PetaBerkas | None:
    """The file of boundaries in use."""
    query = select(PetaBerkas).where(
        PetaBerkas.provinsi_kode == provinsi_kode, PetaBerkas.tingkat == tingkat, PetaBerkas.status == BERLAKU
    )
    return session.scalar(query)


def list_shapes(session: Session, berkas_id: UUID, *, induk: str | None = None) -> list[Bentuk]:
    """The shapes of a file, by code; with `induk` those inside it."""
    columns = (PetaBentuk.kode, PetaBentuk.nama, PetaBentuk.jalur, PetaBentuk.kotak)
    query = select(*columns).where(PetaBentuk.berkas_id == berkas_id).order_by(PetaBentuk.kode)
    if induk:
        query = query.where(PetaBentuk.kode.startswith(f"{induk}.", autoescape=True))
    return [Bentuk(kode, nama, jalur, tuple(kotak)) for kode, nama, jalur, kotak in session.execute(query)]


def list_groups(session: Session, berkas_id: UUID) -> list[tuple[str, str]]:
    """(code, name) of the kab/kota that a file of kecamatan has shapes of."""
    found = select(func.left(PetaBentuk.kode, 5)).where(PetaBentuk.berkas_id == berkas_id)
    query = select(Wilayah.kode, Wilayah.nama).where(Wilayah.kode.in_(found)).order_by(Wilayah.kode)
    return [(kode, nama) for kode, nama in session.execute(query)]


def bingkai_of(berkas: PetaBerkas) -> Bingkai:
    """The frame that places a cemetery on the shapes of a file."""
    return Bingkai(berkas.barat, berkas.selatan, berkas.timur, berkas.utara, berkas.tingkat)


def province_of(actor: Actor) -> str:
    """The province whose maps the actor keeps; raises Forbidden for an office below it."""
    if not actor.wilayah_kode or "." in actor.wilayah_kode:
        raise Forbidden("Peta batas wilayah diatur petugas provinsi.")
    return actor.wilayah_kode


def get_berkas(session: Session, peta_id: UUID, *, actor: Actor) -> PetaBerkas:
    """A file of the actor's province; raises NotFound."""
    berkas = session.get(PetaBerkas, peta_id)
    if berkas is None or berkas.provinsi_kode != actor.wilayah_kode:
        raise NotFound()
    return berkas


def list_berkas(session: Session, provinsi_kode: str) -> Sequence[PetaBerkas]:
    """The last files of a province: what is in use first, then newest first."""
    query = select(PetaBerkas).where(PetaBerkas.provinsi_kode == provinsi_kode)
    order = (PetaBerkas.status != BERLAKU, PetaBerkas.dibuat_pada.desc(), PetaBerkas.id)
    return session.scalars(query.order_by(*order).limit(SHOWN)).all()


def regions_of(session: Session, provinsi_kode: str) -> tuple[dict[str, str], dict[str, str]]:
    """Code → name of the kab/kota and kecamatan of a province: those valid today, and former ones."""
    query = select(Wilayah.kode, Wilayah.nama, Wilayah.berlaku_sampai).where(
        Wilayah.kode.startswith(f"{provinsi_kode}.", autoescape=True), Wilayah.tingkat.in_((2, 3))
    )
    rows = session.execute(query).all()
    known = {kode: nama for kode, nama, until in rows if until is None}
    return known, {kode: nama for kode, nama, until in rows if until is not None}
