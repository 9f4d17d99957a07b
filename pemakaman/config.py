"""Settings, read from the environment and from nowhere else."""

import ipaddress
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from pemakaman.errors import ConfigError

ROOT = Path(__file__).resolve().parent.parent
LONGEST_ADDRESS = 60


@dataclass(frozen=True)
class Dukcapil:
    """Where the Dukcapil web service answers, and as whom we ask; seconds until it counts as silent."""

    url: str
    pengguna: str
    sandi: str = field(repr=False)
    batas_hubung: float = 2.0
    batas_jawab: float = 5.0


@dataclass(frozen=True)
class Settings:
    """What the environment decided. `database_url` None means: start the embedded PostgreSQL.

    `alamat` is where the public reaches the service, without a slash at its end; printed documents carry it.
    """

    secret_key: str
    instance: Path
    simpanan: Path
    database_url: str | None
    demo: bool
    https: bool
    proxies: int
    port: int
    dukcapil: Dukcapil | None = None
    alamat: str = "http://127.0.0.1:8000"
    kunci_periksa: Path | None = None


def _demo_secret(instance: Path) -> str:
    path = instance / "rahasia-demo"
    if not path.exists():
        instance.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text().strip()


def _whole_number(environ: Mapping[str, str], name: str, default: int, highest: int) -> int:
    text = environ.get(name, str(default))
    if not text.isdigit() or int(text) > highest:
        raise ConfigError(f"{name} harus angka 0 sampai {highest}; yang ada: {text!r}.")
    return int(text)


def _secret(environ: Mapping[str, str], instance: Path, *, demo: bool) -> str:
    secret = environ.get("PEMAKAMAN_SECRET_KEY", "")
    if demo and not secret:
        return _demo_secret(instance)
    if len(secret) < 32:
        raise ConfigError(
            "PEMAKAMAN_SECRET_KEY belum diisi atau kurang dari 32 karakter. "
            "Buat satu dengan: python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
        )
    return secret


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; raises ConfigError naming the variable that is missing or wrong."""
    environ = os.environ if environ is None else environ
    mode = environ.get("PEMAKAMAN_MODE", "produksi")
    if mode not in {"produksi", "demo"}:
        raise ConfigError(f"PEMAKAMAN_MODE harus 'produksi' atau 'demo'; yang ada: {mode!r}.")
    demo = mode == "demo"
    instance = Path(environ.get("PEMAKAMAN_INSTANCE", ROOT / "instance")).resolve()
    port = _whole_number(environ, "PORT", 8000, 65535)
    return Settings(
        secret_key=_secret(environ, instance, demo=demo),
        instance=instance,
        simpanan=Path(environ.get("PEMAKAMAN_SIMPANAN", instance / "simpanan")).resolve(),
        database_url=environ.get("DATABASE_URL") or None,
        demo=demo,
        https=environ.get("PEMAKAMAN_HTTPS", "0" if demo else "1") == "1",
        proxies=_whole_number(environ, "PEMAKAMAN_PROKSI", 0, 5),
        port=port,
        dukcapil=_dukcapil(environ),
        alamat=_public_address(environ, f"http://127.0.0.1:{port}" if demo else ""),
        kunci_periksa=_key_place(environ, instance, demo=demo),
    )


def _public_address(environ: Mapping[str, str], default: str) -> str:
    alamat = environ.get("PEMAKAMAN_ALAMAT", "").strip().rstrip("/") or default
    if not _is_public(alamat):
        raise ConfigError(
            "PEMAKAMAN_ALAMAT belum diisi atau salah. Isi alamat layanan ini di internet, misalnya "
            "https://pemakaman.example.go.id; alamat itu tercetak di kode setiap dokumen."
        )
    if len(alamat) > LONGEST_ADDRESS:
        raise ConfigError(f"PEMAKAMAN_ALAMAT paling panjang {LONGEST_ADDRESS} huruf, supaya kode di kertas terbaca.")
    return alamat


def _is_public(alamat: str) -> bool:
    """Plain http only towards the office's own network: phones refuse to check a code elsewhere."""
    try:
        parts = urlsplit(alamat)
        is_whole = parts.hostname and not (parts.query or parts.fragment or parts.username) and (parts.port or 1)
    except ValueError:
        return False
    return bool(is_whole) and (parts.scheme == "https" or _is_inside(parts))


def _is_inside(url: SplitResult) -> bool:
    try:
        return url.scheme == "http" and ipaddress.ip_address(url.hostname or "").is_private
    except ValueError:
        return False


def _key_place(environ: Mapping[str, str], instance: Path, *, demo: bool) -> Path:
    name = environ.get("PEMAKAMAN_KUNCI_PERIKSA", "").strip()
    if not name and not demo:
        raise ConfigError(
            "PEMAKAMAN_KUNCI_PERIKSA belum diisi: letak kunci yang menandatangani kode di setiap dokumen. "
            "Buat satu dengan: pemakaman kunci-periksa buat /etc/pemakaman-kunci-periksa.pem"
        )
    return Path(name).resolve() if name else instance / "kunci-periksa.pem"


def _dukcapil(environ: Mapping[str, str]) -> Dukcapil | None:
    url = environ.get("PEMAKAMAN_DUKCAPIL_URL", "").strip()
    if not url:
        return None
    _check_service_url(urlsplit(url))
    pengguna, sandi = (environ.get(f"PEMAKAMAN_DUKCAPIL_{name}", "") for name in ("PENGGUNA", "SANDI"))
    if not pengguna or not sandi:
        raise ConfigError("PEMAKAMAN_DUKCAPIL_PENGGUNA dan PEMAKAMAN_DUKCAPIL_SANDI harus diisi bersama alamatnya.")
    hubung = _whole_number(environ, "PEMAKAMAN_DUKCAPIL_BATAS_HUBUNG", 2, 60)
    jawab = _whole_number(environ, "PEMAKAMAN_DUKCAPIL_BATAS_JAWAB", 5, 60)
    return Dukcapil(url, pengguna, sandi, max(1, hubung), max(1, jawab))


def _check_service_url(url: SplitResult) -> None:
    """NIK travel over https only, except inside the office's own network (the usual VPN of Dukcapil)."""
    if url.username or url.password:
        raise ConfigError("PEMAKAMAN_DUKCAPIL_URL tidak boleh memuat nama pengguna atau sandi.")
    if not (url.scheme == "https" and url.hostname) and not _is_inside(url):
        raise ConfigError("PEMAKAMAN_DUKCAPIL_URL harus https://…; http hanya untuk alamat IP jaringan sendiri.")
