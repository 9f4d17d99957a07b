"""Raising the alarm: which reports freeze at once, and what is told of it."""

from uuid import uuid4

import pytest
from sqlalchemy import func, select

from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict, Invalid, NotFound
from pemakaman.jejak.models import Jejak, JejakBaca
from pemakaman.laporan.rules import Status
from pemakaman.pembatalan import services
from pemakaman.pembatalan.jobs import match_waiting_cases
from pemakaman.pembatalan.models import KasusHidup
from pemakaman.pembatalan.rules import StatusKasus
from pemakaman.verifikasi.models import Klaim
from tests.pabrik import METRO, PROVINSI, make_actor, make_makam
from tests.pabrik_pembatalan import aduan, kasus_of, raise_alarm, raise_public
from tests.pabrik_pemilih import make_approved
from tests.pabrik_verifikasi import make_claimed, make_recommended, make_waiting, status_of

pytestmark = pytest.mark.usefixtures("database")
NIK = "1871014403500001"


def test_the_nik_of_an_approved_report_freezes_it_at_once() -> None:
    laporan_id = make_approved(nik=NIK)
    kasus = raise_public(nik=NIK)
    assert status_of(laporan_id) == Status.DIBEKUKAN
    assert (kasus.laporan_id, kasus.status, kasus.sumber) == (laporan_id, StatusKasus.TERBUKA, "publik")


def test_the_receipt_number_freezes_its_report() -> None:
    laporan_id = make_approved(nomor_terima="K7QF-3M9X-2HTA")
    raise_public(nomor_terima="K7QF-3M9X-2HTA")
    assert status_of(laporan_id) == Status.DIBEKUKAN


def test_the_nik_of_the_chosen_resident_counts_too() -> None:
    laporan_id = make_approved(nik=None, nik_alasan="tidak_diketahui", nik_pilihan=NIK)
    raise_public(nik=NIK)
    assert status_of(laporan_id) == Status.DIBEKUKAN


def test_without_a_match_the_case_waits_on_the_list_of_the_named_kab() -> None:
    kasus = raise_public(nik=NIK, kab_kode=METRO)
    assert (kasus.laporan_id, kasus.status, kasus.kab_kode) == (None, StatusKasus.BARU, METRO)


def test_the_office_that_holds_the_report_gets_the_case() -> None:
    make_waiting(make_makam(METRO), nik=NIK)
    assert raise_public(nik=NIK).kab_kode == METRO


def test_several_reports_of_one_nik_are_all_frozen_each_with_its_case() -> None:
    waiting, approved = make_waiting(nik=NIK), make_approved(nik=NIK)
    kasus = raise_public(nik=NIK)
    assert kasus.laporan_id == approved
    assert [status_of(waiting), status_of(approved)] == [Status.DIBEKUKAN] * 2
    with reading() as session:
        assert set(session.scalars(select(KasusHidup.laporan_id))) == {waiting, approved}


def test_a_merged_report_leads_to_its_heir() -> None:
    heir = make_approved()
    make_waiting(nik=NIK, status=Status.DIGABUNG, status_sebelum=Status.DIAJUKAN, digabung_ke=heir)
    assert raise_public(nik=NIK).laporan_id == heir
    assert status_of(heir) == Status.DIBEKUKAN


@pytest.mark.parametrize("status", [Status.DITOLAK, Status.DIBATALKAN])
def test_a_report_that_says_of_nobody_that_he_died_is_left_alone(status: Status) -> None:
    laporan_id = make_waiting(nik=NIK, status=status)
    assert raise_public(nik=NIK).status == StatusKasus.BARU
    assert status_of(laporan_id) == status


def test_an_archived_report_is_frozen_and_keeps_its_origin() -> None:
    laporan_id = make_waiting(nik=NIK, status=Status.DIARSIPKAN, status_sebelum=Status.DIAJUKAN)
    raise_public(nik=NIK)
    assert status_of(laporan_id) == Status.DIBEKUKAN


def test_a_second_alarm_joins_the_frozen_report() -> None:
    laporan_id = make_approved(nik=NIK)
    first, second = raise_public(nik=NIK), raise_public(nik=NIK)
    assert first.nomor != second.nomor
    assert {first.laporan_id, second.laporan_id} == {laporan_id}


def test_freezing_ends_the_claim_and_the_report_will_wait_again() -> None:
    petugas = make_actor(Peran.VERIFIKATOR)
    laporan_id = make_claimed(petugas)
    raise_alarm(laporan_id, petugas)
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(Klaim)) == 0
    assert status_of(laporan_id) == Status.DIBEKUKAN


def test_a_recommended_report_freezes() -> None:
    petugas = make_actor(Peran.VERIFIKATOR)
    laporan_id = make_recommended(petugas)
    raise_alarm(laporan_id, petugas)
    assert status_of(laporan_id) == Status.DIBEKUKAN


@pytest.mark.parametrize("peran", list(Peran))
def test_every_role_may_describe_a_living_person(peran: Peran) -> None:
    laporan_id = make_approved(nik=NIK)
    actor = make_actor(peran)
    with transaction() as session:
        kasus = services.raise_by_account(session, aduan(nik=NIK), actor=actor)
    assert status_of(laporan_id) == Status.DIBEKUKAN
    assert (kasus.sumber, kasus.dibuat_oleh) == ("petugas", actor.id)


@pytest.mark.parametrize(
    ("peran", "wilayah"),
    [(Peran.VERIFIKATOR, METRO), (Peran.PETUGAS_KPU, None), (Peran.AUDITOR, PROVINSI), (Peran.ADMIN_SISTEM, None)],
)
def test_a_report_out_of_sight_cannot_be_pointed_at(peran: Peran, wilayah: str | None) -> None:
    laporan_id = make_approved()
    with pytest.raises(NotFound):
        raise_alarm(laporan_id, make_actor(peran, wilayah))
    assert status_of(laporan_id) == Status.DISETUJUI


def test_a_rejected_report_cannot_be_frozen() -> None:
    with pytest.raises(Conflict):
        raise_alarm(make_waiting(status=Status.DITOLAK), make_actor(Peran.VERIFIKATOR))


@pytest.mark.parametrize(
    ("ganti", "ruas"),
    [
        ({"keterangan": "  "}, "keterangan"),
        ({"nama": None}, "nama"),
        ({"pengadu_nama": None}, "pengadu_nama"),
        ({"pengadu_telepon": None}, "pengadu_telepon"),
        ({"kab_kode": "18"}, "kab"),
    ],
)
def test_what_is_missing_is_told_at_its_field_and_nothing_changes(ganti: dict[str, str], ruas: str) -> None:
    laporan_id = make_approved(nik=NIK)
    with pytest.raises(Invalid) as refused:
        raise_public(nik=NIK, **ganti)
    assert list(refused.value.galat) == [ruas]
    assert status_of(laporan_id) == Status.DISETUJUI


def test_the_trail_names_the_stranger_and_carries_no_nik() -> None:
    laporan_id = make_approved(nik=NIK)
    kasus = raise_public(nik=NIK)
    with reading() as session:
        events = session.scalars(select(Jejak).where(Jejak.objek_id.in_([str(kasus.id), str(laporan_id)]))).all()
        frozen = next(event for event in events if event.peristiwa == "laporan.dibekukan")
        assert (frozen.pelaku, frozen.peran, frozen.rincian["kasus"]) == ("Pengunjung laman umum", "tamu", kasus.nomor)
        assert NIK not in str([event.rincian for event in events])
        look = session.scalars(select(JejakBaca).where(JejakBaca.cara == "cari.nik")).one()
        assert (look.kata_cari, look.sidik is not None, look.jumlah) == (None, True, 1)


def test_an_unknown_case_is_not_found(database: object) -> None:
    petugas: Actor = make_actor(Peran.VERIFIKATOR)
    with pytest.raises(NotFound), transaction() as session:
        services.close_kasus(session, uuid4(), alasan="x", versi=1, actor=petugas)


def test_an_officer_links_a_case_and_the_report_freezes() -> None:
    petugas, laporan_id = make_actor(Peran.VERIFIKATOR), make_approved()
    kasus = raise_public(nama="Siti Aminah")
    with transaction() as session:
        services.link_kasus(session, kasus.id, laporan_id, versi=kasus.versi, actor=petugas)
    assert status_of(laporan_id) == Status.DIBEKUKAN
    assert kasus_of(kasus.id).status == StatusKasus.TERBUKA


def test_a_case_without_a_report_is_closed_with_a_reason() -> None:
    petugas, kasus = make_actor(Peran.VERIFIKATOR), raise_public()
    with pytest.raises(Invalid), transaction() as session:
        services.close_kasus(session, kasus.id, alasan=" ", versi=kasus.versi, actor=petugas)
    with transaction() as session:
        services.close_kasus(session, kasus.id, alasan="Salah kota.", versi=kasus.versi, actor=petugas)
    assert kasus_of(kasus.id).status == StatusKasus.DITUTUP


def test_a_case_with_a_report_cannot_be_closed() -> None:
    petugas, laporan_id = make_actor(Peran.VERIFIKATOR), make_approved()
    kasus = raise_alarm(laporan_id, petugas)
    with pytest.raises(Conflict), transaction() as session:
        services.close_kasus(session, kasus.id, alasan="Salah.", versi=kasus.versi, actor=petugas)


def test_an_alarm_at_the_page_of_a_merged_report_freezes_its_heir() -> None:
    heir = make_approved(nik=NIK)
    merged = make_waiting(nik=None, status=Status.DIGABUNG, status_sebelum=Status.DIAJUKAN, digabung_ke=heir)
    kasus = raise_alarm(merged, make_actor(Peran.VERIFIKATOR))
    assert (kasus.laporan_id, status_of(heir), status_of(merged)) == (heir, Status.DIBEKUKAN, Status.DIGABUNG)


def test_an_alarm_that_came_before_the_report_freezes_it_within_a_minute() -> None:
    kasus = raise_public(nik=NIK)
    assert kasus.status == StatusKasus.BARU
    assert match_waiting_cases(0) == 0
    laporan_id = make_recommended(make_actor(Peran.VERIFIKATOR), nik=NIK)
    assert match_waiting_cases(0) == 1
    assert status_of(laporan_id) == Status.DIBEKUKAN
    assert (kasus_of(kasus.id).laporan_id, kasus_of(kasus.id).status) == (laporan_id, StatusKasus.TERBUKA)
    assert match_waiting_cases(0) == 0


def test_an_alarm_without_a_number_waits_for_an_officer() -> None:
    raise_public(nik=None)
    make_waiting(nik=NIK)
    assert match_waiting_cases(0) == 0
