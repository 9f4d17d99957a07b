"""Reading cemeteries: what an account may see, where it may record burials, lists and books."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Row, false, func, select, true, tuple_
from sqlalchemy.orm import Session, aliased

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor, Peran
from pemakaman.errors import NotFound
from pemakaman.makam.models import Buku, Makam, MakamPengelola
from pemakaman.wilayah.models import Wilayah
from pemakaman.wilayah.rules import search_form

_KAB_ROLES = frozenset({Peran.VERIFIKATOR, Peran.PEJABAT, Peran.ADMIN_KAB})
PAGE_SIZE = 50


@dataclass(frozen=True)
class Saring:
    """Filters of the list; '' means all."""

    kec_kode: str = ""
    status: str = ""
    nama: str = ""


def visible_filter(actor: Actor) -> ColumnElement[bool]:
    """SQL of the cemeteries this account may see; nothing for roles that have no cemeteries."""
    if not actor.wilayah_kode:
        return false()
    if actor.peran is Peran.PENGELOLA_MAKAM:
        managed = select(MakamPengelola.makam_id).where(MakamPengelola.akun_id == actor.id)
        return Makam.id.in_(managed)
    if actor.peran is Peran.OPERATOR_DESA:
        return Makam.desa_kode == actor.wilayah_kode
    if actor.peran in _KAB_ROLES:
        return Makam.kab_kode == actor.wilayah_kode
    if actor.peran is Peran.PETUGAS_PROVINSI:
        return Makam.kab_kode.startswith(f"{actor.wilayah_kode}.", autoescape=True)
    return false()


def get_makam(session: Session, makam_id: UUID, *, actor: Actor, for_update: bool = False) -> Makam:
    """One cemetery; raises NotFound outside what the actor may see."""
    query = select(Makam).where(Makam.id == makam_id, visible_filter(actor))
    makam = session.scalar(query.with_for_update() if for_update else query)
    if makam is None:
        raise NotFound("Makam ini tidak ada, atau di luar wilayah tugas Anda.")
    return makam


def find_makam_by_kode(session: Session, kode: str, *, actor: Actor) -> Makam | None:
    """The cemetery of a code as people type it, or None when the actor may not see such a one."""
    query = select(Makam).where(func.upper(Makam.kode) == kode.strip().upper(), visible_filter(actor))
    return session.scalar(query)


def recording_filter(actor: Actor) -> ColumnElement[bool]:
    """SQL of the cemeteries whose burials this account may record."""
    roles = {Peran.PENGELOLA_MAKAM, Peran.OPERATOR_DESA, Peran.ADMIN_KAB}
    return visible_filter(actor) if actor.peran in roles else false()


def is_recording(session: Session, makam_id: UUID, *, actor: Actor) -> bool:
    """May this account record burials at this cemetery?"""
    return session.scalar(select(Makam.id).where(Makam.id == makam_id, recording_filter(actor))) is not None


def list_recording(session: Session, *, actor: Actor) -> Sequence[Row[UUID, str, str, str, str, str]]:
    """Cemeteries whose burials this account may record: id, kode, nama, status, desa_kode, desa (name)."""
    query = (
        select(Makam.id, Makam.kode, Makam.nama, Makam.status, Makam.desa_kode, Wilayah.nama.label("desa"))
        .join(Wilayah, Wilayah.kode == Makam.desa_kode)
        .where(recording_filter(actor))
        .order_by(Makam.nama, Makam.kode)
    )
    return session.execute(query).all()


def list_makam(
    session: Session, saring: Saring, *, actor: Actor, sesudah: UUID | None = None
) -> Sequence[Row[UUID, str, str, str, str, str, str, str]]:
    """Visible cemeteries by name, with the names of kecamatan and desa; one more than a page, if there is."""
    desa, kecamatan = aliased(Wilayah), aliased(Wilayah)
    query = (
        select(
            Makam.id,
            Makam.kode,
            Makam.nama,
            Makam.jenis,
            Makam.pengelolaan,
            Makam.status,
            kecamatan.nama.label("kecamatan"),
            desa.nama.label("desa"),
        )
        .join(desa, desa.kode == Makam.desa_kode)
        .join(kecamatan, kecamatan.kode == Makam.kec_kode)
        .where(visible_filter(actor), *_filters(saring))
        .order_by(Makam.nama, Makam.id)
        .limit(PAGE_SIZE + 1)
    )
    return session.execute(query.where(after_filter(sesudah, actor))).all()


def after_filter(sesudah: UUID | None, actor: Actor) -> ColumnElement[bool]:
    """SQL of the cemeteries that come after one in the order of their names; all without it."""
    if sesudah is None:
        return true()
    key = select(Makam.nama, Makam.id).where(Makam.id == sesudah, visible_filter(actor)).subquery()
    return tuple_(Makam.nama, Makam.id) > select(key.c.nama, key.c.id).scalar_subquery()


def _filters(saring: Saring) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if saring.kec_kode:
        found.append(Makam.kec_kode == saring.kec_kode)
    if saring.status:
        found.append(Makam.status == saring.status)
    if wanted := search_form(saring.nama):
        bare = func.regexp_replace(func.lower(Makam.nama), "[^[:alnum:]]", "", "g")
        found.append(bare.contains(wanted, autoescape=True))
    return found


def list_kecamatan(session: Session, *, actor: Actor) -> list[tuple[str, str]]:
    """(kode, nama) of the kecamatan that have a visible cemetery, for the filter."""
    query = (
        select(Wilayah.kode, Wilayah.nama)
        .where(Wilayah.kode.in_(select(Makam.kec_kode).where(visible_filter(actor))))
        .order_by(Wilayah.nama)
    )
    return [(kode, nama) for kode, nama in session.execute(query)]


def list_buku(session: Session, makam_id: UUID) -> Sequence[Row[int, int, int]]:
    """Books of a cemetery, newest first: tahun, nomor_awal, nomor_terakhir."""
    query = select(Buku.tahun, Buku.nomor_awal, Buku.nomor_terakhir).where(Buku.makam_id == makam_id)
    return session.execute(query.order_by(Buku.tahun.desc())).all()


def list_pengelola(session: Session, makam_id: UUID) -> Sequence[Row[UUID, str, str, bool]]:
    """Accounts that manage a cemetery: id, nama, nama_pengguna, aktif."""
    query = (
        select(Akun.id, Akun.nama, Akun.nama_pengguna, Akun.aktif)
        .join(MakamPengelola, MakamPengelola.akun_id == Akun.id)
        .where(MakamPengelola.makam_id == makam_id)
        .order_by(Akun.nama)
    )
    return session.execute(query).all()


def list_candidates(session: Session, makam: Makam) -> list[tuple[str, str]]:
    """(id, nama) of active managers of the same kab/kota who do not manage this cemetery yet."""
    managing = select(MakamPengelola.akun_id).where(MakamPengelola.makam_id == makam.id)
    query = (
        select(Akun.id, Akun.nama, Akun.nama_pengguna)
        .where(Akun.peran == Peran.PENGELOLA_MAKAM, Akun.wilayah_kode == makam.kab_kode, Akun.aktif)
        .where(Akun.id.not_in(managing))
        .order_by(Akun.nama)
    )
    return [(str(id_), f"{nama} ({login})") for id_, nama, login in session.execute(query)]
