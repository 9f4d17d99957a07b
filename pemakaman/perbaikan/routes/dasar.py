"""The blueprint, and what every page of a correction needs."""

from flask import Blueprint, request

from pemakaman.akun.rules import Actor, Izin
from pemakaman.laporan.models import Laporan

bp = Blueprint("perbaikan", __name__)


def posted_versi() -> int:
    """The version the page was opened with; 0, which is always stale, when it is not a number."""
    text = request.form.get("versi", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else 0


def called(laporan: Laporan) -> str:
    """How a page names the report."""
    return laporan.nama or "Tidak dikenal"


def is_masked(actor: Actor) -> bool:
    """NIK and KK are shown whole only to who asks for corrections or decides them."""
    return not (actor.may(Izin.PERBAIKAN_MINTA) or actor.may(Izin.PERBAIKAN_PUTUS))
