"""Fills the tables: first accounts and cemeteries, then the reports, each kab/kota in one transaction."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import cast
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from pemakaman import db, store
from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Peran
from pemakaman.akun.sessions import actor_of
from pemakaman.contoh.akun import ADMIN_SISTEM, make_akun
from pemakaman.contoh.alur import BULAN_LALU
from pemakaman.contoh.ganda import plant
from pemakaman.contoh.kejadian import Desa, Kejadian, Perencana
from pemakaman.contoh.langkah import Pelaksana, follow_clock
from pemakaman.contoh.tempat import KAB, PROVINSI, TEMPAT, slug
from pemakaman.errors import PemakamanError
from pemakaman.laporan.models import Laporan
from pemakaman.makam.models import Makam
from pemakaman.makam.services import assign_manager, create_makam, set_starting_number
from pemakaman.wilayah.models import Wilayah

Echo = Callable[[str], object]
LUPAKAN_SETIAP = 100
NOMOR_AWAL_BUKU_LAMA = 118


@dataclass(frozen=True)
class Tugas:
    """What another process must know to write the reports of one kab/kota."""

    url: str
    simpanan: Path
    kab: str
    skala: float
    sekarang: datetime


def is_filled(session: Session) -> bool:
    """Were the accounts, and with them the cemeteries of the same transaction, written?"""
    return session.scalar(select(Akun.id).where(Akun.nama_pengguna == ADMIN_SISTEM)) is not None


def kab_names(session: Session) -> dict[str, str]:
    """Code → name of the kab/kota of Lampung."""
    rows = session.execute(select(Wilayah.kode, Wilayah.nama).where(Wilayah.kode.in_(KAB)))
    return {row.kode: row.nama for row in rows}


def all_desa(session: Session) -> dict[str, list[Desa]]:
    """Kab/kota → its desa, in the order of their codes."""
    inside = Wilayah.kode.startswith(f"{PROVINSI}."), Wilayah.berlaku_sampai.is_(None)
    query = select(Wilayah.kode, Wilayah.nama, Wilayah.tingkat).where(*inside).order_by(Wilayah.kode)
    rows = session.execute(query).all()
    kecamatan = {kode: nama for kode, nama, tingkat in rows if tingkat == 3}
    found: dict[str, list[Desa]] = {kab: [] for kab in KAB}
    for kode, nama, tingkat in rows:
        if tingkat == 4:
            found[kode[:5]].append(Desa(kode, nama, kecamatan[kode[:8]]))
    return found


def fill_accounts(session: Session, hashes: dict[Peran, str]) -> None:
    """Make accounts and cemeteries, as if that had been done before the first report."""
    follow_clock(session)
    kab_nama = kab_names(session)
    with db.clock_at(db.now() - timedelta(days=31 * BULAN_LALU)):
        actors = make_akun(session, kab_nama, hashes)
        for urutan, tempat in enumerate(TEMPAT):
            admin = actors[f"admin.{slug(kab_nama[tempat.kab_kode])}"]
            isian = {
                "nama": tempat.nama,
                "jenis": tempat.jenis.value,
                "pengelolaan": tempat.pengelolaan.value,
                "desa_kode": tempat.desa_kode,
                "lintang": tempat.lintang,
                "bujur": tempat.bujur,
            }
            makam = create_makam(session, isian, actor=admin)
            assign_manager(session, makam.id, cast(UUID, actors[f"pengelola.{tempat.akun}"].id), actor=admin)
            if urutan % 5 == 0:
                set_starting_number(session, makam.id, db.now().year, NOMOR_AWAL_BUKU_LAMA, actor=admin)


def fill_reports(simpanan: Path, skala: float, echo: Echo, *, proses: int) -> None:
    """Write the reports of every kab/kota that has none yet, in several processes."""
    with db.reading() as session:
        missing = [kab for kab in KAB if not _has_reports(session, kab)]
        names = kab_names(session)
    sekarang = db.now()
    tasks = [Tugas(db.database_url(), simpanan, kab, skala, sekarang) for kab in missing]
    for done, (kab, count, stopped) in enumerate(_work(tasks, proses), start=1):
        more = f"; {stopped} berhenti sebelum langkah terakhirnya" if stopped else ""
        echo(f"  {done} dari {len(tasks)}: {names[kab]}, {count} laporan{more}")
    if tasks:
        # A document that a visitor orders comes before the hundreds of the demonstration.
        with db.transaction() as session:
            session.execute(text("UPDATE procrastinate_jobs SET priority = -10 WHERE status = 'todo'"))


def _work(tasks: Sequence[Tugas], proses: int) -> Iterable[tuple[str, int, int]]:
    if proses == 1 or not tasks:
        yield from (_fill_kab(task) for task in tasks)
        return
    # A fresh interpreter: a forked one would share this one's connections.
    with ProcessPoolExecutor(proses, mp_context=get_context("spawn")) as pool:
        for future in as_completed([pool.submit(_fill_elsewhere, task) for task in tasks]):
            yield future.result()


def _fill_elsewhere(task: Tugas) -> tuple[str, int, int]:
    _configure(task.url, task.simpanan)
    return _fill_kab(task)


@cache
def _configure(url: str, simpanan: Path) -> None:
    """Once a process."""
    db.configure(url)
    store.configure(simpanan)


def _has_reports(session: Session, kab: str) -> bool:
    return session.scalar(select(Laporan.id).where(Laporan.kab_kode == kab).limit(1)) is not None


def _fill_kab(task: Tugas) -> tuple[str, int, int]:
    """(kab/kota, reports, reports that stopped early)."""
    kejadian = [item for item in _plan(task.skala, task.sekarang) if item.tempat.kab_kode == task.kab]
    with db.transaction() as session:
        follow_clock(session)
        stopped = _run(_make_pelaksana(session, task.kab), kejadian)
        plant(session, task.kab, task.skala)
    return task.kab, len(kejadian), stopped


@cache
def _plan(skala: float, sekarang: datetime) -> tuple[Kejadian, ...]:
    with db.reading() as session:
        return tuple(Perencana(all_desa(session), kab_names(session), sekarang).plan(skala))


def _make_pelaksana(session: Session, kab: str) -> Pelaksana:
    actors = {akun.nama_pengguna: actor_of(akun) for akun in session.scalars(select(Akun))}
    rows = session.execute(select(Makam.nama, Makam.id).where(Makam.kab_kode == kab))
    by_name = {row.nama: row.id for row in rows}
    makam = {tempat.akun: by_name[tempat.nama] for tempat in TEMPAT if tempat.kab_kode == kab}
    return Pelaksana(session, actors, slug(kab_names(session)[kab]), makam)


def _run(pelaksana: Pelaksana, kejadian: Iterable[Kejadian]) -> int:
    """Every step of every report, in the order of time, as the offices would have seen them come in."""
    steps = [(moment, item.nomor, langkah, item) for item in kejadian for moment, langkah in item.garis.langkah]
    steps.sort(key=lambda step: step[:2])
    stopped: set[int] = set()
    for done, (moment, nomor, langkah, item) in enumerate(steps, start=1):
        if nomor not in stopped:
            try:
                pelaksana.run(item, langkah, moment)
            except PemakamanError:
                # The rules of the day may refuse what was invented; that report then stays where it is.
                stopped.add(nomor)
        if done % LUPAKAN_SETIAP == 0:
            pelaksana.session.flush()
            pelaksana.session.expunge_all()
    return len(stopped)
