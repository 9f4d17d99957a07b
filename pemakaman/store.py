"""Files by content: bytes under their SHA-256, outside the web root."""

import hashlib
import os
import re
import tempfile
from pathlib import Path

from pemakaman.errors import ConfigError, NotFound

SHA256 = re.compile(r"[0-9a-f]{64}")


class _Place:
    root: Path | None = None


def configure(root: Path) -> None:
    """Name the directory of this process; it is made when missing."""
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    _Place.root = root


def path_of(sha256: str) -> Path:
    """Where the bytes lie; raises NotFound for anything that is not a fingerprint."""
    if _Place.root is None:
        raise ConfigError("Tempat simpanan berkas belum ditentukan.")
    if not SHA256.fullmatch(sha256):
        raise NotFound()
    return _Place.root / sha256[:2] / sha256[2:4] / sha256


def put(content: bytes) -> str:
    """Store bytes and return their SHA-256; the file appears whole or not at all."""
    sha256 = hashlib.sha256(content).hexdigest()
    path = path_of(sha256)
    if path.exists():
        return sha256
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(draft).rename(path)
    return sha256


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
