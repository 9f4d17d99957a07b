"""Who is found silent, unopened or late, and who sees it."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

import pytest
from flask import Flask
from sqlalchemy import Engine

from pemakaman.akun.rules import SISTEM, Actor, Peran
from pemakaman.db import clock_at, transaction
from pemakaman.jejak.models import Jejak
from pemakaman.jejak.services import record
from pemakaman.makam.models import Makam
from pemakaman.pantau.hitung import count_everything
from pemakaman.pantau.queries.belum_lapor import list_silent
from pemakaman.pantau.queries.corong import Letak
from pemakaman.pantau.queries.peta import count_parts
from pemakaman.pantau.queries.sunyi import list_late, list_quiet, list_unopened
from pemakaman.pantau.queries.tempat import get_tempat
from pemakaman.pantau.rules.bulan import Bulan, closing_deadline
from pemakaman.pantau.rules.langkah import Sumbu
from pemakaman.pantau.rules.periode import Periode
from pemakaman.pantau.rules.sunyi import Tingkat
from tests.pabrik import BANDAR_LAMPUNG, DESA, METRO, make_actor, make_makam, sign_in
from tests.pabrik_angka import check_figures
from tests.pabrik_bulanan import DULU, LALU, close_month, in_month, make_row, noon

KINI, LAMA = LALU.next(), LALU.next(-30)
T = TypeVar("T")

KEC = DESA[BANDAR_LAMPUNG][:8]


@pytest.fixture
def pejabat(database: Engine) -> Actor:
    return make_actor(Peran.PEJABAT)


def old_makam(kab: str = BANDAR_LAMPUNG, *, terdaftar: Bulan = LAMA) -> Makam:
    """A cemetery with a manager, registered long ago."""
    makam = make_makam(kab, pengelola=[make_actor(Peran.PENGELOLA_MAKAM, kab)])
    with transaction() as session:
        session.get_one(Makam, makam.id).dibuat_pada = noon(terdaftar.awal)
        record(session, "makam.diubah", "makam", makam.id, actor=SISTEM)
    return makam


def bury_every_month(actor: Actor, makam: Makam, dari: Bulan, sampai: Bulan) -> None:
    bulan = dari
    while bulan <= sampai:
        make_row(actor, makam, in_month(bulan))
        bulan = bulan.next()
    count_everything()


def read(find: Callable[..., list[T]], actor: Actor, kode: str = "") -> list[T]:
    count_everything()
    with transaction() as session:
        return find(session, get_tempat(session, kode, actor=actor))


def change_status(makam: Makam, bulan: Bulan, lama: str, baru: str) -> None:
    """As the trail keeps a change of status of that month's tenth day."""
    with transaction() as session:
        session.get_one(Makam, makam.id).status = baru
        session.add(
            Jejak(kapan=noon(in_month(bulan)), pelaku="Uji", peran="admin_kab", peristiwa="makam.status",
                  objek="makam", objek_id=str(makam.id), rincian={"status": [lama, baru]})
        )  # fmt: skip


def test_cemetery_that_stopped_is_found_with_its_streak_and_its_past(pejabat: Actor) -> None:
    makam = old_makam()
    bury_every_month(pejabat, makam, LALU.next(-20), LALU.next(-5))
    [found] = read(list_quiet, pejabat)
    assert (found.id, found.sunyi.lama, found.terakhir) == (makam.id, 5, LALU.next(-5))
    assert found.sunyi.harapan == 5
    assert found.sunyi.tingkat is Tingkat.MENCOLOK


def test_the_map_counts_the_same_cemeteries_as_silent(pejabat: Actor) -> None:
    bury_every_month(pejabat, old_makam(), LALU.next(-20), LALU.next(-5))
    bury_every_month(pejabat, old_makam(), LALU.next(-20), LALU)
    with transaction() as session:
        letak = Letak(get_tempat(session, "", actor=pejabat))
        parts = count_parts(session, letak, [KEC], sumbu=Sumbu.DIMAKAMKAN, periode=Periode(LALU, LALU))
    assert (parts[KEC]["makam"], parts[KEC]["sunyi"]) == (2, 1)


@pytest.mark.parametrize("bulan", [KINI, LALU])
def test_nihil_of_either_month_ends_the_silence(pejabat: Actor, bulan: Bulan) -> None:
    makam = old_makam()
    bury_every_month(pejabat, makam, LALU.next(-9), LALU.next(-3))
    close_month(pejabat, makam, bulan)
    assert read(list_quiet, pejabat) == []


def test_closing_that_was_opened_again_is_no_sign(pejabat: Actor) -> None:
    makam = old_makam()
    bury_every_month(pejabat, makam, LALU.next(-9), LALU.next(-3))
    close_month(pejabat, makam, LALU, dibuka=True)
    assert [one.id for one in read(list_quiet, pejabat)] == [makam.id]


def test_who_is_silent_stands_on_the_list_of_who_has_not_reported(pejabat: Actor) -> None:
    makam, ramai = old_makam(), old_makam()
    bury_every_month(pejabat, makam, LALU.next(-9), LALU.next(-3))
    bury_every_month(pejabat, ramai, LALU.next(-3), LALU)
    with transaction() as session:
        telephone = {row.id for row in list_silent(session, BANDAR_LAMPUNG, LALU, actor=pejabat)}
    assert {one.id for one in read(list_quiet, pejabat)} == telephone == {makam.id}


def test_nobody_waits_for_months_before_a_cemetery_was_registered(pejabat: Actor) -> None:
    makam = old_makam(terdaftar=DULU)
    make_row(pejabat, makam, in_month(LALU.next(-90)))
    count_everything()
    [found] = read(list_quiet, pejabat)
    assert (found.sunyi.lama, found.sejak) == (2, DULU)


def test_cemetery_closed_all_month_is_not_silent_and_one_closed_later_was(pejabat: Actor) -> None:
    before, after = old_makam(), old_makam()
    for makam in (before, after):
        bury_every_month(pejabat, makam, LALU.next(-9), LALU.next(-3))
    change_status(before, DULU, "aktif", "ditutup")
    change_status(after, LALU, "aktif", "ditutup")
    assert [one.id for one in read(list_quiet, pejabat)] == [after.id]


def test_silence_begins_anew_when_a_cemetery_is_taken_into_use_again(pejabat: Actor) -> None:
    makam = old_makam()
    bury_every_month(pejabat, makam, LALU.next(-20), LALU.next(-12))
    change_status(makam, LALU.next(-11), "aktif", "ditutup")
    change_status(makam, DULU, "ditutup", "aktif")
    [found] = read(list_quiet, pejabat)
    assert found.sunyi.lama == 2


def test_book_that_was_never_opened(pejabat: Actor) -> None:
    with_manager, without = old_makam(), make_makam()
    opened = old_makam()
    close_month(pejabat, opened, LALU.next(-8))
    found = {one.id: one.berpengelola for one in read(list_unopened, pejabat)}
    assert found == {with_manager.id: True, without.id: False}


def close_on(makam: Makam, actor: Actor, bulan: Bulan, hari: int) -> None:
    """Closed so many days after the deadline."""
    close_month(actor, makam, bulan, ditutup_pada=noon(closing_deadline(bulan, 25) + timedelta(days=hari)))


def test_late_reporter_is_who_closes_after_the_deadline(pejabat: Actor) -> None:
    late, punctual = old_makam(terdaftar=DULU.next(-1)), old_makam(terdaftar=DULU.next(-1))
    for hari, bulan in ((6, DULU.next(-1)), (0, DULU)):
        close_on(late, pejabat, bulan, hari)
        close_on(punctual, pejabat, bulan, 0)
    with clock_at(noon(KINI.awal)):
        [found] = read(list_late, pejabat)
    assert (found.id, found.terlambat, found.ditutup, found.paling_lama) == (late.id, 1, 2, 6)
    assert (found.belum_ditutup, found.lambat_beruntun, found.tepat_beruntun) == (0, 0, 1)


def test_who_buries_every_month_and_never_closes_is_late_as_soon_as_a_closing_day_has_passed(pejabat: Actor) -> None:
    makam = old_makam(terdaftar=DULU)
    bury_every_month(pejabat, makam, DULU, LALU)
    for hari, months in ((25, 1), (26, 2)):
        with clock_at(noon(in_month(KINI, hari))):
            [found] = read(list_late, pejabat)
            check_figures()
        assert (found.id, found.belum_ditutup, found.lambat_beruntun) == (makam.id, months, months)
    assert found.beruntun == "terlambat atau belum ditutup 2 bulan berturut-turut"
    assert read(list_quiet, pejabat) == []


def test_page_files_and_card_of_an_office(app: Flask, pejabat: Actor) -> None:
    makam = old_makam()
    bury_every_month(pejabat, makam, LALU.next(-20), LALU.next(-5))
    client = sign_in(app, pejabat)
    page = client.get("/pantau/makam-sunyi").text
    assert "5 bulan berturut-turut diam" in page
    assert "Biasanya 1 sebulan. Peluang kebetulan 1 banding 148." in page
    assert "5 bulan berturut-turut diam" in client.get("/").text
    for lihat in ("belum-buka", "terlambat", "apa-saja"):
        assert client.get(f"/pantau/makam-sunyi?lihat={lihat}&sesudah=x").status_code == 200
    answer = client.get("/pantau/makam-sunyi.csv")
    assert ",5,Mencolok," in answer.text
    assert client.get("/pantau/makam-sunyi.pdf").status_code == 404


def test_place_outside_is_not_found_and_province_sees_kab_with_the_worst(app: Flask, pejabat: Actor) -> None:
    makam = old_makam(METRO)
    bury_every_month(pejabat, makam, LALU.next(-20), LALU.next(-5))
    office = sign_in(app, pejabat)
    for rest in (f"?wilayah={METRO}", f".csv?wilayah={METRO}", "?wilayah=x"):
        assert office.get(f"/pantau/makam-sunyi{rest}").status_code == 404
    province = sign_in(app, make_actor(Peran.PETUGAS_PROVINSI))
    page = province.get("/pantau/makam-sunyi").text
    assert "Paling mencolok" in page
    assert province.get(f"/pantau/makam-sunyi?wilayah={METRO}").status_code == 200
    assert "makam mendadak sunyi" in province.get("/").text


def test_list_goes_on_over_pages(app: Flask, pejabat: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pemakaman.pantau.routes.sunyi.PAGE_SIZE", 1)
    makam = [old_makam(), old_makam()]
    count_everything()
    client = sign_in(app, pejabat)
    page = client.get("/pantau/makam-sunyi?lihat=belum-buka").text
    alamat = page.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    both = page + client.get(alamat).text
    assert all(f"/makam/{one.id}" in both for one in makam)
