"""Reading KPU's own dead: counts and lists for the office, tasks for villages and cemeteries."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, extract, func, or_, select, tuple_
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Peran
from pemakaman.errors import NotFound
from pemakaman.laporan.models import Laporan, LaporanOrang
from pemakaman.laporan.queries import visible_filter
from pemakaman.makam.models import Makam
from pemakaman.makam.queries import recording_filter
from pemakaman.makam.rules import StatusMakam
from pemakaman.nilai.kode_wilayah import level
from pemakaman.pemilih.models import DaftarPemilih, Pemilih, TindakTms
from pemakaman.pemilih.queries import inside
from pemakaman.pemilih.rules_kembali import Keadaan, StatusTindak
from pemakaman.wilayah.models import Wilayah

PAGE = 25
PRINTED = 500
AnySelect = Select[*tuple[Any, ...]]


@dataclass(frozen=True)
class SaringTms:
    """Filters of the work list; '' means all."""

    keadaan: str = Keadaan.TANPA_LAPORAN
    status: str = ""
    desa: str = ""


def count_by_keadaan(session: Session, *, actor: Actor) -> dict[str, int]:
    """How many of KPU's dead are in each condition."""
    query = select(TindakTms.keadaan, func.count()).where(_of(actor)).group_by(TindakTms.keadaan)
    found = {row[0]: row[1] for row in session.execute(query)}
    return {keadaan.value: found.get(keadaan.value, 0) for keadaan in Keadaan}


def count_by_place(session: Session, keadaan: str, *, actor: Actor) -> list[Any]:
    """(kode, nama, jumlah, ditugaskan, selesai) of each village, for a province of each kab/kota."""
    place = TindakTms.kab_kode if level(actor.wilayah_kode) == 1 else TindakTms.desa_kode
    counted = func.count()
    query = (
        select(func.coalesce(place, "").label("kode"), Wilayah.nama, counted.label("jumlah"))
        .add_columns(counted.filter(TindakTms.status == StatusTindak.DITUGASKAN).label("ditugaskan"))
        .add_columns(counted.filter(TindakTms.status == StatusTindak.SELESAI).label("selesai"))
        .outerjoin(Wilayah, Wilayah.kode == place)
        .where(_of(actor), TindakTms.keadaan == keadaan)
        .group_by(place, Wilayah.nama)
        .order_by(Wilayah.nama.nulls_last(), place)
    )
    return list(session.execute(query))


def list_tms(
    session: Session, saring: SaringTms, *, actor: Actor, sesudah: str | None = None, batas: int = PAGE
) -> tuple[list[Any], str | None]:
    """A page of the work list by village, and the key of the next."""
    place = func.coalesce(TindakTms.desa_kode, "")
    query = _rows(saring, actor).order_by(place, TindakTms.id).limit(batas + 1)
    key = _read_key(sesudah)
    if key is not None:
        query = query.where(tuple_(place, TindakTms.id) > tuple_(*key))
    rows = list(session.execute(query))
    if len(rows) <= batas:
        return rows, None
    return rows[:batas], f"{rows[batas - 1].desa_kode or ''}_{rows[batas - 1].id}"


def iter_tms(session: Session, saring: SaringTms, *, actor: Actor) -> Iterator[Any]:
    """The whole work list of the filter, for a file."""
    query = _rows(saring, actor).order_by(TindakTms.desa_kode, TindakTms.id)
    yield from session.execute(query.execution_options(yield_per=1000))


def list_serving(session: Session, desa: Sequence[str], *, actor: Actor) -> dict[str, list[tuple[UUID, str]]]:
    """The cemeteries in each of some villages that still bury: (id, name) by village."""
    query = select(Makam.desa_kode, Makam.id, Makam.nama).where(
        inside(Makam.kab_kode, actor.wilayah_kode), Makam.desa_kode.in_(desa), Makam.status != StatusMakam.DITUTUP
    )
    found: dict[str, list[tuple[UUID, str]]] = {}
    for desa_kode, makam_id, nama in session.execute(query.order_by(Makam.nama, Makam.id)):
        found.setdefault(desa_kode, []).append((makam_id, nama))
    return found


def list_makam(session: Session, *, actor: Actor) -> list[tuple[str, str]]:
    """(id, name) of every cemetery of the kab/kota that may be asked for a report."""
    query = (
        select(Makam.id, Makam.nama, Wilayah.nama.label("desa"))
        .join(Wilayah, Wilayah.kode == Makam.desa_kode)
        .where(inside(Makam.kab_kode, actor.wilayah_kode), Makam.status != StatusMakam.DITUTUP)
        .order_by(Makam.nama, Makam.id)
    )
    return [(str(row.id), f"{row.nama}, {row.desa}") for row in session.execute(query)]


def lock_tindak(session: Session, ids: Sequence[int], *, actor: Actor) -> Sequence[TindakTms]:
    """The rows of some ids; raises NotFound when one of them lies outside the actor's area."""
    query = select(TindakTms).where(TindakTms.id.in_(ids), _of(actor)).order_by(TindakTms.id)
    rows = session.scalars(query.with_for_update().execution_options(populate_existing=True)).all()
    if not ids or len(rows) != len(set(ids)):
        raise NotFound("Sebagian nama ini tidak ada, atau di luar wilayah tugas Anda. Muat ulang halamannya.")
    return rows


def list_tasks(session: Session, *, actor: Actor, sesudah: int | None = None) -> list[Any]:
    """What this account is asked to report, one more than a page if there is: name, year of birth, village, no more."""
    query = (
        select(TindakTms.id, Pemilih.nama, extract("year", Pemilih.tanggal_lahir).label("tahun"), TindakTms.catatan)
        .add_columns(func.coalesce(Wilayah.nama, Pemilih.desa).label("desa"), Makam.id.label("makam_id"))
        .add_columns(Makam.nama.label("makam"))
        .join(Pemilih, Pemilih.id == TindakTms.pemilih_id)
        .outerjoin(Wilayah, Wilayah.kode == TindakTms.desa_kode)
        .outerjoin(Makam, Makam.id == TindakTms.makam_id)
        .where(_assigned_to(actor), TindakTms.id > (sesudah or 0))
        .order_by(TindakTms.id)
        .limit(PAGE + 1)
    )
    return list(session.execute(query))


def count_tasks(session: Session, *, actor: Actor) -> int:
    """How many deaths this account is asked to report."""
    return session.scalar(select(func.count()).select_from(TindakTms).where(_assigned_to(actor))) or 0


def _assigned_to(actor: Actor) -> ColumnElement[bool]:
    theirs: ColumnElement[bool] = TindakTms.makam_id.in_(select(Makam.id).where(recording_filter(actor)))
    if actor.peran is Peran.OPERATOR_DESA:
        theirs = or_(theirs, and_(TindakTms.makam_id.is_(None), TindakTms.desa_kode == actor.wilayah_kode))
    open_ = and_(TindakTms.status == StatusTindak.DITUGASKAN, TindakTms.keadaan == Keadaan.TANPA_LAPORAN)
    # By the index of the kab/kota.
    return and_(TindakTms.kab_kode == (actor.kab_kode or ""), open_, theirs)


def _of(actor: Actor) -> ColumnElement[bool]:
    return inside(TindakTms.kab_kode, actor.wilayah_kode)


def _rows(saring: SaringTms, actor: Actor) -> AnySelect:
    # Report and telephone only of those who may see the report.
    visible = and_(Laporan.id == TindakTms.laporan_id, visible_filter(actor))
    reporter = and_(LaporanOrang.laporan_id == Laporan.id, LaporanOrang.peran == "pelapor")
    query = (
        select(TindakTms.id, TindakTms.keadaan, TindakTms.status, TindakTms.catatan, TindakTms.desa_kode)
        .add_columns(Pemilih.nama, Pemilih.nik, Pemilih.jenis_kelamin, Pemilih.tanggal_lahir, Pemilih.alamat)
        .add_columns(Pemilih.rt, Pemilih.rw, Pemilih.tps, Pemilih.desa, Pemilih.kecamatan)
        .add_columns(DaftarPemilih.periode, Makam.nama.label("makam"), TindakTms.makam_id)
        .add_columns(Laporan.id.label("laporan_id"), Laporan.status.label("status_laporan"))
        .add_columns(LaporanOrang.nama.label("pelapor"), LaporanOrang.telepon)
        .add_columns(case((TindakTms.laporan_id.is_(None), False), else_=Laporan.id.is_(None)).label("laporan_lain"))
        .join(Pemilih, Pemilih.id == TindakTms.pemilih_id)
        .join(DaftarPemilih, DaftarPemilih.id == TindakTms.daftar_id)
        .outerjoin(Makam, Makam.id == TindakTms.makam_id)
        .outerjoin(Laporan, visible)
        .outerjoin(LaporanOrang, reporter)
        .where(_of(actor), TindakTms.keadaan == saring.keadaan)
    )
    if saring.status:
        query = query.where(TindakTms.status == saring.status)
    if saring.desa:
        query = query.where(inside(TindakTms.desa_kode, saring.desa))
    return query


def _read_key(text: str | None) -> tuple[str, int] | None:
    if not text:
        return None
    desa, _, number = text.rpartition("_")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        raise NotFound("Halaman daftar ini tidak ada. Mulai lagi dari halaman pertama.")
    return desa, int(number)
