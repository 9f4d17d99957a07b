"""Judgements of cemeteries follow whatever changes them, and the calendar; a new count proves them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from pemakaman.akun.rules import SISTEM, Actor, Peran
from pemakaman.db import clock_at, transaction
from pemakaman.jejak.services import record
from pemakaman.makam.models import Makam, MakamPengelola, TutupBuku
from pemakaman.pantau.hitung import count_everything
from pemakaman.pantau.models import NilaiMakam, SetelanBulanan, TandaMakam
from pemakaman.pantau.queries import banding
from pemakaman.pantau.rules.bulan import closing_deadline
from pemakaman.pantau.rules.sunyi import Kelas
from pemakaman.pantau.services import angka
from tests.pabrik import BANDAR_LAMPUNG, make_actor, make_makam
from tests.pabrik_angka import check_figures, differences
from tests.pabrik_bulanan import LALU, close_month, in_month, make_row, noon

pytestmark = pytest.mark.usefixtures("database")
KINI = LALU.next()
LAMA = LALU.next(-30)


@pytest.fixture
def pejabat() -> Actor:
    return make_actor(Peran.PEJABAT)


@pytest.fixture
def makam(pejabat: Actor) -> Makam:
    """A cemetery of long ago that buried every month until five months ago, judged."""
    made = make_makam(pengelola=[make_actor(Peran.PENGELOLA_MAKAM)])
    change(made, lambda _, row: setattr(row, "dibuat_pada", noon(LAMA.awal)))
    bulan = LALU.next(-14)
    while bulan < LALU.next(-4):
        make_row(pejabat, made, in_month(bulan))
        bulan = bulan.next()
    count_everything()
    return made


def change(makam: Makam, work: Callable[[Session, Makam], object]) -> None:
    with transaction() as session:
        work(session, session.get_one(Makam, makam.id))
        record(session, "makam.diubah", "makam", makam.id, actor=SISTEM)


def judged(makam: Makam) -> NilaiMakam:
    """How it stands after the worker ran; all of it is proved on the way."""
    count_everything()
    check_figures()
    with transaction() as session:
        assert session.scalar(select(func.count()).select_from(TandaMakam)) == 0
        return session.get_one(NilaiMakam, makam.id)


def test_burial_and_its_undoing_move_the_last_sign(makam: Makam, pejabat: Actor) -> None:
    before = judged(makam)
    assert (before.kelas, before.lama, before.terakhir) == (Kelas.MENCOLOK, 4 + 1, LALU.next(-5).awal)
    row = make_row(pejabat, makam, in_month(LALU))
    assert judged(makam).kelas == Kelas.HIDUP
    with transaction() as session:
        session.execute(text("UPDATE laporan SET status = 'dibatalkan' WHERE id = :id"), {"id": row.id})
        record(session, "laporan.uji", "laporan", row.id, actor=SISTEM)
    after = judged(makam)
    assert (after.kelas, after.terakhir) == (before.kelas, before.terakhir)


def test_closing_and_opening_a_month_are_seen(makam: Makam, pejabat: Actor) -> None:
    close_month(pejabat, makam, LALU)
    found = judged(makam)
    assert (found.kelas, found.belum_lapor, found.ditutup) == (Kelas.HIDUP, False, 1)

    def reopen(session: Session, _: Makam) -> None:
        closed = session.scalars(select(TutupBuku)).one()
        closed.dibuka_pada, closed.dibuka_oleh, closed.alasan_buka = noon(KINI.awal), pejabat.id, "Salah"

    change(makam, reopen)
    assert (judged(makam).kelas, judged(makam).belum_lapor) == (Kelas.MENCOLOK, True)


def test_manager_who_leaves_is_seen(makam: Makam) -> None:
    assert judged(makam).berpengelola
    change(makam, lambda session, _: session.delete(session.scalars(select(MakamPengelola)).one()))
    assert not judged(makam).berpengelola


def test_deadline_that_its_office_moves_makes_a_closing_late(makam: Makam, pejabat: Actor) -> None:
    bulan = LALU.next(-2)
    close_month(pejabat, makam, bulan, ditutup_pada=noon(closing_deadline(bulan, 25) - timedelta(days=5)))
    assert judged(makam).terlambat == 0
    days = {"hari_lapor": 28, "hari_ingat": 10, "tujuan": "-", "tempat": "-", "jabatan": "-"}
    with transaction() as session:
        session.add(SetelanBulanan(wilayah_kode=BANDAR_LAMPUNG, **days))
        record(session, "setelan_bulanan.diubah", "setelan_bulanan", BANDAR_LAMPUNG, actor=SISTEM)
    found = judged(makam)
    assert (found.terlambat, found.paling_lama) == (1, 10)


def test_cemetery_that_moves_to_another_village_is_judged_there(makam: Makam) -> None:
    change(makam, lambda _, row: setattr(row, "desa_kode", "18.71.01.1004"))
    assert judged(makam).desa_kode == "18.71.01.1004"


def test_all_are_judged_anew_when_a_month_begins(makam: Makam) -> None:
    with clock_at(noon(KINI.sesudah)):
        found = judged(makam)
    assert (found.bulan, found.lama) == (KINI.sesudah, 6)
    assert judged(makam).lama == 5


def test_change_that_is_rolled_back_leaves_no_mark(makam: Makam) -> None:
    with pytest.raises(ZeroDivisionError), transaction() as session:
        session.get_one(Makam, makam.id).nama = "Lain"
        session.flush()
        raise ZeroDivisionError
    with transaction() as session:
        assert session.scalar(select(func.count()).select_from(TandaMakam)) == 0


def test_wrong_judgement_is_found_and_made_anew(makam: Makam) -> None:
    with transaction() as session:
        session.execute(text("UPDATE pantau_makam SET lama = lama + 1"))
    assert differences()["pantau_makam"] == 1
    with transaction() as session:
        angka.recount_all(session)
    assert judged(makam).lama == 5


def test_cemetery_whose_mark_waits_is_on_its_way_and_no_difference(makam: Makam, pejabat: Actor) -> None:
    close_month(pejabat, makam, LALU)
    make_row(pejabat, make_makam(), in_month(LALU))
    count_everything()
    make_row(pejabat, makam, in_month(KINI, 1))
    close_month(pejabat, makam, LALU.next(-1))
    assert differences()["pantau_makam"] == 0
    with transaction() as session:
        assert banding.count_waiting(session) > 0


def test_batches_before_the_last_leave_cemeteries_marked(makam: Makam, pejabat: Actor) -> None:
    for hari in (1, 2, 3):
        make_row(pejabat, makam, in_month(LALU, hari))
    with transaction() as session:
        assert angka.count_marked(session, batch=2) == 2
        assert session.get_one(NilaiMakam, makam.id).kelas == Kelas.MENCOLOK
    assert judged(makam).kelas == Kelas.HIDUP
