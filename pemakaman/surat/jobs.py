"""Letters in the worker."""

from collections.abc import Callable
from uuid import UUID

from pemakaman.berkas.jobs_pratinjau import make_preview
from pemakaman.berkas.services import Cetakan
from pemakaman.berkas.services.pratinjau import JOB as JOB_PRATINJAU
from pemakaman.db import transaction
from pemakaman.dokumen.jenis import Jenis
from pemakaman.jobs import RETRY, job_app, telling
from pemakaman.surat import services
from pemakaman.surat.cetak import print_pengantar, print_surat, print_templat
from pemakaman.surat.services.surat import JOB


def _print(dokumen_id: str, cetak: Callable[[services.PesananSurat], Cetakan]) -> None:
    """Running twice does no harm; a failure is shown at the letter and tried again."""
    key = UUID(dokumen_id)
    with telling("Pembuatan surat gagal", lambda session, galat: services.fail_letter(session, key, galat)):
        with transaction() as session:
            pesanan = services.take_letter(session, key)
        if pesanan is None:
            return
        made = cetak(pesanan)
        with transaction() as session:
            services.finish_letter(session, made)


@job_app.task(name=JOB[Jenis.SURAT], queue="berkas", retry=RETRY)
def make_surat(dokumen_id: str) -> None:
    """A letter of a report."""
    _print(dokumen_id, print_surat)


@job_app.task(name=JOB[Jenis.PENGANTAR], queue="berkas", retry=RETRY)
def make_pengantar(dokumen_id: str) -> None:
    """A covering letter."""
    _print(dokumen_id, print_pengantar)


@job_app.task(name=JOB_PRATINJAU["surat"], queue="berkas")
def preview_surat(pratinjau_id: str) -> None:
    """A template with sample data."""
    make_preview(pratinjau_id, print_templat)
