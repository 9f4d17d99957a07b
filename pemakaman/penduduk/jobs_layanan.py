"""Asking the Dukcapil web service, in a worker of its own queue."""

from procrastinate import RetryStrategy

from pemakaman.db import transaction
from pemakaman.jobs import job_app
from pemakaman.penduduk import layanan
from pemakaman.penduduk.layanan import LayananDiam, LayananError
from pemakaman.penduduk.pencarian import JOB, fail_lookup, finish_lookup, take_lookup

RETRY = RetryStrategy(max_attempts=4, wait=120, retry_exceptions={LayananDiam})


@job_app.task(name=JOB, queue="layanan", retry=RETRY)
def ask_service(pencarian_id: int, tujuan: str) -> None:
    """One look-up; what failed is shown at the report, and a silent service is asked again later."""
    with transaction() as session:
        asked = take_lookup(session, pencarian_id, tujuan=tujuan)
    if asked is None:
        return
    try:
        if not layanan.is_configured():
            raise LayananError("Layanan Dukcapil belum diatur pada pekerja ini.")
        found = layanan.service().lookup(asked.nik)
    except LayananError as error:
        with transaction() as session:
            fail_lookup(session, pencarian_id, error.pesan)
        if isinstance(error, LayananDiam):
            raise
        return
    with transaction() as session:
        finish_lookup(session, pencarian_id, found)
