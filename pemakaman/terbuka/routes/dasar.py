"""The blueprint, what an address asks for, and answers that may be kept on the way."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast

from flask import Blueprint, Response, request
from sqlalchemy.orm import Session

from pemakaman.akun.guard import find_user
from pemakaman.db import today_in
from pemakaman.errors import NotFound
from pemakaman.pantau.rules.bulan import Bulan
from pemakaman.terbuka.models import SetelanTerbuka
from pemakaman.terbuka.queries import get_terbit, last_month, list_terbit, read_tabel
from pemakaman.terbuka.rules.tabel import Tabel

bp = Blueprint("terbuka", __name__)
KEPT_SECONDS = 900


@dataclass(frozen=True)
class Diminta:
    """The table that an address asks for."""

    tabel: Tabel
    setelan: SetelanTerbuka
    sampai: Bulan


def find_asked(session: Session) -> Diminta | None:
    """By `wilayah` and `tahun`; without a region the only one that publishes, None where that is not one.

    Raises NotFound for a region that does not publish and a year without figures.
    """
    kode = request.args.get("wilayah", "")
    if not kode:
        open_ = list_terbit(session)
        if len(open_) != 1:
            return None
        kode = open_[0][0]
    kode, nama, setelan = get_terbit(session, kode)
    sampai = last_month(today_in(kode))
    return Diminta(read_tabel(session, kode, nama, _tahun(sampai), sampai), setelan, sampai)


def get_asked(session: Session) -> Diminta:
    """The same for a file; raises NotFound also where the region is left open."""
    asked = find_asked(session)
    if asked is None:
        raise NotFound("Sebutkan provinsinya, misalnya ?wilayah=18. Daftarnya ada di halaman Angka terbuka.")
    return asked


def _tahun(sampai: Bulan) -> int:
    text = request.args.get("tahun", "")
    if not text:
        return sampai.tahun
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise NotFound("Tulis tahun dengan empat angka, misalnya 2026.")
    return int(text)


def kept(view: Callable[..., Response]) -> Callable[..., Response]:
    """Let browsers and proxies keep an answer for a quarter of an hour, and ask then whether it is still the same.

    Not a page of somebody signed in: it carries his menu. `Vary` keeps him from being shown the one he opened before.
    """

    @wraps(view)
    def answer(*args: Any, **kwargs: Any) -> Response:
        response = view(*args, **kwargs)
        is_page = response.mimetype == "text/html"
        if is_page:
            response.vary.add("Cookie")
        if response.status_code != 200 or (is_page and find_user() is not None):
            return response
        response.headers["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
        response.add_etag(weak=True)
        return cast(Response, response.make_conditional(request))

    return answer
