"""Previews: ordered, printed by the worker, forgotten. They leave no trace in the trail: nobody's data are in them."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from pemakaman import store
from pemakaman.akun.rules import Actor
from pemakaman.berkas.models import SetelanBerkas
from pemakaman.berkas.models_pratinjau import Pratinjau
from pemakaman.db import now
from pemakaman.errors import NotFound
from pemakaman.jobs import defer_first
from pemakaman.lupa import free_bytes

JOB = {"setelan": "berkas.pratinjau", "surat": "surat.pratinjau"}
DISIMPAN = timedelta(days=1)
DIGANTI = "Pratinjau ini sudah diganti yang lebih baru."


def order_preview(session: Session, macam: str, isi: Mapping[str, Any], *, actor: Actor) -> Pratinjau:
    """The preview of these choices: one that was ordered already, or a new order with its job."""
    sidik = hashlib.sha256(json.dumps(isi, sort_keys=True).encode()).hexdigest()
    same = select(Pratinjau).where(
        Pratinjau.dibuat_oleh == actor.id,
        Pratinjau.macam == macam,
        Pratinjau.sidik == sidik,
        Pratinjau.status == "jadi",
    )
    found = session.scalar(same.where(Pratinjau.dibuat_pada > now() - DISIMPAN / 2).limit(1))
    if found is not None:
        return found
    fresh = Pratinjau(
        id=uuid4(), macam=macam, kab_kode=actor.kab_kode, isi=dict(isi), sidik=sidik, dibuat_oleh=actor.id
    )
    session.add(fresh)
    session.flush()
    defer_first(session, JOB[macam], pratinjau_id=str(fresh.id))
    return fresh


def get_preview(session: Session, pratinjau_id: UUID, macam: str, *, actor: Actor) -> Pratinjau:
    """A preview of the own office; raises NotFound for any other."""
    found = session.get(Pratinjau, pratinjau_id)
    if found is None or found.macam != macam or found.kab_kode != actor.kab_kode:
        raise NotFound("Pratinjau ini sudah dihapus. Buka lagi halamannya.")
    return found


def take_preview(session: Session, pratinjau_id: UUID) -> Pratinjau | None:
    """What the worker has to print; None when it is done, gone, or when its orderer waits for a newer one."""
    row = session.get(Pratinjau, pratinjau_id)
    if row is None or row.status == "jadi":
        return None
    newer = select(func.count()).where(
        Pratinjau.dibuat_oleh == row.dibuat_oleh,
        Pratinjau.macam == row.macam,
        Pratinjau.dibuat_pada > row.dibuat_pada,
    )
    if session.scalar(newer):
        row.status, row.galat = "gagal", DIGANTI
        return None
    return row


def finish_preview(session: Session, pratinjau_id: UUID, pdf: bytes, gambar: Sequence[bytes]) -> None:
    """Keep what was printed, unless the order is gone meanwhile."""
    row = session.get(Pratinjau, pratinjau_id, with_for_update=True)
    if row is not None and row.status != "jadi":
        row.sha256, row.gambar = store.put(pdf), [store.put(one) for one in gambar]
        row.status, row.galat = "jadi", None


def fail_preview(session: Session, pratinjau_id: UUID, galat: str) -> None:
    """Say why there is nothing to see."""
    row = session.get(Pratinjau, pratinjau_id, with_for_update=True)
    if row is not None and row.status != "jadi":
        row.status, row.galat = "gagal", galat


def forget_previews(session: Session) -> set[str]:
    """Delete the orders of yesterday; returns the fingerprints of what they left in the store."""
    gone = delete(Pratinjau).where(Pratinjau.dibuat_pada < now() - DISIMPAN)
    rows = session.execute(gone.returning(Pratinjau.sha256, Pratinjau.gambar, Pratinjau.isi)).all()
    found = {row.sha256 for row in rows if row.sha256}
    found |= {one for row in rows for one in row.gambar}
    return found | {logo for row in rows if isinstance(logo := row.isi.get("logo"), str)}


def free_previews(session: Session, sha256: Collection[str]) -> int:
    """Delete these bytes where nothing names them any more; returns how many were."""
    return free_bytes(session, sha256, before=now() - DISIMPAN)


def known_logo(session: Session, sha256: str, *, actor: Actor) -> bool:
    """Is this the emblem of a version or a preview of the own office? No other bytes of the store can be named."""
    for table in (SetelanBerkas, Pratinjau):
        query = select(table.id).where(table.kab_kode == actor.kab_kode, table.isi["logo"].as_string() == sha256)
        if session.scalar(query.limit(1)) is not None:
            return True
    return False


def keep_logo(session: Session, content: bytes, *, actor: Actor) -> str:
    """Store an emblem that is not saved yet; forgotten with the previews unless a version names it by then."""
    sha256 = store.put(content)
    kept = Pratinjau(
        id=uuid4(),
        macam="setelan",
        kab_kode=actor.kab_kode,
        isi={"logo": sha256},
        sidik=sha256,
        status="gagal",
        galat="Hanya lambang yang diunggah.",
        dibuat_oleh=actor.id,
        dibuat_pada=now() - timedelta(seconds=1),
    )
    session.add(kept)
    session.flush()
    return sha256
