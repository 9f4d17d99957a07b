"""Jobs of a dead worker are taken up again, but not for ever."""

import pytest
from sqlalchemy import Engine, text

from pemakaman.db import database_url, transaction
from pemakaman.jobs import defer, working
from pemakaman.worker import MOST_ATTEMPTS, rescue_stalled
from tests.pekerja import run_aside

DEAD = "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '5 minutes') RETURNING id"
TAKEN = "UPDATE procrastinate_jobs SET status = 'doing', worker_id = :worker, attempts = :attempts"


def make_stalled(attempts: int) -> None:
    """One job in the hands of a worker that gave its last sign of life long ago."""
    with transaction() as session:
        defer(session, "berkas.buat", laporan_id="00000000-0000-0000-0000-000000000000")
    with transaction() as session:
        worker = session.scalar(text(DEAD))
        session.execute(text(TAKEN), {"worker": worker, "attempts": attempts})


def rescue() -> int:
    async def run() -> int:
        with working(database_url()) as app:
            async with app.open_async():
                return await rescue_stalled(app)

    return run_aside(run())


@pytest.mark.parametrize(("attempts", "status"), [(0, "todo"), (MOST_ATTEMPTS, "failed")])
def test_stalled_job_is_queued_again_within_a_limit(database: Engine, attempts: int, status: str) -> None:
    make_stalled(attempts)
    assert rescue() == 1
    with transaction() as session:
        assert session.scalar(text("SELECT status::text FROM procrastinate_jobs")) == status


def test_rolled_back_cause_leaves_no_job(database: Engine) -> None:
    with pytest.raises(RuntimeError), transaction() as session:
        defer(session, "berkas.buat", laporan_id="x")
        raise RuntimeError
    with transaction() as session:
        assert session.scalar(text("SELECT count(*) FROM procrastinate_jobs")) == 0
