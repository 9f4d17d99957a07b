"""Printing monthly reports, and keeping the figures, in the worker."""

from uuid import UUID

from pemakaman.db import transaction
from pemakaman.dokumen.mesin import render_pdf
from pemakaman.jobs import RETRY, job_app, telling
from pemakaman.pantau.hitung import count_everything
from pemakaman.pantau.services import bulanan, cetak
from pemakaman.pantau.surat import letter_values, write_xlsx


@job_app.task(name=bulanan.JOB, queue="berkas", retry=RETRY)
def print_bulanan(bulanan_id: str) -> None:
    """Letter as PDF and annex as XLSX. Running twice does no harm; a report that changed meanwhile has another job."""
    with transaction() as session:
        order = cetak.take_order(session, UUID(bulanan_id))
    if order is None:
        return
    with telling("Pembuatan surat gagal", lambda session, galat: cetak.fail_order(session, order, galat)):
        pdf, xlsx = render(order)
        with transaction() as session:
            cetak.finish_order(session, order, pdf, xlsx)


def render(order: cetak.Order) -> tuple[bytes, bytes]:
    """(letter with its annex as PDF, annex as XLSX) of an order. Not thread-safe: worker processes only."""
    surat, values = order.surat, letter_values(order.surat)
    pdf = render_pdf("pantau/surat.html", "pantau/surat.css", values, judul=surat.judul, tanggal=order.tanggal)
    return pdf, write_xlsx(surat)


@job_app.periodic(cron="* * * * * */20")
@job_app.task(name="pantau.angka", queue="angka", queueing_lock="pantau.angka")
def keep_figures(timestamp: int) -> int:
    """Every twenty seconds: what changed is counted, a batch a transaction. How many reports that was."""
    return count_everything()
