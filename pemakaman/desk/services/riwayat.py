"""What a row was before it was corrected, kept with the reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor
from pemakaman.db import now
from pemakaman.desk.models import RiwayatDesk
from pemakaman.desk.rules.teks import ALASAN_TERPANJANG, find_galat_teks
from pemakaman.desk.rules.waktu import why_reason
from pemakaman.errors import Invalid
from pemakaman.jejak.services import plain


@dataclass(frozen=True)
class Objek:
    """Which row a history is of."""

    nama: str
    id: UUID
    kab_kode: str
    tanggal: date | None = None


def changed(row: object, baru: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Column → [old, new] of the values that a row does not have yet, as JSON keeps them."""
    pairs = {name: (getattr(row, name), value) for name, value in baru.items()}
    return {name: [plain(old), plain(new)] for name, (old, new) in pairs.items() if old != new}


def check_alasan(alasan: str, *, needed: bool) -> str:
    """The reason of a correction; raises Invalid where one is needed and none is given."""
    reason = read_teks("alasan", alasan, ALASAN_TERPANJANG)
    if needed and len(reason) < 3:
        raise Invalid({"alasan": ["Tulis alasan perbaikannya."]})
    return reason


def check_late(tanggal: date, alasan: str, *, needed: bool, baru: bool) -> str:
    """The reason of a day's report that comes late (`baru`) or is corrected; raises Invalid where one is missing."""
    reason = check_alasan(alasan, needed=False)
    if needed and not reason:
        raise Invalid({"alasan": [why_reason(tanggal, baru=baru)]})
    return reason


def read_teks(column: str, text: str, paling: int) -> str:
    """A typed text without the spaces around it; raises Invalid at its column when it is too long or holds a NIK."""
    galat = find_galat_teks({column: text}, paling)
    if galat:
        raise Invalid(galat)
    return text.strip()


def keep_history(
    session: Session, objek: Objek, ubahan: Mapping[str, list[Any]], *, alasan: str, actor: Actor, late: bool = False
) -> None:
    """Write the values before and after."""
    session.add(
        RiwayatDesk(
            objek=objek.nama,
            objek_id=objek.id,
            kab_kode=objek.kab_kode,
            tanggal=objek.tanggal,
            lama={name: pair[0] for name, pair in ubahan.items()},
            baru={name: pair[1] for name, pair in ubahan.items()},
            alasan=alasan,
            terlambat=late and bool(alasan),
            oleh=actor.id,
            pada=now(),
        )
    )
