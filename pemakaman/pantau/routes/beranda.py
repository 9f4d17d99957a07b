"""The home page of each role, and the two addresses that machines ask."""

from dataclasses import dataclass, field
from uuid import UUID

from flask import Response, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError, ProgrammingError
from sqlalchemy.orm import Session

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Actor, Izin
from pemakaman.db import reading, today_in
from pemakaman.laporan.rules import Status
from pemakaman.pantau.queries import beranda as queries
from pemakaman.pantau.queries import bulanan
from pemakaman.pantau.queries.belum_lapor import count_open, list_open
from pemakaman.pantau.queries.sunyi import count_by_kab, count_unreported, list_alarms
from pemakaman.pantau.queries.tempat import get_tempat
from pemakaman.pantau.queries.tugas import count_tasks as count_akta_tasks
from pemakaman.pantau.routes.dasar import bp, url_if_any
from pemakaman.pantau.rules import beranda as rules
from pemakaman.pantau.rules.bulan import Bulan, month_of
from pemakaman.pantau.rules.status import StatusBulanan
from pemakaman.pembatalan.queries import count_open as count_cases
from pemakaman.pemilih.penarikan import count_open as count_notices
from pemakaman.pemilih.queries_kembali import count_alarms
from pemakaman.pemilih.queries_tms import count_tasks
from pemakaman.pemilih.tanda_terima import count_overdue
from pemakaman.perbaikan.queries import count_waiting
from pemakaman.petak.queries.iptm import count_expiring
from pemakaman.web import public, requires, show_page

SHOWN_MAKAM = 5


@dataclass
class Isi:
    """What the home page shows of the database; empty where the role has no such thing."""

    counts: dict[Status, int] = field(default_factory=dict)
    kasus: int = 0
    ditanya: int = 0
    lewat: int = 0
    lain: list[rules.Card] = field(default_factory=list)
    penarikan: dict[str, int] = field(default_factory=lambda: {"terlambat": 0})
    pengingat: list[rules.Pengingat] = field(default_factory=list)


@bp.get("/")
@requires(Izin.AKUN_SENDIRI)
def home() -> ResponseReturnValue:
    """What waits for this account today."""
    actor = current_actor()
    with reading() as session:
        isi = _read(session, actor)
        if actor.may(Izin.BULANAN_BUAT):
            isi.lain += _monthly_cards(session, actor)
        if actor.may(Izin.PANTAU_LIHAT):
            isi.lain[:0] = _quiet_cards(session, actor)
        if actor.may(Izin.BUKU_TUTUP) and actor.may(Izin.LAPORAN_TULIS):
            isi.pengingat = _reminders(session, actor)
    cards = rules.cards(actor, isi.counts, ditanya=isi.ditanya, lewat=isi.lewat)
    kartu = [*rules.alert_cards(actor, isi.kasus), *cards, *isi.lain]
    tugas = rules.tasks(actor)
    return show_page("pantau/beranda.html", kartu=kartu, tugas=tugas, penarikan=isi.penarikan, pengingat=isi.pengingat)


def _read(session: Session, actor: Actor) -> Isi:
    isi = Isi()
    if actor.may(Izin.LAPORAN_LIHAT):
        isi.counts = queries.count_by_status(session, rules.counted_for(actor), actor=actor)
        isi.ditanya = queries.count_questions(session, actor=actor)
        isi.lewat = queries.count_late(session, actor=actor)
    if actor.may(Izin.PETAK_KELOLA):
        isi.lain += rules.permit_cards(*count_expiring(session, actor=actor))
    isi.lain += _voter_cards(session, actor)
    if actor.may(Izin.LAPORAN_TULIS) or actor.may(Izin.MEJA_BAGI):
        terbuka, lewat = count_akta_tasks(session, actor=actor, hari_ini=today_in(actor.wilayah_kode))
        isi.lain += rules.akta_task_cards(terbuka, lewat, own=actor.may(Izin.LAPORAN_TULIS))
    if actor.may(Izin.PERBAIKAN_PUTUS):
        isi.lain.append(rules.correction_card(count_waiting(session, actor=actor)))
    if actor.may(Izin.HIDUP_LIHAT):
        isi.kasus = count_cases(session, actor=actor)
    if actor.may(Izin.PAKET_UNDUH):
        isi.lain += rules.receipt_cards(count_overdue(session, actor=actor))
    if rules.sees_withdrawals(actor):
        isi.penarikan = dict(count_notices(session, actor=actor))
    return isi


def _voter_cards(session: Session, actor: Actor) -> list[rules.Card]:
    if actor.may(Izin.LAPORAN_TULIS):
        return rules.kpu_task_cards(count_tasks(session, actor=actor))
    if actor.may(Izin.PEMILIH_LIHAT):
        return rules.returned_cards(count_alarms(session, actor=actor))
    return []


def _monthly_cards(session: Session, actor: Actor) -> list[rules.Card]:
    kode = actor.wilayah_kode
    tenggat = bulanan.report_deadline(session, kode)
    found = bulanan.find_bulanan(session, kode, tenggat.bulan)
    status = StatusBulanan(found.status) if found else None
    return rules.monthly_cards(tenggat, status, count_unreported(session, get_tempat(session, kode, actor=actor)))


def _quiet_cards(session: Session, actor: Actor) -> list[rules.Card]:
    tempat = get_tempat(session, "", actor=actor)
    alarms = sum(one.alarm for one in count_by_kab(session, tempat).values())
    worst = "".join(f"{one.nama}: {one.sunyi.lama_teks}" for one in list_alarms(session, tempat, 1))
    return rules.quiet_cards(alarms, worst)


def _closing_url(makam_id: UUID, bulan: Bulan) -> str | None:
    masa = f"{bulan.tahun:04}-{bulan.bulan:02}"
    return url_if_any("buku.month", makam_id=makam_id, masa=masa) or url_if_any("buku.closings")


def _reminders(session: Session, actor: Actor) -> list[rules.Pengingat]:
    """The month before, where cemeteries of this account have not closed it."""
    kab = actor.kab_kode or actor.wilayah_kode
    last = month_of(today_in(kab)).next(-1)
    rows = list_open(session, last, actor=actor, batas=SHOWN_MAKAM)
    if not rows:
        return []
    more = count_open(session, last, actor=actor) - len(rows) if len(rows) == SHOWN_MAKAM else 0
    makam = tuple((row.nama, _closing_url(row.id, last)) for row in rows)
    return [rules.Pengingat(bulanan.makam_deadline(session, kab, last), makam, more)]


@bp.get("/sehat")
@public
def alive() -> Response:
    """200 as soon as the program serves."""
    return jsonify(sehat=True)


@bp.get("/siap")
@public
def ready() -> ResponseReturnValue:
    """200 when database, migration and worker answer; 503 with the part that does not."""
    try:
        with reading() as session:
            health = queries.check_health(session)
    except OperationalError:
        health = queries.Health(basis_data=False, migrasi=False, pekerja=False)
    except ProgrammingError:  # it answers, but has no tables yet
        health = queries.Health(basis_data=True, migrasi=False, pekerja=False)
    parts = {"basis_data": health.basis_data, "migrasi": health.migrasi, "pekerja": health.pekerja}
    return jsonify(siap=health.siap, **parts), 200 if health.siap else 503
