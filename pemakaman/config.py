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
    """What the environment decided. `database_url` None means: start the embedded PostgreSQL."""

    secret_key: str
    instance: Path
    simpanan: Path
    database_url: str | None
    demo: bool
    https: bool
    proxies: int
    port: int
    dukcapil: Dukcapil | None = None


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
    return Settings(
        secret_key=_secret(environ, instance, demo=demo),
        instance=instance,
        simpanan=Path(environ.get("PEMAKAMAN_SIMPANAN", instance / "simpanan")).resolve(),
        database_url=environ.get("DATABASE_URL") or None,
        demo=demo,
        https=environ.get("PEMAKAMAN_HTTPS", "0" if demo else "1") == "1",
        proxies=_whole_number(environ, "PEMAKAMAN_PROKSI", 0, 5),
        port=_whole_number(environ, "PORT", 8000, 65535),
        dukcapil=_dukcapil(environ),
    )


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
    if url.scheme == "https" and url.hostname:
        return
    try:
        is_inside = url.scheme == "http" and ipaddress.ip_address(url.hostname or "").is_private
    except ValueError:
        is_inside = False
    if not is_inside:
        raise ConfigError("PEMAKAMAN_DUKCAPIL_URL harus https://…; http hanya untuk alamat IP jaringan sendiri.")
