"""Nightly tidying of photos that nobody waits for any more."""

from pemakaman.db import now, reading, transaction
from pemakaman.jobs import job_app
from pemakaman.lapangan.rules import SIMPAN_SISA
from pemakaman.lapangan.services.lupa import forget_photos
from pemakaman.lupa import free_bytes


@job_app.periodic(cron="41 19 * * *")
@job_app.task(name="lapangan.lupakan_foto", queue="rawat", pass_context=False)
def forget_waiting(timestamp: int) -> int:
    """Forget photos whose report never came; their bytes go once that is certain."""
    with transaction() as session:
        forgotten = forget_photos(session)
    if not forgotten:
        return 0
    with reading() as session:
        return free_bytes(session, forgotten, before=now() - SIMPAN_SISA)
