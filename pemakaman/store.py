"""Files by content: bytes under their SHA-256, outside the web root."""

import hashlib
import os
import re
import tempfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import IO

from pemakaman.errors import ConfigError, NotFound

SHA256 = re.compile(r"[0-9a-f]{64}")
PIECE = 1024 * 1024


class _Place:
    root: Path | None = None


def configure(root: Path) -> None:
    """Name the directory of this process; it is made when missing."""
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    _Place.root = root


def root() -> Path:
    """The directory of this process; raises ConfigError before `configure`."""
    if _Place.root is None:
        raise ConfigError("Tempat simpanan berkas belum ditentukan.")
    return _Place.root


def path_of(sha256: str) -> Path:
    """Where the bytes lie; raises NotFound for anything that is not a fingerprint."""
    if not SHA256.fullmatch(sha256):
        raise NotFound()
    return root() / sha256[:2] / sha256[2:4] / sha256


def put(content: bytes) -> str:
    """Store bytes and return their SHA-256; the file appears whole or not at all."""
    return put_stream(BytesIO(content))


def put_file(source: Path) -> str:
    """Store a file of any size, a piece at a time."""
    with source.open("rb") as stream:
        return put_stream(stream)


def put_stream(stream: IO[bytes]) -> str:
    """Store what a stream holds, a piece at a time, and return its SHA-256."""
    digest = hashlib.sha256()
    handle, draft = tempfile.mkstemp(dir=root())
    try:
        with os.fdopen(handle, "wb") as file:
            while piece := stream.read(PIECE):
                digest.update(piece)
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        path = path_of(digest.hexdigest())
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        Path(draft).rename(path)
    finally:
        Path(draft).unlink(missing_ok=True)
    return digest.hexdigest()


def get(sha256: str) -> bytes:
    """The bytes; raises NotFound when they are gone or do not match their name."""
    path = path_of(sha256)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise NotFound("Berkas ini tidak ada di penyimpanan. Beri tahu admin sistem.") from None
    if hashlib.sha256(content).hexdigest() != sha256:
        raise NotFound("Isi berkas ini rusak di penyimpanan. Beri tahu admin sistem.")
    return content


def forget(sha256: str, *, before: datetime) -> bool:
    """Delete bytes that nobody names any more; those stored after `before` stay, for somebody is about to name them."""
    path = path_of(sha256)
    try:
        if datetime.fromtimestamp(path.stat().st_mtime, UTC) >= before:
            return False
        path.unlink()
    except FileNotFoundError:
        return False
    return True
