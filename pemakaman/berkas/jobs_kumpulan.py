"""Prints of many files in the worker, and giving up those of last week."""

import tempfile
from pathlib import Path
from uuid import UUID

from pemakaman import store
from pemakaman.berkas.services import kumpulan as services
from pemakaman.berkas.susun_kumpulan import write_kumpulan
from pemakaman.db import now, reading, transaction
from pemakaman.jobs import RETRY, job_app, telling
from pemakaman.lupa import free_bytes


@job_app.task(name=services.JOB, queue="berkas", retry=RETRY)
def print_together(kumpulan_id: str) -> None:
    """Make one print. Running twice does no harm; a failure is told on it and tried again."""
    with transaction() as session:
        kumpulan = services.take_kumpulan(session, UUID(kumpulan_id))
    if kumpulan is None:
        return
    with telling(
        "Pembuatan gagal", lambda session, galat: services.fail_kumpulan(session, kumpulan.kumpulan_id, galat)
    ):
        _print(kumpulan)


def _print(kumpulan: services.Kumpulan) -> None:
    def tell(done: int) -> None:
        with transaction() as session:
            services.report_progress(session, kumpulan.kumpulan_id, done)

    with tempfile.TemporaryDirectory(prefix="kumpulan-") as name:
        target = Path(name) / "kumpulan"
        halaman = write_kumpulan(kumpulan, target, tell)
        ukuran, sha256 = target.stat().st_size, store.put_file(target)
    with transaction() as session:
        services.finish_kumpulan(session, kumpulan, sha256=sha256, ukuran=ukuran, halaman=halaman)


@job_app.periodic(cron="17 19 * * *")
@job_app.task(name="berkas.lupakan_kumpulan", queue="rawat", pass_context=False)
def forget_old(timestamp: int) -> int:
    """Prints hold many persons' data and can be made again at any time."""
    with transaction() as session:
        forgotten = services.forget_kumpulan(session)
    if not forgotten:
        return 0
    with reading() as session:
        return free_bytes(session, forgotten, before=now() - services.DISIMPAN)
