"""Back up and restore: one tar file with a database dump and the stored files, checked by their fingerprints."""

import hashlib
import json
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import text

from pemakaman import migrate
from pemakaman.config import Settings
from pemakaman.db import libpq_url, make_engine
from pemakaman.embedded import package_binaries
from pemakaman.errors import ConfigError

DUMP, FILES, INFO = "basis-data.dump", "simpanan", "cadangan.json"


def _run(program: str, *arguments: str) -> None:
    result = subprocess.run(
        [str(package_binaries() / program), *arguments], capture_output=True, text=True, check=False
    )
    if result.returncode:
        raise ConfigError(f"{program} gagal: {result.stderr.strip()[-300:]}")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def save(settings: Settings, url: str, target: Path) -> None:
    """Write one tar; the file appears under its name only when it is whole. The dump comes first, so that every
    file a row names is already in the store when the store is copied."""
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder) / DUMP
        _run("pg_dump", "--format=custom", "--no-owner", f"--file={dump}", libpq_url(url))
        info = Path(folder) / INFO
        info.write_text(json.dumps({"migrasi": migrate.head(), "sha256": _sha256(dump)}))
        draft = target.with_name(target.name + ".sebagian")
        with tarfile.open(draft, "w") as archive:
            archive.add(info, INFO)
            archive.add(dump, DUMP)
            if settings.simpanan.exists():
                archive.add(settings.simpanan, FILES)
        os.chmod(draft, 0o600)
        draft.replace(target)


def _check_empty(url: str, *, overwrite: bool) -> None:
    engine = make_engine(url, role=None)
    with engine.connect() as connection:
        filled = connection.scalar(text("SELECT to_regclass('laporan') IS NOT NULL"))
    engine.dispose()
    if filled and not overwrite:
        raise ConfigError("Basis data tujuan sudah berisi. Pakai --timpa bila isinya memang harus diganti.")


EMPTY = """DROP SCHEMA public CASCADE;
CREATE SCHEMA public;
DO $$ BEGIN CREATE ROLE pemakaman_app NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE pemakaman_reader NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
"""
# Written by a newer pg_dump than the server it goes back to, or made already.
LEFT_OUT = (b"SET transaction_timeout", b"CREATE SCHEMA public;")


def _script(dump: Path) -> Iterator[bytes]:
    """The dump as SQL, line by line; only lines before the first data are left out."""
    command = [str(package_binaries() / "pg_restore"), "--no-owner", "--file=-", str(dump)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        before_data = True
        for line in process.stdout or ():
            before_data = before_data and not line.startswith(b"COPY ")
            if not (before_data and line.startswith(LEFT_OUT)):
                yield line
    if process.returncode:
        raise ConfigError("Cadangan rusak: isi basis datanya tidak dapat dibaca. Tidak ada yang diubah.")


def _load(url: str, dump: Path) -> None:
    """Replace everything in one transaction: it comes back whole, or what was there stays."""
    psql = [str(package_binaries() / "psql"), "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1"]
    with tempfile.TemporaryFile() as script, tempfile.TemporaryFile() as said:
        script.write(b"BEGIN;\n" + EMPTY.encode())
        script.writelines(_script(dump))
        script.write(b"\nCOMMIT;\n")
        script.seek(0)
        command = [*psql, f"--dbname={libpq_url(url)}"]
        result = subprocess.run(command, stdin=script, stdout=subprocess.DEVNULL, stderr=said, check=False)
        said.seek(0)
        if result.returncode:
            reason = said.read().decode(errors="replace").strip()[-300:]
            raise ConfigError(f"Pemulihan gagal, tidak ada yang diubah: {reason}")


def restore(settings: Settings, url: str, source: Path, *, overwrite: bool) -> None:
    """Bring back database and files; raises ConfigError and changes nothing when the backup is not whole."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            with tarfile.open(source) as archive:
                archive.extractall(folder, filter="data")
            info = json.loads((Path(folder) / INFO).read_text())
        except (tarfile.TarError, OSError, ValueError):
            raise ConfigError("Berkas ini bukan cadangan pemakaman, atau rusak.") from None
        dump = Path(folder) / DUMP
        if not dump.exists() or _sha256(dump) != info["sha256"]:
            raise ConfigError("Cadangan rusak: sidik basis data tidak cocok. Tidak ada yang diubah.")
        _check_empty(url, overwrite=overwrite)
        _load(url, dump)
        _copy_files(Path(folder) / FILES, settings.simpanan)


def _copy_files(source: Path, target: Path) -> None:
    for file in source.rglob("*") if source.exists() else ():
        if file.is_file():
            place = target / file.relative_to(source)
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            place.write_bytes(file.read_bytes())
