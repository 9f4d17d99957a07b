"""The worker process: runs jobs from the queue, and takes up those a dead worker left.

`python -m pemakaman.worker QUEUE,QUEUE` is what the supervisor starts; people use `pemakaman pekerja`.
"""

import asyncio
import logging
import sys
from collections.abc import Sequence

from procrastinate import App
from procrastinate.app import WorkerOptions
from procrastinate.jobs import Status
from procrastinate.utils import utcnow

from pemakaman import db, jobs, kunci_periksa, log, store
from pemakaman.config import Settings, load_settings
from pemakaman.pemilih import sandi as sandi_paket
from pemakaman.penduduk import layanan

logger = logging.getLogger(__name__)
# A job that kills its worker again and again must not do so for ever.
MOST_ATTEMPTS = 10


async def rescue_stalled(app: App) -> int:
    """Queue again what a dead worker was doing; jobs are written so that running twice does no harm."""
    stalled = list(await app.job_manager.get_stalled_jobs())
    for job in stalled:
        if job.attempts >= MOST_ATTEMPTS:
            await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=False)
            logger.error("pekerjaan %s (%s) dihentikan: sudah %d kali macet", job.id, job.task_name, job.attempts)
        else:
            await app.job_manager.retry_job(job, retry_at=utcnow())
    return len(stalled)


async def _rescue_for_ever(app: App) -> None:
    while True:
        rescued = await rescue_stalled(app)
        if rescued:
            logger.warning("%d pekerjaan macet dijalankan lagi", rescued)
        await asyncio.sleep(15)


async def _run(url: str, queues: Sequence[str]) -> None:
    options = WorkerOptions(concurrency=1, fetch_job_polling_interval=2, shutdown_graceful_timeout=15)
    if queues:
        options["queues"] = queues
    with jobs.working(url) as app:
        app.perform_import_paths()  # type: ignore[no-untyped-call]
        async with app.open_async():
            rescuer = asyncio.create_task(_rescue_for_ever(app))
            try:
                await app.run_worker_async(**options)
            finally:
                rescuer.cancel()


def run_worker(settings: Settings, url: str, queues: Sequence[str] = ()) -> None:
    """Work until a signal. Sync jobs run one at a time, because WeasyPrint is not safe in threads."""
    db.configure(url)
    store.configure(settings.simpanan)
    layanan.configure(settings.dukcapil, settings.secret_key)
    sandi_paket.configure(settings.secret_key)
    kunci_periksa.configure(settings)
    asyncio.run(_run(url, queues))


if __name__ == "__main__":
    log.configure_logging()
    found = load_settings()
    run_worker(found, found.database_url or "", sys.argv[1].split(","))
