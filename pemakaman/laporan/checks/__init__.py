"""The rules of a report as findings at its fields. Pure: what must be looked up comes in as `Konteks`.

Three kinds: contradictions (never kept, hard at once), gaps (hard at *ajukan* only), and warnings (soft).
"""

from collections.abc import Collection

from pemakaman.laporan.checks.identitas import identity_conflicts, identity_warnings
from pemakaman.laporan.checks.lengkap import find_gaps
from pemakaman.laporan.checks.temuan import Konteks, Temuan
from pemakaman.laporan.checks.waktu import time_conflicts, time_warnings
from pemakaman.laporan.isian import BAGIAN, Isian

__all__ = [
    "Konteks",
    "Temuan",
    "check_bagian",
    "find_conflicts",
    "find_gaps",
    "find_warnings",
]


def find_conflicts(isian: Isian, konteks: Konteks, diubah: Collection[str] = ()) -> list[Temuan]:
    """What cannot be true together; each finding stands at the field just changed, if one was."""
    found = time_conflicts(isian, konteks, diubah) + identity_conflicts(isian, konteks, diubah)
    return found + _half_a_point(isian, diubah)


def _half_a_point(isian: Isian, diubah: Collection[str]) -> list[Temuan]:
    if (isian.get("lintang") is None) == (isian.get("bujur") is None):
        return []
    ruas = "bujur" if "lintang" not in diubah else "lintang"
    return [Temuan(ruas, "titik_separuh", "Isi lintang dan bujur keduanya, atau kosongkan keduanya.", keras=True)]


def find_warnings(isian: Isian, konteks: Konteks) -> list[Temuan]:
    """What looks odd but may be so; the user confirms it by its code."""
    return time_warnings(isian, konteks) + identity_warnings(isian, konteks)


def check_bagian(bagian: str, isian: Isian, konteks: Konteks, diubah: Collection[str] = ()) -> list[Temuan]:
    """Findings, hard and soft, at the fields of one page group; `isian` is the whole report."""
    found = find_conflicts(isian, konteks, diubah) + find_warnings(isian, konteks)
    return [temuan for temuan in found if temuan.ruas in BAGIAN[bagian]]
