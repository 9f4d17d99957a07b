"""Prints of the book in the worker."""

import tempfile
from pathlib import Path
from uuid import UUID

from pemakaman import store
from pemakaman.buku.ambil import hold_still, take_out
from pemakaman.buku.cetakan import render_book
from pemakaman.buku.services import cetak as services
from pemakaman.db import reading, transaction
from pemakaman.jobs import RETRY, job_app, telling


@job_app.task(name=services.JOB, queue="berkas", retry=RETRY)
def print_book(cetak_id: str) -> None:
    """Make one print. Running twice does no harm; a failure is told on the order and tried again."""
    with transaction() as session:
        pesanan = services.take_order(session, UUID(cetak_id))
    if pesanan is None:
        return
    with telling("Pembuatan PDF gagal", lambda session, galat: services.fail_cetak(session, pesanan.cetak_id, galat)):
        _print(pesanan)


def _print(pesanan: services.Pesanan) -> None:
    def tell(rows: int) -> None:
        with transaction() as session:
            services.report_progress(session, pesanan.cetak_id, rows)

    with tempfile.TemporaryDirectory(prefix="buku-") as name:
        folder = Path(name)
        with reading() as session:
            hold_still(session)
            found = take_out(session, pesanan, folder)
        target = folder / "buku.pdf"
        made = render_book(found.kepala, found.bagian(), target, progress=tell)
        size, sha256 = target.stat().st_size, store.put_file(target)
    with transaction() as session:
        services.finish_cetak(
            session, pesanan.cetak_id, sha256=sha256, ukuran=size, halaman=made.halaman, baris=made.baris
        )
