"""Background work of matching: one report at once, a list in portions, and every night what was left."""

import logging
from uuid import UUID

from sqlalchemy import select

from pemakaman.db import transaction
from pemakaman.jobs import RETRY, job_app
from pemakaman.pemilih import cocok, cocok_mesin
from pemakaman.pemilih.models import DaftarPemilih
from pemakaman.pencocokan.model import default_model

MANY = 500
"""Reports from which on a list is matched as a whole."""
logger = logging.getLogger(__name__)


# Not behind an import, which may take minutes.
@job_app.task(name=cocok.JOB, queue="rawat", retry=RETRY)
def match_laporan(laporan_id: str) -> None:
    """One report against the lists in force; matched as it stands, it is left alone."""
    with transaction() as session:
        cocok_mesin.match_everywhere(session, UUID(laporan_id))


@job_app.task(name=cocok.JOB_DAFTAR, queue="impor", retry=RETRY)
def match_daftar(daftar_id: str) -> None:
    """Every report that waits for this list, one transaction each; what is done stays done when the worker dies.

    A report that cannot be matched holds up no other: it is left to the queue's next try.
    """
    _match_at_once(UUID(daftar_id))
    after: UUID | None = None
    failed: Exception | None = None
    while True:
        with transaction() as session:
            daftar = session.get(DaftarPemilih, UUID(daftar_id))
            portion = cocok.list_waiting(session, daftar, model=default_model().versi, sesudah=after) if daftar else []
        if not portion:
            break
        for laporan_id in portion:
            try:
                with transaction() as session:
                    cocok_mesin.match_laporan(session, laporan_id, session.get_one(DaftarPemilih, UUID(daftar_id)))
            except Exception as error:
                logger.error("laporan %s tidak dapat dicocokkan: %s", laporan_id, type(error).__name__)
                failed = error
        after = portion[-1]
    if failed is not None:
        raise failed


def _match_at_once(daftar_id: UUID) -> None:
    """Many waiting reports are worth the engine for whole lists; whatever it leaves is matched one by one."""
    with transaction() as session:
        daftar = session.get(DaftarPemilih, daftar_id)
        waiting = cocok.list_all_waiting(session, daftar, model=default_model().versi) if daftar else []
    if len(waiting) >= MANY:
        # Two seconds to load, which a single report must not wait for.
        from pemakaman.pemilih.cocok_borongan import match_at_once  # noqa: PLC0415

        match_at_once(transaction, daftar_id, waiting)


@job_app.periodic(cron="23 19 * * *")
@job_app.task(name="pemilih.cocok_malam", queue="impor")
def match_all(timestamp: int) -> None:
    """At night: a job for each list in force that reports wait for."""
    with transaction() as session:
        kabs = session.scalars(select(DaftarPemilih.wilayah_kode).distinct()).all()
        for kab_kode in sorted({kode[:5] for kode in kabs}):
            for daftar in cocok.lists_in_force(session, kab_kode):
                if cocok.list_waiting(session, daftar, model=default_model().versi):
                    cocok.defer_daftar(session, daftar)
