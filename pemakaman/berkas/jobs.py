"""Rendering in the worker."""

from uuid import UUID

from procrastinate import RetryStrategy

from pemakaman.berkas import services
from pemakaman.berkas.cetak import print_pesanan
from pemakaman.berkas.rules import MOST_TRIES
from pemakaman.berkas.services import lepas
from pemakaman.berkas.services.berkas import JOB
from pemakaman.db import transaction
from pemakaman.dokumen.jenis import JENIS_LABEL
from pemakaman.errors import Conflict, PemakamanError
from pemakaman.jobs import job_app

RETRY = RetryStrategy(max_attempts=MOST_TRIES, exponential_wait=3)


@job_app.task(name=JOB, queue="berkas", retry=RETRY)
def make_berkas(laporan_id: str) -> None:
    """Render the version in force. Running twice does no harm; a failure is shown at the document and tried again."""
    try:
        with transaction() as session:
            order = services.take_order(session, UUID(laporan_id))
    except Conflict:
        return  # the report left the approved states before its turn came
    except Exception as error:
        with transaction() as session:
            is_told = services.fail_current(session, UUID(laporan_id), f"Berkas gagal disiapkan ({describe(error)}).")
        if not is_told:
            return  # there is no such report any more
        raise
    if order is not None:
        _print(order)


def describe(error: Exception) -> str:
    """Our own words, or the kind of a surprise."""
    return error.pesan.rstrip(".") if isinstance(error, PemakamanError) else type(error).__name__


def _print(order: services.Order) -> None:
    made: list[services.Cetakan] = []
    for one in order.pesanan:
        try:
            made.append(print_pesanan(one))
        except Exception as error:
            _fail(order, f"{JENIS_LABEL[one.jenis]} gagal dibuat ({type(error).__name__}).", one.dokumen_id)
            raise
    try:
        with transaction() as session:
            services.finish_order(session, order, made)
    except Exception as error:
        _fail(order, f"Pembuatan PDF gagal ({type(error).__name__}).")
        raise


def _fail(order: services.Order, galat: str, dokumen_id: UUID | None = None) -> None:
    with transaction() as session:
        services.fail_order(session, order, galat, dokumen_id=dokumen_id)


@job_app.task(name=lepas.JOB, queue="berkas", retry=RETRY)
def make_lembar(dokumen_id: str) -> None:
    """Print one single paper. Running twice does no harm; a failure is shown at the paper and tried again."""
    try:
        with transaction() as session:
            pesanan = lepas.take_lepas(session, UUID(dokumen_id))
        if pesanan is None:
            return
        made = print_pesanan(pesanan)
        with transaction() as session:
            lepas.finish_lepas(session, made)
    except Exception as error:
        with transaction() as session:
            lepas.fail_lepas(session, UUID(dokumen_id), describe(error))
        raise
