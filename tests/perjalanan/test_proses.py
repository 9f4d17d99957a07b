"""Starting, stopping and crashing: nothing is left that hinders the next start."""

import json
import os
import secrets
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from pemakaman import embedded
from pemakaman.config import ROOT
from pemakaman.kunci_periksa import make_key
from tests.perjalanan.conftest import _free_port

SECONDS = 90


class Program:
    """`pemakaman jalan` on its own embedded database."""

    def __init__(self, instance: Path) -> None:
        self.instance, self.port = instance, _free_port()
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        environment = {
            **os.environ,
            "PEMAKAMAN_INSTANCE": str(self.instance),
            "PEMAKAMAN_SECRET_KEY": "k" * 48,
            "PEMAKAMAN_SIMPANAN": str(self.instance / "simpanan"),
            "PEMAKAMAN_HTTPS": "0",
            "PEMAKAMAN_ALAMAT": f"http://127.0.0.1:{self.port}",
            "PEMAKAMAN_KUNCI_PERIKSA": str(self.instance / "kunci-periksa.pem"),
            "PORT": str(self.port),
        }
        environment.pop("DATABASE_URL", None)
        if not (self.instance / "kunci-periksa.pem").exists():
            make_key(self.instance / "kunci-periksa.pem")
        self.process = subprocess.Popen([sys.executable, "-m", "pemakaman", "jalan"], cwd=ROOT, env=environment)

    def ask(self, path: str) -> tuple[int, dict[str, bool]]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)
        except OSError:
            return 0, {}

    def wait_for(self, path: str, status: int) -> dict[str, bool]:
        limit = time.monotonic() + SECONDS
        while time.monotonic() < limit:
            found, body = self.ask(path)
            if found == status:
                return body
            time.sleep(0.2)
        raise AssertionError(f"{path} tidak menjawab {status}")

    def end(self, how: signal.Signals) -> int:
        assert self.process is not None
        self.process.send_signal(how)
        return self.process.wait(40)


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    made = Program(tmp_path / secrets.token_hex(4))
    yield made
    if made.process is not None and made.process.poll() is None:
        made.end(signal.SIGTERM)
    embedded.stop(embedded.place(made.instance))


def test_dead_worker_is_started_again_and_the_next_start_works_after_a_crash(program: Program) -> None:
    program.start()
    program.wait_for("/siap", 200)
    mine = _workers(program)
    assert mine
    for pid in mine:
        os.kill(pid, signal.SIGKILL)
    limit = time.monotonic() + 20
    while time.monotonic() < limit and not _workers(program) - mine:
        time.sleep(0.2)
    assert _workers(program) - mine
    program.end(signal.SIGKILL)
    # Else the web server that dies with it could answer for the next one.
    program.wait_for("/sehat", 0)
    program.start()
    assert program.wait_for("/siap", 200) == {"siap": True, "basis_data": True, "migrasi": True, "pekerja": True}
    # And Ctrl-C leaves nothing behind.
    assert program.end(signal.SIGINT) == 0
    assert program.ask("/sehat")[0] == 0
    assert not embedded.is_running(embedded.place(program.instance))


def _workers(program: Program) -> set[int]:
    """The living workers of this program."""
    command = ["pgrep", "-f", "pemakaman.worker berkas"]
    found = subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()
    return {int(pid) for pid in found if _belongs_to(int(pid), program)}


def _belongs_to(pid: int, program: Program) -> bool:
    try:
        environment = Path(f"/proc/{pid}/environ").read_bytes()
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
    return str(program.instance).encode() in environment and b"berkas" in command
