"""The main menu: each entry shows only to those whose role may open it."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from flask import Flask, request, url_for
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from werkzeug.routing import BuildError

from pemakaman.akun.guard import find_user
from pemakaman.akun.rules import Actor, Izin
from pemakaman.db import now, reading
from pemakaman.makam.setelan import list_cari_umum

ENTRIES: tuple[tuple[str, str, Izin], ...] = (
    ("Beranda", "pantau.home", Izin.AKUN_SENDIRI),
    ("Laporan", "laporan.list_", Izin.LAPORAN_LIHAT),
    ("Meja periksa", "verifikasi.queue", Izin.MEJA_LIHAT),
    ("Masih hidup", "pembatalan.list_", Izin.HIDUP_LIHAT),
    ("Akta", "akta.list_", Izin.AKTA_CATAT),
    ("Pemilih", "pemilih.list_", Izin.PEMILIH_LIHAT),
    ("Paket KPU", "pemilih.packages", Izin.PAKET_UNDUH),
    ("Makam", "makam.list_", Izin.MAKAM_LIHAT),
    ("Buku", "buku.home", Izin.BUKU_CETAK),
    ("Pantauan", "pantau.funnel", Izin.PANTAU_LIHAT),
    ("Desk Pemilu", "desk.home", Izin.DESK_LIHAT),
    ("Pengguna", "akun.list_", Izin.AKUN_KELOLA),
    ("Berkas", "berkas.list_", Izin.BERKAS_LIHAT),
    ("Tanda tangan", "tandatangan.list_", Izin.DOKUMEN_TANDATANGANI),
    ("Jejak", "jejak.list_", Izin.JEJAK_BACA),
)

# For people without an account: at the sign-in page and at the foot of every page.
PUBLIC_ENTRIES: tuple[tuple[str, str], ...] = (
    ("Lacak laporan", "lacak.look"),
    ("Periksa keaslian dokumen", "keaslian.ask"),
    ("Cari makam", "petak.search_public"),
    ("Angka terbuka", "terbuka.home"),
    ("Orang ini masih hidup?", "pembatalan.raise_public"),
)

REMEMBERED = 60.0


@dataclass(frozen=True)
class Entry:
    """One link of the menu."""

    teks: str
    url: str
    aktif: bool


def _url(endpoint: str) -> str | None:
    try:
        return url_for(endpoint)
    except BuildError:
        return None


def entries(actor: Actor | None) -> list[Entry]:
    """The menu of one account."""
    if actor is None:
        return []
    found = [(teks, _url(endpoint)) for teks, endpoint, izin in ENTRIES if actor.may(izin)]
    return [Entry(teks, url, _is_here(url)) for teks, url in found if url]


def public_entries() -> list[Entry]:
    """What may be opened without signing in."""
    shown = [pair for pair in PUBLIC_ENTRIES if pair[1] not in _OPENED or _OPENED[pair[1]].ask()]
    found = [(teks, _url(endpoint)) for teks, endpoint in shown]
    return [Entry(teks, url, _is_here(url)) for teks, url in found if url]


class _Opened:
    """Did somebody open this to everyone? Asked once a minute, not on every page."""

    def __init__(self, find: Callable[[Session], object]) -> None:
        self.find, self.answer, self.until = find, False, 0.0

    def ask(self) -> bool:
        """The answer of the last minute; no database means no link, for error pages carry this menu too."""
        if monotonic() >= self.until:
            self.until = monotonic() + REMEMBERED
            try:
                with reading() as session:
                    self.answer = bool(self.find(session))
            except SQLAlchemyError:
                self.answer = False
        return self.answer


# Only where a kab/kota lets everyone search its graves.
_OPENED = {"petak.search_public": _Opened(list_cari_umum)}


def show_if(endpoint: str, find: Callable[[Session], object]) -> None:
    """Show a public entry only while this finds something; for folders above this module."""
    _OPENED[endpoint] = _Opened(find)


def forget_public() -> None:
    """Ask anew: the settings were just saved."""
    for one in _OPENED.values():
        one.until = 0.0


def _is_here(url: str) -> bool:
    return request.path == url or (url != "/" and request.path.startswith(url.rstrip("/") + "/"))


def _context() -> dict[str, object]:
    user = find_user()
    actor = user.actor if user else None
    return {"menu": lambda: entries(actor), "menu_umum": public_entries, "pelaku": actor, "sekarang": now}


def init_app(app: Flask) -> None:
    """Give every template the menu and the account."""
    app.context_processor(_context)
