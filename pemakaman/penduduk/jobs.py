"""Background work of `penduduk`: opening an uploaded extract, and bringing it in."""

from uuid import UUID

from pemakaman.db import transaction
from pemakaman.jobs import job_app
from pemakaman.penduduk.impor import look_inside, run_import
from pemakaman.penduduk.services import JOB, JOB_JUDUL


@job_app.task(name=JOB, queue="impor")
def import_penduduk(impor_id: str) -> None:
    """Try or do one import; running it again after a crash starts over and doubles nothing."""
    run_import(UUID(impor_id), transaction)


@job_app.task(name=JOB_JUDUL, queue="impor")
def find_judul(impor_id: str) -> None:
    """Look for the headings of a file too large to be opened while somebody waits."""
    look_inside(UUID(impor_id), transaction)
