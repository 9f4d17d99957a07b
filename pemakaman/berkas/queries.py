"""Reading documents and settings; jurisdiction comes through the report."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, func, or_, select, tuple_
from sqlalchemy.orm import Session

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor
from pemakaman.berkas.models import Berkas, CetakButir, CetakKumpulan, Dokumen, Pengambilan, SetelanBerkas
from pemakaman.berkas.rules import WITH_DOCUMENT
from pemakaman.berkas.setelan import Setelan, from_json
from pemakaman.dokumen.jenis import Jenis
from pemakaman.errors import NotFound
from pemakaman.jejak.models import Jejak
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import visible_filter
from pemakaman.makam.models import Makam
from pemakaman.verifikasi.models import Keputusan
from pemakaman.web import Page
from pemakaman.wilayah.queries import full_names

PAGE_SIZE = 50
DIUNDUH = "dokumen.diunduh"
YEAR_10000 = 253_402_300_800  # in seconds; no document is finished later, and NaN is not smaller either


def default_settings(session: Session, kab_kode: str) -> Setelan:
    """What a kab/kota prints before it chose anything: F-2.01A on A4 under its own name."""
    kab = full_names(session, kab_kode)["kab_kota"]
    return Setelan(
        kop=(f"PEMERINTAH {kab.upper()}", "DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL"),
        tempat_tanda_tangan=kab.removeprefix("Kabupaten ").removeprefix("Kota "),
    )


def find_settings(session: Session, kab_kode: str, *, pada: datetime | None = None) -> SetelanBerkas | None:
    """The newest version of a kab/kota's choices, or the one in force at a moment; None before the first."""
    query = select(SetelanBerkas).where(SetelanBerkas.kab_kode == kab_kode)
    if pada is not None:
        query = query.where(SetelanBerkas.dibuat_pada <= pada)
    return session.scalar(query.order_by(SetelanBerkas.versi.desc()).limit(1))


def find_version(session: Session, kab_kode: str, versi: int) -> SetelanBerkas | None:
    """One version of a kab/kota's choices; None for a number that there is not."""
    if not 0 < versi < 2**31:
        return None
    return session.scalar(select(SetelanBerkas).where(SetelanBerkas.kab_kode == kab_kode, SetelanBerkas.versi == versi))


def list_versions(session: Session, kab_kode: str) -> list[tuple[SetelanBerkas, str | None]]:
    """(version, name of who made it), newest first."""
    query = select(SetelanBerkas, Akun.nama).outerjoin(Akun, Akun.id == SetelanBerkas.dibuat_oleh)
    found = session.execute(query.where(SetelanBerkas.kab_kode == kab_kode).order_by(SetelanBerkas.versi.desc()))
    return [(row[0], row[1]) for row in found]


def settings_of(
    session: Session, kab_kode: str, *, pada: datetime | None = None
) -> tuple[SetelanBerkas | None, Setelan]:
    """The newest version, or the one in force at a moment, and what it says; without one, what is usual."""
    row = find_settings(session, kab_kode, pada=pada)
    return row, from_json(row.isi) if row else default_settings(session, kab_kode)


def settings_by_id(session: Session, kab_kode: str, setelan_id: UUID | None) -> Setelan:
    """The choices that a document was ordered with."""
    if setelan_id is None:
        return default_settings(session, kab_kode)
    return from_json(session.get_one(SetelanBerkas, setelan_id).isi)


def find_approval(session: Session, laporan_id: UUID) -> datetime | None:
    """When the second person said yes."""
    return session.scalar(select(Keputusan.disetujui_pada).where(Keputusan.laporan_id == laporan_id))


def list_dokumen(session: Session, berkas_id: UUID) -> list[Dokumen]:
    """The documents of a file, in print order; the caller has checked the report."""
    query = select(Dokumen).where(Dokumen.berkas_id == berkas_id).order_by(Dokumen.urutan, Dokumen.id)
    return list(session.scalars(query))


def list_all_dokumen(session: Session, laporan_id: UUID) -> list[Dokumen]:
    """Every paper that was ever ordered of a report, in files and on its own; the caller has checked the report."""
    return list(session.scalars(select(Dokumen).where(Dokumen.laporan_id == laporan_id)))


def asks_annulment(dokumen: Dokumen) -> bool:
    """Is this the application to annul a certificate? It stands when its report is held or annulled."""
    return dokumen.jenis == Jenis.F_2_01F and dokumen.masukan.get("keperluan") == "pembatalan"


def list_closed(session: Session, dokumen: Dokumen) -> list[str]:
    """Numbers in the book of the reports in a covering letter that are frozen, annulled or no longer approved."""
    ids = [UUID(str(one)) for one in dokumen.masukan.get("berkas", ())]
    query = select(Laporan.buku_nomor, Laporan.buku_tahun).join(Berkas, Berkas.laporan_id == Laporan.id)
    rows = session.execute(query.where(Berkas.id.in_(ids), Laporan.status.not_in(WITH_DOCUMENT))) if ids else ()
    return [f"{row.buku_nomor}/{row.buku_tahun}" for row in rows]


def list_lepas(session: Session, laporan_id: UUID) -> list[Dokumen]:
    """The single papers of a report that are in force, in print order; the caller has checked the report."""
    query = select(Dokumen).where(
        Dokumen.laporan_id == laporan_id,
        Dokumen.berkas_id.is_(None),
        Dokumen.keadaan == "berlaku",
        Dokumen.jenis != Jenis.SURAT,
    )
    return list(session.scalars(query.order_by(Dokumen.urutan, Dokumen.dibuat_pada)))


def get_dokumen(session: Session, dokumen_id: UUID, *, actor: Actor) -> tuple[Dokumen, Laporan]:
    """One document of a report, and the report; raises NotFound outside the jurisdiction."""
    query = select(Dokumen, Laporan).join(Laporan, Laporan.id == Dokumen.laporan_id)
    found = session.execute(query.where(Dokumen.id == dokumen_id, visible_filter(actor))).one_or_none()
    if found is None:
        raise NotFound()
    return found[0], found[1]


def list_berkas(session: Session, laporan_id: UUID) -> list[Berkas]:
    """All versions of a report's document, newest first; the caller has checked the report."""
    query = select(Berkas).where(Berkas.laporan_id == laporan_id).order_by(Berkas.versi_dokumen.desc())
    return list(session.scalars(query))


@dataclass(frozen=True)
class Penggantian:
    """Why a version was replaced, who asked for it (if not the same person), and who agreed."""

    sebab: str
    peminta: str | None
    penyetuju: str


def list_replacements(session: Session, laporan_id: UUID) -> dict[int, Penggantian]:
    """Number of each replaced version → why and by whom, out of the trail; the caller has checked the report."""
    rincian = Jejak.rincian
    query = select(
        Jejak.pelaku,
        rincian["versi_dokumen"].as_integer().label("baru"),
        rincian["sebab"].as_string().label("sebab"),
        rincian["diminta_oleh"].as_string().label("peminta"),
    ).where(
        Jejak.objek == "laporan",
        Jejak.objek_id == str(laporan_id),
        Jejak.peristiwa == "laporan.berkas_diminta",
        rincian.has_key("sebab"),
    )
    return {row.baru - 1: Penggantian(row.sebab, row.peminta, row.pelaku) for row in session.execute(query)}


@dataclass(frozen=True)
class Cetakan:
    """One time that a file or one of its documents was handed out; `jenis` '' is the whole file."""

    kapan: datetime
    pelaku: str
    versi: int
    jenis: str
    ke: int
    sebab: str


def list_prints(session: Session, laporan_id: UUID, dokumen_ids: Collection[UUID]) -> list[Cetakan]:
    """Who took a report's file away, when and why, newest first; the caller has checked the report."""
    whole = and_(
        Jejak.objek == "laporan",
        Jejak.objek_id == str(laporan_id),
        Jejak.peristiwa == "laporan.berkas_diunduh",
    )
    single = and_(
        Jejak.objek == "dokumen",
        Jejak.objek_id.in_([str(one) for one in dokumen_ids]),
        Jejak.peristiwa == DIUNDUH,
    )
    rows = session.scalars(select(Jejak).where(or_(whole, single)).order_by(Jejak.id.desc()).limit(PAGE_SIZE))
    return [
        Cetakan(
            row.kapan,
            row.pelaku,
            int(row.rincian.get("versi_dokumen", 1)),
            str(row.rincian.get("jenis", "")),
            int(row.rincian.get("cetak_ke", 1)),
            str(row.rincian.get("sebab", "")),
        )
        for row in rows
    ]


def count_prints(session: Session, dokumen_id: UUID) -> int:
    """How often one document was handed out on its own."""
    query = select(func.count()).select_from(Jejak)
    own = query.where(Jejak.objek == "dokumen", Jejak.objek_id == str(dokumen_id), Jejak.peristiwa == DIUNDUH)
    return session.scalar(own) or 0


def find_current(session: Session, laporan_id: UUID) -> Berkas | None:
    """The version in force, in whatever state; None before the first."""
    return session.scalar(select(Berkas).where(Berkas.laporan_id == laporan_id, Berkas.berlaku))


def last_number(session: Session, laporan_id: UUID) -> int:
    """The number of the newest version, in force or not; 0 before the first."""
    return session.scalar(select(func.max(Berkas.versi_dokumen)).where(Berkas.laporan_id == laporan_id)) or 0


def is_awaited(session: Session, laporan_id: UUID, *, actor: Actor) -> bool:
    """Is a visible approved report still without a finished or failed document?"""
    done = select(Berkas.id).where(Berkas.laporan_id == Laporan.id, Berkas.berlaku, Berkas.status != "antre").exists()
    approved = Laporan.status.in_(WITH_DOCUMENT)
    query = select(Laporan.id).where(Laporan.id == laporan_id, approved, ~done, visible_filter(actor))
    return session.scalar(query) is not None


def get_berkas(session: Session, berkas_id: UUID, *, actor: Actor) -> Berkas:
    """One version; raises NotFound outside the jurisdiction."""
    query = select(Berkas).join(Laporan, Laporan.id == Berkas.laporan_id)
    found = session.scalar(query.where(Berkas.id == berkas_id, visible_filter(actor)))
    if found is None:
        raise NotFound()
    return found


def is_being_printed() -> ColumnElement[bool]:
    """Does the file lie in a print of many that is just being made?"""
    query = select(CetakButir.berkas_id).join(CetakKumpulan, CetakKumpulan.id == CetakButir.kumpulan_id)
    return query.where(CetakButir.berkas_id == Berkas.id, CetakKumpulan.status == "antre").exists()


def list_ready(session: Session, *, actor: Actor, baru: bool, sesudah: str | None) -> Page[Row[Any]]:
    """Finished documents in force, oldest first; `baru` keeps those nobody has printed or ordered to print yet."""
    query = (
        select(
            Berkas.id, Berkas.laporan_id, Berkas.formulir, Berkas.versi_dokumen, Berkas.jadi_pada, Berkas.diunduh_pada,
            Berkas.jumlah_cetak, Laporan.nama, Laporan.buku_tahun, Laporan.buku_nomor, Makam.nama.label("makam"),
            Pengambilan.diambil_pada,
        )
        .join(Laporan, Laporan.id == Berkas.laporan_id)
        .join(Makam, Makam.id == Laporan.makam_id)
        .outerjoin(Pengambilan, (Pengambilan.berkas_id == Berkas.id) & Pengambilan.dibatalkan_pada.is_(None))
        .where(visible_filter(actor), Laporan.status.in_(WITH_DOCUMENT), Berkas.berlaku, Berkas.status == "jadi")
        .order_by(Berkas.jadi_pada, Berkas.id)
        .limit(PAGE_SIZE + 1)
    )  # fmt: skip
    if baru:
        query = query.where(Berkas.diunduh_pada.is_(None), ~is_being_printed())
    key = _read_key(sesudah)
    if key is not None:
        query = query.where(tuple_(Berkas.jadi_pada, Berkas.id) > tuple_(func.to_timestamp(key[0]), key[1]))
    rows: list[Row[Any]] = list(session.execute(query))
    more = rows[PAGE_SIZE - 1] if len(rows) > PAGE_SIZE else None
    return Page(rows[:PAGE_SIZE], f"{more.jadi_pada.timestamp()!r}_{more.id}" if more else None)


def _read_key(sesudah: str | None) -> tuple[float, UUID] | None:
    moment, _, key = (sesudah or "").partition("_")
    try:
        seconds, berkas_id = float(moment), UUID(key)
    except ValueError:
        return None
    return (seconds, berkas_id) if 0 <= seconds < YEAR_10000 else None
