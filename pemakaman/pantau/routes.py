"""The home page of each role, and the two addresses that machines ask."""

from flask import Blueprint, Response, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError, ProgrammingError

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import reading
from pemakaman.laporan.rules import Status
from pemakaman.pantau import queries, rules
from pemakaman.pembatalan.queries import count_open as count_cases
from pemakaman.pemilih.penarikan import count_open as count_notices
from pemakaman.perbaikan.queries import count_waiting
from pemakaman.petak.queries.iptm import count_expiring
from pemakaman.web import public, requires, show_page

bp = Blueprint("pantau", __name__)


@bp.get("/")
@requires(Izin.AKUN_SENDIRI)
def home() -> ResponseReturnValue:
    """What waits for this account today."""
    actor = current_actor()
    counts: dict[Status, int] = {}
    kasus, notices, more, ditanya, lewat = 0, {"terlambat": 0}, list[rules.Card](), 0, 0
    with reading() as session:
        if actor.may(Izin.LAPORAN_LIHAT):
            counts = queries.count_by_status(session, actor=actor)
            ditanya = queries.count_questions(session, actor=actor)
            lewat = queries.count_late(session, actor=actor)
        if actor.may(Izin.PERBAIKAN_PUTUS):
            more.append(rules.correction_card(count_waiting(session, actor=actor)))
        if actor.may(Izin.HIDUP_LIHAT):
            kasus = count_cases(session, actor=actor)
        if actor.may(Izin.PETAK_KELOLA):
            more += rules.permit_cards(*count_expiring(session, actor=actor))
        if rules.sees_withdrawals(actor):
            notices = dict(count_notices(session, actor=actor))
    kartu = [*rules.alert_cards(actor, kasus), *rules.cards(actor, counts, ditanya=ditanya, lewat=lewat), *more]
    return show_page("pantau/beranda.html", kartu=kartu, tugas=rules.tasks(actor), penarikan=notices)


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
