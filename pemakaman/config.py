"""Settings, read from the environment and from nowhere else."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pemakaman.errors import ConfigError

ROOT = Path(__file__).resolve().parent.parent


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
    )
