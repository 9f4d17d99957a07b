"""Choosing who the dead is: who may, what is kept, what refuses, when the choice ends."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError

from pemakaman.akun.rules import SISTEM, Actor, Peran
from pemakaman.db import today_in, transaction
from pemakaman.errors import Conflict, Invalid, NotFound, StaleVersion
from pemakaman.jejak.models import Jejak
from pemakaman.jejak.services import record
from pemakaman.laporan.models import Laporan, LaporanOrang
from pemakaman.laporan.rules import Status
from pemakaman.laporan.services import DugaanTerbuka
from pemakaman.nilai.tanggal import TanggalTakLengkap
from pemakaman.penduduk.models import Penduduk
from pemakaman.verifikasi import services
from pemakaman.verifikasi.models import Pemeriksaan
from pemakaman.verifikasi.queries.calon import find_chosen, list_candidates, question_of
from tests.layanan.verifikasi.test_serentak import at_once, one_conflict
from tests.pabrik import METRO, make_actor, make_makam
from tests.pabrik_laporan import correct, make_laporan, save
from tests.pabrik_penduduk import make_answer, make_penduduk
from tests.pabrik_verifikasi import act, add_sptjm, make_claimed, make_waiting, status_of, version_of

NIK_LAPOR = "1871011503609999"


@pytest.fixture
def petugas(database: Engine) -> Actor:
    return make_actor(Peran.VERIFIKATOR)


@pytest.fixture
def warga(database: Engine) -> Penduduk:
    return make_penduduk()


def claimed(petugas: Actor, **isian: Any) -> UUID:
    values = {"nama": "Suhaimi", "nik": NIK_LAPOR, "jenis_kelamin": "L", "umur": 66, **isian}
    return make_claimed(petugas, **values)


def choose(laporan_id: UUID, warga: Penduduk, petugas: Actor, **values: Any) -> None:
    given = {"sumber": "ekstrak", "calon_id": warga.id, "versi": None, "actor": petugas, **values}
    act(services.choose_candidate, laporan_id, **given)


def read(laporan_id: UUID) -> Laporan:
    with transaction() as session:
        laporan = session.get_one(Laporan, laporan_id)
        _ = laporan.nik_identitas
    return laporan


def checks(laporan_id: UUID) -> list[Pemeriksaan]:
    with transaction() as session:
        query = select(Pemeriksaan).where(Pemeriksaan.laporan_id == laporan_id).order_by(Pemeriksaan.id)
        return list(session.scalars(query))


def events(laporan_id: UUID) -> list[str]:
    with transaction() as session:
        query = select(Jejak.peristiwa).where(Jejak.objek_id == str(laporan_id)).order_by(Jejak.id)
        return list(session.scalars(query))


def test_choice_is_kept_with_a_snapshot(petugas: Actor, warga: Penduduk) -> None:
    laporan_id = claimed(petugas)
    choose(laporan_id, warga, petugas)
    laporan, (check,) = read(laporan_id), checks(laporan_id)
    assert (laporan.penduduk_id, laporan.nik_pilihan, laporan.nik_identitas) == (warga.id, warga.nik, warga.nik)
    assert laporan.nik == NIK_LAPOR
    assert (check.cara, check.sumber, check.penduduk_id) == ("calon", "ekstrak", warga.id)
    assert check.cuplikan is not None
    assert check.cuplikan["status_kawin"] == "Kawin"
    assert "laporan.calon_dipilih" in events(laporan_id)


def test_a_choice_is_a_check_for_recommending(petugas: Actor, warga: Penduduk) -> None:
    laporan_id = claimed(petugas)
    choose(laporan_id, warga, petugas)
    act(services.recommend, laporan_id, actor=petugas, versi=None)
    assert status_of(laporan_id) == Status.DISARANKAN


def test_only_the_holder_chooses(petugas: Actor, warga: Penduduk) -> None:
    laporan_id = claimed(petugas)
    with pytest.raises(Conflict, match="sedang diperiksa"):
        choose(laporan_id, warga, make_actor(Peran.VERIFIKATOR))
    assert checks(laporan_id) == []


def test_an_officer_elsewhere_finds_nothing(petugas: Actor, warga: Penduduk) -> None:
    laporan_id = claimed(petugas)
    with pytest.raises(NotFound):
        choose(laporan_id, warga, make_actor(Peran.VERIFIKATOR, METRO))


def test_a_resident_of_another_kab_is_no_candidate(petugas: Actor) -> None:
    laporan_id = claimed(petugas)
    with pytest.raises(Conflict, match="tidak ada lagi"):
        choose(laporan_id, make_penduduk(METRO), petugas)


def test_an_old_page_is_refused(petugas: Actor, warga: Penduduk) -> None:
    laporan_id = claimed(petugas)
    versi = version_of(laporan_id)
    choose(laporan_id, warga, petugas)
    with pytest.raises(StaleVersion):
        choose(laporan_id, make_penduduk(), petugas, versi=versi)


def test_another_choice_replaces_the_first(petugas: Actor, warga: Penduduk) -> None:
    laporan_id, other = claimed(petugas), make_penduduk(nama="SUHAIMI BIN ALI")
    choose(laporan_id, warga, petugas)
    choose(laporan_id, other, petugas)
    with transaction() as session:
        chosen = find_chosen(session, session.get_one(Laporan, laporan_id))
    assert chosen is not None
    assert chosen.penduduk_id == other.id


def test_nobody_fits_needs_a_reason_and_ends_the_choice(petugas: Actor, warga: Penduduk) -> None:
    laporan_id = claimed(petugas)
    add_sptjm(laporan_id)
    choose(laporan_id, warga, petugas)
    with pytest.raises(Invalid):
        act(services.record_check, laporan_id, cara="tidak_ada", tanggal_cek=None, alasan=" ", actor=petugas)
    assert read(laporan_id).penduduk_id == warga.id
    versi = version_of(laporan_id)
    act(services.record_check, laporan_id, cara="tidak_ada", tanggal_cek=None, alasan="Pendatang", actor=petugas)
    assert (read(laporan_id).penduduk_id, read(laporan_id).nik_identitas) == (None, NIK_LAPOR)
    assert "laporan.calon_dilepas" in events(laporan_id)
    act(services.recommend, laporan_id, actor=petugas, versi=versi)


def test_siak_beside_a_choice_keeps_it(petugas: Actor, warga: Penduduk) -> None:
    laporan_id = claimed(petugas)
    choose(laporan_id, warga, petugas)
    act(services.record_check, laporan_id, cara="siak", tanggal_cek=today_in("18"), alasan=None, actor=petugas)
    assert read(laporan_id).penduduk_id == warga.id


def test_return_ends_the_choice_and_its_check(petugas: Actor, warga: Penduduk) -> None:
    laporan_id = claimed(petugas)
    choose(laporan_id, warga, petugas)
    act(services.return_laporan, laporan_id, actor=petugas, versi=None, notes={"nik": "NIK siapa ini?"})
    laporan = read(laporan_id)
    assert (laporan.status, laporan.penduduk_id, laporan.nik_pilihan) == (Status.DIKEMBALIKAN, None, None)


def approved(petugas: Actor, warga: Penduduk) -> UUID:
    laporan_id = claimed(petugas)
    choose(laporan_id, warga, petugas)
    act(services.recommend, laporan_id, actor=petugas, versi=None)
    act(services.approve, laporan_id, actor=make_actor(Peran.PEJABAT), versi=None)
    return laporan_id


def test_another_nik_ends_the_choice_of_an_approved_report(petugas: Actor, warga: Penduduk) -> None:
    laporan_id = approved(petugas, warga)
    correct(make_actor(Peran.PEJABAT), laporan_id, nik="1871011503607777")
    laporan = read(laporan_id)
    assert (laporan.penduduk_id, laporan.nik_identitas) == (None, "1871011503607777")


@pytest.mark.parametrize("isian", [{"pekerjaan": "Petani"}, {"nama": "Suhaimin"}, {"lahir": TanggalTakLengkap(1961)}])
def test_other_corrections_never_bring_the_wrong_nik_back(
    petugas: Actor, warga: Penduduk, isian: dict[str, Any]
) -> None:
    laporan_id = approved(petugas, warga)
    correct(make_actor(Peran.PEJABAT), laporan_id, **isian)
    assert read(laporan_id).nik_identitas == warga.nik


@pytest.mark.parametrize(("isian", "tetap"), [({"nama": "Budi"}, False), ({"pekerjaan": "Petani"}, True)])
def test_changed_identity_data_of_an_open_report_end_the_choice(
    petugas: Actor, warga: Penduduk, isian: dict[str, Any], tetap: bool
) -> None:
    pengelola = make_actor(Peran.PENGELOLA_MAKAM)
    laporan = make_laporan(pengelola, make_makam(pengelola=[pengelola]), status=Status.LAPOR_AWAL)
    with transaction() as session:
        session.get_one(Laporan, laporan.id).penduduk_id = warga.id
        record(session, "laporan.uji", "laporan", laporan.id, actor=SISTEM)
    save(pengelola, laporan.id, "almarhum", **isian)
    assert (read(laporan.id).penduduk_id == warga.id) is tetap


def test_somebody_quite_different_is_no_candidate(petugas: Actor) -> None:
    other = make_penduduk(nama="WAYAN ARTHA", tanggal_lahir=date(1999, 1, 1), jenis_kelamin="P")
    with pytest.raises(Conflict, match="tidak ada lagi"):
        choose(claimed(petugas), other, petugas)


def test_one_already_approved_as_dead_is_not_chosen_again(petugas: Actor, warga: Penduduk) -> None:
    approved(petugas, warga)
    second = claimed(petugas, nik="1871011503608888")
    with pytest.raises(Conflict, match="sudah dipilih pada laporan lain yang disetujui"):
        choose(second, warga, petugas)
    assert read(second).penduduk_id is None


def test_a_second_report_for_one_person_is_suspected_at_once(petugas: Actor, warga: Penduduk) -> None:
    first, second = claimed(petugas), claimed(petugas, nik="1871011503608888")
    for laporan_id in (first, second):
        choose(laporan_id, warga, petugas)
        with pytest.raises(DugaanTerbuka):
            act(services.recommend, laporan_id, actor=petugas, versi=None)


def test_the_database_refuses_a_second_death_of_one_person(petugas: Actor, warga: Penduduk) -> None:
    make_waiting(status=Status.DISETUJUI, nik=None, penduduk_id=warga.id)
    with pytest.raises(IntegrityError, match="uq_laporan_satu_penduduk"):
        make_waiting(status=Status.AKTA_TERBIT, nik=None, penduduk_id=warga.id)


@pytest.mark.parametrize("_", range(3))
def test_two_choices_at_once_make_one(petugas: Actor, warga: Penduduk, _: int) -> None:
    laporan_id, other = claimed(petugas), make_penduduk()
    versi = version_of(laporan_id)
    outcome = at_once(
        *(
            lambda s, one=one: services.choose_candidate(  # type: ignore[misc]
                s, laporan_id, sumber="ekstrak", calon_id=one.id, versi=versi, actor=petugas
            )
            for one in (warga, other)
        )
    )
    one_conflict(outcome)
    assert read(laporan_id).penduduk_id == (warga.id if outcome[0] is None else other.id)
    assert len(checks(laporan_id)) == 1


def test_choice_and_take_over_at_once_never_leave_a_choice_of_nobody(petugas: Actor, warga: Penduduk) -> None:
    laporan_id, other = claimed(petugas), make_actor(Peran.VERIFIKATOR)
    versi = version_of(laporan_id)
    outcome = at_once(
        lambda s: services.choose_candidate(
            s, laporan_id, sumber="ekstrak", calon_id=warga.id, versi=versi, actor=petugas
        ),
        lambda s: services.take_over(s, laporan_id, actor=other, alasan="Sakit"),
    )
    assert outcome[1] is None
    assert (read(laporan_id).penduduk_id == warga.id) is (outcome[0] is None)


@pytest.fixture
def hidup(database: Engine) -> Penduduk:
    return make_penduduk(tanda_hidup_tanggal=today_in("18"), tanda_hidup="KTP-el terbit")


@pytest.mark.parametrize(
    ("given", "galat"),
    [({}, {"yakin", "alasan"}), ({"yakin": True}, {"alasan"}), ({"alasan": "Ditelepon"}, {"yakin"})],
)
def test_a_sign_of_life_must_be_answered(
    petugas: Actor, hidup: Penduduk, given: dict[str, Any], galat: set[str]
) -> None:
    laporan_id = claimed(petugas)
    with pytest.raises(Invalid) as caught:
        choose(laporan_id, hidup, petugas, **given)
    assert set(caught.value.galat) == galat
    assert checks(laporan_id) == []


def test_an_answered_sign_of_life_is_kept_with_the_choice(petugas: Actor, hidup: Penduduk) -> None:
    laporan_id = claimed(petugas)
    choose(laporan_id, hidup, petugas, yakin=True, alasan="Keluarga ditelepon; KTP-el diambil anaknya.")
    assert checks(laporan_id)[0].alasan == "Keluarga ditelepon; KTP-el diambil anaknya."


def test_the_reporter_cannot_be_chosen_without_a_word(petugas: Actor, warga: Penduduk) -> None:
    laporan_id = claimed(petugas, nik=None, nik_alasan="tidak_diketahui")
    with transaction() as session:
        session.get_one(LaporanOrang, (laporan_id, "pelapor")).nik = warga.nik
        record(session, "laporan.uji", "laporan", laporan_id, actor=SISTEM)
    with pytest.raises(Invalid):
        choose(laporan_id, warga, petugas)


def candidates(laporan_id: UUID) -> list[Any]:
    with transaction() as session:
        laporan = session.get_one(Laporan, laporan_id)
        return list_candidates(session, laporan, question_of(session, laporan, {}))


def test_other_reports_of_a_candidate_are_signs(petugas: Actor, warga: Penduduk) -> None:
    make_waiting(nama="Suhaimi", nik=warga.nik, status=Status.AKTA_TERBIT)
    (first, *_) = candidates(claimed(petugas))
    assert [tanda.teks for tanda in first.tanda] == ["Akta kematian orang ini sudah terbit dari laporan lain."]


def test_a_frozen_report_is_a_strong_sign_of_life(petugas: Actor, warga: Penduduk) -> None:
    make_waiting(nama="Suhaimi", nik=warga.nik, status=Status.DIBEKUKAN, status_sebelum=Status.LAPOR_AWAL)
    (first, *_) = candidates(claimed(petugas))
    assert first.tanda_hidup_kuat


def test_the_services_answer_is_a_candidate_and_may_be_chosen(petugas: Actor) -> None:
    laporan_id = claimed(petugas)
    number = make_answer(laporan_id, NIK_LAPOR)
    (first, *_) = candidates(laporan_id)
    assert (first.calon.sumber, first.calon.nomor) == ("layanan", number)
    act(services.choose_candidate, laporan_id, sumber="layanan", calon_id=number, versi=None, actor=petugas)
    laporan = read(laporan_id)
    assert (laporan.penduduk_id, laporan.nik_pilihan) == (None, NIK_LAPOR)
    assert checks(laporan_id)[0].sumber == "layanan"


def test_the_services_person_is_the_one_of_the_extract(petugas: Actor) -> None:
    warga = make_penduduk(nik=NIK_LAPOR)
    laporan_id = claimed(petugas)
    number = make_answer(laporan_id, NIK_LAPOR)
    act(services.choose_candidate, laporan_id, sumber="layanan", calon_id=number, versi=None, actor=petugas)
    assert read(laporan_id).penduduk_id == warga.id


def test_an_answer_about_another_nik_is_passed_over(petugas: Actor) -> None:
    laporan_id = claimed(petugas)
    number = make_answer(laporan_id, "1871011503607777")
    assert candidates(laporan_id) == []
    with pytest.raises(Conflict):
        act(services.choose_candidate, laporan_id, sumber="layanan", calon_id=number, versi=None, actor=petugas)


def test_signs_speak_of_the_death_reported(petugas: Actor) -> None:
    before = make_penduduk(tanda_hidup_tanggal=today_in("18") - timedelta(days=30), tanda_hidup="KTP-el terbit")
    laporan_id = claimed(petugas)
    choose(laporan_id, before, petugas)
    assert read(laporan_id).penduduk_id == before.id
