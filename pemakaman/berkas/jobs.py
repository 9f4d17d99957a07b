"""Rendering in the worker."""

import io
import logging
from uuid import UUID

import pikepdf
from procrastinate import RetryStrategy

from pemakaman.berkas import services
from pemakaman.berkas.rules import MOST_TRIES
from pemakaman.db import transaction
from pemakaman.dokumen.cetak import render_permohonan
from pemakaman.errors import Conflict, NotFound
from pemakaman.jobs import job_app

logger = logging.getLogger(__name__)
RETRY = RetryStrategy(max_attempts=MOST_TRIES, exponential_wait=3)


@job_app.task(name=services.JOB, queue="berkas", retry=RETRY)
def make_berkas(laporan_id: str) -> None:
    """Render the version in force. Running twice does no harm; a failure is shown at the document and tried again."""
    try:
        with transaction() as session:
            order = services.take_order(session, UUID(laporan_id))
    except (Conflict, NotFound):
        return  # the report left the approved states before its turn came
    if order is not None:
        _render(order)


def _render(order: services.Order) -> None:
    try:
        content = render_permohonan(
            order.isian,
            formulir=order.formulir,
            kertas=order.kertas,
            tanggal_dokumen=order.tanggal,
            kotak_nama=order.kotak_nama,
        )
        with pikepdf.open(io.BytesIO(content)) as document:
            pages = len(document.pages)
        with transaction() as session:
            services.finish_order(session, order, content, pages)
    except Exception as error:
        with transaction() as session:
            services.fail_order(session, order, f"Pembuatan PDF gagal ({type(error).__name__}).")
        raise
