"""Processes: the database (embedded or yours), the web server, the workers, and their common end."""

import ctypes
import logging
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import psycopg

from pemakaman import embedded
from pemakaman.config import ROOT, Settings
from pemakaman.errors import ConfigError

logger = logging.getLogger(__name__)

DATABASE = "pemakaman"
PR_SET_PDEATHSIG = 1
GRACE_SECONDS = 20
# Documents first: the worker for imports starts only once the web server answers, so that a start stays quick.
QUEUES = {
    "pekerja-berkas": "berkas,rawat,default",
    "pekerja-impor": "impor",
    "pekerja-angka": "angka",
    "pekerja-layanan": "layanan",
}


@contextmanager
def database(settings: Settings) -> Iterator[str]:
    """The address of a running database: DATABASE_URL as it is, or the embedded server while the block runs."""
    if settings.database_url:
        yield settings.database_url
        return
    with embedded.holding(embedded.place(settings.instance)) as server:
        with psycopg.connect(server.url(), autocommit=True) as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
            if known is None:
                connection.execute(f"CREATE DATABASE {DATABASE}")
        yield server.url(DATABASE)


def _die_with_parent() -> None:
    """A killed supervisor must not leave servers behind that hold the port."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def check_port(port: int) -> None:
    """Raise ConfigError when something else listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise ConfigError(
                f"Port {port} sedang dipakai program lain. Pilih port lain, misalnya: PORT=8080."
            ) from None


@dataclass
class Supervisor:
    """Starts the web server and the workers, and stops all of them together."""

    settings: Settings
    url: str
    host: str = "127.0.0.1"
    children: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    stopping: bool = False

    def start(self) -> None:
        """Start everything; returns once /sehat answers."""
        self._spawn("web", web_command(self.host, self.settings.port))
        self._spawn_worker("pekerja-berkas")
        self.wait_until_alive()
        self._spawn_worker("pekerja-impor")
        # Figures are right within a minute, whatever the others are busy with.
        self._spawn_worker("pekerja-angka")
        if self.settings.dukcapil is not None:
            # A service that answers slowly must hold up neither documents nor imports.
            self._spawn_worker("pekerja-layanan")

    def _spawn_worker(self, name: str) -> None:
        self._spawn(name, [sys.executable, "-m", "pemakaman.worker", QUEUES[name]])

    def _spawn(self, name: str, command: list[str]) -> None:
        environment = {**os.environ, "DATABASE_URL": self.url, "PORT": str(self.settings.port)}
        environment["PEMAKAMAN_INSTANCE"] = str(self.settings.instance)
        self.children[name] = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            start_new_session=True,
            preexec_fn=_die_with_parent,  # noqa: PLW1509 (no thread runs here)
        )

    def wait_until_alive(self, seconds: float = 60) -> None:
        """Return once /sehat answers 200; raises ConfigError when the web server ends or stays silent."""
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            if self.children["web"].poll() is not None:
                raise ConfigError("Server web berhenti saat dinyalakan; sebabnya ada di atas.")
            try:
                with urllib.request.urlopen(f"http://{self.host}:{self.settings.port}/sehat", timeout=2) as answer:
                    if answer.status == 200:
                        return
            except OSError:
                time.sleep(0.1)
        raise ConfigError("Server web tidak menjawab.")

    def watch(self) -> int:
        """Until a signal: restart a worker that died; end when the web server died. Returns the exit code."""
        signal.signal(signal.SIGTERM, self._ask_to_stop)
        signal.signal(signal.SIGINT, self._ask_to_stop)
        while not self.stopping:
            time.sleep(0.3)
            for name, child in list(self.children.items()):
                if child.poll() is None or self.stopping:
                    continue
                if name == "web":
                    return 1
                logger.warning("%s berhenti (kode %s); dinyalakan lagi", name, child.returncode)
                self._spawn(name, list(map(str, child.args)))  # type: ignore[arg-type]
                time.sleep(1)
        return 0

    def _ask_to_stop(self, *_: object) -> None:
        self.stopping = True

    def stop(self) -> None:
        """End every child, gently first."""
        for child in self.children.values():
            if child.poll() is None:
                child.terminate()
        limit = time.monotonic() + GRACE_SECONDS
        for child in self.children.values():
            try:
                child.wait(max(0.1, limit - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()


def web_command(host: str, port: int) -> list[str]:
    """Gunicorn's command line: sync workers, one a core."""
    workers = str(max(2, os.cpu_count() or 2))
    options = [
        "--bind",
        f"{host}:{port}",
        "--workers",
        workers,
        "--timeout",
        "60",
        "--graceful-timeout",
        "10",
    ]
    quiet = [
        "--log-level",
        "warning",
        "--worker-tmp-dir",
        "/dev/shm",  # noqa: S108 (only a heartbeat file)
        "--max-requests",
        "20000",
        "--max-requests-jitter",
        "2000",
    ]
    return [sys.executable, "-m", "gunicorn", "wsgi:app", *options, *quiet]
