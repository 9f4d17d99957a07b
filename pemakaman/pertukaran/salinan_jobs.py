"""Bringing many typed rows in, in the worker."""

from uuid import UUID

from pemakaman.db import transaction
from pemakaman.jobs import job_app
from pemakaman.pertukaran import salinan_masuk


@job_app.task(name=salinan_masuk.JOB, queue="impor")
def masukkan_salinan(impor_id: str, halaman_id: str, akun_id: str) -> None:
    """Bring the waiting rows of a batch or a page in. Running twice does no harm."""
    page = UUID(halaman_id) if halaman_id else None
    salinan_masuk.bring_in_for(UUID(impor_id), page, UUID(akun_id), unit=transaction)
