"""The blueprint, the order of the pages, and what every page of a report needs."""

from typing import Any
from uuid import UUID

from flask import Blueprint, request, url_for
from sqlalchemy.orm import Session
from werkzeug.routing import BuildError

from pemakaman.akun.rules import Actor
from pemakaman.errors import Conflict
from pemakaman.jejak.services import record_read
from pemakaman.laporan import queries
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import EDITABLE, STATUS_LABEL, Status

bp = Blueprint("laporan", __name__)

JUDUL = {
    "almarhum": "Almarhum/almarhumah",
    "kematian": "Kematian",
    "pemakaman": "Pemakaman",
    "pelapor": "Pelapor",
    "saksi": "Saksi",
    "orang_tua": "Orang tua",
    "bukti": "Bukti",
    "periksa": "Periksa dan ajukan",
}
URUTAN = tuple(JUDUL)


def step_url(laporan_id: UUID, bagian: str, **values: Any) -> str:
    """Address of one page of the report."""
    if bagian == "bukti":
        return url_for("laporan.proofs", laporan_id=laporan_id, **values)
    if bagian == "periksa":
        return url_for("laporan.review", laporan_id=laporan_id, **values)
    return url_for("laporan.fill", laporan_id=laporan_id, bagian=bagian, **values)


def next_step(bagian: str) -> str:
    """The page after this one."""
    return URUTAN[min(URUTAN.index(bagian) + 1, len(URUTAN) - 1)]


def url_if_any(endpoint: str, **values: Any) -> str | None:
    """Address of a page of another folder, or None where the program has no such page."""
    try:
        return url_for(endpoint, **values)
    except BuildError:
        return None


def posted_versi() -> int:
    """The version the form was opened with; 0, which is always stale, when it is not a number."""
    text = request.form.get("versi", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else 0


def called(laporan: Laporan) -> str:
    """How a page names the report."""
    return laporan.nama or ("Tanpa nama" if laporan.tidak_dikenal else "Laporan baru")


def read_laporan(session: Session, laporan_id: UUID, actor: Actor) -> Laporan:
    """A visible report; the look at it is logged unless it is the actor's own draft."""
    laporan = queries.get_laporan(session, laporan_id, actor=actor)
    if laporan.status != Status.DRAF:
        record_read(session, "laporan.dibuka", actor=actor, objek="laporan", objek_id=laporan_id)
    return laporan


def open_to_edit(session: Session, laporan_id: UUID, actor: Actor) -> Laporan:
    """A visible report that may still be changed; raises Conflict when it is on an officer's desk."""
    laporan = read_laporan(session, laporan_id, actor)
    if Status(laporan.status) not in EDITABLE:
        label = STATUS_LABEL[Status(laporan.status)].lower()
        raise Conflict(f"Laporan ini tidak dapat diubah lagi karena sekarang: {label}.")
    return laporan


def book_number(laporan: Laporan) -> str | None:
    """Number in the burial book, as people write it."""
    return None if laporan.buku_nomor is None else f"{laporan.buku_nomor}/{laporan.buku_tahun}"
