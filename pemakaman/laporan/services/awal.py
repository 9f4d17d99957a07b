"""A *lapor awal* that comes whole: judged first, entered into the book after; alone, or with many others."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor
from pemakaman.laporan.checks import Konteks
from pemakaman.laporan.isian import read_isian
from pemakaman.laporan.models import Laporan, LaporanOrang
from pemakaman.laporan.services.kirim import TempatBuku, check_entry, enter
from pemakaman.laporan.services.petak import check_plot, follow_plot
from pemakaman.laporan.services.simpan import apply, build_konteks, lock_nik, merge, refuse_conflicts


@dataclass(frozen=True)
class Awal:
    """A draft that may enter the book with what is to be filled in."""

    laporan: Laporan
    orang: dict[str, LaporanOrang]
    isian: dict[str, Any]
    diubah: set[str]
    konteks: Konteks


def judge_awal(
    session: Session,
    laporan: Laporan,
    orang: dict[str, LaporanOrang],
    values: Mapping[str, Any],
    *,
    is_new: bool,
    actor: Actor,
) -> Awal:
    """Filling in and entering as one change: the same checks, asked once of the report as it will stand.

    Raises Invalid; writes nothing, but the NIK stays locked.
    """
    lama = read_isian(laporan, orang)
    baru, diubah = merge(lama, follow_plot(session, lama, values))
    lock_nik(session, baru.get("nik"))
    konteks = build_konteks(session, laporan, baru, actor, is_new=is_new)
    refuse_conflicts(baru, konteks, diubah)
    check_plot(session, laporan, baru, diubah)
    check_entry(baru, konteks)
    return Awal(laporan, orang, baru, diubah, konteks)


def enter_awal(session: Session, awal: Awal, *, actor: Actor, tempat: TempatBuku | None = None) -> None:
    """Fill a judged draft in and enter it; `tempat` as in `enter`."""
    told = apply(session, awal.laporan, awal.orang, {name: awal.isian[name] for name in awal.diubah})
    enter(session, awal.laporan, awal.isian, awal.konteks, actor=actor, rincian=told, tempat=tempat)
