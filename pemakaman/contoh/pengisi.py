"""Fills the tables: accounts, cemeteries and reports in one transaction, so that a crash leaves nothing behind."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import cast
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from pemakaman import db
from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor, Peran
from pemakaman.contoh.akun import ADMIN_SISTEM, make_akun
from pemakaman.contoh.kejadian import Desa, Kejadian, Perencana
from pemakaman.contoh.langkah import Pelaksana, follow_clock
from pemakaman.contoh.tempat import KAB, PROVINSI, TEMPAT, slug
from pemakaman.errors import PemakamanError
from pemakaman.makam.services import assign_manager, create_makam, set_starting_number
from pemakaman.wilayah.models import Wilayah

Echo = Callable[[str], object]
SETIAP = 250
NOMOR_AWAL_BUKU_LAMA = 118


def is_filled(session: Session) -> bool:
    """Were the accounts, and with them the reports of the same transaction, written?"""
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


def plan_all(session: Session, skala: float) -> list[Kejadian]:
    """The reports as they would be planned now."""
    return list(Perencana(all_desa(session), kab_names(session), db.now()).plan(skala))


def fill_all(session: Session, hashes: dict[Peran, str], skala: float, echo: Echo) -> None:
    """Make accounts, cemeteries and reports."""
    follow_clock(session)
    kab_nama = kab_names(session)
    kejadian = plan_all(session, skala)
    start = min(item.garis.langkah[0][0] for item in kejadian)
    with db.clock_at(start.replace(day=1, hour=8)):
        actors = make_akun(session, kab_nama, hashes)
        kab = {kode: slug(nama) for kode, nama in kab_nama.items()}
        pelaksana = Pelaksana(session, actors, kab, _make_makam(session, actors, kab, start.date()))
    echo(f"  {len(actors)} akun dan {len(TEMPAT)} makam")
    _run(pelaksana, kejadian, echo)
    # A document that a visitor orders comes before the hundreds of the demonstration.
    session.execute(text("UPDATE procrastinate_jobs SET priority = -10 WHERE status = 'todo'"))


def _make_makam(session: Session, actors: dict[str, Actor], kab: dict[str, str], start: date) -> dict[str, UUID]:
    found: dict[str, UUID] = {}
    for urutan, tempat in enumerate(TEMPAT):
        admin = actors[f"admin.{kab[tempat.kab_kode]}"]
        isian = {
            "nama": tempat.nama,
            "jenis": tempat.jenis.value,
            "pengelolaan": tempat.pengelolaan.value,
            "desa_kode": tempat.desa_kode,
            "lintang": tempat.lintang,
            "bujur": tempat.bujur,
        }
        makam = create_makam(session, isian, actor=admin)
        pengelola = cast(UUID, actors[f"pengelola.{tempat.akun}"].id)
        assign_manager(session, makam.id, pengelola, actor=admin)
        if urutan % 5 == 0:
            set_starting_number(session, makam.id, start.year, NOMOR_AWAL_BUKU_LAMA, actor=admin)
        found[tempat.akun] = makam.id
    return found


def _run(pelaksana: Pelaksana, kejadian: Iterable[Kejadian], echo: Echo) -> None:
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
        if done % SETIAP == 0:
            pelaksana.session.flush()
            pelaksana.session.expunge_all()
            echo(f"  laporan: {done} dari {len(steps)} langkah")
    if stopped:
        echo(f"  {len(stopped)} laporan contoh berhenti sebelum langkah terakhirnya")
