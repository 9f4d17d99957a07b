"""The desk decides a suspicion: merge, not the same, and taking a merge back."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, select, text

from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import today_in, transaction
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound, StaleVersion
from pemakaman.jejak.models import Jejak
from pemakaman.laporan.models import DugaanGanda, Laporan
from pemakaman.laporan.queries import get_laporan
from pemakaman.laporan.queries_ganda import has_open_ganda
from pemakaman.laporan.rules import Action, Status
from pemakaman.laporan.services import DugaanTerbuka, change_status, check_ganda
from pemakaman.laporan.services.langkah import record_change
from pemakaman.verifikasi import services
from pemakaman.verifikasi.models import Keputusan, Klaim
from tests.pabrik import METRO, make_actor, make_makam
from tests.pabrik_verifikasi import (
    act,
    check_identity,
    expire_claim,
    make_claimed,
    make_recommended,
    make_waiting,
    status_of,
    version_of,
)

WHO = {"nama": "Hasan Basri", "lahir_tahun": 1950, "lahir_bulan": 1, "lahir_hari": 2, "nik": None}
NIK = "1871010201500001"


@pytest.fixture
def petugas(database: Engine) -> Actor:
    return make_actor(Peran.VERIFIKATOR, nama="Ani Wijaya")


@pytest.fixture
def pejabat(database: Engine) -> Actor:
    return make_actor(Peran.PEJABAT)


def look(laporan_id: UUID, actor: Actor) -> None:
    """A change of who died, such as every path makes."""
    with transaction() as session:
        laporan = session.get_one(Laporan, laporan_id)
        laporan.umur = 76
        record_change(session, laporan, "laporan.diubah", actor=actor)


def make_pair(petugas: Actor, *, kab: tuple[str, str] = ("18.71", "18.71"), **second: Any) -> tuple[UUID, UUID, UUID]:
    """Two waiting reports of one man and their suspicion: (first, second, pair)."""
    ids = [make_waiting(make_makam(kab[0]), **WHO), make_waiting(make_makam(kab[1]), **{**WHO, **second})]
    for laporan_id in ids:
        look(laporan_id, petugas)
    return ids[0], ids[1], pair_of(*ids).id


def pair_of(a: UUID, b: UUID) -> DugaanGanda:
    with transaction() as session:
        ids = (min(a, b), max(a, b))
        return session.scalars(
            select(DugaanGanda).where(DugaanGanda.laporan_a == ids[0], DugaanGanda.laporan_b == ids[1])
        ).one()


def read(laporan_id: UUID) -> Laporan:
    with transaction() as session:
        return session.get_one(Laporan, laporan_id)


def is_open(laporan_id: UUID) -> bool:
    with transaction() as session:
        return has_open_ganda(session, laporan_id)


def events(laporan_id: UUID) -> list[str]:
    with transaction() as session:
        return list(
            session.scalars(select(Jejak.peristiwa).where(Jejak.objek_id == str(laporan_id)).order_by(Jejak.id))
        )


def merge(dugaan: UUID, tetap: UUID, actor: Actor, **values: Any) -> None:
    act(services.merge_laporan, dugaan, tetap_id=tetap, alasan="Satu orang", actor=actor, **values)


def split(laporan_id: UUID, actor: Actor) -> None:
    act(services.split_laporan, laporan_id, alasan="Ternyata dua orang", versi=None, actor=actor)


def test_open_suspicion_stops_recommend_with_a_sentence(petugas: Actor) -> None:
    first, _, _ = make_pair(petugas)
    act(services.claim, first, actor=petugas)
    check_identity(first, petugas)
    with pytest.raises(DugaanTerbuka, match="diduga ganda dengan 1 laporan lain"):
        act(services.recommend, first, actor=petugas, versi=None)
    assert status_of(first) == Status.DIPERIKSA


def test_double_that_came_after_the_recommendation_stops_approval(petugas: Actor, pejabat: Actor) -> None:
    first = make_recommended(petugas, **WHO)
    make_claimed(petugas, **WHO)
    with pytest.raises(DugaanTerbuka):
        act(services.approve, first, actor=pejabat, versi=None)
    assert status_of(first) == Status.DISARANKAN


def test_not_the_same_frees_both_and_is_remembered(petugas: Actor, pejabat: Actor) -> None:
    first, second, dugaan = make_pair(petugas)
    act(services.mark_not_same, dugaan, alasan="Kembar, dua KK", actor=petugas)
    assert not is_open(first)
    assert "laporan.bukan_ganda" in events(first)
    assert "laporan.bukan_ganda" in events(second)
    act(services.claim, first, actor=petugas)
    check_identity(first, petugas)
    act(services.recommend, first, actor=petugas, versi=None)
    act(services.approve, first, actor=pejabat, versi=None)
    assert status_of(first) == Status.DISETUJUI


def test_judged_pair_is_asked_again_only_when_identity_changes(petugas: Actor) -> None:
    first, _, dugaan = make_pair(petugas)
    act(services.mark_not_same, dugaan, alasan="Kembar", actor=petugas)
    for name, value, asked in (
        ("keterangan", "x", False),
        ("nama", "HASAN BASRI", False),
        ("nama", "Hasan Bisri", True),
    ):
        with transaction() as session:
            laporan = session.get_one(Laporan, first)
            setattr(laporan, name, value)
            record_change(session, laporan, "laporan.diubah", actor=petugas)
        assert is_open(first) is asked, (name, value)
    assert events(first)[-1] == "laporan.ganda_ditanyakan_lagi"
    with transaction() as session:
        assert session.get_one(DugaanGanda, dugaan).alasan == "Kembar"


def test_same_nik_is_never_two_persons(petugas: Actor) -> None:
    _, _, dugaan = make_pair(petugas, nik=None)
    with transaction() as session:
        row = session.get_one(DugaanGanda, dugaan)
        for laporan_id in (row.laporan_a, row.laporan_b):
            laporan = session.get_one(Laporan, laporan_id)
            laporan.nik_pilihan = NIK
            record_change(session, laporan, "laporan.calon_dipilih", actor=petugas)
    with pytest.raises(Conflict, match="kembalikan laporan yang NIK-nya salah"):
        act(services.mark_not_same, dugaan, alasan="Beda", actor=petugas)


@pytest.mark.parametrize("service", ["merge", "not_same"])
def test_reason_is_required(petugas: Actor, service: str) -> None:
    first, _, dugaan = make_pair(petugas)
    with pytest.raises(Invalid) as refused:
        if service == "merge":
            act(services.merge_laporan, dugaan, tetap_id=first, alasan=" ", actor=petugas)
        else:
            act(services.mark_not_same, dugaan, alasan="", actor=petugas)
    assert set(refused.value.galat) == {"alasan"}


def test_merge_points_to_the_heir_and_keeps_everything(petugas: Actor) -> None:
    first, second, dugaan = make_pair(petugas)
    before = read(second)
    act(services.claim, second, actor=petugas)
    merge(dugaan, first, petugas)
    after = read(second)
    assert (after.status, after.digabung_ke, after.status_sebelum) == (Status.DIGABUNG, first, Status.DIAJUKAN)
    assert (after.buku_nomor, after.buku_tahun, after.nama) == (before.buku_nomor, before.buku_tahun, before.nama)
    assert status_of(first) == Status.DIAJUKAN
    assert (events(second)[-1], events(first)[-1]) == ("laporan.digabung", "laporan.menerima_gabungan")
    with transaction() as session:
        assert session.get(Klaim, second) is None
        assert session.get_one(DugaanGanda, dugaan).status == "digabung"
    assert not is_open(first)


def test_merged_recommendation_counts_no_more(petugas: Actor) -> None:
    first = make_recommended(petugas, **WHO)
    second = make_claimed(petugas, **WHO)
    merge(pair_of(first, second).id, second, petugas)
    assert (read(first).status, read(first).status_sebelum) == (Status.DIGABUNG, Status.DIAJUKAN)
    with transaction() as session:
        assert session.get(Keputusan, first) is None
    split(first, petugas)
    assert status_of(first) == Status.DIAJUKAN


def test_approved_report_is_the_one_that_stays(petugas: Actor, pejabat: Actor) -> None:
    first = make_recommended(petugas, **WHO)
    act(services.approve, first, actor=pejabat, versi=None)
    second = make_claimed(petugas, **WHO)
    dugaan = pair_of(first, second).id
    with pytest.raises(Conflict, match="Jadikan laporan itu yang tetap"):
        merge(dugaan, second, petugas)
    merge(dugaan, first, petugas)
    assert read(second).digabung_ke == first


def test_report_in_a_colleagues_hands_is_not_merged_away(petugas: Actor) -> None:
    first, second, dugaan = make_pair(petugas)
    act(services.claim, second, actor=petugas)
    other = make_actor(Peran.VERIFIKATOR)
    with pytest.raises(Conflict, match="sedang diperiksa Ani Wijaya"):
        merge(dugaan, first, other)
    with transaction() as session:
        expire_claim(session, second)
    merge(dugaan, first, other)
    assert status_of(second) == Status.DIGABUNG


def test_pair_is_decided_once(petugas: Actor) -> None:
    first, second, dugaan = make_pair(petugas)
    merge(dugaan, first, petugas)
    for work in (
        lambda: merge(dugaan, second, petugas),
        lambda: act(services.mark_not_same, dugaan, alasan="x", actor=petugas),
    ):
        with pytest.raises(Conflict, match="sudah diputus"):
            work()


def test_a_decided_pair_is_refused_without_waiting_for_its_reports(petugas: Actor) -> None:
    first, _, dugaan = make_pair(petugas)
    merge(dugaan, first, petugas)
    with transaction() as holding, transaction() as asking:
        get_laporan(holding, first, actor=petugas, for_update=True)
        asking.execute(text("SET LOCAL lock_timeout = '500ms'"))
        with pytest.raises(Conflict, match="sudah diputus"):
            services.mark_not_same(asking, dugaan, alasan="x", actor=petugas)


def test_comparison_that_is_stale_decides_nothing(petugas: Actor) -> None:
    first, second, dugaan = make_pair(petugas)
    with pytest.raises(StaleVersion):
        merge(dugaan, first, petugas, sidik="lain")
    assert pair_of(first, second).status == "terbuka"


def test_heir_answers_for_what_was_merged_into_it(petugas: Actor) -> None:
    """A third report with the merged row's NIK is suspected against the heir, which has none."""
    first, second, dugaan = make_pair(petugas, nik=NIK)
    merge(dugaan, first, petugas)
    third = make_claimed(petugas, **{**WHO, "nik": NIK, "meninggal_tanggal": today_in("18") - timedelta(days=200)})
    assert pair_of(first, third).jenis == "nik"
    assert is_open(first)
    assert not is_open(second)


def test_other_suspicions_of_the_merged_row_move_to_the_heir(petugas: Actor) -> None:
    first, second, dugaan = make_pair(petugas)
    third = make_claimed(petugas, **WHO)
    merge(dugaan, first, petugas)
    assert pair_of(second, third).status == "gugur"
    assert pair_of(first, third).status == "terbuka"


def test_split_returns_the_report_and_asks_again(petugas: Actor) -> None:
    first, second, dugaan = make_pair(petugas)
    merge(dugaan, first, petugas)
    split(second, petugas)
    assert (read(second).status, read(second).digabung_ke) == (Status.DIAJUKAN, None)
    assert pair_of(first, second).status == "terbuka"
    assert "laporan.gabungan_dilepas" in events(first)
    with pytest.raises(Conflict):
        split(second, petugas)


@pytest.mark.parametrize("until", [Action.FREEZE, Action.ANNUL])
def test_report_is_split_from_an_heir_about_whom_there_was_an_alarm(petugas: Actor, until: Action) -> None:
    """The heir's annulment says nothing of the other row: it comes back, and only a living suspicion is asked."""
    first, second, dugaan = make_pair(petugas)
    merge(dugaan, first, petugas)
    with transaction() as session:
        heir = session.get_one(Laporan, first)
        change_status(session, heir, Action.FREEZE, actor=petugas)
        if until is Action.ANNUL:
            change_status(session, heir, Action.ANNUL, actor=petugas)
    before = status_of(first)
    split(second, petugas)
    assert (read(second).status, read(second).digabung_ke, status_of(first)) == (Status.DIAJUKAN, None, before)
    assert pair_of(first, second).status == ("gugur" if until is Action.ANNUL else "terbuka")
    assert is_open(second) is (until is Action.FREEZE)


def test_chain_of_merges_points_to_the_last_heir_and_is_taken_back_step_by_step(petugas: Actor) -> None:
    first, second, dugaan = make_pair(petugas)
    merge(dugaan, first, petugas)
    third = make_claimed(petugas, **WHO)
    merge(pair_of(first, third).id, third, petugas)
    assert {read(row).digabung_ke for row in (first, second)} == {third}
    split(first, petugas)
    assert (read(first).status, read(second).digabung_ke) == (Status.DIAJUKAN, first)
    assert pair_of(first, third).status == "terbuka"
    split(second, petugas)
    assert pair_of(first, second).status == "terbuka"


def test_row_of_a_chain_is_split_from_the_last_heir(petugas: Actor) -> None:
    first, second, dugaan = make_pair(petugas)
    merge(dugaan, first, petugas)
    third = make_claimed(petugas, **WHO)
    merge(pair_of(first, third).id, third, petugas)
    split(second, petugas)
    assert (status_of(second), read(first).digabung_ke) == (Status.DIAJUKAN, third)
    assert pair_of(first, second).status == "gugur"
    assert pair_of(second, third).status == "terbuka"


def test_merging_into_a_merged_row_is_refused(petugas: Actor) -> None:
    first, second, dugaan = make_pair(petugas)
    third = make_claimed(petugas, **WHO)
    stale = pair_of(second, third).id
    merge(dugaan, first, petugas)
    with pytest.raises(Conflict):
        merge(stale, second, petugas)


def test_other_office_says_not_the_same_but_merges_only_its_own(petugas: Actor) -> None:
    first, second, dugaan = make_pair(petugas, kab=("18.71", METRO))
    with pytest.raises(Forbidden, match="milik Disdukcapil lain"):
        merge(dugaan, first, petugas)
    merge(dugaan, second, petugas)
    assert read(first).digabung_ke == second


def test_third_office_finds_nothing_and_province_may_not_decide(petugas: Actor) -> None:
    first, _, dugaan = make_pair(petugas)
    with pytest.raises(NotFound):
        merge(dugaan, first, make_actor(Peran.VERIFIKATOR, METRO))
    for peran in (Peran.PETUGAS_PROVINSI, Peran.PEJABAT, Peran.ADMIN_KAB):
        with pytest.raises(Forbidden):
            act(services.mark_not_same, dugaan, alasan="x", actor=make_actor(peran))


def test_frozen_report_neither_stays_nor_goes(petugas: Actor) -> None:
    first, second, dugaan = make_pair(petugas)
    with transaction() as session:
        change_status(session, session.get_one(Laporan, first), Action.FREEZE, actor=petugas)
    for tetap in (first, second):
        with pytest.raises(Conflict):
            merge(dugaan, tetap, petugas)


def test_second_death_is_named(petugas: Actor, pejabat: Actor) -> None:
    first = make_recommended(petugas, **{**WHO, "nik": NIK})
    act(services.approve, first, actor=pejabat, versi=None)
    second = make_recommended_unasked(petugas, nik=NIK)
    with pytest.raises(Conflict, match="Hasan Basri, buku"):
        act(services.approve, second, actor=pejabat, versi=None)


def test_second_death_in_another_office_is_not_named(petugas: Actor, pejabat: Actor) -> None:
    metro, kepala = make_actor(Peran.VERIFIKATOR, METRO), make_actor(Peran.PEJABAT, METRO)
    first = make_recommended(petugas, **{**WHO, "nik": NIK})
    act(services.approve, first, actor=pejabat, versi=None)
    second = make_recommended_unasked(metro, make_makam(METRO), nik=NIK)
    with pytest.raises(Conflict, match="di luar wilayah tugas Anda"):
        act(services.approve, second, actor=kepala, versi=None)


def test_frozen_death_of_somebody_else_stops_no_approval(petugas: Actor, pejabat: Actor) -> None:
    first = make_recommended(petugas, **{**WHO, "nik": NIK})
    act(services.approve, first, actor=pejabat, versi=None)
    with transaction() as session:
        change_status(session, session.get_one(Laporan, first), Action.FREEZE, actor=pejabat)
    second = make_recommended(petugas, nama="Zubaidah", nik="1871014501600002")
    act(services.approve, second, actor=pejabat, versi=None)
    assert status_of(second) == Status.DISETUJUI


def make_recommended_unasked(petugas: Actor, makam: Any = None, **isian: Any) -> UUID:
    """A recommended report whose NIK only then became that of another: as after a choice of identity."""
    laporan_id = make_recommended(petugas, makam, **{**isian, "nik": None})
    with transaction() as session:
        laporan = session.get_one(Laporan, laporan_id)
        laporan.nik_pilihan = isian["nik"]
        record_change(session, laporan, "laporan.calon_dipilih", actor=petugas)
    return laporan_id


def test_restored_report_cannot_meet_a_second_death(petugas: Actor, pejabat: Actor) -> None:
    first = make_recommended(petugas, **{**WHO, "nik": NIK})
    act(services.approve, first, actor=pejabat, versi=None)
    with transaction() as session:
        change_status(session, session.get_one(Laporan, first), Action.FREEZE, actor=pejabat)
    second = make_recommended_unasked(petugas, nik=NIK)
    with pytest.raises(Conflict):
        act(services.approve, second, actor=pejabat, versi=None)
    with transaction() as session:
        change_status(session, session.get_one(Laporan, first), Action.RESTORE, actor=pejabat)
    assert status_of(first) == Status.DISETUJUI


def test_looking_again_changes_nothing(petugas: Actor) -> None:
    first, _, _ = make_pair(petugas)
    before = events(first), version_of(first)
    with transaction() as session:
        check_ganda(session, session.get_one(Laporan, first), petugas)
    assert (events(first), version_of(first)) == before
