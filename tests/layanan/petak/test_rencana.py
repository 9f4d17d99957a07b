"""Planned burials: the plot they hold, the report they become, and the sheet of the day."""

from datetime import time, timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine

from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound, StaleVersion
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.models_penempatan import RencanaMakam
from pemakaman.laporan.queries import get_orang
from pemakaman.laporan.rules import Action, Status
from pemakaman.laporan.services import change_status, discard_draft, register_lapor_awal
from pemakaman.petak.queries.rencana import Baris, day_sheet
from pemakaman.petak.rules_rencana import days_of_sheet
from pemakaman.petak.services import petak as petak_services
from pemakaman.petak.services import rencana as services
from tests.layanan.verifikasi.test_serentak import at_once
from tests.pabrik import METRO, make_actor, make_makam, sign_in
from tests.pabrik_kubur import Kubur, make_petak, make_rencana, petak_status, plan_isian, set_heir
from tests.pabrik_laporan import hari_ini, make_laporan, save

BESOK = timedelta(days=1)


@pytest.fixture
def pengelola(database: Engine) -> Actor:
    return make_actor(Peran.PENGELOLA_MAKAM)


def read(rencana_id: UUID) -> RencanaMakam:
    with reading() as session:
        return session.get_one(RencanaMakam, rencana_id)


def begin(actor: Actor, rencana: RencanaMakam) -> Laporan:
    with transaction() as session:
        return services.begin_report(session, rencana.id, actor=actor)


def sheet(actor: Actor, makam_id: UUID | None = None) -> list[list[Baris]]:
    with reading() as session:
        return list(day_sheet(session, days_of_sheet(hari_ini()), actor=actor, makam_id=makam_id).values())


def cancel(actor: Actor, rencana: RencanaMakam, alasan: str = "Dimakamkan di kampung") -> None:
    with transaction() as session:
        services.cancel_plan(session, rencana.id, alasan, actor=actor)


def test_a_plan_holds_its_plot_and_a_cancelled_one_frees_it(pengelola: Actor) -> None:
    makam = make_makam(pengelola=[pengelola])
    petak = make_petak(makam)
    rencana = make_rencana(pengelola, makam, petak)
    assert petak_status(petak) == "dipesan"
    cancel(pengelola, rencana)
    assert petak_status(petak) == "kosong"
    assert (read(rencana.id).status, read(rencana.id).alasan_batal) == ("batal", "Dimakamkan di kampung")


@pytest.mark.parametrize("status", ["dipesan", "terisi", "tidak_dipakai"])
def test_only_an_empty_plot_is_planned(pengelola: Actor, status: str) -> None:
    makam = make_makam(pengelola=[pengelola])
    petak = make_petak(makam, status=status)
    with pytest.raises(Invalid) as refused:
        make_rencana(pengelola, makam, petak)
    assert list(refused.value.galat) == ["petak_id"]
    assert petak_status(petak) == status


def test_a_plot_of_another_cemetery_is_refused(pengelola: Actor) -> None:
    makam, other = make_makam(pengelola=[pengelola]), make_makam(pengelola=[pengelola])
    with pytest.raises(Invalid):
        make_rencana(pengelola, makam, make_petak(other))


@pytest.mark.parametrize("_", range(4))
def test_two_plans_on_one_plot_at_once_one_gets_it(pengelola: Actor, _: int) -> None:
    makam = make_makam(pengelola=[pengelola])
    petak = make_petak(makam)
    outcome = at_once(
        *(
            lambda s, nama=nama: services.plan_burial(  # type: ignore[misc]
                s, makam.id, plan_isian(nama=nama), petak_id=petak.id, actor=pengelola
            )
            for nama in ("Sukirman", "Wayan")
        )
    )
    assert sorted(type(one).__name__ for one in outcome) == ["Invalid", "NoneType"]
    assert petak_status(petak) == "dipesan"


@pytest.mark.parametrize("_", range(3))
def test_two_plans_that_swap_plots_never_end_in_a_deadlock(pengelola: Actor, _: int) -> None:
    makam = make_makam(pengelola=[pengelola])
    a, b = make_petak(makam, "A-1"), make_petak(makam, "A-2")
    one, two = make_rencana(pengelola, makam, a), make_rencana(pengelola, makam, b, nama="Wayan")
    outcome = at_once(
        *(
            lambda s, row=row, to=to: services.change_plan(  # type: ignore[misc]
                s, row.id, plan_isian(nama=row.nama), petak_id=to.id, versi=1, actor=pengelola
            )
            for row, to in ((one, b), (two, a))
        )
    )
    assert all(isinstance(error, Invalid) for error in outcome)


def test_another_plot_frees_the_first_and_an_old_page_is_refused(pengelola: Actor) -> None:
    makam = make_makam(pengelola=[pengelola])
    a, b = make_petak(makam, "A-1"), make_petak(makam, "A-2")
    rencana = make_rencana(pengelola, makam, a)
    change = {"petak_id": b.id, "versi": 1, "actor": pengelola}
    with transaction() as session:
        services.change_plan(session, rencana.id, plan_isian(), **change)  # type: ignore[arg-type]
    assert (petak_status(a), petak_status(b)) == ("kosong", "dipesan")
    with pytest.raises(StaleVersion), transaction() as session:
        services.change_plan(session, rencana.id, plan_isian(nama="Lain"), **change)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("ganti", "ruas"),
    [
        ({"nama": " "}, "nama"),
        ({"kontak_nama": ""}, "kontak_nama"),
        ({"tanggal": None}, "tanggal"),
        ({"tanggal": hari_ini() - BESOK}, "tanggal"),
        ({"tanggal": hari_ini() + timedelta(days=61)}, "tanggal"),
    ],
)
def test_what_cannot_be_planned_is_told_at_its_field(pengelola: Actor, ganti: dict[str, object], ruas: str) -> None:
    with pytest.raises(Invalid) as refused:
        make_rencana(pengelola, make_makam(pengelola=[pengelola]), **ganti)
    assert list(refused.value.galat) == [ruas]


def test_the_report_begins_with_what_the_plan_knows(pengelola: Actor) -> None:
    makam = make_makam(pengelola=[pengelola])
    laporan = begin(pengelola, make_rencana(pengelola, makam, make_petak(makam, "A-007"), catatan="Bawa papan"))
    with reading() as session:
        pelapor = get_orang(session, laporan.id)["pelapor"]
    assert (laporan.nama, laporan.dimakamkan_tanggal, laporan.keterangan) == ("Sukirman", hari_ini(), "Bawa papan")
    assert (pelapor.nama, pelapor.telepon) == ("Wati", "+6281298765432")


def test_a_burial_of_tomorrow_carries_no_date_that_has_not_happened(pengelola: Actor) -> None:
    makam = make_makam(pengelola=[pengelola])
    laporan = begin(pengelola, make_rencana(pengelola, makam, tanggal=hari_ini() + BESOK))
    assert laporan.dimakamkan_tanggal is None


def test_pressing_twice_is_one_draft_and_a_thrown_away_draft_leaves_the_plan(pengelola: Actor) -> None:
    makam = make_makam(pengelola=[pengelola])
    petak = make_petak(makam)
    rencana = make_rencana(pengelola, makam, petak)
    assert begin(pengelola, rencana).id == begin(pengelola, rencana).id
    with transaction() as session:
        discard_draft(session, rencana.id, actor=pengelola)
    assert (read(rencana.id).status, petak_status(petak)) == ("direncanakan", "dipesan")
    assert begin(pengelola, rencana).nama == "Sukirman"


def test_a_draft_in_another_hand_is_told(pengelola: Actor) -> None:
    other = make_actor(Peran.PENGELOLA_MAKAM)
    makam = make_makam(pengelola=[pengelola, other])
    rencana = make_rencana(pengelola, makam)
    begin(pengelola, rencana)
    with pytest.raises(Conflict, match=f"sedang dicatat oleh {pengelola.nama}"):
        begin(other, rencana)


def test_entering_the_book_elsewhere_closes_the_plan_and_frees_its_plot(pengelola: Actor) -> None:
    makam = make_makam(pengelola=[pengelola])
    petak = make_petak(makam)
    rencana = make_rencana(pengelola, makam, petak)
    begin(pengelola, rencana)
    save(pengelola, rencana.id, "pemakaman", petak_id=None)
    save(pengelola, rencana.id, "almarhum", jenis_kelamin="L")
    with transaction() as session:
        register_lapor_awal(session, rencana.id, actor=pengelola)
    assert (read(rencana.id).status, read(rencana.id).laporan_id) == ("dilaksanakan", rencana.id)
    assert petak_status(petak) == "kosong"
    with pytest.raises(Conflict):
        cancel(pengelola, rencana)


def test_other_reports_leave_plans_alone(pengelola: Actor) -> None:
    makam = make_makam(pengelola=[pengelola])
    rencana = make_rencana(pengelola, makam)
    make_laporan(pengelola, makam, nama="Sukirman", status=Status.LAPOR_AWAL)
    assert read(rencana.id).status == "direncanakan"


def test_the_sheet_has_today_and_tomorrow_planned_and_recorded(pengelola: Actor) -> None:
    makam = make_makam(pengelola=[pengelola])
    petak = make_petak(makam, "A-003")
    make_rencana(pengelola, makam, petak, nama="Pagi", pukul=time(8, 0))
    make_rencana(pengelola, makam, nama="Besok", tanggal=hari_ini() + BESOK)
    make_rencana(pengelola, makam, nama="Lusa", tanggal=hari_ini() + 2 * BESOK)
    cancel(pengelola, make_rencana(pengelola, makam, nama="Batal"))
    done = make_laporan(
        pengelola,
        makam,
        nama="Tercatat",
        status=Status.LAPOR_AWAL,
        dimakamkan_tanggal=hari_ini(),
        dimakamkan_pukul=None,
    )
    set_heir(pengelola, done.id, nama="Rohani", telepon="+6281200000009")
    today, tomorrow = sheet(pengelola)
    assert [(row.nama, row.kontak) for row in today] == [("Pagi", "Wati"), ("Tercatat", "Rohani")]
    assert today[0].letak.endswith("petak A-003")
    assert today[1].telepon == "+6281200000009"
    assert [row.nama for row in tomorrow] == ["Besok"]


def test_the_sheet_is_of_ones_own_cemeteries_or_of_one_of_them(pengelola: Actor) -> None:
    mine, also, other = make_makam(pengelola=[pengelola]), make_makam(pengelola=[pengelola]), Kubur()
    make_rencana(pengelola, mine, nama="Satu")
    make_rencana(pengelola, also, nama="Dua")
    make_rencana(other.pengelola, other.makam, nama="Orang lain")
    assert sorted(row.nama for row in sheet(pengelola)[0]) == ["Dua", "Satu"]
    assert [row.nama for row in sheet(pengelola, also.id)[0]] == ["Dua"]
    assert sheet(pengelola, other.makam.id) == [[], []]
    assert sheet(make_actor(Peran.VERIFIKATOR)) == [[], []]


def test_who_may_be_alive_is_not_on_the_sheet(pengelola: Actor) -> None:
    makam = make_makam(pengelola=[pengelola])
    laporan = make_laporan(
        pengelola, makam, status=Status.LAPOR_AWAL, dimakamkan_tanggal=hari_ini(), dimakamkan_pukul=None
    )
    assert len(sheet(pengelola)[0]) == 1
    with transaction() as session:
        change_status(session, session.get_one(Laporan, laporan.id), Action.FREEZE, actor=pengelola)
    assert sheet(pengelola) == [[], []]


def test_outside_is_not_found_and_who_does_not_record_is_refused(pengelola: Actor) -> None:
    rencana = make_rencana(pengelola, make_makam(pengelola=[pengelola]))
    with pytest.raises(NotFound):
        cancel(make_actor(Peran.ADMIN_KAB, METRO), rencana)
    with pytest.raises(Forbidden):
        cancel(make_actor(Peran.VERIFIKATOR), rencana)
    with pytest.raises(Forbidden):
        begin(make_actor(Peran.ADMIN_KAB), rencana)


def test_one_press_leads_from_the_plan_to_the_form_without_the_name_in_the_address(
    app: Flask, pengelola: Actor
) -> None:
    rencana = make_rencana(pengelola, make_makam(pengelola=[pengelola]))
    klien = sign_in(app, pengelola)
    answer = klien.post(f"/rencana/{rencana.id}/catat")
    assert answer.headers["Location"] == f"/laporan/{rencana.id}/isi/almarhum"
    assert 'value="Sukirman"' in klien.get(answer.headers["Location"]).text


def test_a_refused_plan_keeps_what_was_typed(app: Flask, pengelola: Actor) -> None:
    makam = make_makam(pengelola=[pengelola])
    page = sign_in(app, pengelola).post(f"/makam/{makam.id}/rencana", data={"nama": "Sukirman", "pukul": "25.00"})
    assert page.status_code == 422
    assert all(word in page.text for word in ("Sukirman", "25.00", "Isi tanggal pemakaman."))


def test_the_planned_plot_is_the_one_the_burial_lies_in(pengelola: Actor) -> None:
    makam = make_makam(pengelola=[pengelola])
    petak = make_petak(makam, "A-009")
    rencana = make_rencana(pengelola, makam, petak)
    begin(pengelola, rencana)
    save(pengelola, rencana.id, "almarhum", jenis_kelamin="L")
    with transaction() as session:
        laporan = register_lapor_awal(session, rencana.id, actor=pengelola)
    assert (laporan.petak_id, laporan.petak) == (petak.id, "A-009")
    assert petak_status(petak) == "terisi"
    assert read(rencana.id).status == "dilaksanakan"


@pytest.mark.parametrize("status", ["kosong", "terisi", "tidak_dipakai"])
def test_a_plot_that_a_plan_holds_is_not_freed_or_used_by_hand(pengelola: Actor, status: str) -> None:
    makam = make_makam(pengelola=[pengelola])
    petak = make_petak(makam)
    make_rencana(pengelola, makam, petak)
    with pytest.raises(Invalid) as refused, transaction() as session:
        petak_services.update_many(session, petak.blok_id, [petak.id], {"status": status}, actor=pengelola)
    assert "dipesan untuk rencana" in refused.value.galat["status"][0]


def test_a_plot_that_a_plan_names_is_not_deleted_also_after_it_was_cancelled(pengelola: Actor) -> None:
    makam = make_makam(pengelola=[pengelola])
    petak = make_petak(makam)
    rencana = make_rencana(pengelola, makam, petak)
    with pytest.raises(Conflict), transaction() as session:
        petak_services.delete_petak(session, petak.id, actor=pengelola)
    cancel(pengelola, rencana)
    with pytest.raises(Conflict), transaction() as session:
        petak_services.delete_petak(session, petak.id, actor=pengelola)


def test_nobody_else_is_buried_in_a_plot_that_a_plan_holds(pengelola: Actor) -> None:
    makam = make_makam(pengelola=[pengelola])
    petak = make_petak(makam)
    rencana = make_rencana(pengelola, makam, petak)
    with pytest.raises(Invalid) as refused:
        make_laporan(pengelola, makam, status=Status.LAPOR_AWAL, petak_id=petak.id)
    assert "rencana pemakaman" in refused.value.galat["petak_id"][0]
    cancel(pengelola, rencana)
    make_laporan(pengelola, makam, status=Status.LAPOR_AWAL, petak_id=petak.id)
    assert petak_status(petak) == "terisi"


@pytest.mark.parametrize("_", range(4))
def test_a_plan_and_another_burial_in_its_plot_never_wait_in_a_ring(pengelola: Actor, _: int) -> None:
    makam = make_makam(pengelola=[pengelola])
    petak = make_petak(makam)
    other = make_laporan(pengelola, makam, status=Status.DRAF, petak_id=petak.id)
    rencana = make_rencana(pengelola, makam, petak)
    begun = begin(pengelola, rencana)
    outcome = at_once(
        *(lambda s, one=one: register_lapor_awal(s, one.id, actor=pengelola) for one in (begun, other))  # type: ignore[misc]
    )
    assert outcome[0] is None
    assert isinstance(outcome[1], Invalid)
    assert petak_status(petak) == "terisi"
