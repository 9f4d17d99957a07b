"""Prints of closed months in the worker."""

import tempfile
from pathlib import Path
from uuid import UUID

from pemakaman import store
from pemakaman.buku.cetakan import render_book
from pemakaman.buku.potret import read_picture
from pemakaman.buku.services import tutup
from pemakaman.db import reading, transaction
from pemakaman.jobs import RETRY, job_app, telling


@job_app.task(name=tutup.JOB, queue="berkas", retry=RETRY)
def print_closing(tutup_id: str) -> None:
    """Print a closed month from its picture. Running twice does no harm; a failure is shown at the closing."""
    with reading() as session:
        sha256_isi = tutup.take_order(session, UUID(tutup_id))
    if sha256_isi is None:
        return
    with telling("Pembuatan PDF gagal", lambda session, galat: tutup.fail_order(session, UUID(tutup_id), galat)):
        sha256, pages = _render(sha256_isi)
        with transaction() as session:
            tutup.finish_order(session, UUID(tutup_id), sha256, pages)


def _render(sha256_isi: str) -> tuple[str, int]:
    picture = read_picture(store.get(sha256_isi))
    with tempfile.TemporaryDirectory(prefix="tutup-") as folder:
        target = Path(folder) / "buku.pdf"
        made = render_book(picture.kepala, [picture.bagian], target)
        return store.put_file(target), made.halaman
