"""Work of the review desk that nobody waits for."""

from pemakaman.db import reading, transaction
from pemakaman.jobs import job_app
from pemakaman.verifikasi import services
from pemakaman.verifikasi.queries.waktu import offices_at_work


@job_app.periodic(cron="*/5 * * * *")
@job_app.task(name="verifikasi.lepas_klaim", queueing_lock="verifikasi.lepas_klaim")
def release_expired_claims(timestamp: int) -> int:
    """Every five minutes: reports whose officer went away wait for another."""
    with transaction() as session:
        return services.release_expired(session)


@job_app.periodic(cron="7 * * * *")
@job_app.task(name="verifikasi.eskalasi", queueing_lock="verifikasi.eskalasi")
def escalate_overdue(timestamp: int) -> int:
    """Every hour: what passed its service time since goes up to the head, each office by itself."""
    with reading() as session:
        offices = offices_at_work(session)
    done = 0
    for kab_kode in offices:
        with transaction() as session:
            done += services.escalate(session, kab_kode)
    return done
