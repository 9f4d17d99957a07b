"""What a kab/kota settles for its reports and its desk; without a row of its own the defaults hold."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman.laporan.models import SetelanLaporan


@dataclass(frozen=True)
class Setelan:
    """Days: `jendela_ganda` around a death, `hari_layanan` and `hari_penarikan` are working days.

    `versi` is 0 while nothing was ever saved.
    """

    jendela_ganda: int = 30
    hari_layanan: int = 3
    hari_penarikan: int = 3
    versi: int = 0


BAWAAN = Setelan()


def setelan_of(session: Session, kab_kode: str) -> Setelan:
    """The settings of one kab/kota."""
    return list_setelan(session, [kab_kode]).get(kab_kode, BAWAAN)


def list_setelan(session: Session, kab: Collection[str]) -> dict[str, Setelan]:
    """Kab/kota → settings, of those that have saved any."""
    rows = session.scalars(select(SetelanLaporan).where(SetelanLaporan.kab_kode.in_(kab)))
    return {row.kab_kode: Setelan(row.jendela_ganda, row.hari_layanan, row.hari_penarikan, row.versi) for row in rows}
