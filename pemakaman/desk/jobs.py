"""Printing daily letters in the worker."""

from uuid import UUID

from pemakaman.db import transaction
from pemakaman.desk.services import surat as services
from pemakaman.desk.surat import letter_values, pictures_of
from pemakaman.dokumen.mesin import render_pdf
from pemakaman.jobs import RETRY, job_app, telling


@job_app.task(name=services.JOB, queue="berkas", retry=RETRY)
def print_surat(surat_id: str) -> None:
    """A letter with its pictures and its table. Running twice does no harm."""
    with transaction() as session:
        order = services.take_order(session, UUID(surat_id))
    if order is None:
        return
    with telling("Pembuatan surat gagal", lambda session, galat: services.fail_order(session, order, galat)):
        pdf = render(order)
        with transaction() as session:
            services.finish_order(session, order, pdf)


def render(order: services.Order) -> bytes:
    """The letter as PDF. Not thread-safe: worker processes only."""
    surat = order.surat
    return render_pdf(
        "desk/surat_cetak.html",
        "desk/surat_cetak.css",
        letter_values(surat),
        judul=surat.judul,
        tanggal=order.pada,
        gambar=pictures_of(surat),
    )
