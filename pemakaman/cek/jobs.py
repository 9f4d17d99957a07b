"""Printing lists for the field in the worker."""

from uuid import UUID

from pemakaman.cek.services import cetak
from pemakaman.db import transaction
from pemakaman.dokumen.mesin import render_pdf
from pemakaman.jobs import RETRY, job_app, telling


@job_app.task(name=cetak.JOB, queue="berkas", retry=RETRY)
def print_cek(cek_id: str) -> None:
    """Print one list. Running twice does no harm; a failure is told on the list and tried again."""
    with transaction() as session:
        pesanan = cetak.take_order(session, UUID(cek_id))
    if pesanan is None:
        return
    with telling("Pembuatan PDF gagal", lambda session, galat: cetak.fail_order(session, pesanan, galat)):
        pdf = render(pesanan)
        with transaction() as session:
            cetak.finish_order(session, pesanan, pdf)


def render(pesanan: cetak.Pesanan) -> bytes:
    """The list as PDF; the same order gives the same bytes. Worker processes only."""
    judul = f"Daftar cek lapangan nomor {pesanan.nomor:05}"
    return render_pdf("cek/cetak.html", "cek/cetak.css", {"pesanan": pesanan}, judul=judul, tanggal=pesanan.dibuat)
