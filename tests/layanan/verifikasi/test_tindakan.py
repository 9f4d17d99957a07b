"""Every act of the desk: what it does, and when it is refused."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import IntegrityError

from pemakaman.akun.rules import SISTEM, Actor, Peran
from pemakaman.db import today_in, transaction
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound, PemakamanError, StaleVersion
from pemakaman.jejak.models import Jejak
from pemakaman.jejak.services import record
from pemakaman.laporan.models import CatatanKembali
from pemakaman.laporan.rules import TRANSITIONS, Action, Status
from pemakaman.verifikasi import services
from pemakaman.verifikasi.jobs import release_expired_claims
from pemakaman.verifikasi.models import Keputusan, Klaim
from tests.pabrik import METRO, make_actor, make_makam
from tests.pabrik_verifikasi import (
    act,
    check_identity,
    expire_claim,
    make_claimed,
    make_in,
    make_recommended,
    make_waiting,
    status_of,
    version_of,
)


@pytest.fixture
def petugas(database: Engine) -> Actor:
    return make_actor(Peran.VERIFIKATOR, nama="Ani Wijaya")


@pytest.fixture
def rekan(database: Engine) -> Actor:
    return make_actor(Peran.VERIFIKATOR, nama="Budi Rekan")


@pytest.fixture
def pejabat(database: Engine) -> Actor:
    return make_actor(Peran.PEJABAT, nama="Citra Pejabat")


def holder_of(laporan_id: UUID) -> UUID | None:
    with transaction() as session:
        return session.scalar(select(Klaim.akun_id).where(Klaim.laporan_id == laporan_id))


def jobs() -> int:
    with transaction() as session:
        count = session.scalar(text("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'berkas.buat'"))
    return int(count or 0)


ACTS: dict[Action, tuple[Any, Peran, dict[str, Any]]] = {
    Action.RELEASE: (services.release, Peran.VERIFIKATOR, {}),
    Action.RETURN: (services.return_laporan, Peran.VERIFIKATOR, {"versi": None, "notes": {"nik": "Salah."}}),
    Action.REJECT: (services.reject, Peran.VERIFIKATOR, {"versi": None, "alasan": "Ganda."}),
    Action.RECOMMEND: (services.recommend, Peran.VERIFIKATOR, {"versi": None}),
    Action.DECLINE: (services.decline, Peran.PEJABAT, {"versi": None, "alasan": "Cek lagi KK."}),
    Action.APPROVE: (services.approve, Peran.PEJABAT, {"versi": None}),
}
VISIBLE = [status for status in Status if status is not Status.DRAF]
WRONG = [(a, s) for a in ACTS for s in VISIBLE if (s, a) not in TRANSITIONS]


@pytest.mark.parametrize(("action", "status"), WRONG)
def test_act_in_the_wrong_state_is_refused(petugas: Actor, pejabat: Actor, action: Action, status: Status) -> None:
    laporan_id = make_in(status, petugas, pejabat)
    service, peran, values = ACTS[action]
    with pytest.raises(Conflict):
        act(service, laporan_id, actor=pejabat if peran is Peran.PEJABAT else petugas, **values)
    assert status_of(laporan_id) == status


@pytest.mark.parametrize("status", [s for s in VISIBLE if s not in {Status.DIAJUKAN, Status.DIPERIKSA}])
def test_claim_in_the_wrong_state_is_refused(petugas: Actor, pejabat: Actor, status: Status) -> None:
    laporan_id = make_in(status, petugas, pejabat)
    with pytest.raises(Conflict):
        act(services.claim, laporan_id, actor=petugas)


@pytest.mark.parametrize("action", list(ACTS))
def test_other_office_gets_not_found(petugas: Actor, pejabat: Actor, action: Action) -> None:
    source = next(s for s, a in TRANSITIONS if a is action)
    laporan_id = make_in(source, petugas, pejabat)
    service, peran, values = ACTS[action]
    with pytest.raises(NotFound):
        act(service, laporan_id, actor=make_actor(peran, METRO), **values)


@pytest.mark.parametrize("action", list(ACTS))
def test_province_may_not_act(petugas: Actor, pejabat: Actor, action: Action) -> None:
    source = next(s for s, a in TRANSITIONS if a is action)
    laporan_id = make_in(source, petugas, pejabat)
    service, _, values = ACTS[action]
    with pytest.raises(Forbidden):
        act(service, laporan_id, actor=make_actor(Peran.PETUGAS_PROVINSI), **values)


def test_claim_gives_the_report_to_one_officer(petugas: Actor) -> None:
    laporan_id = make_claimed(petugas)
    assert (status_of(laporan_id), holder_of(laporan_id)) == (Status.DIPERIKSA, petugas.id)


def test_second_officer_is_told_who_has_it(petugas: Actor, rekan: Actor) -> None:
    laporan_id = make_claimed(petugas)
    with pytest.raises(Conflict, match="Ani Wijaya sejak pukul"):
        act(services.claim, laporan_id, actor=rekan)


def test_claiming_twice_is_once(petugas: Actor) -> None:
    laporan_id = make_claimed(petugas)
    act(services.claim, laporan_id, actor=petugas)
    assert holder_of(laporan_id) == petugas.id


def test_release_puts_it_back(petugas: Actor) -> None:
    laporan_id = make_claimed(petugas)
    act(services.release, laporan_id, actor=petugas)
    assert (status_of(laporan_id), holder_of(laporan_id)) == (Status.DIAJUKAN, None)


@pytest.mark.parametrize("action", [Action.RELEASE, Action.RETURN, Action.REJECT, Action.RECOMMEND])
def test_only_the_holder_acts(petugas: Actor, rekan: Actor, action: Action) -> None:
    laporan_id = make_claimed(petugas)
    service, _, values = ACTS[action]
    with pytest.raises(Conflict, match="Ani Wijaya"):
        act(service, laporan_id, actor=rekan, **values)


def test_expired_claim_may_be_taken_at_once(petugas: Actor, rekan: Actor) -> None:
    laporan_id = make_claimed(petugas)
    with transaction() as session:
        expire_claim(session, laporan_id)
    act(services.claim, laporan_id, actor=rekan)
    assert holder_of(laporan_id) == rekan.id


def test_job_releases_expired_claims_only(petugas: Actor) -> None:
    gone, kept = make_claimed(petugas), make_claimed(petugas)
    with transaction() as session:
        expire_claim(session, gone)
    assert release_expired_claims(0) == 1
    assert (status_of(gone), holder_of(gone)) == (Status.DIAJUKAN, None)
    assert (status_of(kept), holder_of(kept)) == (Status.DIPERIKSA, petugas.id)


def test_take_over_names_the_former_holder_and_the_reason(petugas: Actor, rekan: Actor) -> None:
    laporan_id = make_claimed(petugas)
    act(services.take_over, laporan_id, actor=rekan, alasan="Ani cuti.")
    assert holder_of(laporan_id) == rekan.id
    with transaction() as session:
        event = session.scalar(select(Jejak).where(Jejak.peristiwa == "laporan.diambil_alih"))
    assert event is not None
    assert (event.pelaku, event.rincian["dari"], event.rincian["alasan"]) == (
        "Budi Rekan",
        "Ani Wijaya",
        "Ani cuti.",
    )


def test_take_over_needs_a_reason(petugas: Actor, rekan: Actor) -> None:
    laporan_id = make_claimed(petugas)
    with pytest.raises(Invalid):
        act(services.take_over, laporan_id, actor=rekan, alasan="  ")


@pytest.mark.parametrize("status", [Status.DIAJUKAN, Status.DISARANKAN])
def test_nothing_to_take_over(petugas: Actor, pejabat: Actor, rekan: Actor, status: Status) -> None:
    laporan_id = make_in(status, petugas, pejabat)
    with pytest.raises(Conflict):
        act(services.take_over, laporan_id, actor=rekan, alasan="Ingin.")


def test_recommend_refused_without_identity_check(petugas: Actor) -> None:
    laporan_id = make_claimed(petugas)
    with pytest.raises(Invalid, match="Identitas belum dicek"):
        act(services.recommend, laporan_id, actor=petugas, versi=None)


def test_check_before_a_return_does_not_count_any_more(petugas: Actor) -> None:
    laporan_id = make_claimed(petugas)
    check_identity(laporan_id, petugas)
    act(services.return_laporan, laporan_id, actor=petugas, versi=None, notes={"nik": "Tidak cocok."})
    with transaction() as session:
        record(session, "laporan.diajukan", "laporan", laporan_id, actor=SISTEM)
        session.execute(text("UPDATE laporan SET status = 'diajukan'"))
    act(services.claim, laporan_id, actor=petugas)
    with pytest.raises(Invalid, match="Identitas belum dicek"):
        act(services.recommend, laporan_id, actor=petugas, versi=None)


@pytest.mark.parametrize(
    ("values", "ruas"),
    [
        ({"cara": "siak", "tanggal_cek": None, "alasan": None}, "tanggal_cek"),
        ({"cara": "siak", "tanggal_cek": today_in("18") + timedelta(days=2), "alasan": None}, "tanggal_cek"),
        ({"cara": "tidak_ada", "tanggal_cek": None, "alasan": "  "}, "alasan"),
        ({"cara": "lain", "tanggal_cek": None, "alasan": "x"}, "cara"),
    ],
)
def test_identity_answer_must_be_whole(petugas: Actor, values: dict[str, Any], ruas: str) -> None:
    laporan_id = make_claimed(petugas)
    with pytest.raises(Invalid) as refused:
        act(services.record_check, laporan_id, actor=petugas, **values)
    assert list(refused.value.galat) == [ruas]


def test_missing_identity_with_its_reason_suffices(petugas: Actor) -> None:
    laporan_id = make_claimed(petugas, nik=None, nik_alasan="bayi")
    values = {"cara": "tidak_ada", "tanggal_cek": None, "alasan": "Bayi, belum ada NIK."}
    act(services.record_check, laporan_id, actor=petugas, **values)
    act(services.recommend, laporan_id, actor=petugas, versi=None)
    assert status_of(laporan_id) == Status.DISARANKAN


def test_return_keeps_a_reason_for_each_field(petugas: Actor) -> None:
    laporan_id = make_claimed(petugas)
    notes = {"nik": " Tidak cocok. ", "saksi1_nama": "Kosong."}
    act(services.return_laporan, laporan_id, actor=petugas, versi=None, notes=notes)
    with transaction() as session:
        kept = session.execute(select(CatatanKembali.ruas, CatatanKembali.alasan)).all()
    assert sorted(map(tuple, kept)) == [("nik", "Tidak cocok."), ("saksi1_nama", "Kosong.")]
    assert (status_of(laporan_id), holder_of(laporan_id)) == (Status.DIKEMBALIKAN, None)


@pytest.mark.parametrize("notes", [{}, {"nik": " "}, {"bukan_ruas": "x"}])
def test_return_needs_known_fields_and_reasons(petugas: Actor, notes: dict[str, str]) -> None:
    laporan_id = make_claimed(petugas)
    with pytest.raises(Invalid):
        act(services.return_laporan, laporan_id, actor=petugas, versi=None, notes=notes)
    assert status_of(laporan_id) == Status.DIPERIKSA


@pytest.mark.parametrize("action", [Action.REJECT, Action.DECLINE])
def test_refusal_needs_a_reason(petugas: Actor, pejabat: Actor, action: Action) -> None:
    laporan_id = make_recommended(petugas) if action is Action.DECLINE else make_claimed(petugas)
    service, peran, values = ACTS[action]
    with pytest.raises(Invalid):
        act(
            service,
            laporan_id,
            actor=pejabat if peran is Peran.PEJABAT else petugas,
            **{**values, "alasan": " "},
        )


def test_decline_hands_back_to_the_recommender(petugas: Actor, pejabat: Actor) -> None:
    laporan_id = make_recommended(petugas)
    act(services.decline, laporan_id, actor=pejabat, versi=None, alasan="Cek lagi KK.")
    assert (status_of(laporan_id), holder_of(laporan_id)) == (Status.DIPERIKSA, petugas.id)
    with transaction() as session:
        assert session.get(Keputusan, laporan_id) is None
    act(services.recommend, laporan_id, actor=petugas, versi=None)
    assert status_of(laporan_id) == Status.DISARANKAN


def test_approve_names_both_persons_and_asks_for_the_document(petugas: Actor, pejabat: Actor) -> None:
    laporan_id = make_recommended(petugas)
    act(services.approve, laporan_id, actor=pejabat, versi=None, catatan="Lengkap.")
    with transaction() as session:
        keputusan = session.get_one(Keputusan, laporan_id)
    assert (keputusan.disarankan_oleh, keputusan.disetujui_oleh) == (petugas.id, pejabat.id)
    assert (status_of(laporan_id), jobs()) == (Status.DISETUJUI, 1)


def test_same_account_cannot_approve(petugas: Actor) -> None:
    laporan_id = make_recommended(petugas)
    promoted = Actor(petugas.id, petugas.nama, Peran.PEJABAT, petugas.wilayah_kode)
    with pytest.raises(Forbidden, match="akun lain"):
        act(services.approve, laporan_id, actor=promoted, versi=None)
    assert (status_of(laporan_id), jobs()) == (Status.DISARANKAN, 0)


def test_database_refuses_one_person_for_both_too(petugas: Actor) -> None:
    laporan_id = make_recommended(petugas)
    with pytest.raises(IntegrityError, match="ck_keputusan_dua_orang"), transaction() as session:
        session.get_one(Keputusan, laporan_id).disetujui_oleh = petugas.id
        record(session, "laporan.uji", "laporan", laporan_id, actor=SISTEM)


def test_constraint_becomes_a_sentence(petugas: Actor) -> None:
    laporan_id = make_recommended(petugas)
    with pytest.raises(Conflict, match="akun lain"), transaction() as session, services.explained():
        session.get_one(Keputusan, laporan_id).disetujui_oleh = petugas.id
        session.flush()


def test_rollback_leaves_no_job(petugas: Actor, pejabat: Actor) -> None:
    laporan_id = make_recommended(petugas)
    with pytest.raises(RuntimeError), transaction() as session:
        services.approve(session, laporan_id, actor=pejabat, versi=version_of(laporan_id))
        raise RuntimeError
    assert (status_of(laporan_id), jobs()) == (Status.DISARANKAN, 0)


@pytest.mark.parametrize("action", [Action.RETURN, Action.REJECT, Action.RECOMMEND, Action.APPROVE])
def test_version_one_did_not_see_is_refused(petugas: Actor, pejabat: Actor, action: Action) -> None:
    laporan_id = make_recommended(petugas) if action is Action.APPROVE else make_claimed(petugas)
    if action is Action.RECOMMEND:
        check_identity(laporan_id, petugas)
    service, peran, values = ACTS[action]
    actor = pejabat if peran is Peran.PEJABAT else petugas
    with pytest.raises(StaleVersion) as refused:
        act(service, laporan_id, actor=actor, **{**values, "versi": version_of(laporan_id) - 1})
    assert refused.value.perubahan
    assert status_of(laporan_id) == (Status.DISARANKAN if action is Action.APPROVE else Status.DIPERIKSA)


def test_every_refusal_has_words_for_the_counter(petugas: Actor, rekan: Actor) -> None:
    laporan_id = make_waiting(make_makam())
    with pytest.raises(PemakamanError) as refused:
        act(services.release, laporan_id, actor=rekan)
    assert refused.value.pesan.endswith(".")
