"""Workers in a process of their own that can be killed in the middle of an old book, or of a count of figures."""

import multiprocessing
import time
from itertools import count
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from uuid import UUID

from sqlalchemy import event

from pemakaman import db, store
from pemakaman.db import transaction
from pemakaman.pantau.services import angka
from pemakaman.pertukaran.services import jalan

_FORK = multiprocessing.get_context("forkserver")
_FORK.set_forkserver_preload(["tests.pekerja_mati"])
STARTED = 60


def spawn(impor_id: UUID) -> BaseProcess:
    """A worker that has just begun with this batch."""
    ours, theirs = _FORK.Pipe(duplex=False)
    worker = _FORK.Process(target=_work, args=(db.database_url(), str(store.root()), impor_id, theirs), daemon=True)
    worker.start()
    theirs.close()
    if not ours.poll(STARTED):
        raise TimeoutError
    return worker


def _work(url: str, simpanan: str, impor_id: UUID, started: Connection) -> None:
    db.configure(url)
    store.configure(Path(simpanan))
    jalan.ROWS_AT_ONCE = 3
    started.send_bytes(b"mulai")
    jalan.run_impor(impor_id, unit=transaction)


def spawn_counter(statement: int) -> BaseProcess:
    """A worker that counts the marks and stands still before this statement (the first is 0), nothing committed."""
    ours, theirs = _FORK.Pipe(duplex=False)
    worker = _FORK.Process(target=_count, args=(db.database_url(), statement, theirs), daemon=True)
    worker.start()
    theirs.close()
    if not ours.poll(STARTED):
        raise TimeoutError
    return worker


def _count(url: str, statement: int, standing: Connection) -> None:
    db.configure(url)
    seen = count()

    def stand_still(*_: object) -> None:
        if next(seen) == statement:
            standing.send_bytes(b"berhenti")
            time.sleep(STARTED)

    with transaction() as session:
        event.listen(session.connection(), "before_cursor_execute", stand_still)
        angka.count_marked(session)
        standing.send_bytes(b"selesai")
        time.sleep(STARTED)
