"""How long a stock lasts, and when the limits of the desk are crossed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

HARI_LAJU = 7
# Fourteen service days fit into so many days, holidays and days without a report among them.
JENDELA = 28


class Warna(StrEnum):
    """The light beside a figure."""

    HIJAU = "hijau"
    KUNING = "kuning"
    MERAH = "merah"
    KOSONG = "kosong"


@dataclass(frozen=True)
class Batas:
    """One rule of the lights: from which value on a figure is amber or red. `turun`: small values are the bad ones."""

    kode: str
    label: str
    satuan: str
    kuning: float
    merah: float
    turun: bool = True


BATAS: dict[str, Batas] = {
    batas.kode: batas
    for batas in (
        Batas("rekam_persen", "Persentase rekam", "%", 99.0, 98.0),
        Batas("ikd_persen", "IKD dibanding targetnya", "%", 100.0, 50.0),
        Batas("blangko_hari", "Blangko cukup untuk", "hari", 14.0, 7.0),
        Batas("lapor_hari", "Hari tanpa laporan", "hari", 1.0, 2.0, turun=False),
        Batas("lapas_persen", "Penghuni lapas sudah rekam", "%", 95.0, 80.0),
    )
}


def pace(terpakai: Sequence[int]) -> float | None:
    """Mean use a service day, of the last seven of them; None without any. The newest comes last."""
    last = terpakai[-HARI_LAJU:]
    return sum(last) / len(last) if last else None


def pace_of(hari: Iterable[tuple[int, bool]]) -> float | None:
    """The pace of days as (use, *nihil*), the newest last: a day reported *nihil* is no service day."""
    return pace([terpakai for terpakai, nihil in hari if not nihil])


def days_left(sisa: int, laju: float | None) -> float | None:
    """For how many service days a stock lasts at this pace; None when nothing is used."""
    return sisa / laju if laju else None


def limits(kode: str, setelan: Mapping[str, Any]) -> Batas:
    """A rule with the numbers an area chose."""
    batas, own = BATAS[kode], setelan.get(kode, {})
    kuning, merah = own.get("kuning", batas.kuning), own.get("merah", batas.merah)
    return Batas(batas.kode, batas.label, batas.satuan, float(kuning), float(merah), batas.turun)


def light(batas: Batas, value: float | None) -> Warna:
    """The light of a figure; a value right at a limit still has the better light when small is bad."""
    if value is None:
        return Warna.KOSONG
    sign = 1 if batas.turun else -1
    if sign * value < sign * batas.merah or (not batas.turun and value == batas.merah):
        return Warna.MERAH
    if sign * value < sign * batas.kuning or (not batas.turun and value == batas.kuning):
        return Warna.KUNING
    return Warna.HIJAU
