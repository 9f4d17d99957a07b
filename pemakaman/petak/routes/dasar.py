"""The blueprint of blocks, plots and what happens around a grave."""

from collections.abc import Iterable
from typing import Any

from flask import Blueprint

from pemakaman import tampilan
from pemakaman.jejak.queries import Baris

bp = Blueprint("petak", __name__)


def timeline_items(rows: Iterable[Baris]) -> list[dict[str, Any]]:
    """Events as the timeline draws them."""
    return [
        {
            "judul": row.kalimat,
            "waktu": tampilan.waktu(row.kapan),
            "waktu_iso": row.kapan.isoformat(),
            "oleh": row.pelaku,
            "isi": "; ".join(row.rincian),
        }
        for row in rows
    ]
