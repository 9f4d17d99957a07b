"""Reading selections that are printed together, and who collected a file."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor
from pemakaman.berkas.models import Berkas, CetakButir, CetakKumpulan, Dokumen, Pengambilan
from pemakaman.berkas.queries import is_being_printed
from pemakaman.berkas.rules import MOST_TOGETHER, WITH_DOCUMENT
from pemakaman.errors import NotFound
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import visible_filter
from pemakaman.makam.models import Makam

TERAKHIR = 20


def _ready(actor: Actor) -> Select[Any]:
    """Finished files in force of approved reports that the actor may see."""
    return (
        select(Berkas.id)
        .join(Laporan, Laporan.id == Berkas.laporan_id)
        .join(Makam, Makam.id == Laporan.makam_id)
        .where(visible_filter(actor), Laporan.status.in_(WITH_DOCUMENT), Berkas.berlaku, Berkas.status == "jadi")
    )


def count_new(session: Session, *, actor: Actor) -> int:
    """How many files wait that nobody has printed yet."""
    query = _ready(actor).where(Berkas.diunduh_pada.is_(None), ~is_being_printed()).subquery()
    return session.scalar(select(func.count()).select_from(query)) or 0


def pick_new(session: Session, *, actor: Actor) -> list[UUID]:
    """The files nobody has printed yet, oldest first, as many as go into one print."""
    query = (
        _ready(actor).where(Berkas.diunduh_pada.is_(None), ~is_being_printed()).order_by(Berkas.jadi_pada, Berkas.id)
    )
    return list(session.scalars(query.limit(MOST_TOGETHER)))


def pick(session: Session, ids: Collection[UUID], *, actor: Actor) -> list[Row[UUID, str, bool]]:
    """(id, kab/kota, printed before or just being printed) of those among `ids` that may be printed, in book order.

    They stay locked: of two who order the same files at once the second sees what the first ordered.
    """
    wanted = list(ids)
    session.execute(select(Berkas.id).where(Berkas.id.in_(wanted)).order_by(Berkas.id).with_for_update())
    printed = (Berkas.jumlah_cetak > 0) | is_being_printed()
    query = _ready(actor).add_columns(Laporan.kab_kode, printed.label("pernah")).where(Berkas.id.in_(wanted))
    return list(session.execute(query.order_by(Makam.kode, Laporan.buku_tahun, Laporan.buku_nomor, Berkas.id)))


def get_kumpulan(session: Session, kumpulan_id: UUID, *, actor: Actor, for_update: bool = False) -> CetakKumpulan:
    """A print of one's own; raises NotFound for anybody else's."""
    query = select(CetakKumpulan).where(CetakKumpulan.id == kumpulan_id, CetakKumpulan.dibuat_oleh == actor.id)
    found = session.scalar(query.with_for_update() if for_update else query)
    if found is None:
        raise NotFound()
    return found


def list_kumpulan(session: Session, *, actor: Actor) -> list[CetakKumpulan]:
    """One's own latest prints, newest first."""
    query = select(CetakKumpulan).where(CetakKumpulan.dibuat_oleh == actor.id)
    return list(session.scalars(query.order_by(CetakKumpulan.dibuat_pada.desc()).limit(TERAKHIR)))


@dataclass(frozen=True)
class Butir:
    """One file of a selection with its documents in print order.

    `boleh` says that it may still be handed out, `terlihat` that it lies in the jurisdiction of who asks.
    """

    urutan: int
    berkas_id: UUID
    laporan_id: UUID
    nama: str | None
    makam_kode: str
    makam: str
    tahun: int | None
    nomor: int | None
    formulir: str
    versi: int
    status: str
    boleh: bool
    terlihat: bool
    galat: str | None
    dokumen: tuple[Dokumen, ...]


def list_butir(session: Session, kumpulan_id: UUID, *, actor: Actor) -> list[Butir]:
    """All files of a selection, in print order; an account may have been moved since it ordered them."""
    query = (
        select(CetakButir, Berkas, Laporan, Makam, visible_filter(actor).label("terlihat"))
        .join(Berkas, Berkas.id == CetakButir.berkas_id)
        .join(Laporan, Laporan.id == Berkas.laporan_id)
        .join(Makam, Makam.id == Laporan.makam_id)
        .where(CetakButir.kumpulan_id == kumpulan_id)
        .order_by(CetakButir.urutan)
    )
    rows: list[Row[Any]] = list(session.execute(query))
    papers = _documents(session, [row.Berkas.id for row in rows])
    return [_butir(row, tuple(papers.get(row.Berkas.id, ()))) for row in rows]


def _butir(row: Row[Any], dokumen: tuple[Dokumen, ...]) -> Butir:
    butir, berkas, laporan, makam = row.CetakButir, row.Berkas, row.Laporan, row.Makam
    return Butir(
        urutan=butir.urutan,
        berkas_id=berkas.id,
        laporan_id=laporan.id,
        nama=laporan.nama,
        makam_kode=makam.kode,
        makam=makam.nama,
        tahun=laporan.buku_tahun,
        nomor=laporan.buku_nomor,
        formulir=berkas.formulir,
        versi=berkas.versi_dokumen,
        status=laporan.status,
        boleh=berkas.berlaku and berkas.status == "jadi" and laporan.status in WITH_DOCUMENT and row.terlihat,
        terlihat=row.terlihat,
        galat=butir.galat,
        dokumen=dokumen,
    )


def _documents(session: Session, berkas_ids: Collection[UUID]) -> dict[UUID, list[Dokumen]]:
    query = select(Dokumen).where(Dokumen.berkas_id.in_(berkas_ids)).order_by(Dokumen.urutan, Dokumen.id)
    found: dict[UUID, list[Dokumen]] = {}
    for one in session.scalars(query):
        if one.berkas_id is not None:
            found.setdefault(one.berkas_id, []).append(one)
    return found


def find_pengambilan(session: Session, berkas_id: UUID) -> Pengambilan | None:
    """Who collected the file; None when it lies at the office."""
    query = select(Pengambilan).where(Pengambilan.berkas_id == berkas_id, Pengambilan.dibatalkan_pada.is_(None))
    return session.scalar(query)


def list_pengambilan(session: Session, laporan_id: UUID) -> list[Row[Pengambilan, str]]:
    """(collection, name of who noted it) of all versions of a report's file, newest first, undone ones too."""
    query = select(Pengambilan, Akun.nama).join(Akun, Akun.id == Pengambilan.dicatat_oleh)
    return list(
        session.execute(query.where(Pengambilan.laporan_id == laporan_id).order_by(Pengambilan.diambil_pada.desc()))
    )
