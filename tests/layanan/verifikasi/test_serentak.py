"""Two officers at the same instant: exactly one wins, the other is told, nothing is done twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, func, select, text

from pemakaman.akun.rules import Peran
from pemakaman.db import transaction
from pemakaman.errors import Conflict
from pemakaman.laporan.rules import Status
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
