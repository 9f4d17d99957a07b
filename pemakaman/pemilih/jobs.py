"""Background work of `pemilih`."""

from uuid import UUID

from pemakaman.db import transaction
from pemakaman.jobs import RETRY, job_app
from pemakaman.pemilih.hitung import run_steps
from pemakaman.pemilih.impor import run_import
from pemakaman.pemilih.ringkas import run_reduce


# What is in stays in: a second try finds the rows and only does what is missing.
@job_app.task(name="pemilih.impor", queue="impor", retry=RETRY)
def import_daftar(daftar_id: str) -> None:
    """Bring in one voter list, count and compare it; running it again after a crash doubles nothing."""
    run_import(UUID(daftar_id), transaction)
    run_steps(UUID(daftar_id), transaction)


@job_app.task(name="pemilih.hitung", queue="impor", retry=RETRY)
def count_daftar(daftar_id: str) -> None:
    """Count and compare a list again."""
    run_steps(UUID(daftar_id), transaction, again=True)


@job_app.task(name="pemilih.ringkas", queue="impor", retry=RETRY)
def reduce_daftar(daftar_id: str) -> None:
    """Delete the rows of a reduced list that nothing refers to."""
    run_reduce(UUID(daftar_id), transaction)
