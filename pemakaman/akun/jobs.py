"""Nightly tidying: sessions and failed sign-ins that nobody needs any more."""

from pemakaman.akun import sessions, throttle
from pemakaman.db import transaction
from pemakaman.jobs import job_app


@job_app.periodic(cron="17 19 * * *")
@job_app.task(name="akun.lupakan", queue="rawat", pass_context=False)
def forget_old(timestamp: int) -> None:
    """Forget ended sessions after 90 days, and failed sign-ins once they no longer count."""
    with transaction() as session:
        sessions.forget_old(session)
        throttle.forget_old(session)
