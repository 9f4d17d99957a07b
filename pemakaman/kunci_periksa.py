"""The key that documents' square codes are signed with, and the public keys they are checked with."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from pemakaman.config import Settings
from pemakaman.dokumen.pernyataan import key_id
from pemakaman.errors import ConfigError

LAMA = "kunci-periksa-lama"
BUAT = "Buat satu dengan: pemakaman kunci-periksa buat"


@dataclass(frozen=True)
class KunciPeriksa:
    """Public address of the service, the key in use, and every key that papers may carry, the one in use first."""

    alamat: str
    pribadi: Ed25519PrivateKey
    publik: Mapping[str, Ed25519PublicKey]


class _Dipakai:
    kunci: KunciPeriksa | None = None


def make_key(path: Path) -> None:
    """Write a new private key, readable by its owner only; raises ConfigError where a file lies already."""
    content = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise ConfigError(
            f"{path} sudah ada dan tidak ditimpa: dokumen yang beredar ditandatangani kunci itu."
        ) from None
    except OSError as error:
        raise ConfigError(f"{path} tidak dapat ditulis ({error.strerror}).") from None
    with os.fdopen(handle, "wb") as file:
        file.write(content)


def read_private(path: Path) -> Ed25519PrivateKey:
    """The private key in a file; raises ConfigError saying what to do."""
    try:
        found = load_pem_private_key(path.read_bytes(), None)
    except FileNotFoundError:
        raise ConfigError(f"Kunci periksa dokumen {path} tidak ada. {BUAT}, atau ambil dari cadangan.") from None
    except OSError as error:
        raise ConfigError(
            f"Kunci periksa dokumen {path} tidak dapat dibaca ({error.strerror}). "
            "Pemiliknya harus akun yang menjalankan program, dengan hak 600."
        ) from None
    except (ValueError, TypeError, UnsupportedAlgorithm):
        found = None
    if not isinstance(found, Ed25519PrivateKey):
        raise ConfigError(f"{path} bukan kunci pribadi Ed25519 (PEM tanpa sandi). {BUAT}, atau ambil dari cadangan.")
    return found


def public_pem(kunci: Ed25519PrivateKey) -> bytes:
    """The public half, as it is kept in the folder of old keys."""
    return kunci.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def _old_keys(folder: Path) -> list[Ed25519PublicKey]:
    found = []
    for path in sorted(folder.glob("*.pem")):
        try:
            kunci = load_pem_public_key(path.read_bytes())
        except (OSError, ValueError, UnsupportedAlgorithm):
            kunci = None
        if not isinstance(kunci, Ed25519PublicKey):
            raise ConfigError(f"{path} bukan kunci publik Ed25519. Keluarkan dari folder itu, atau ganti isinya.")
        found.append(kunci)
    return found


def load_keys(settings: Settings) -> KunciPeriksa:
    """The keys of these settings; a demonstration makes its own. Raises ConfigError."""
    path = settings.kunci_periksa or settings.instance / "kunci-periksa.pem"
    if settings.demo and not path.exists():
        make_key(path)
    pribadi = read_private(path)
    keys = [pribadi.public_key(), *_old_keys(path.parent / LAMA)]
    return KunciPeriksa(settings.alamat, pribadi, {key_id(one): one for one in keys})


def configure(settings: Settings) -> None:
    """Read the keys once for this process."""
    _Dipakai.kunci = load_keys(settings)


def current() -> KunciPeriksa:
    """The keys of this process."""
    if _Dipakai.kunci is None:
        raise ConfigError("Kunci periksa dokumen belum dimuat.")
    return _Dipakai.kunci
