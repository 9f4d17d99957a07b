"""Background work of `pemilih`."""

from uuid import UUID

from pemakaman.db import transaction
from pemakaman.jobs import job_app
from pemakaman.pemilih.impor import run_import


@job_app.task(name="pemilih.impor", queue="impor")
def import_daftar(daftar_id: str) -> None:
    """Bring in one voter list; running it again after a crash starts over and doubles nothing."""
    run_import(UUID(daftar_id), transaction)
