"""A real worker inside a test."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from pemakaman.db import database_url
from pemakaman.jobs import working

T = TypeVar("T")


def run_aside(work: Coroutine[Any, Any, T]) -> T:
    """Run it to its end in a thread of its own: a browser of an earlier journey keeps a loop in this one."""
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(asyncio.run, work).result()


def work(queue: str = "berkas") -> None:
    """A worker that empties one queue."""

    async def run() -> None:
        with working(database_url()) as app:
            app.perform_import_paths()  # type: ignore[no-untyped-call]
            async with app.open_async():
                await app.run_worker_async(
                    queues=[queue], wait=False, listen_notify=False, install_signal_handlers=False
                )

    run_aside(run())
