"""Rendering in the worker."""

from functools import partial
from uuid import UUID

from sqlalchemy.orm import Session

from pemakaman.berkas import services
from pemakaman.berkas.cetak import print_pesanan
from pemakaman.berkas.services import lepas
from pemakaman.berkas.services.berkas import JOB
from pemakaman.db import transaction
from pemakaman.dokumen.jenis import JENIS_LABEL
from pemakaman.errors import Conflict
from pemakaman.jobs import RETRY, describe, job_app, telling


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


def _print(order: services.Order) -> None:
    made: list[services.Cetakan] = []
    for one in order.pesanan:
        with telling(f"{JENIS_LABEL[one.jenis]} gagal dibuat", partial(_fail, order, one.dokumen_id)):
            made.append(print_pesanan(one))
    with telling("Pembuatan PDF gagal", partial(_fail, order, None)), transaction() as session:
        services.finish_order(session, order, made)


def _fail(order: services.Order, dokumen_id: UUID | None, session: Session, galat: str) -> None:
    services.fail_order(session, order, galat, dokumen_id=dokumen_id)


@job_app.task(name=lepas.JOB, queue="berkas", retry=RETRY)
def make_lembar(dokumen_id: str) -> None:
    """Print one single paper. Running twice does no harm; a failure is shown at the paper and tried again."""
    key = UUID(dokumen_id)
    with telling("Lembar gagal dibuat", lambda session, galat: lepas.fail_lepas(session, key, galat)):
        with transaction() as session:
            pesanan = lepas.take_lepas(session, key)
        if pesanan is None:
            return
        made = print_pesanan(pesanan)
        with transaction() as session:
            lepas.finish_lepas(session, made)
