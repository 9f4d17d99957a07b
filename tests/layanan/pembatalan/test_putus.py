"""The decision of two persons, and all that follows from it: in one transaction, or not at all."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from pemakaman import db
from pemakaman.akta.models import Akta
from pemakaman.akta.queries import find_akta
from pemakaman.akun.rules import Peran
from pemakaman.berkas import services as berkas
from pemakaman.berkas.jobs import make_berkas
from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict, Forbidden, Invalid, StaleVersion
from pemakaman.laporan.models import Bukti
from pemakaman.laporan.queries import get_bukti, recorded_dead
from pemakaman.laporan.rules import JenisBukti, Status
from pemakaman.pembatalan import services
from pemakaman.pembatalan.models import KasusBukti
from pemakaman.pembatalan.rules import Putusan, StatusKasus
from pemakaman.pembatalan.services import putus
from pemakaman.pemilih.rules import StatusUsul
from pemakaman.verifikasi import services as verifikasi
from tests.pabrik import make_actor, make_makam
from tests.pabrik_laporan import fill, make_laporan, make_nik, read, save, start
from tests.pabrik_pembatalan import Almarhumah, act, add_proof, kasus_of, propose, raise_alarm
from tests.pabrik_verifikasi import act as desk
from tests.pabrik_verifikasi import add_sptjm, check_identity, make_recommended, status_of

pytestmark = pytest.mark.usefixtures("database")


def akta_of(orang: Almarhumah) -> Akta:
    with reading() as session:
        return session.scalars(select(Akta).where(Akta.laporan_id == orang.laporan_id)).one()


def test_freezing_stops_the_proposal_and_remembers_where_it_stood() -> None:
    orang = Almarhumah()
    orang.alarm()
    usul = orang.usul()
    assert (usul.status, usul.status_sebelum) == (StatusUsul.DIBEKUKAN, StatusUsul.DIKONFIRMASI)
    assert orang.penarikan() == []


def test_documents_of_a_frozen_report_cannot_be_taken() -> None:
    orang = Almarhumah()
    orang.make_document()
    orang.alarm()
    with pytest.raises(Forbidden, match="dibekukan"), transaction() as session:
        berkas.hand_out_file(session, orang.berkas()[0].id, sebab=None, actor=orang.verifikator)


def test_a_document_job_of_a_frozen_report_ends_quietly_and_is_ordered_again() -> None:
    orang = Almarhumah()
    kasus = orang.alarm()
    make_berkas(str(orang.laporan_id))
    assert orang.berkas() == []
    orang.decide(kasus, Putusan.TOLAK)
    with transaction() as session:
        order = berkas.take_order(session, orang.laporan_id)
    assert order is not None


def test_alive_annuls_report_proposal_document_and_certificate() -> None:
    orang = Almarhumah()
    orang.make_document()
    nomor = orang.record_akta()
    kasus = orang.decide(orang.alarm(), Putusan.KABULKAN)
    assert (kasus.status, orang.laporan().status) == (StatusKasus.DIKABULKAN, Status.DIBATALKAN)
    usul, (dokumen,), akta = orang.usul(), orang.berkas(), akta_of(orang)
    assert (usul.status, usul.status_sebelum, kasus.nomor in (usul.alasan or "")) == ("dibatalkan", None, True)
    assert (dokumen.berlaku, dokumen.dibatalkan_pada is not None) == (False, True)
    assert (akta.nomor, akta.dibatalkan_pada is not None) == (nomor, True)
    with reading() as session:
        assert find_akta(session, orang.laporan_id) is None


def test_false_alarm_puts_everything_back() -> None:
    orang = Almarhumah()
    orang.make_document()
    orang.record_akta()
    kasus = orang.decide(orang.alarm(), Putusan.TOLAK)
    assert (kasus.status, orang.laporan().status) == (StatusKasus.DITOLAK, Status.AKTA_TERBIT)
    assert (orang.usul().status, orang.usul().status_sebelum) == (StatusUsul.DIKONFIRMASI, None)
    assert orang.berkas()[0].berlaku
    assert akta_of(orang).dibatalkan_pada is None


def test_a_report_checked_when_frozen_waits_again_after_a_false_alarm() -> None:
    petugas, pejabat = make_actor(Peran.VERIFIKATOR), make_actor(Peran.PEJABAT)
    laporan_id = make_recommended(petugas)
    kasus = raise_alarm(laporan_id, petugas)
    propose(kasus.id, petugas, Putusan.TOLAK)
    act(services.decide, kasus.id, actor=pejabat)
    assert status_of(laporan_id) == Status.DISARANKAN
    desk(verifikasi.approve, laporan_id, actor=pejabat, versi=None)
    assert status_of(laporan_id) == Status.DISETUJUI


def test_other_open_cases_of_the_report_end_the_same_way() -> None:
    orang = Almarhumah()
    first, second = orang.alarm(), orang.alarm()
    orang.decide(first, Putusan.KABULKAN)
    other = kasus_of(second.id)
    assert (other.status, other.diputus_oleh) == (StatusKasus.DIKABULKAN, orang.pejabat.id)
    assert first.nomor in (other.usul_alasan or "")


def test_one_person_cannot_decide_alone() -> None:
    orang = Almarhumah()
    kasus = orang.alarm()
    propose(kasus.id, orang.verifikator, Putusan.KABULKAN)
    with pytest.raises(Forbidden):
        act(services.decide, kasus.id, actor=orang.verifikator)
    with pytest.raises(Forbidden):
        act(services.propose_putusan, kasus.id, putusan="tolak", alasan="x", actor=orang.pejabat)
    assert orang.laporan().status == Status.DIBEKUKAN


def test_a_decision_needs_proof_reason_and_a_known_word() -> None:
    orang = Almarhumah()
    kasus = orang.alarm()
    for putusan, alasan, ruas in (
        ("kabulkan", "Datang.", "putusan"),
        ("tolak", "Sudah.", "bukti"),
        ("kabulkan", " ", "alasan"),
        ("", "Datang.", "putusan"),
    ):
        with pytest.raises(Invalid) as refused:
            act(services.propose_putusan, kasus.id, putusan=putusan, alasan=alasan, actor=orang.verifikator)
        assert list(refused.value.galat) == [ruas]
    assert kasus_of(kasus.id).usul_putusan is None


def test_the_report_s_own_proofs_of_death_may_be_confirmed() -> None:
    pengelola = make_actor(Peran.PENGELOLA_MAKAM)
    laporan = make_laporan(pengelola, make_makam(pengelola=[pengelola]))
    petugas = make_actor(Peran.VERIFIKATOR)
    kasus = raise_alarm(laporan.id, petugas)
    with reading() as session:
        death = list(session.scalars(select(Bukti.id).where(Bukti.laporan_id == laporan.id)))
    act(services.propose_putusan, kasus.id, putusan="tolak", alasan="Cocok.", bukti=death, actor=petugas)
    with reading() as session:
        assert set(session.scalars(select(KasusBukti.bukti_id))) == set(death)


def test_proof_of_life_is_no_proof_of_death_and_the_manager_does_not_see_it() -> None:
    pengelola = make_actor(Peran.PENGELOLA_MAKAM)
    laporan = make_laporan(pengelola, make_makam(pengelola=[pengelola]))
    petugas = make_actor(Peran.VERIFIKATOR)
    bukti_id = add_proof(raise_alarm(laporan.id, petugas).id, petugas)
    with reading() as session:
        assert session.get_one(Bukti, bukti_id).untuk == "hidup"
        assert get_bukti(session, bukti_id, actor=petugas).id == bukti_id
        with pytest.raises(Exception, match="tidak ada"):
            get_bukti(session, bukti_id, actor=pengelola)


def test_sent_back_the_report_stays_frozen_and_may_be_proposed_anew() -> None:
    orang = Almarhumah()
    kasus = orang.alarm()
    propose(kasus.id, orang.verifikator, Putusan.KABULKAN)
    act(services.send_back, kasus.id, alasan="Foto tidak jelas.", actor=orang.pejabat)
    assert (kasus_of(kasus.id).usul_putusan, orang.laporan().status) == (None, Status.DIBEKUKAN)
    orang.decide(kasus, Putusan.KABULKAN)
    assert orang.laporan().status == Status.DIBATALKAN


def test_a_stale_page_decides_nothing() -> None:
    orang = Almarhumah()
    kasus = orang.alarm()
    propose(kasus.id, orang.verifikator, Putusan.KABULKAN)
    with pytest.raises(StaleVersion), transaction() as session:
        services.decide(session, kasus.id, versi=kasus.versi, actor=orang.pejabat)


def test_a_decided_case_is_decided_once() -> None:
    orang = Almarhumah()
    kasus = orang.decide(orang.alarm(), Putusan.KABULKAN)
    with pytest.raises(Conflict):
        act(services.decide, kasus.id, actor=make_actor(Peran.PEJABAT))
    with pytest.raises(Conflict):
        add_proof(kasus.id, orang.verifikator, JenisBukti.BUKTI_HIDUP)


STEPS = ("change_status", "annul_usul", "annul_berkas", "cancel_akta", "_finish", "_follow")


@pytest.mark.parametrize("step", STEPS)
def test_a_crash_at_any_step_leaves_nothing_half_done(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    orang = Almarhumah()
    orang.hand_over()
    orang.make_document()
    orang.record_akta()
    kasus, other = orang.alarm(), orang.alarm()
    propose(kasus.id, orang.verifikator, Putusan.KABULKAN)
    real: Callable[..., Any] = getattr(putus, step)

    def crash(*args: Any, **values: Any) -> None:
        real(*args, **values)
        raise KeyboardInterrupt

    monkeypatch.setattr(putus, step, crash)
    with pytest.raises(KeyboardInterrupt):
        act(services.decide, kasus.id, actor=orang.pejabat)
    assert (orang.laporan().status, orang.usul().status) == (Status.DIBEKUKAN, StatusUsul.DIBEKUKAN)
    assert orang.berkas()[0].berlaku
    assert akta_of(orang).dibatalkan_pada is None
    assert {kasus_of(one.id).status for one in (kasus, other)} == {StatusKasus.TERBUKA}
    monkeypatch.undo()
    act(services.decide, kasus.id, actor=orang.pejabat)
    assert orang.laporan().status == Status.DIBATALKAN


def test_who_was_wrongly_recorded_may_be_reporter_again() -> None:
    nik = make_nik()
    orang = Almarhumah()
    pengelola = make_actor(Peran.PENGELOLA_MAKAM)
    makam = make_makam(pengelola=[pengelola])
    laporan = make_laporan(pengelola, makam, nik=nik)
    baru = start(pengelola, makam)
    fill(pengelola, baru)
    with pytest.raises(Invalid) as refused:
        save(pengelola, baru, "pelapor", pelapor_nik=nik)
    assert list(refused.value.galat) == ["pelapor_nik"]
    kasus = raise_alarm(laporan.id, pengelola)
    orang.decide(kasus, Putusan.KABULKAN)
    save(pengelola, baru, "pelapor", pelapor_nik=nik)
    save(pengelola, baru, "saksi", saksi1_nik=nik)
    with reading() as session:
        assert recorded_dead(session, [nik], exclude=None) == frozenset()
    assert read(baru).status == Status.DRAF


def test_an_annulled_report_comes_back_to_the_desk_and_is_decided_anew() -> None:
    orang = Almarhumah()
    orang.make_document()
    nomor = orang.record_akta()
    orang.decide(orang.alarm(), Putusan.KABULKAN)
    orang.reopen()
    assert orang.laporan().status == Status.DIAJUKAN
    petugas, pejabat = make_actor(Peran.VERIFIKATOR), make_actor(Peran.PEJABAT)
    desk(verifikasi.claim, orang.laporan_id, actor=petugas)
    with pytest.raises(Invalid, match="belum dicek"):
        desk(verifikasi.recommend, orang.laporan_id, actor=petugas, versi=None)
    check_identity(orang.laporan_id, petugas)
    add_sptjm(orang.laporan_id)
    desk(verifikasi.recommend, orang.laporan_id, actor=petugas, versi=None)
    desk(verifikasi.approve, orang.laporan_id, actor=pejabat, versi=None)
    with transaction() as session:
        fresh = berkas.ensure_berkas(session, orang.laporan_id)
    assert fresh.versi_dokumen == 2
    orang.record_akta(nomor)
    assert (akta_of(orang).dibatalkan_pada, orang.laporan().status) == (None, Status.AKTA_TERBIT)


def test_an_identity_checked_before_the_annulment_is_asked_anew() -> None:
    petugas, pejabat = make_actor(Peran.VERIFIKATOR), make_actor(Peran.PEJABAT)
    laporan_id = make_recommended(petugas)
    kasus = raise_alarm(laporan_id, petugas)
    propose(kasus.id, petugas, Putusan.KABULKAN)
    act(services.decide, kasus.id, actor=pejabat)
    desk(services.reinstate, laporan_id, alasan="Salah orang.", versi=None, actor=pejabat)
    desk(verifikasi.claim, laporan_id, actor=petugas)
    with pytest.raises(Invalid, match="belum dicek"):
        desk(verifikasi.recommend, laporan_id, actor=petugas, versi=None)


def test_another_number_leaves_the_cancelled_certificate_beside_it() -> None:
    orang = Almarhumah()
    old = orang.record_akta()
    orang.decide(orang.alarm(), Putusan.KABULKAN)
    orang.reopen()
    petugas, pejabat = make_actor(Peran.VERIFIKATOR), make_actor(Peran.PEJABAT)
    desk(verifikasi.claim, orang.laporan_id, actor=petugas)
    check_identity(orang.laporan_id, petugas)
    add_sptjm(orang.laporan_id)
    desk(verifikasi.recommend, orang.laporan_id, actor=petugas, versi=None)
    desk(verifikasi.approve, orang.laporan_id, actor=pejabat, versi=None)
    orang.record_akta(old[:-1] + "2")
    with reading() as session:
        rows = {row.nomor: row.dibatalkan_pada for row in session.scalars(select(Akta))}
    assert rows[old] is not None
    assert rows[old[:-1] + "2"] is None


def test_a_case_keeps_the_moment_of_the_alarm() -> None:
    orang = Almarhumah()
    with db.clock_at(db.now() - timedelta(days=2)):
        kasus = orang.alarm()
    assert kasus.dibuat_pada < db.now() - timedelta(days=1)
