"""Work of the review desk that nobody waits for."""

from pemakaman.db import transaction
from pemakaman.jobs import job_app
from pemakaman.verifikasi import services


@job_app.periodic(cron="*/5 * * * *")
@job_app.task(name="verifikasi.lepas_klaim", queueing_lock="verifikasi.lepas_klaim")
def release_expired_claims(timestamp: int) -> int:
    """Every five minutes: reports whose officer went away wait for another."""
    with transaction() as session:
        return services.release_expired(session)
