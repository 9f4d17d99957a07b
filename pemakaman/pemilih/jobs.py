"""Background work of `pemilih`."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from pemakaman.db import transaction
from pemakaman.dokumen.mesin import render_pdf
from pemakaman.errors import Forbidden, Invalid, NotFound
from pemakaman.jobs import RETRY, job_app, telling
from pemakaman.pemilih import serah
from pemakaman.pemilih.hitung import run_steps
from pemakaman.pemilih.impor import run_import
from pemakaman.pemilih.ringkas import run_reduce


# What is in stays in: a second try finds the rows and only does what is missing.
@job_app.task(name="pemilih.impor", queue="impor", retry=RETRY)
def import_daftar(daftar_id: str) -> None:
    """Bring in one voter list, count and compare it; running it again after a crash doubles nothing."""
    run_import(UUID(daftar_id), transaction)
    run_steps(UUID(daftar_id), transaction)


@job_app.task(name="pemilih.hitung", queue="impor", retry=RETRY)
def count_daftar(daftar_id: str) -> None:
    """Count and compare a list again."""
    run_steps(UUID(daftar_id), transaction, again=True)


@job_app.task(name="pemilih.ringkas", queue="impor", retry=RETRY)
def reduce_daftar(daftar_id: str) -> None:
    """Delete the rows of a reduced list that nothing refers to."""
    run_reduce(UUID(daftar_id), transaction)


@job_app.task(name=serah.JOB, queue="berkas", retry=RETRY)
def make_paket(pesanan_id: str) -> None:
    """Make one ordered package. Running twice makes one; a failure is told on the order and tried again."""
    pesanan = UUID(pesanan_id)
    with transaction() as session:
        if not serah.begin_pesanan(session, pesanan):
            return
    with telling("Paket belum dapat dibuat", lambda session, galat: serah.fail_pesanan(session, pesanan, galat)):
        try:
            with transaction() as session:
                serah.finish_pesanan(session, pesanan, print_record)
        except (Invalid, Forbidden, NotFound) as error:
            # Trying again changes nothing: a person must choose anew.
            with transaction() as session:
                serah.fail_pesanan(session, pesanan, error.pesan)


def print_record(values: Mapping[str, Any]) -> bytes:
    """The record of the hand-over as PDF. Not thread-safe: worker processes only."""
    judul = f"Berita acara penyerahan paket {values['nomor']}"
    dibuat = values["tempat"].dibuat
    return render_pdf("pemilih/berita_acara.html", "pemilih/berita_acara.css", values, judul=judul, tanggal=dibuat)
