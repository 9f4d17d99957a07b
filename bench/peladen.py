"""A database of its own on the embedded PostgreSQL, and the real web server in front of it."""

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy.orm import Session

from pemakaman import db, embedded, migrate
from pemakaman.config import ROOT
from pemakaman.kunci_periksa import make_key
from pemakaman.serve import web_command
from pemakaman.wilayah.services import load_wilayah

TEMPLATE = "bench_templat"


@dataclass(frozen=True)
class Gugus:
    """A running embedded server with a migrated template that knows all regions."""

    server: embedded.Server

    def execute(self, statement: str, *names: str) -> None:
        """Run one statement outside any database of ours."""
        with psycopg.connect(self.server.url(), autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    @contextmanager
    def database(self, name: str, *, template: str = TEMPLATE) -> Iterator[str]:
        """The address of a new database, dropped when the block ends."""
        self.execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
        self.execute("CREATE DATABASE {} TEMPLATE {}", name, template)
        try:
            yield self.server.url(name)
        finally:
            self.execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


@contextmanager
def cluster() -> Iterator[Gugus]:
    """Start a server of our own (fsync on); its files are gone afterwards."""
    place = embedded.place(ROOT / "instance", "bench")
    with embedded.holding(place) as server:
        gugus = Gugus(server)
        gugus.execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", TEMPLATE)
        gugus.execute("CREATE DATABASE {}", TEMPLATE)
        try:
            migrate.upgrade(server.url(TEMPLATE))
            _load_regions(server.url(TEMPLATE))
            yield gugus
        finally:
            gugus.execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", TEMPLATE)
    if not embedded.is_running(place):
        shutil.rmtree(place.data)


def _load_regions(url: str) -> None:
    engine = db.make_engine(url, role=None)
    with Session(engine) as session, session.begin():
        load_wilayah(session)
    engine.dispose()


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def web(url: str) -> Iterator[int]:
    """Gunicorn as in production on a free port; yields the port once it answers."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        make_key(Path(folder) / "kunci-periksa.pem")
        environment = {
            **os.environ,
            "DATABASE_URL": url,
            "PEMAKAMAN_MODE": "produksi",
            "PEMAKAMAN_SECRET_KEY": secrets.token_urlsafe(48),
            "PEMAKAMAN_INSTANCE": folder,
            "PEMAKAMAN_SIMPANAN": str(Path(folder) / "simpanan"),
            "PEMAKAMAN_HTTPS": "0",
            "PEMAKAMAN_ALAMAT": f"http://127.0.0.1:{port}",
            "PEMAKAMAN_KUNCI_PERIKSA": str(Path(folder) / "kunci-periksa.pem"),
            "PEMAKAMAN_PROKSI": "0",
        }
        process = subprocess.Popen(web_command("127.0.0.1", port), cwd=ROOT, env=environment)
        try:
            _wait(process, port)
            yield port
        finally:
            process.terminate()
            process.wait(20)


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    limit = time.monotonic() + 60
    while time.monotonic() < limit and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/sehat", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("Server web tidak menjawab.")
