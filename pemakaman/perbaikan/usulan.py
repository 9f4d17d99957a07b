"""A correction as JSON keeps it: field → [old, new], with dates, times and partial dates as text and numbers. Pure."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any
from uuid import UUID

from pemakaman.nilai.tanggal import TanggalTakLengkap

Pasangan = tuple[Any, Any]


def pack(usulan: Mapping[str, Pasangan]) -> dict[str, list[Any]]:
    """The pairs as they are stored."""
    return {ruas: [_plain(old), _plain(new)] for ruas, (old, new) in usulan.items()}


def unpack(stored: Mapping[str, Any]) -> dict[str, Pasangan]:
    """The pairs as the report's fields hold them; a partial date comes back as one, a day as a date."""
    return {ruas: (_value(ruas, pair[0]), _value(ruas, pair[1])) for ruas, pair in stored.items()}


def in_words(usulan: Mapping[str, Pasangan]) -> dict[str, list[Any]]:
    """The pairs for the trail: a partial date is written out as far as it is known."""
    return {
        ruas: [one.text() if isinstance(one, TanggalTakLengkap) else _plain(one) for one in pair]
        for ruas, pair in usulan.items()
    }


def _plain(value: Any) -> Any:
    if isinstance(value, TanggalTakLengkap):
        return [value.tahun, value.bulan, value.hari]
    if isinstance(value, UUID):
        return str(value)
    return value.isoformat() if isinstance(value, date | time) else value


def _value(ruas: str, stored: Any) -> Any:
    if isinstance(stored, list):
        return TanggalTakLengkap(*stored)
    if not isinstance(stored, str):
        return stored
    if ruas == "petak_id":
        return UUID(stored)
    if ruas.endswith("_tanggal"):
        return date.fromisoformat(stored)
    return time.fromisoformat(stored) if ruas.endswith("_pukul") else stored
