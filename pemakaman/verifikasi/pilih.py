"""What may be done with many rows of a pile at once, by whom."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Row
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin
from pemakaman.verifikasi.massal import PALING_BANYAK
from pemakaman.verifikasi.queries.antrean import Saring, count_clean, select_clean
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


def make_bulk(session: Session, tab: Tab, rows: Sequence[Row[Any]], saring: Saring, *, actor: Actor) -> Pilihan | None:
    """The bar of one page of a pile; None where nothing can be done with several rows."""
    if tab is Tab.PERSETUJUAN and actor.may(Izin.LAPORAN_SETUJUI):
        clean = select_clean(session, [row.id for row in rows], actor=actor)
        jumlah = count_clean(session, actor=actor, saring=saring, batas=PALING_BANYAK + 1)
        ticked = [row for row in rows if row.id in clean]
        return Pilihan(ticked, ("setujui",), [], bersih=min(jumlah, PALING_BANYAK), terpotong=jumlah > PALING_BANYAK)
    if tab not in DIBAGI or not actor.may(Izin.MEJA_BAGI):
        return None
    given = [row for row in rows if row.status in {"diajukan", "diperiksa"}]
    aksi = ("serahkan", "lepas") if tab is Tab.MILIK_SAYA else ("serahkan",)
    return Pilihan(given, aksi, list_verifikator(session, actor=actor)) if given else None
