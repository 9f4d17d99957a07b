"""Typed rows on their way into the burial book: keeping them, trying them, bringing them in.

Trying and bringing in are the same call of the report's service; a trial is rolled back.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm import Session

from pemakaman import db
from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor, Peran
from pemakaman.errors import Conflict, Invalid, PemakamanError, StaleVersion
from pemakaman.jejak.services import record
from pemakaman.jobs import defer
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.services import check_laporan, quick_lapor_awal
from pemakaman.pertukaran.buku import laporan_id_of
from pemakaman.pertukaran.models import Impor, ImporLaporan, SalinanBaris, SalinanHalaman
from pemakaman.pertukaran.salinan_isian import read_row
from pemakaman.pertukaran.salinan_queries import (
    count_progress,
    find_copied,
    get_baris,
    get_halaman,
    list_waiting,
)
from pemakaman.pertukaran.salinan_rules import (
    ASAL,
    DI_BUKU,
    MASUK,
    MENUNGGU,
    PALING_BARIS,
    SALAH,
    SUDAH_ADA,
    Keluhan,
    Ketikan,
    make_ketikan,
    name_place,
    status_of,
)
from pemakaman.pertukaran.salinan_services import DIBATALKAN, check_open, open_salinan

JOB = "pertukaran.masukkan_salinan"
Unit = Callable[[], AbstractContextManager[Session]]
_REFUSED = "Isian baris ini bertentangan satu sama lain. Periksa tanggal meninggal dan tanggal pemakamannya."
_STALE = (
    "Baris ini sudah disimpan dengan isi lain sejak Anda membukanya, jadi ketikan Anda belum disimpan. "
    "Bandingkan dengan yang tersimpan, lalu tekan simpan sekali lagi bila ketikan Anda yang benar."
)


@dataclass
class Hasil:
    """What became of the rows that were to be brought in."""

    masuk: int = 0
    sudah_ada: int = 0
    salah: int = 0


def ketikan_of(baris: SalinanBaris) -> Ketikan:
    """What was typed into a row."""
    return make_ketikan(baris.isian, baris.tidak_terbaca)


def keluhan_of(baris: SalinanBaris) -> list[Keluhan]:
    """What was found about a row when it was last tried."""
    return [Keluhan(one["ruas"], one["pesan"], one["keras"]) for one in baris.galat]


def save_baris(
    session: Session, halaman_id: UUID, baris_id: UUID, ketikan: Ketikan, *, versi: int, actor: Actor
) -> SalinanBaris:
    """Keep a row as it was typed, also with faults, and note what keeps it out of the book.

    `versi` is that of the row when it was opened, 0 for a new one. Sending the same again changes nothing;
    raises StaleVersion when the row says something else by now, and Conflict when it is in the book.
    """
    halaman, impor = get_halaman(session, halaman_id, actor=actor, for_update=True)
    check_open(session, impor, actor)
    query = select(SalinanBaris).where(SalinanBaris.id == baris_id).with_for_update()
    baris = session.scalar(query.execution_options(populate_existing=True))
    if baris is None:
        baris = _new_baris(session, halaman, baris_id, ketikan, actor)
        event = "impor.baris_diketik"
    else:
        if _is_same(baris, halaman, ketikan):
            return baris
        _check_may_change(baris, halaman, versi)
        event = "impor.baris_diubah"
    baris.isian, baris.tidak_terbaca = dict(ketikan.teks), list(ketikan.tidak_terbaca)
    baris.laporan_id, baris.diubah_pada = None, db.now()
    _keep_findings(baris, _try(session, impor, baris, actor))
    _tell(session, event, halaman, baris, actor)
    return baris


def bring_in(impor_id: UUID, halaman_id: UUID | None, *, actor: Actor, unit: Unit) -> Hasil:
    """Bring the waiting rows of a batch or of one page in, each in its own unit of work; again doubles nothing.

    A row at a time holds the book only for a moment, so the counter of the cemetery goes on meanwhile.
    """
    hasil = Hasil()
    with unit() as session:
        open_salinan(session, impor_id, actor=actor)
        waiting = list_waiting(session, impor_id, halaman_id)
    try:
        for baris_id in waiting:
            with unit() as session:
                _bring_in_one(session, impor_id, baris_id, hasil, actor)
    finally:
        with unit() as session:
            _finish(session, impor_id, hasil, actor)
    return hasil


def enqueue(session: Session, impor_id: UUID, halaman_id: UUID | None, *, actor: Actor) -> None:
    """Let a worker bring the waiting rows in as soon as this transaction is through."""
    impor = open_salinan(session, impor_id, actor=actor, for_update=True)
    impor.status = "antre"
    record(session, "impor.berjalan", "impor", impor_id, actor=actor)
    arguments = {"impor_id": str(impor_id), "akun_id": str(actor.id), "halaman_id": str(halaman_id or "")}
    defer(session, JOB, **arguments)


def bring_in_for(impor_id: UUID, halaman_id: UUID | None, akun_id: UUID, *, unit: Unit) -> None:
    """What the worker does; an account that was shut meanwhile brings nothing in."""
    with unit() as session:
        akun = session.get_one(Akun, akun_id)
        actor = Actor(akun.id, akun.nama, Peran(akun.peran), akun.wilayah_kode or "")
        if not akun.aktif:
            _stop(
                session, impor_id, "Akun yang memasukkan sudah dinonaktifkan. Baris yang sudah masuk tetap ada.", actor
            )
            return
    try:
        bring_in(impor_id, halaman_id, actor=actor, unit=unit)
    except PemakamanError as error:
        with unit() as session:
            _stop(session, impor_id, error.pesan, actor)


def _new_baris(
    session: Session, halaman: SalinanHalaman, baris_id: UUID, ketikan: Ketikan, actor: Actor
) -> SalinanBaris:
    own = SalinanBaris.halaman_id == halaman.id
    jumlah, last = session.execute(select(func.count(), func.max(SalinanBaris.urutan)).where(own)).one()
    if jumlah >= PALING_BARIS:
        raise Invalid({"_halaman": [f"Satu halaman memuat paling banyak {PALING_BARIS} baris."]})
    if not (ketikan.teks or ketikan.tidak_terbaca):
        raise Invalid({"nama": ["Baris ini masih kosong. Tulis nama, atau centang “tidak terbaca”."]})
    baris = SalinanBaris(
        id=baris_id, halaman_id=halaman.id, urutan=(last or 0) + 1, galat=[], status=MENUNGGU, dibuat_oleh=actor.id
    )
    session.add(baris)
    return baris


def _is_same(baris: SalinanBaris, halaman: SalinanHalaman, ketikan: Ketikan) -> bool:
    return baris.halaman_id == halaman.id and ketikan_of(baris) == ketikan


def _check_may_change(baris: SalinanBaris, halaman: SalinanHalaman, versi: int) -> None:
    if baris.halaman_id != halaman.id:
        raise Conflict("Nomor kiriman ini sudah dipakai baris lain. Buka lagi halamannya, lalu ketik barisnya.")
    if status_of(baris.status, baris.laporan_id) in DI_BUKU:
        raise Conflict("Baris ini sudah ada di buku. Perbaiki di laporannya.")
    if baris.versi != versi:
        raise StaleVersion(_STALE, [])


def _keep_findings(baris: SalinanBaris, found: Sequence[Keluhan]) -> None:
    baris.galat = [{"ruas": one.ruas, "pesan": one.pesan, "keras": one.keras} for one in found]
    baris.status = SALAH if any(one.keras for one in found) else MENUNGGU


def _try(session: Session, impor: Impor, baris: SalinanBaris, actor: Actor) -> Sequence[Keluhan]:
    """What would happen to the row in the book; nothing of it stays."""
    session.flush()
    trial = session.begin_nested()
    try:
        entry = _enter(session, impor, baris, actor)
        if entry.laporan is None:
            return entry.galat
        if not entry.baru:
            return [Keluhan("_baris", "Baris dengan isi persis ini sudah ada di buku.", keras=False)]
        return _worth_a_look(session, entry.laporan, actor)
    finally:
        trial.rollback()


def _worth_a_look(session: Session, laporan: Laporan, actor: Actor) -> list[Keluhan]:
    """What does not keep a row out: warnings, and other reports with the NIK."""
    return [
        Keluhan("nik" if one.ruas == "alasan_nik_sama" else one.ruas, one.pesan, keras=False)
        for one in check_laporan(session, laporan.id, actor=actor)
        if not one.keras or one.kode == "nik_sama"
    ]


@dataclass(frozen=True)
class _Masukan:
    """The report of a row, `baru` when it was made just now; or why there is none."""

    laporan: Laporan | None = None
    baru: bool = False
    galat: Sequence[Keluhan] = ()


def _enter(session: Session, impor: Impor, baris: SalinanBaris, actor: Actor) -> _Masukan:
    """Put a row into the book, unless its content is there."""
    isian, galat = read_row(ketikan_of(baris))
    if galat:
        return _Masukan(galat=_as_keluhan(galat))
    laporan_id = laporan_id_of(impor.makam_id, isian)
    if (where := find_copied(session, laporan_id, besides=baris.id)) is not None:
        pesan = f"Sama persis dengan {where}. Hapus salah satu, atau bedakan bila memang dua orang."
        return _Masukan(galat=[Keluhan("nama", pesan)])
    known = session.get(Laporan, laporan_id)
    if known is not None:
        return _Masukan(known)
    return _enter_new(session, impor, laporan_id, isian, actor)


def _enter_new(session: Session, impor: Impor, laporan_id: UUID, isian: dict[str, Any], actor: Actor) -> _Masukan:
    try:
        with session.begin_nested():
            laporan = quick_lapor_awal(
                session, actor=actor, laporan_id=laporan_id, makam_id=impor.makam_id, isian=isian, asal=ASAL
            )
            session.flush()
    except Invalid as error:
        return _Masukan(galat=_as_keluhan(error.galat))
    except PemakamanError as error:
        return _Masukan(galat=[Keluhan("_baris", error.pesan)])
    except (IntegrityError, DataError):
        return _Masukan(galat=[Keluhan("_baris", _REFUSED)])
    return _Masukan(laporan, baru=True)


def _as_keluhan(galat: dict[str, list[str]]) -> list[Keluhan]:
    return [Keluhan(ruas, pesan) for ruas, all_of_it in galat.items() for pesan in all_of_it]


def _bring_in_one(session: Session, impor_id: UUID, baris_id: UUID, hasil: Hasil, actor: Actor) -> None:
    # The batch first: whoever takes it back, or brings it in too, waits for this row or is waited for.
    impor = open_salinan(session, impor_id, actor=actor, for_update=True)
    query = select(SalinanBaris).where(SalinanBaris.id == baris_id).with_for_update()
    baris = session.scalar(query.execution_options(populate_existing=True))
    if baris is None or status_of(baris.status, baris.laporan_id) != MENUNGGU:
        return
    entry = _enter(session, impor, baris, actor)
    if entry.laporan is None:
        _keep_findings(baris, entry.galat)
        hasil.salah += 1
        session.flush()
        return
    baris.laporan_id, baris.galat, baris.status = entry.laporan.id, [], MASUK if entry.baru else SUDAH_ADA
    _, halaman, _ = get_baris(session, baris_id, actor=actor)
    if entry.baru:
        letak, versi = name_place(halaman.urutan, baris.urutan), entry.laporan.versi
        session.add(ImporLaporan(laporan_id=entry.laporan.id, impor_id=impor_id, letak=letak, versi_laporan=versi))
        hasil.masuk += 1
    else:
        hasil.sudah_ada += 1
    _tell(session, "impor.baris_masuk", halaman, baris, actor)


def _finish(session: Session, impor_id: UUID, hasil: Hasil, actor: Actor) -> None:
    """Count anew from the rows, whoever else brought some in meanwhile."""
    impor = session.get_one(Impor, impor_id, with_for_update=True)
    kemajuan = count_progress(session, impor_id)
    impor.dibaca, impor.salah = kemajuan.baris, kemajuan.salah
    impor.masuk, impor.sudah_ada = kemajuan.masuk, kemajuan.di_buku - kemajuan.masuk
    if impor.status != DIBATALKAN:
        impor.status, impor.galat = ("jadi" if kemajuan.di_buku else "diunggah"), None
        impor.selesai_pada = db.now()
    rincian: dict[str, Any] = {"masuk": hasil.masuk, "sudah_ada": hasil.sudah_ada, "salah": hasil.salah}
    record(session, "impor.jadi", "impor", impor_id, actor=actor, rincian=rincian)


def _stop(session: Session, impor_id: UUID, pesan: str, actor: Actor) -> None:
    impor = session.get_one(Impor, impor_id, with_for_update=True)
    if impor.status != DIBATALKAN:
        impor.status = "jadi" if impor.masuk else "diunggah"
    impor.galat = pesan
    record(session, "impor.gagal", "impor", impor_id, actor=actor, rincian={"sebab": pesan})


def _tell(session: Session, peristiwa: str, halaman: SalinanHalaman, baris: SalinanBaris, actor: Actor) -> None:
    rincian = {"letak": name_place(halaman.urutan, baris.urutan)}
    record(session, peristiwa, "impor", halaman.impor_id, actor=actor, rincian=rincian)
    session.flush()
