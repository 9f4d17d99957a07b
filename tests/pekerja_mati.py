"""A worker in a process of its own that can be killed in the middle of an old book; see `test_bunuh`."""

import multiprocessing
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from uuid import UUID

from pemakaman import db, store
from pemakaman.db import transaction
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
