"""What may be done with many rows of a pile at once, by whom."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Row
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin
from pemakaman.verifikasi.massal import PALING_BANYAK
from pemakaman.verifikasi.queries.antrean import Saring, list_clean, select_clean
from pemakaman.verifikasi.queries.petugas import list_verifikator
from pemakaman.verifikasi.rules import Tab

# Piles of which a row waits for an officer or lies in the hands of one.
DIBAGI = frozenset(Tab) - {Tab.DIKEMBALIKAN, Tab.PERSETUJUAN}


@dataclass(frozen=True)
class Pilihan:
    """The bar above a pile: which rows may be ticked, and what may be done with them."""

    rows: list[Row[Any]]
    aksi: tuple[str, ...]
    petugas: list[tuple[str, str]]
    kiriman: UUID = field(default_factory=uuid4)
    bersih: int = 0
    terpotong: bool = False

    def may_tick(self, laporan_id: UUID) -> bool:
        """Has this row a box?"""
        return any(row.id == laporan_id for row in self.rows)


def make_bulk(
    session: Session, tab: Tab, rows: Sequence[Row[Any]], saring: Saring, *, pertama: bool, actor: Actor
) -> Pilihan | None:
    """The bar of one page of a pile; None where nothing can be done with several rows.

    `pertama`: it is the first page, the one that offers everything clean at once.
    """
    if tab is Tab.PERSETUJUAN and actor.may(Izin.LAPORAN_SETUJUI):
        return _approvals(session, rows, saring, pertama=pertama, actor=actor)
    if tab not in DIBAGI or not actor.may(Izin.MEJA_BAGI):
        return None
    given = [row for row in rows if row.status in {"diajukan", "diperiksa"}]
    aksi = ("serahkan", "lepas") if tab is Tab.MILIK_SAYA else ("serahkan",)
    return Pilihan(given, aksi, list_verifikator(session, actor=actor)) if given else None


def _approvals(session: Session, rows: Sequence[Row[Any]], saring: Saring, *, pertama: bool, actor: Actor) -> Pilihan:
    if not pertama:
        clean = select_clean(session, [row.id for row in rows], actor=actor)
        return Pilihan([row for row in rows if row.id in clean], ("setujui",), [])
    # The oldest of the pile are among the oldest clean ones, so one question answers for page and pile.
    found = list_clean(session, actor=actor, saring=saring, batas=PALING_BANYAK + 1)
    clean = set(found)
    ticked = [row for row in rows if row.id in clean]
    jumlah = min(len(found), PALING_BANYAK)
    return Pilihan(ticked, ("setujui",), [], bersih=jumlah, terpotong=len(found) > PALING_BANYAK)
