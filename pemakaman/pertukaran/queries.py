"""Reading imports: an account sees those of the cemeteries whose burials it may record."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, select, text, tuple_
from sqlalchemy.orm import Session

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor
from pemakaman.errors import NotFound
from pemakaman.makam.models import Makam
from pemakaman.makam.queries import visible_filter
from pemakaman.pertukaran.models import Impor, PemetaanBuku

PAGE_SIZE = 50
_QUEUED = "SELECT 1 FROM procrastinate_jobs WHERE queueing_lock = :kunci AND status IN ('todo', 'doing') LIMIT 1"


def get_impor(session: Session, impor_id: UUID, *, actor: Actor, for_update: bool = False) -> Impor:
    """One import; raises NotFound outside the actor's cemeteries."""
    query = select(Impor).join(Makam, Makam.id == Impor.makam_id)
    query = query.where(Impor.id == impor_id, visible_filter(actor))
    impor = session.scalar(query.with_for_update(of=Impor) if for_update else query)
    if impor is None:
        raise NotFound("Impor ini tidak ada, atau makamnya di luar tugas Anda.")
    return impor


def get_makam_of(session: Session, impor: Impor) -> Makam:
    """The cemetery that an import is for."""
    return session.get_one(Makam, impor.makam_id)


def find_pemetaan(session: Session, akun_id: UUID | None, sidik: str) -> Mapping[str, Any] | None:
    """How this account last read a book with these headings."""
    found = session.get(PemetaanBuku, (akun_id, sidik))
    return found.pemetaan if found is not None else None


def is_queued(session: Session, impor_id: UUID, kerja: str = "impor") -> bool:
    """Does a worker have this import in hand, or waiting? `kerja`: 'impor' or 'batal'."""
    return session.scalar(text(_QUEUED), {"kunci": f"{kerja}:{impor_id}"}) is not None


def list_impor(session: Session, *, actor: Actor, sesudah: UUID | None = None) -> Sequence[Row[*tuple[object, ...]]]:
    """Imports, newest first, with cemetery and author; one more than a page, if there is."""
    query = (
        select(
            Impor.id,
            Impor.jenis,
            Impor.nama_berkas,
            Impor.uji,
            Impor.status,
            Impor.masuk,
            Impor.sudah_ada,
            Impor.salah,
            Impor.dibuat_pada,
            Makam.nama.label("makam"),
            Akun.nama.label("oleh"),
        )
        .join(Makam, Makam.id == Impor.makam_id)
        .join(Akun, Akun.id == Impor.dibuat_oleh)
        .where(visible_filter(actor), Impor.jenis == "berkas")
        .order_by(Impor.dibuat_pada.desc(), Impor.id.desc())
        .limit(PAGE_SIZE + 1)
    )
    return session.execute(_after(query, sesudah, visible_filter(actor))).all()


def _after(
    query: Select[*tuple[object, ...]], sesudah: UUID | None, visible: ColumnElement[bool]
) -> Select[*tuple[object, ...]]:
    if sesudah is None:
        return query
    key = select(Impor.dibuat_pada, Impor.id).join(Makam, Makam.id == Impor.makam_id)
    key = key.where(Impor.id == sesudah, visible)
    return query.where(tuple_(Impor.dibuat_pada, Impor.id) < key.scalar_subquery())
