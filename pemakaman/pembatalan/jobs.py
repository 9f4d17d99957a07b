"""Work on cases that nobody waits for."""

from pemakaman.db import reading, transaction
from pemakaman.jobs import job_app
from pemakaman.pembatalan import services
from pemakaman.pembatalan.queries import list_waiting


@job_app.periodic(cron="* * * * *")
@job_app.task(name="pembatalan.cocokkan", queueing_lock="pembatalan.cocokkan")
def match_waiting_cases(timestamp: int) -> int:
    """Every minute: alarms that found no report look again, each case by itself."""
    with reading() as session:
        waiting = list_waiting(session)
    frozen = 0
    for kasus_id in waiting:
        with transaction() as session:
            frozen += services.match_waiting(session, kasus_id)
    return frozen
