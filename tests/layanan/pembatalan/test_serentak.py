"""Two sessions at the same instant: what is frozen is in no package, approved by nobody, decided once."""

from typing import Any

import pytest
from sqlalchemy import Engine, func, select, text

from pemakaman.akun.rules import Peran
from pemakaman.berkas.services import ensure_berkas
from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict, Invalid
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import Status
from pemakaman.pembatalan import queries, services
from pemakaman.pembatalan.models import KasusHidup
from pemakaman.pembatalan.rules import Putusan, StatusKasus
from pemakaman.pemilih import paket
from pemakaman.pemilih import services as pemilih
from pemakaman.pemilih.models import Paket, Usul
from pemakaman.pemilih.rules import StatusUsul
from pemakaman.verifikasi import services as verifikasi
from pemakaman.verifikasi.services.bagi import claim_next
from tests.layanan.verifikasi.test_serentak import at_once, one_conflict
from tests.pabrik import make_actor
from tests.pabrik_pembatalan import CERITA, Almarhumah, aduan, kasus_of, propose
from tests.pabrik_pemilih import Kantor, make_approved
from tests.pabrik_serah import build_in, handed_over
from tests.pabrik_verifikasi import make_recommended, make_waiting, status_of, version_of

REPEATS = range(5)
NIK = "1871014403500001"


def alarm(laporan_id: Any, actor: Any) -> Any:
    return lambda session: services.raise_for_laporan(session, laporan_id, keterangan=CERITA, actor=actor)


@pytest.mark.parametrize("_", REPEATS)
def test_freeze_and_approve_leave_a_frozen_report(database: Engine, _: int) -> None:
    petugas, pejabat = make_actor(Peran.VERIFIKATOR), make_actor(Peran.PEJABAT)
    laporan_id = make_recommended(petugas)
    versi = version_of(laporan_id)
    outcome = at_once(
        alarm(laporan_id, petugas),
        lambda s: verifikasi.approve(s, laporan_id, actor=pejabat, versi=versi),
    )
    assert outcome[0] is None
    assert outcome[1] is None or isinstance(outcome[1], Conflict)
    assert status_of(laporan_id) == Status.DIBEKUKAN


@pytest.mark.parametrize("_", REPEATS)
def test_freeze_and_confirm_leave_a_frozen_proposal(database: Engine, _: int) -> None:
    kantor = Kantor()
    usul = kantor.propose()
    outcome = at_once(
        alarm(kantor.laporan_id, kantor.verifikator),
        lambda s: pemilih.confirm(s, usul.id, versi=usul.versi, actor=kantor.pejabat),
    )
    assert outcome[0] is None
    assert outcome[1] is None or isinstance(outcome[1], Conflict)
    with reading() as session:
        found = session.get_one(Usul, usul.id)
    expected = StatusUsul.DIKONFIRMASI if outcome[1] is None else StatusUsul.DIUSULKAN
    assert (found.status, found.status_sebelum) == (StatusUsul.DIBEKUKAN, expected)


@pytest.mark.parametrize("_", REPEATS)
def test_freeze_and_propose_leave_no_living_proposal(database: Engine, _: int) -> None:
    kantor = Kantor()
    outcome = at_once(
        alarm(kantor.laporan_id, kantor.verifikator),
        lambda s: pemilih.propose(
            s,
            laporan_id=kantor.laporan_id,
            daftar_id=kantor.daftar_id,
            pemilih_id=kantor.pemilih_id,
            actor=kantor.verifikator,
        ),
    )
    assert outcome[0] is None
    with reading() as session:
        assert set(session.scalars(select(Usul.status))) <= {StatusUsul.DIBEKUKAN}


@pytest.mark.parametrize("_", REPEATS)
def test_freeze_and_package_leave_no_strike_without_a_notice(database: Engine, _: int) -> None:
    orang = Almarhumah()
    outcome = at_once(
        alarm(orang.laporan_id, orang.verifikator),
        lambda s: build_in(s, orang.pejabat),
    )
    assert outcome[0] is None
    assert outcome[1] is None or isinstance(outcome[1], Invalid)
    assert orang.usul().status == StatusUsul.DIBEKUKAN
    with reading() as session:
        made = session.scalars(select(Paket)).all()
    if outcome[1] is None:
        (found,) = made
        assert orang.nik in handed_over(found)
        assert [notice.status for notice in orang.penarikan()] == ["menunggu"]
    else:
        assert (list(made), orang.penarikan()) == ([], [])


@pytest.mark.parametrize("_", REPEATS)
def test_restore_and_package_agree_on_what_kpu_holds(database: Engine, _: int) -> None:
    orang = Almarhumah()
    orang.hand_over()
    kasus = orang.alarm()
    propose(kasus.id, orang.verifikator, Putusan.TOLAK)
    versi = kasus_of(kasus.id).versi
    outcome = at_once(
        lambda s: services.decide(s, kasus.id, versi=versi, actor=orang.pejabat),
        lambda s: build_in(s, orang.pejabat),
    )
    assert outcome[0] is None
    (notice,) = orang.penarikan()
    with reading() as session:
        held = paket.count_proposals(session, "18.71", None, baru=True) == 0
    assert (notice.status, held) in {("dicabut", True), ("dikirim", False)}


@pytest.mark.parametrize("_", REPEATS)
def test_two_officers_decide_a_case_once(database: Engine, _: int) -> None:
    orang = Almarhumah()
    kasus = orang.alarm()
    propose(kasus.id, orang.verifikator, Putusan.KABULKAN)
    versi, other = kasus_of(kasus.id).versi, make_actor(Peran.PEJABAT)
    outcome = at_once(
        lambda s: services.decide(s, kasus.id, versi=versi, actor=orang.pejabat),
        lambda s: services.send_back(s, kasus.id, alasan="Belum jelas.", versi=versi, actor=other),
    )
    one_conflict(outcome)
    expected = Status.DIBATALKAN if outcome[0] is None else Status.DIBEKUKAN
    assert orang.laporan().status == expected


@pytest.mark.parametrize("_", REPEATS)
def test_decisions_of_two_cases_of_one_report_do_not_cross(database: Engine, _: int) -> None:
    orang = Almarhumah()
    first, second = orang.alarm(), orang.alarm()
    for kasus, putusan in ((first, Putusan.KABULKAN), (second, Putusan.TOLAK)):
        propose(kasus.id, orang.verifikator, putusan)
    versi = {one.id: kasus_of(one.id).versi for one in (first, second)}
    outcome = at_once(
        *(
            lambda s, one=one: services.decide(s, one.id, versi=versi[one.id], actor=orang.pejabat)  # type: ignore[misc]
            for one in (first, second)
        )
    )
    one_conflict(outcome)
    found = {kasus_of(one.id).status for one in (first, second)}
    assert found == {StatusKasus.DIKABULKAN if outcome[0] is None else StatusKasus.DITOLAK}


@pytest.mark.parametrize("_", REPEATS)
def test_many_alarms_at_once_freeze_both_reports_once(database: Engine, _: int) -> None:
    reports = [make_approved(nik=NIK), make_approved(nik=None, nomor_terima="K7QF-3M9X-2HTA")]
    told = aduan(nik=NIK, nomor_terima="K7QF-3M9X-2HTA")
    assert at_once(*[lambda s: services.raise_public(s, told)] * 4) == [None] * 4
    assert [status_of(one) for one in reports] == [Status.DIBEKUKAN] * 2
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(KasusHidup)) == 8


@pytest.mark.parametrize("_", REPEATS)
def test_two_links_of_one_case_freeze_one_report(database: Engine, _: int) -> None:
    petugas, reports = make_actor(Peran.VERIFIKATOR), [make_approved(), make_approved()]
    with_transaction: list[Any] = []
    at_once(lambda s: with_transaction.append(services.raise_public(s, aduan()).id))
    (kasus_id,) = with_transaction
    outcome = at_once(
        *(
            lambda s, one=one: services.link_kasus(s, kasus_id, one, versi=1, actor=petugas)  # type: ignore[misc]
            for one in reports
        )
    )
    one_conflict(outcome)
    assert sorted(status_of(one) for one in reports) == [Status.DIBEKUKAN, Status.DISETUJUI]


def test_a_report_held_by_an_alarm_a_claim_or_a_document_may_still_be_pointed_to(database: Engine) -> None:
    petugas, frozen, waiting, printed = make_actor(Peran.VERIFIKATOR), make_approved(), make_waiting(), make_approved()
    with transaction() as holding, transaction() as pointing:
        queries.lock_target(holding, frozen)
        assert claim_next(holding, actor=petugas) is not None
        ensure_berkas(holding, printed)
        pointing.execute(text("SET LOCAL lock_timeout = '500ms'"))
        for laporan_id in (frozen, waiting, printed):
            pointing.execute(
                select(Laporan.id).where(Laporan.id == laporan_id).with_for_update(read=True, key_share=True)
            )
