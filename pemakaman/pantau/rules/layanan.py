"""The workload of an office: steps, weeks, and who is told apart for whom. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from pemakaman.akun.rules import Actor, Izin, Peran
from pemakaman.laporan.rules import Status
from pemakaman.pantau.rules.langkah import quantile
from pemakaman.verifikasi.rules import Tab

MINGGU, MINGGU_LAYANAN = 12, 4
LANGKAH_MEJA = {
    Status.DIAJUKAN: "Menunggu diperiksa",
    Status.DIPERIKSA: "Sedang diperiksa",
    Status.DISARANKAN: "Menunggu persetujuan",
    Status.DIKEMBALIKAN: "Dikembalikan ke makam",
}
# The pile on the desk that holds the same reports.
TUMPUKAN = {
    Status.DIAJUKAN: Tab.MENUNGGU,
    Status.DIPERIKSA: Tab.DIPEGANG,
    Status.DISARANKAN: Tab.PERSETUJUAN,
    Status.DIKEMBALIKAN: Tab.DIKEMBALIKAN,
}


def monday_of(hari: date) -> date:
    """The first day of a week."""
    return hari - timedelta(days=hari.weekday())


def list_weeks(hari_ini: date, jumlah: int = MINGGU) -> list[date]:
    """The Mondays of the last weeks, the present one last."""
    return [monday_of(hari_ini) - timedelta(weeks=step) for step in range(jumlah - 1, -1, -1)]


@dataclass(frozen=True)
class Lama:
    """How many were decided, and the working days within which half and nine tenths of them were."""

    jumlah: int
    median: int | None
    p90: int | None


def sum_up(hari: Iterable[int]) -> Lama:
    """Of the working days that each decision took."""
    counted: dict[int, int] = {}
    for one in hari:
        counted[one] = counted.get(one, 0) + 1
    return Lama(sum(counted.values()), quantile(counted, 0.5), quantile(counted, 0.9))


def sees_officers(actor: Actor, kab_kode: str) -> bool:
    """Does this account see the counts of each officer? Only the head and the administrator of that very office."""
    return actor.peran in (Peran.PEJABAT, Peran.ADMIN_KAB) and actor.wilayah_kode == kab_kode


def sees_himself(actor: Actor, kab_kode: str) -> bool:
    """Does this account decide at that office, so that it sees its own counts?"""
    decides = actor.may(Izin.LAPORAN_PERIKSA) or actor.may(Izin.LAPORAN_SETUJUI)
    return decides and actor.wilayah_kode == kab_kode
