"""Background work: a job row is written in the transaction of its cause."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from procrastinate import App, PsycopgConnector, RetryStrategy, SyncPsycopgConnector
from procrastinate.connector import BaseConnector
from sqlalchemy.orm import Session

from pemakaman.db import APP_ROLE, libpq_url, transaction
from pemakaman.errors import PemakamanError

IMPORT_PATHS = [
    "pemakaman.akun.jobs",
    "pemakaman.berkas.jobs",
    "pemakaman.berkas.jobs_pratinjau",
    "pemakaman.berkas.jobs_kumpulan",
    "pemakaman.cek.jobs",
    "pemakaman.desk.jobs",
    "pemakaman.lapangan.jobs",
    "pemakaman.pantau.jobs",
    "pemakaman.buku.jobs",
    "pemakaman.buku.jobs_tutup",
    "pemakaman.pembatalan.jobs",
    "pemakaman.pemilih.jobs",
    "pemakaman.pemilih.jobs_cocok",
    "pemakaman.pemilih.jobs_kembali",
    "pemakaman.penduduk.jobs_layanan",
    "pemakaman.penduduk.jobs",
    "pemakaman.pertukaran.jobs",
    "pemakaman.pertukaran.salinan_jobs",
    "pemakaman.peta.jobs",
    "pemakaman.surat.jobs",
    "pemakaman.verifikasi.jobs",
]

MOST_TRIES = 5
RETRY = RetryStrategy(max_attempts=MOST_TRIES, exponential_wait=3)
"""Of what is printed: again after 3, 9, 27 and 81 seconds."""

job_app = App(connector=SyncPsycopgConnector(), import_paths=IMPORT_PATHS)


SEGERA = 50
"""Priority of what somebody waits for in front of the screen; usual work has 0."""


def describe(error: Exception) -> str:
    """Our own words, or the kind of a surprise: its text may hold what nobody should read."""
    return error.pesan.rstrip(".") if isinstance(error, PemakamanError) else type(error).__name__


@contextmanager
def telling(apa: str, tell: Callable[[Session, str], object]) -> Iterator[None]:
    """Work whose failure is told where it was ordered, in a transaction of its own; then the queue tries it again."""
    try:
        yield
    except Exception as error:
        with transaction() as session:
            tell(session, f"{apa} ({describe(error)}).")
        raise


def defer(session: Session, name: str, *, queueing_lock: str | None = None, **arguments: Any) -> None:
    """Write a job row in the session's transaction: it exists exactly when its cause does."""
    _defer(session, name, arguments, queueing_lock=queueing_lock)


def defer_first(session: Session, name: str, **arguments: Any) -> None:
    """As `defer`, before everything else that waits in its queue."""
    _defer(session, name, arguments, priority=SEGERA)


def _defer(session: Session, name: str, arguments: dict[str, Any], **how: Any) -> None:
    driver = session.connection().connection.driver_connection
    job_app.configure_task(name, connection=driver, **how).defer(**arguments)


class _Connector(PsycopgConnector):
    """Asynchronous for the worker itself; a job that defers another one writes it through its own session."""

    def get_sync_connector(self) -> BaseConnector:
        """The one that takes a session's connection."""
        return SyncPsycopgConnector()


@contextmanager
def working(url: str) -> Iterator[App]:
    """The app as a worker runs it: inside the block it has an asynchronous pool that acts as the runtime role."""
    options = f"-c role={APP_ROLE} -c timezone=UTC"
    connector = _Connector(conninfo=libpq_url(url), kwargs={"options": options})
    with job_app.replace_connector(connector) as app:
        yield app
