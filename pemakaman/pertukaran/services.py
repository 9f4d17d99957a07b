"""Bringing a sheet of a paper burial book in, row by row, through the services of the report."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from itertools import islice
from uuid import UUID, uuid4

from sqlalchemy import select, text
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm import Session

from pemakaman import store
from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor, Izin, Peran, require
from pemakaman.db import now
from pemakaman.errors import Forbidden, Invalid, NotFound, PemakamanError
from pemakaman.jejak.services import record
from pemakaman.jobs import defer
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.services import quick_lapor_awal
from pemakaman.makam.queries import get_makam, list_recording
from pemakaman.pertukaran.buku import OTOMATIS, Buku, laporan_id_of, read_buku
from pemakaman.pertukaran.kesalahan import Salah, write_csv, write_xlsx
from pemakaman.pertukaran.lembar import is_xlsx
from pemakaman.pertukaran.models import Impor
from pemakaman.pertukaran.rules import UNFINISHED
from pemakaman.pertukaran.susunan.dasar import Baris, BarisError

JOB = "pertukaran.impor_buku"
ROWS_AT_ONCE = 50
Unit = Callable[[], AbstractContextManager[Session]]

_STOPPED = "Impor berhenti karena kesalahan program. Unggah lagi; baris yang sudah masuk tidak digandakan."
_SHUT = "Akun yang mengunggah sudah dinonaktifkan. Baris yang sudah masuk tetap ada."
_REFUSED = "Isian baris ini bertentangan satu sama lain. Periksa tanggal meninggal dan tanggal pemakamannya."


@dataclass
class Hasil:
    """What has become of the rows so far. `dikenal` maps a report to the row it came from."""

    dibaca: int = 0
    masuk: int = 0
    sudah_ada: int = 0
    salah: list[Salah] = field(default_factory=list)
    dikenal: dict[UUID, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Jalan:
    """One run of one import."""

    impor: Impor
    buku: Buku
    actor: Actor
    hasil: Hasil


def start_impor(
    session: Session,
    *,
    makam_id: UUID,
    nama_berkas: str,
    content: bytes,
    uji: bool,
    tanggal_makam_sama: bool,
    actor: Actor,
    susunan: str = OTOMATIS,
) -> Impor:
    """Keep the file and open an import for it; raises LembarError when it is no burial book."""
    require(actor, Izin.BUKU_IMPOR)
    _check_recording(session, makam_id, actor)
    buku = read_buku(content, susunan)
    impor = Impor(
        id=uuid4(),
        makam_id=makam_id,
        susunan=buku.susunan.kode,
        uji=uji,
        tanggal_makam_sama=tanggal_makam_sama,
        nama_berkas=neutral_name(nama_berkas),
        sha256=store.put(content),
        status="antre",
        dibuat_oleh=actor.id,
    )
    session.add(impor)
    rincian = {"makam": makam_id, "berkas": impor.nama_berkas, "uji": uji, "baris": len(buku.baris)}
    record(session, "impor.dibuat", "impor", impor.id, actor=actor, rincian=rincian)
    session.flush()
    return impor


def enqueue_impor(session: Session, impor: Impor) -> None:
    """Let a worker do it as soon as this transaction is through."""
    defer(session, JOB, queueing_lock=f"impor:{impor.id}", impor_id=str(impor.id))


def repeat_for_real(session: Session, trial: Impor, *, actor: Actor) -> Impor:
    """Import the file of a trial, as it was tried."""
    return start_impor(
        session,
        makam_id=trial.makam_id,
        nama_berkas=trial.nama_berkas,
        content=store.get(trial.sha256 or ""),
        uji=False,
        tanggal_makam_sama=trial.tanggal_makam_sama,
        actor=actor,
        susunan=trial.susunan,
    )


def run_impor(impor_id: UUID, *, unit: Unit) -> None:
    """Bring in all rows, some in each unit of work. Running again after a crash doubles nothing.

    A second run waits for the first: then there is nothing left to do, or the first died and it goes on.
    """
    with unit() as alone:
        alone.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:id, 4713))"), {"id": str(impor_id)})
        _run_alone(impor_id, unit)


def _run_alone(impor_id: UUID, unit: Unit) -> None:
    with unit() as session:
        found = _take(session, impor_id)
        if found is None:
            return
        impor, actor = found
    try:
        buku = read_buku(store.get(impor.sha256 or ""), impor.susunan)
        jalan = Jalan(impor, buku, actor, Hasil())
        for rows in _portions(buku.baris):
            with unit() as session:
                _check_active(session, actor)
                _check_recording(session, impor.makam_id, actor)
                _bring_in(session, jalan, rows)
                _report(session, jalan)
        with unit() as session:
            _finish(session, jalan)
    except PemakamanError as error:
        with unit() as session:
            _fail(session, impor_id, error.pesan, actor)
    except Exception:
        with unit() as session:
            _fail(session, impor_id, _STOPPED, actor)
        raise


def neutral_name(nama: str) -> str:
    """A file name without folders or odd signs, short enough for every system."""
    bare = re.sub(r"[^\w .()-]+", "_", re.split(r"[\\/]", nama)[-1]).strip(" .")
    return bare[-100:] or "buku"


def _take(session: Session, impor_id: UUID) -> tuple[Impor, Actor] | None:
    impor = session.get(Impor, impor_id, with_for_update=True)
    if impor is None or impor.status not in UNFINISHED:
        return None
    akun = session.get_one(Akun, impor.dibuat_oleh)
    actor = Actor(akun.id, akun.nama, Peran(akun.peran), akun.wilayah_kode or "")
    impor.status = "berjalan"
    record(session, "impor.berjalan", "impor", impor.id, actor=actor)
    if not akun.aktif:
        impor.status, impor.galat = "gagal", _SHUT
        return None
    return impor, actor


def _check_recording(session: Session, makam_id: UUID, actor: Actor) -> None:
    get_makam(session, makam_id, actor=actor)
    if all(row.id != makam_id for row in list_recording(session, actor=actor)):
        raise Forbidden("Anda tidak mencatat pemakaman di makam ini.")


def _check_active(session: Session, actor: Actor) -> None:
    if not session.get_one(Akun, actor.id).aktif:
        raise Forbidden(_SHUT)


def _portions(rows: Sequence[Baris]) -> Iterator[list[Baris]]:
    rest = iter(rows)
    while portion := list(islice(rest, ROWS_AT_ONCE)):
        yield portion


def _bring_in(session: Session, jalan: Jalan, rows: Sequence[Baris]) -> None:
    trial = session.begin_nested() if jalan.impor.uji else None
    for row in rows:
        jalan.hasil.dibaca += 1
        if reasons := _try_row(session, jalan, row):
            jalan.hasil.salah.append(Salah(row, reasons))
    if trial is not None:
        trial.rollback()


def _try_row(session: Session, jalan: Jalan, row: Baris) -> Sequence[str]:
    """Bring one row in; its faults, or nothing when it is in the book now."""
    try:
        _bring_in_row(session, jalan, row)
    except BarisError as error:
        return error.pesan
    except Invalid as error:
        return [text for texts in error.galat.values() for text in texts] or [error.pesan]
    except PemakamanError as error:
        return [error.pesan]
    except (IntegrityError, DataError):
        return [_REFUSED]
    return ()


def _bring_in_row(session: Session, jalan: Jalan, row: Baris) -> None:
    impor, hasil, susunan = jalan.impor, jalan.hasil, jalan.buku.susunan
    isian = susunan.baca(row.sel, impor.tanggal_makam_sama)
    laporan_id = laporan_id_of(impor.makam_id, isian)
    if laporan_id in hasil.dikenal:
        same = hasil.dikenal[laporan_id]
        raise BarisError([f"Sama persis dengan {same}. Hapus salah satu, atau bedakan bila memang dua orang."])
    hasil.dikenal[laporan_id] = row.letak
    if session.scalar(select(Laporan.id).where(Laporan.id == laporan_id)) is not None:
        hasil.sudah_ada += 1
        return
    with session.begin_nested():
        quick_lapor_awal(
            session,
            actor=jalan.actor,
            laporan_id=laporan_id,
            makam_id=impor.makam_id,
            isian=isian,
            asal=f"impor:{susunan.kode}",
        )
    hasil.masuk += 1


def _report(session: Session, jalan: Jalan) -> None:
    impor, hasil = session.get_one(Impor, jalan.impor.id), jalan.hasil
    impor.dibaca, impor.masuk = hasil.dibaca, hasil.masuk
    impor.sudah_ada, impor.salah = hasil.sudah_ada, len(hasil.salah)
    rincian = {"dibaca": hasil.dibaca}
    record(session, "impor.berjalan", "impor", impor.id, actor=jalan.actor, rincian=rincian)


def _finish(session: Session, jalan: Jalan) -> None:
    impor, hasil = session.get_one(Impor, jalan.impor.id), jalan.hasil
    if hasil.salah:
        write = write_xlsx if is_xlsx(store.get(impor.sha256 or "")) else write_csv
        impor.sha256_salah = store.put(write(jalan.buku.susunan, hasil.salah))
    impor.status, impor.selesai_pada = "jadi", now()
    counts = {"masuk": hasil.masuk, "sudah_ada": hasil.sudah_ada, "salah": len(hasil.salah)}
    rincian = {**counts, "uji": impor.uji}
    record(session, "impor.jadi", "impor", impor.id, actor=jalan.actor, rincian=rincian)


def _fail(session: Session, impor_id: UUID, pesan: str, actor: Actor) -> None:
    impor = session.get(Impor, impor_id)
    if impor is None:
        raise NotFound()
    impor.status, impor.galat, impor.selesai_pada = "gagal", pesan, now()
    record(session, "impor.gagal", "impor", impor_id, actor=actor, rincian={"sebab": pesan})
