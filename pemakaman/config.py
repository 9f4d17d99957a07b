"""Settings, read from the environment and from nowhere else."""

import ipaddress
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from pemakaman.errors import ConfigError

ROOT = Path(__file__).resolve().parent.parent
LONGEST_ADDRESS = 60
KAB = re.compile(r"[0-9]{2}\.[0-9]{2}")


@dataclass(frozen=True)
class Dukcapil:
    """Where the Dukcapil web service answers, and as whom we ask; seconds until it counts as silent."""

    url: str
    pengguna: str
    sandi: str = field(repr=False)
    batas_hubung: float = 2.0
    batas_jawab: float = 5.0


@dataclass(frozen=True)
class Pkcs12:
    """A signing certificate with its key on this server; `stempel` is the address of a time-stamp service, or ''.

    `kab` are the offices that it belongs to; empty: to every office of this server.
    """

    berkas: Path
    sandi: str = field(repr=False)
    stempel: str = ""
    tampak: bool = True
    kab: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bsre:
    """Where the eSign Client Service of BSrE answers, and as whom we call it; seconds until it counts as silent."""

    url: str
    pengguna: str
    sandi: str = field(repr=False)
    batas_hubung: float = 3.0
    batas_jawab: float = 20.0
    tampak: bool = False


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
    pkcs12: Pkcs12 | None = None
    bsre: Bsre | None = None


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
        pkcs12=_pkcs12(environ),
        bsre=_bsre(environ),
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
    _check_service_url("PEMAKAMAN_DUKCAPIL_URL", urlsplit(url))
    pengguna, sandi = (environ.get(f"PEMAKAMAN_DUKCAPIL_{name}", "") for name in ("PENGGUNA", "SANDI"))
    if not pengguna or not sandi:
        raise ConfigError("PEMAKAMAN_DUKCAPIL_PENGGUNA dan PEMAKAMAN_DUKCAPIL_SANDI harus diisi bersama alamatnya.")
    hubung = _whole_number(environ, "PEMAKAMAN_DUKCAPIL_BATAS_HUBUNG", 2, 60)
    jawab = _whole_number(environ, "PEMAKAMAN_DUKCAPIL_BATAS_JAWAB", 5, 60)
    return Dukcapil(url, pengguna, sandi, max(1, hubung), max(1, jawab))


def _pkcs12(environ: Mapping[str, str]) -> Pkcs12 | None:
    path = environ.get("PEMAKAMAN_TTE_P12", "").strip()
    if not path:
        return None
    stempel = environ.get("PEMAKAMAN_TTE_STEMPEL_WAKTU", "").strip()
    if urlsplit(stempel).scheme not in {"", "http", "https"}:
        raise ConfigError("PEMAKAMAN_TTE_STEMPEL_WAKTU harus alamat http:// atau https://.")
    kab = tuple(environ.get("PEMAKAMAN_TTE_P12_KAB", "").replace(",", " ").split())
    if not all(KAB.fullmatch(one) for one in kab):
        raise ConfigError("PEMAKAMAN_TTE_P12_KAB harus kode kabupaten/kota, misalnya 18.71 atau 18.71, 18.72.")
    return Pkcs12(Path(path), _p12_passphrase(environ), stempel, environ.get("PEMAKAMAN_TTE_TAMPAK", "1") == "1", kab)


def _p12_passphrase(environ: Mapping[str, str]) -> str:
    """From a file of its own, which keeps it out of the process list of systemd, or from the environment."""
    path = environ.get("PEMAKAMAN_TTE_P12_SANDI_BERKAS", "").strip()
    if not path:
        return environ.get("PEMAKAMAN_TTE_P12_SANDI", "")
    try:
        return Path(path).read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        raise ConfigError(f"PEMAKAMAN_TTE_P12_SANDI_BERKAS tidak dapat dibaca: {path}.") from None


def _bsre(environ: Mapping[str, str]) -> Bsre | None:
    url = environ.get("PEMAKAMAN_BSRE_URL", "").strip().rstrip("/")
    if not url:
        return None
    _check_service_url("PEMAKAMAN_BSRE_URL", urlsplit(url))
    pengguna, sandi = (environ.get(f"PEMAKAMAN_BSRE_{name}", "") for name in ("PENGGUNA", "SANDI"))
    if not pengguna or not sandi:
        raise ConfigError("PEMAKAMAN_BSRE_PENGGUNA dan PEMAKAMAN_BSRE_SANDI harus diisi bersama alamatnya.")
    # A slow call must end before the web server takes its process for dead (60 seconds).
    hubung = _whole_number(environ, "PEMAKAMAN_BSRE_BATAS_HUBUNG", 3, 5)
    jawab = _whole_number(environ, "PEMAKAMAN_BSRE_BATAS_JAWAB", 20, 25)
    tampak = environ.get("PEMAKAMAN_BSRE_TAMPAK", "0") == "1"
    return Bsre(url, pengguna, sandi, max(1, hubung), max(1, jawab), tampak)


def _check_service_url(nama: str, url: SplitResult) -> None:
    """NIK travel over https only, except inside the office's own network (the usual VPN of such services)."""
    if url.username or url.password:
        raise ConfigError(f"{nama} tidak boleh memuat nama pengguna atau sandi.")
    if not (url.scheme == "https" and url.hostname) and not _is_inside(url):
        raise ConfigError(f"{nama} harus https://…; http hanya untuk alamat IP jaringan sendiri.")
