"""Ready sentences as an office has them: its own, and the national ones that it left as they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman.verifikasi.alasan_bawaan import BAWAAN
from pemakaman.verifikasi.models import AlasanSiap

# The national sentences stand behind an office's own of the same order.
URUTAN_BAWAAN = 100


@dataclass(frozen=True)
class Kalimat:
    """One ready sentence; `id` is None while the national wording stands, `bawaan` names that one."""

    id: UUID | None
    bawaan: str | None
    untuk: str
    ruas: str | None
    teks: str
    urutan: int
    aktif: bool

    @property
    def kunci(self) -> str:
        """What a form sends for it."""
        return str(self.id or self.bawaan)


def list_kalimat(session: Session, kab_kode: str) -> list[Kalimat]:
    """All sentences of an office, also those switched off, by use and order."""
    rows = session.scalars(select(AlasanSiap).where(AlasanSiap.kab_kode == kab_kode)).all()
    own = [Kalimat(row.id, row.bawaan, row.untuk, row.ruas, row.teks, row.urutan, row.aktif) for row in rows]
    replaced = {one.bawaan for one in own}
    national = [
        Kalimat(None, kode, one.untuk, one.ruas, one.teks, URUTAN_BAWAAN, True)
        for kode, one in BAWAAN.items()
        if kode not in replaced
    ]
    return sorted([*own, *national], key=lambda one: (one.untuk, one.urutan, one.teks))


def ready_choices(session: Session, kab_kode: str, untuk: str) -> list[Kalimat]:
    """The sentences in use for one purpose; those of all fields of a return."""
    return [one for one in list_kalimat(session, kab_kode) if one.aktif and one.untuk == untuk]


def for_field(kalimat: Iterable[Kalimat], ruas: str) -> list[Kalimat]:
    """Those of a return that suit one field: its own first, then the general ones."""
    suiting = [one for one in kalimat if one.ruas in {ruas, None}]
    return sorted(suiting, key=lambda one: one.ruas is None)
