"""Two officers at the same instant: exactly one wins, the other is told, nothing is done twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, func, select, text

from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import transaction
from pemakaman.errors import Conflict
from pemakaman.laporan.models import DugaanGanda, Laporan
from pemakaman.laporan.queries import get_laporan
from pemakaman.laporan.rules import Status
from pemakaman.laporan.services import check_ganda
from pemakaman.laporan.services.langkah import record_change
from pemakaman.verifikasi import services
from pemakaman.verifikasi.models import Keputusan, Klaim
from tests.pabrik import make_actor, make_makam
from tests.pabrik_verifikasi import (
    check_identity,
    expire_claim,
    make_claimed,
    make_recommended,
    make_waiting,
    status_of,
    version_of,
)

REPEATS = range(5)


def at_once(*works: Callable[[Any], object]) -> list[Exception | None]:
    """Run each in its own transaction, started together; returns what each raised."""
    gate = Barrier(len(works))

    def run(work: Callable[[Any], object]) -> Exception | None:
        gate.wait()
        try:
            with transaction() as session:
                work(session)
        except Exception as error:
            return error
        return None

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def one_conflict(outcome: list[Exception | None]) -> Conflict:
    failed = [error for error in outcome if error is not None]
    assert len(failed) == len(outcome) - 1
    assert all(isinstance(error, Conflict) for error in failed)
    assert isinstance(failed[0], Conflict)
    return failed[0]


def claims(laporan_id: UUID) -> int:
    with transaction() as session:
        query = select(func.count()).select_from(Klaim).where(Klaim.laporan_id == laporan_id)
        return session.scalar(query) or 0


def document_jobs() -> list[str]:
    with transaction() as session:
        rows = session.scalars(
            text("SELECT args ->> 'laporan_id' FROM procrastinate_jobs WHERE task_name = 'berkas.buat'")
        )
        return [str(row) for row in rows]


@pytest.mark.parametrize("_", REPEATS)
def test_two_claims_at_once_one_wins_and_the_other_learns_who(database: Engine, _: int) -> None:
    ani, budi = make_actor(Peran.VERIFIKATOR, nama="Ani"), make_actor(Peran.VERIFIKATOR, nama="Budi")
    laporan_id = make_waiting()
    outcome = at_once(
        lambda s: services.claim(s, laporan_id, actor=ani),
        lambda s: services.claim(s, laporan_id, actor=budi),
    )
    loser = one_conflict(outcome)
    assert ("Ani" if outcome[0] is None else "Budi") in loser.pesan
    assert (status_of(laporan_id), claims(laporan_id)) == (Status.DIPERIKSA, 1)


def test_expired_claim_is_taken_by_one_of_many(database: Engine) -> None:
    officers = [make_actor(Peran.VERIFIKATOR) for _ in range(4)]
    laporan_id = make_claimed(officers[0])
    with transaction() as session:
        expire_claim(session, laporan_id)
    one_conflict(
        at_once(
            *(lambda s, who=who: services.claim(s, laporan_id, actor=who) for who in officers[1:])  # type: ignore[misc]
        )
    )
    assert claims(laporan_id) == 1


def test_job_and_officer_at_once_leave_a_whole_report(database: Engine) -> None:
    ani, budi = make_actor(Peran.VERIFIKATOR), make_actor(Peran.VERIFIKATOR)
    laporan_id = make_claimed(ani)
    with transaction() as session:
        expire_claim(session, laporan_id)
    outcome = at_once(services.release_expired, lambda s: services.claim(s, laporan_id, actor=budi))
    assert outcome == [None, None]
    assert (status_of(laporan_id), claims(laporan_id)) == (Status.DIPERIKSA, 1)


@pytest.mark.parametrize("_", REPEATS)
def test_two_approvals_at_once_make_one_approval_and_one_job(database: Engine, _: int) -> None:
    laporan_id = make_recommended(make_actor(Peran.VERIFIKATOR))
    first, second = make_actor(Peran.PEJABAT), make_actor(Peran.PEJABAT)
    versi = version_of(laporan_id)
    outcome = at_once(
        lambda s: services.approve(s, laporan_id, actor=first, versi=versi),
        lambda s: services.approve(s, laporan_id, actor=second, versi=versi),
    )
    one_conflict(outcome)
    with transaction() as session:
        keputusan = session.get_one(Keputusan, laporan_id)
    assert keputusan.disetujui_oleh == (first.id if outcome[0] is None else second.id)
    assert document_jobs() == [str(laporan_id)]


@pytest.mark.parametrize("_", REPEATS)
def test_recommend_and_return_at_once_one_of_them_happens(database: Engine, _: int) -> None:
    petugas = make_actor(Peran.VERIFIKATOR)
    laporan_id = make_claimed(petugas)
    check_identity(laporan_id, petugas)
    versi = version_of(laporan_id)
    outcome = at_once(
        lambda s: services.recommend(s, laporan_id, actor=petugas, versi=versi),
        lambda s: services.return_laporan(s, laporan_id, actor=petugas, versi=versi, notes={"nik": "Salah."}),
    )
    one_conflict(outcome)
    expected = Status.DISARANKAN if outcome[0] is None else Status.DIKEMBALIKAN
    assert (status_of(laporan_id), claims(laporan_id)) == (expected, 0)


def test_approve_and_decline_at_once_one_of_them_happens(database: Engine) -> None:
    makam = make_makam()
    laporan_id = make_recommended(make_actor(Peran.VERIFIKATOR), makam)
    first, second = make_actor(Peran.PEJABAT), make_actor(Peran.PEJABAT)
    versi = version_of(laporan_id)
    outcome = at_once(
        lambda s: services.approve(s, laporan_id, actor=first, versi=versi),
        lambda s: services.decline(s, laporan_id, actor=second, versi=versi, alasan="Cek lagi."),
    )
    one_conflict(outcome)
    assert len(document_jobs()) == (1 if outcome[0] is None else 0)


def _one_man(petugas: Actor, **isian: Any) -> UUID:
    """A recommended report of one man; nobody asked about doubles of it yet."""
    laporan_id = make_recommended(petugas, nama="Hasan Basri", nik=None, **isian)
    with transaction() as session:
        laporan = session.get_one(Laporan, laporan_id)
        laporan.nik_pilihan = "1871010201500001"
        record_change(session, laporan, "laporan.calon_dipilih", actor=petugas)
    return laporan_id


@pytest.mark.parametrize("_", REPEATS)
def test_two_approvals_of_one_nik_at_once_exactly_one_wins(
    database: Engine, monkeypatch: pytest.MonkeyPatch, _: int
) -> None:
    """Even if nobody looked for doubles, the second approval waits, sees the first, and says whom it met."""
    monkeypatch.setattr("pemakaman.verifikasi.services.putusan.refuse_open_ganda", lambda *_, **__: None)
    petugas, pejabat = make_actor(Peran.VERIFIKATOR), [make_actor(Peran.PEJABAT) for _ in range(2)]
    ids = [_one_man(petugas) for _ in range(2)]
    versi = [version_of(laporan_id) for laporan_id in ids]
    outcome = at_once(
        *(
            lambda s, at=at: services.approve(s, ids[at], actor=pejabat[at], versi=versi[at])  # type: ignore[misc]
            for at in range(2)
        )
    )
    assert "Hasan Basri, buku" in one_conflict(outcome).pesan
    assert sorted(map(status_of, ids)) == [Status.DISARANKAN, Status.DISETUJUI]


def test_the_database_itself_refuses_a_second_death(database: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("refuse_open_ganda", "refuse_second_death"):
        monkeypatch.setattr(f"pemakaman.verifikasi.services.putusan.{name}", lambda *_, **__: None)
    petugas = make_actor(Peran.VERIFIKATOR)
    ids = [_one_man(petugas) for _ in range(2)]
    works = [
        lambda s, one=one: services.approve(s, one, actor=make_actor(Peran.PEJABAT), versi=version_of(one))  # type: ignore[misc]
        for one in ids
    ]
    assert "Satu orang hanya meninggal satu kali" in one_conflict(at_once(*works)).pesan


@pytest.mark.parametrize("_", REPEATS)
def test_merge_and_not_the_same_at_once_one_of_them_happens(database: Engine, _: int) -> None:
    petugas = make_actor(Peran.VERIFIKATOR)
    first, second, dugaan = _pair(petugas)
    outcome = at_once(
        lambda s: services.merge_laporan(s, dugaan, tetap_id=first, alasan="Satu", actor=petugas),
        lambda s: services.mark_not_same(s, dugaan, alasan="Dua", actor=petugas),
        lambda s: services.merge_laporan(s, dugaan, tetap_id=second, alasan="Satu", actor=petugas),
    )
    one_conflict(outcome)
    merged = sum(status_of(one) == Status.DIGABUNG for one in (first, second))
    assert merged == (0 if outcome[1] is None else 1)


@pytest.mark.parametrize("_", REPEATS)
def test_merge_and_claim_at_once_leave_no_claim_on_a_merged_row(database: Engine, _: int) -> None:
    petugas, other = make_actor(Peran.VERIFIKATOR), make_actor(Peran.VERIFIKATOR)
    first, second, dugaan = _pair(petugas)
    outcome = at_once(
        lambda s: services.merge_laporan(s, dugaan, tetap_id=first, alasan="Satu", actor=petugas),
        lambda s: services.claim(s, second, actor=other),
    )
    one_conflict(outcome)
    assert (status_of(second), claims(second)) == (
        (Status.DIGABUNG, 0) if outcome[0] is None else (Status.DIPERIKSA, 1)
    )


@pytest.mark.parametrize("_", REPEATS)
def test_two_changes_at_once_ask_once_and_nobody_waits_in_a_ring(database: Engine, _: int) -> None:
    """Each holds its own report and writes the same pair."""
    petugas = make_actor(Peran.VERIFIKATOR)
    born = {"lahir_tahun": 1950, "lahir_bulan": 1, "lahir_hari": 2}
    ids = [make_claimed(petugas, nama=nama, nik=None, **born) for nama in ("Hasan Basri", "Wayan Gede")]

    def rename(session: Any, laporan_id: UUID) -> None:
        laporan = get_laporan(session, laporan_id, actor=petugas, for_update=True)
        laporan.nama = "Hasan Basri"
        laporan.umur = 76
        record_change(session, laporan, "laporan.diubah", actor=petugas)

    assert at_once(lambda s: rename(s, ids[0]), lambda s: rename(s, ids[1])) == [None, None]
    with transaction() as session:
        for laporan_id in ids:
            check_ganda(session, session.get_one(Laporan, laporan_id), petugas)
        assert session.scalars(select(DugaanGanda.status)).all() == ["terbuka"]


def _pair(petugas: Actor) -> tuple[UUID, UUID, UUID]:
    born = {"lahir_tahun": 1950, "lahir_bulan": 1, "lahir_hari": 2}
    ids = [make_claimed(petugas, nama="Hasan Basri", nik=None, **born) for _ in range(2)]
    for laporan_id in ids:
        with transaction() as session:
            services.release(session, laporan_id, actor=petugas)
    with transaction() as session:
        return ids[0], ids[1], session.scalars(select(DugaanGanda.id)).one()
