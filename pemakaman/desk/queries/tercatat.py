"""Who is recorded dead here, who has no KTP-el, and in which lists an area's voters stand: each said once.

Recorded dead is who has a living proposal (made from an approved report, withdrawn with it; a frozen one holds its
voter until the case is decided) or, not yet proposed, is the engine's first and sure candidate of an approved report.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, TextClause, and_, literal, or_, select, text
from sqlalchemy.orm import Session

from pemakaman.akun.rules import is_within
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import Status
from pemakaman.pemilih.models import Cocok, DaftarPemilih, KeputusanCocok, Pemilih, Usul
from pemakaman.pemilih.models.daftar import TANPA_KTP
from pemakaman.pemilih.queries import inside, live_usul
from pemakaman.pemilih.versi import list_berlaku

AnySelect = Select[*tuple[Any, ...]]
_DISETUJUI = (Status.DISETUJUI, Status.AKTA_TERBIT)


def lists_of(session: Session, kode: str) -> Sequence[DaftarPemilih]:
    """The lists in force that hold voters of an area: its province's, its own, those inside it; the widest first."""
    area = or_(inside(DaftarPemilih.wilayah_kode, kode), DaftarPemilih.wilayah_kode == kode[:2])
    return list_berlaku(session, area)


def lists_to_draw(session: Session, kab_kode: str) -> list[DaftarPemilih]:
    """Of these the ones that hold each voter once: no list within another; the province's only where there is none."""
    wide, chosen = list[DaftarPemilih](), list[DaftarPemilih]()
    for one in lists_of(session, kab_kode):
        if not is_within(one.wilayah_kode, kab_kode):
            wide.append(one)
        elif not any(is_within(one.wilayah_kode, other.wilayah_kode) for other in chosen):
            chosen.append(one)
    return chosen or wide


def without_ktp() -> TextClause:
    """Voters whom KPU's list marks as not recorded yet, in the words of the index."""
    return text(TANPA_KTP)


def recorded_dead() -> ColumnElement[bool]:
    """Is the voter of the query around it recorded dead here?"""
    proposed = proposed_dead().where(Usul.pemilih_id == Pemilih.id).correlate(Pemilih)
    paired = paired_dead().where(Cocok.pemilih_id == Pemilih.id).correlate(Pemilih)
    return or_(proposed.exists(), paired.exists())


def proposed_dead() -> AnySelect:
    """(pemilih_id, laporan_id, kab_kode, usul) of living proposals."""
    query: AnySelect = select(Usul.pemilih_id, Usul.laporan_id, Usul.kab_kode, literal(True).label("usul"))
    return query.where(live_usul())


def paired_dead() -> AnySelect:
    """The same of sure candidates whom nobody proposed or denied yet."""
    same_report = and_(Usul.laporan_id == Cocok.laporan_id, Usul.daftar_id == Cocok.daftar_id)
    taken = select(Usul.id).where(live_usul(), or_(Usul.pemilih_id == Cocok.pemilih_id, same_report))
    denied = select(KeputusanCocok.id).where(
        KeputusanCocok.laporan_id == Cocok.laporan_id,
        KeputusanCocok.pemilih_id == Cocok.pemilih_id,
        KeputusanCocok.sama.is_(False),
    )
    query: AnySelect = (
        select(Cocok.pemilih_id, Cocok.laporan_id, Laporan.kab_kode, literal(False).label("usul"))
        .join(Laporan, Laporan.id == Cocok.laporan_id)
        .where(Cocok.pita == "usul", Cocok.urutan == 1, Laporan.status.in_(_DISETUJUI))
        .where(~taken.correlate(Cocok).exists(), ~denied.correlate(Cocok).exists())
    )
    return query
