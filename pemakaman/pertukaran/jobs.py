"""Imports in the worker."""

from uuid import UUID

from pemakaman.db import transaction
from pemakaman.jobs import job_app
from pemakaman.pertukaran import services


@job_app.task(name=services.JOB, queue="impor")
def impor_buku(impor_id: str) -> None:
    """Bring a sheet in. Running twice does no harm; a failure is told on the page of the import."""
    services.run_impor(UUID(impor_id), unit=transaction)
