"""Background work on struck names that came back, and on KPU's own dead."""

from uuid import UUID

from pemakaman.db import reading, transaction
from pemakaman.jobs import job_app
from pemakaman.pemilih.muncul import find_returned, list_open_daftar, refresh_alarms
from pemakaman.pemilih.tms import list_tms_daftar, sort_tms


@job_app.task(name="pemilih.kembali", queue="impor")
def look_for_returned(daftar_id: str) -> int:
    """After an import: whom of the struck it names again, or, of KPU's own dead, who has a report."""
    with transaction() as session:
        return find_returned(session, UUID(daftar_id)) + sort_tms(session, UUID(daftar_id))


@job_app.task(name="pemilih.tms", queue="impor")
def sort_again(kab_kode: str | None = None) -> int:
    """On demand: KPU's own dead of a kab/kota against the reports and akta of today, list by list."""
    with reading() as session:
        lists = list_tms_daftar(session, kab_kode)
    changed = 0
    for daftar_id in lists:
        with transaction() as session:
            changed += sort_tms(session, daftar_id)
    return changed


@job_app.periodic(cron="23 19 * * *")
@job_app.task(name="pemilih.kembali_malam", queue="impor", queueing_lock="pemilih.kembali_malam")
def look_again(timestamp: int) -> int:
    """Every night: causes of open alarms, and KPU's own dead."""
    with reading() as session:
        lists = list_open_daftar(session)
    changed = 0
    for daftar_id in lists:
        with transaction() as session:
            changed += refresh_alarms(session, daftar_id)
    return changed + sort_again()
