"""No change is lost or counted twice: a worker killed at any statement, changes during a count, two workers."""

import time
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, event, func, select, text
from sqlalchemy.orm import Session

from pemakaman.akun.rules import SISTEM
from pemakaman.db import transaction
from pemakaman.jejak.services import record
from pemakaman.laporan.models import Laporan
from pemakaman.pantau.hitung import count_everything
from pemakaman.pantau.models import Jalan, Tanda
from pemakaman.pantau.queries.tempat import counted_at
from pemakaman.pantau.services import angka
from tests.pabrik_angka import check_figures, figures
from tests.pabrik_verifikasi import make_waiting
from tests.pekerja_mati import spawn_counter

pytestmark = pytest.mark.usefixtures("database")
NIK = {"nik": None, "nik_alasan": "tidak_punya"}


def give_nik(session: Session, laporan_id: UUID) -> None:
    """A change that moves one figure."""
    session.get_one(Laporan, laporan_id).nik = f"1871{laporan_id.int % 10**12:012}"
    record(session, "laporan.uji", "laporan", laporan_id, actor=SISTEM)
    session.flush()


def marks() -> int:
    with transaction() as session:
        return session.scalar(select(func.count()).select_from(Tanda)) or 0


def after_statement(session: Session, words: str, work: Callable[[], object]) -> None:
    """Do something else once this statement of the session has run."""
    waiting = [work]

    def look(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith(words) and waiting:
            waiting.pop()()

    event.listen(session.connection(), "after_cursor_execute", look)


def wait_for_lock(database: Engine) -> None:
    """PostgreSQL notices a moment later that a process is gone."""
    held = text(
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 46 AND database = "
        "(SELECT oid FROM pg_database WHERE datname = current_database())"
    )
    for _ in range(400):
        with database.connect() as connection:
            if not connection.scalar(held):
                return
        time.sleep(0.02)
    raise TimeoutError


def test_a_worker_killed_at_any_statement_loses_no_mark_and_counts_nothing_twice(database: Engine) -> None:
    make_waiting()
    laporan_id = make_waiting(**NIK)
    assert figures()["ada_nik"] == 1
    with transaction() as session:
        give_nik(session, laporan_id)
    for statement in (2, 5, 8, 11, 99):
        worker = spawn_counter(statement)
        worker.kill()
        worker.join()
        wait_for_lock(database)
        assert marks() == 1
    assert figures()["ada_nik"] == 2


def test_a_change_committed_between_reading_the_marks_and_counting_is_counted_once() -> None:
    first, second = make_waiting(**NIK), make_waiting(**NIK)

    def change() -> None:
        with transaction() as other:
            give_nik(other, first)

    with transaction() as session:
        after_statement(session, "DELETE FROM pantau_tanda", change)
        assert angka.count_marked(session) == 2
    assert marks() == 1
    assert figures()["ada_nik"] == 1
    with transaction() as session:
        give_nik(session, second)
    assert figures()["ada_nik"] == 2


def test_a_change_committed_in_the_middle_of_a_whole_count_is_counted_once() -> None:
    laporan_id = make_waiting(**NIK)
    figures()

    def change() -> None:
        with transaction() as other:
            give_nik(other, laporan_id)

    with transaction() as session:
        after_statement(session, "INSERT INTO pantau_fakta", change)
        angka.recount_all(session)
    assert figures()["ada_nik"] == 1


def test_two_workers_at_once_do_the_work_of_one() -> None:
    make_waiting()
    with transaction() as session:
        assert angka.count_marked(session) == 1
        assert count_everything() == 0
    check_figures()
    assert figures()["dimakamkan"] == 1


def test_marks_of_a_long_open_transaction_are_counted_after_it_ends() -> None:
    laporan_id = make_waiting(**NIK)
    with transaction() as slow:
        give_nik(slow, laporan_id)
        make_waiting()
        assert figures().get("ada_nik") == 1
    assert marks() == 1
    assert figures()["ada_nik"] == 2


def test_a_change_that_is_rolled_back_leaves_no_mark() -> None:
    laporan_id = make_waiting(**NIK)
    figures()
    with pytest.raises(ZeroDivisionError), transaction() as session:
        give_nik(session, laporan_id)
        raise ZeroDivisionError
    assert marks() == 0


def test_figures_are_right_as_of_the_moment_before_the_marks_were_read() -> None:
    make_waiting()
    seen = []
    with transaction() as session:
        after_statement(session, "DELETE FROM pantau_tanda", lambda: seen.append(time.time()))
        angka.count_marked(session)
        moment = counted_at(session)
    assert moment is not None
    assert moment.timestamp() <= seen[0]


def test_the_moment_stays_while_marks_still_wait() -> None:
    for _ in range(3):
        make_waiting()
    with transaction() as session:
        angka.count_marked(session, batch=2)
        assert session.get(Jalan, 1) is None
    count_everything()
    check_figures()
