"""A process that has read the whole program once and forks web servers and workers; reading takes five seconds each.

`python -m tests.perjalanan.induk FOLDER` answers one line of JSON with another; the folder keeps compiled templates.
"""

import atexit
import importlib
import json
import os
import runpy
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, Any

from flask import Flask
from jinja2 import FileSystemBytecodeCache

from pemakaman.config import ROOT
from pemakaman.jobs import IMPORT_PATHS
from pemakaman.serve import Supervisor, _die_with_parent

READ_AHEAD = ("pemakaman.app", "gunicorn.app.wsgiapp", "gunicorn.workers.sync")


class Anak:
    """A forked child, with what the supervisor asks of a `Popen`."""

    def __init__(self, induk: "Induk", pid: int, args: list[str]) -> None:
        self.induk, self.pid, self.args = induk, pid, args
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Its exit code once it has ended."""
        if self.returncode is None:
            self.returncode = self.induk.ask(lihat=self.pid)
        return self.returncode

    def terminate(self) -> None:
        """Ask it to end."""
        self.induk.ask(akhiri=self.pid)

    def wait(self, timeout: float = 60.0) -> int:
        """Until it has ended."""
        limit = time.monotonic() + timeout
        while (code := self.poll()) is None:
            if time.monotonic() > limit:
                raise subprocess.TimeoutExpired(self.args, timeout)
            time.sleep(0.02)
        return code


class Induk:
    """The line to the process that forks."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-m", "tests.perjalanan.induk", str(folder)]
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            preexec_fn=_die_with_parent,  # noqa: PLW1509 (no thread runs here)
        )

    def ask(self, **order: Any) -> Any:
        """Send one order, return its answer."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self) -> None:
        """Let it end; its children are gone by then."""
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(30)


class PengawasCepat(Supervisor):
    """The same commands in the same environment, without reading the program anew for each."""

    induk: Induk

    def _spawn(self, name: str, command: list[str]) -> None:
        environment = {**os.environ, "DATABASE_URL": self.url, "PORT": str(self.settings.port)}
        environment["PEMAKAMAN_INSTANCE"] = str(self.settings.instance)
        pid = self.induk.ask(jalankan=command, lingkungan=environment)
        self.children[name] = Anak(self.induk, pid, command)  # type: ignore[assignment]


def _leave() -> None:
    """End at once: taking the whole program out of memory costs every child a second and changes nothing."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def _become(command: list[str], environment: dict[str, str]) -> None:
    """What `python -m MODULE ARGUMENTS` does."""
    _die_with_parent()
    os.setsid()
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    os.environ.clear()
    os.environ.update(environment)
    _, _, module, *arguments = command
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def _answer(order: dict[str, Any]) -> Any:
    if "akhiri" in order:
        os.kill(order["akhiri"], 15)
        return None
    pid, status = os.waitpid(order["lihat"], os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if pid else None


def _read_ahead(folder: str) -> None:
    for module in (*READ_AHEAD, *IMPORT_PATHS):
        importlib.import_module(module)
    Flask.jinja_options = {"bytecode_cache": FileSystemBytecodeCache(folder)}


def serve(orders: IO[str], answers: IO[str]) -> None:
    """Fork and look after children until nobody gives orders any more."""
    for line in orders:
        order = json.loads(line)
        if "jalankan" in order:
            answer = os.fork()
            if answer == 0:
                return _become(order["jalankan"], order["lingkungan"])
        else:
            answer = _answer(order)
        answers.write(json.dumps(answer) + "\n")
        answers.flush()
    return None


if __name__ == "__main__":
    atexit.register(_leave)
    _read_ahead(sys.argv[1])
    serve(sys.stdin, sys.stdout)
