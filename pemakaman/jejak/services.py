"""The only writers of the trail. They add to the caller's transaction; the database checks that they were called."""

import hashlib
import hmac
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from pemakaman.jejak.models import Jejak, JejakBaca
from pemakaman.jejak.rules import Pelaku

# Columns that follow from others, or that tell nothing to a reader of the timeline.
SILENT = frozenset(
    {"versi", "diubah_pada", "nama_cari", "nama_bunyi", "kunci_ganda", "nomor_terima", "nik_identitas"}
    | {"dieskalasi_pada"}
    | {"sandi", "kab_kode", "kec_kode"}
)


@dataclass(frozen=True)
class Asal:
    """Where a request came from; `kunci` fingerprints what was searched for."""

    alamat: str | None = None
    waktu_perangkat: datetime | None = None
    kunci: bytes = b"tanpa-kunci"


NO_ORIGIN = Asal()
_asal: ContextVar[Asal] = ContextVar("asal", default=NO_ORIGIN)


@contextmanager
def coming_from(asal: Asal) -> Iterator[None]:
    """Everything recorded inside the block carries this origin."""
    token = _asal.set(asal)
    try:
        yield
    finally:
        _asal.reset(token)


def set_asal(asal: Asal) -> None:
    """Set the origin for the rest of this request."""
    _asal.set(asal)


def plain(value: Any) -> Any:
    """A value as JSON keeps it."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    return value


def changes(row: object) -> dict[str, list[Any]]:
    """Column → [old, new] of everything not yet flushed on a row."""
    state = inspect(row)
    found: dict[str, list[Any]] = {}
    for attribute in state.mapper.column_attrs:
        # What was never set since it was read has no history to be asked for.
        if attribute.key in SILENT or attribute.key not in state.committed_state:
            continue
        history = state.attrs[attribute.key].history
        if not history.has_changes():
            continue
        old = plain(history.deleted[0]) if history.deleted else None
        new = plain(history.added[0]) if history.added else None
        if old != new:
            found[attribute.key] = [old, new]
    return found


def record(
    session: Session,
    peristiwa: str,
    objek: str,
    objek_id: object,
    *,
    actor: Pelaku,
    wilayah: str | None = None,
    rincian: Mapping[str, Any] | None = None,
) -> None:
    """Add one event to the trail: `peristiwa` like 'laporan.diajukan', `rincian` old → new and reasons."""
    asal = _asal.get()
    session.add(
        Jejak(
            akun_id=actor.id,
            pelaku=actor.nama,
            peran=str(actor.peran),
            wilayah=wilayah or actor.wilayah_kode or None,
            asal=asal.alamat,
            waktu_perangkat=asal.waktu_perangkat,
            peristiwa=peristiwa,
            objek=objek,
            objek_id=str(objek_id),
            rincian={key: plain(value) for key, value in (rincian or {}).items()},
        )
    )


def record_read(
    session: Session,
    cara: str,
    *,
    actor: Pelaku,
    objek: str | None = None,
    objek_id: object = None,
    kata_cari: str | None = None,
    rahasia: str | None = None,
    jumlah: int | None = None,
) -> None:
    """Log one look at a person or one search; `rahasia` (a NIK) is kept only as a keyed fingerprint."""
    session.add(
        JejakBaca(
            akun_id=actor.id,
            pelaku=actor.nama,
            peran=str(actor.peran),
            wilayah=actor.wilayah_kode or None,
            asal=_asal.get().alamat,
            cara=cara,
            objek=objek,
            objek_id=None if objek_id is None else str(objek_id),
            kata_cari=kata_cari,
            sidik=fingerprint(rahasia) if rahasia else None,
            jumlah=jumlah,
        )
    )


def trail_key(secret: str) -> bytes:
    """The key of the fingerprints; the same in the web server and in the workers."""
    return b"jejak:" + secret.encode()


def fingerprint(text: str) -> str:
    """Keyed SHA-256, so that an auditor who knows a NIK can ask who looked for it, and nobody can read it back."""
    return hmac.new(_asal.get().kunci, text.encode(), hashlib.sha256).hexdigest()
