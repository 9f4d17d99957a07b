"""Counting the rows of a month: sex, age groups as BPS prints them, numbers. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.tanggal import TanggalTakLengkap, age_at

TIDAK_DIKETAHUI = "tidak_diketahui"
# The last age of each group; whoever is older stands in the last one.
_BATAS = ((0, "0"), (4, "1-4"), (14, "5-14"), (24, "15-24"), (44, "25-44"), (64, "45-64"))
_TUA = "65+"
KELOMPOK_LABEL = {
    "0": "Di bawah 1 tahun",
    "1-4": "1–4 tahun",
    "5-14": "5–14 tahun",
    "15-24": "15–24 tahun",
    "25-44": "25–44 tahun",
    "45-64": "45–64 tahun",
    _TUA: "65 tahun ke atas",
    TIDAK_DIKETAHUI: "Umur tidak diketahui",
}


@dataclass(frozen=True)
class Orang:
    """What is counted of one row; one that is not `berlaku` stands in the print and is not counted."""

    jenis_kelamin: str | None
    lahir: TanggalTakLengkap | None
    umur: int | None
    meninggal: date | None
    berlaku: bool = True


@dataclass(frozen=True)
class Jumlah:
    """Totals of a month."""

    laki: int = 0
    perempuan: int = 0
    tidak_diketahui: int = 0
    kelompok_umur: dict[str, int] = field(default_factory=dict)

    @property
    def jumlah(self) -> int:
        """All who are counted."""
        return self.laki + self.perempuan + self.tidak_diketahui


def age_in_years(lahir: TanggalTakLengkap | None, umur: int | None, meninggal: date | None) -> int | None:
    """Age at death in full years, or None when it is not known.

    The age that was written counts where the dates allow it. A birth known in part is taken at its middle, as
    statistics does: 1 July of the year, day 15 of the month.
    """
    if lahir is None or meninggal is None:
        return umur
    try:
        least, greatest = age_at(lahir, meninggal)
    except NilaiError:
        return None
    if umur is not None and least <= umur <= greatest:
        return umur
    return age_at(_middle(lahir), max(_middle(lahir).earliest(), meninggal))[0]


def _middle(lahir: TanggalTakLengkap) -> TanggalTakLengkap:
    if lahir.bulan is None:
        return TanggalTakLengkap(lahir.tahun, 7, 1)
    return lahir if lahir.hari is not None else TanggalTakLengkap(lahir.tahun, lahir.bulan, 15)


def age_group(umur: int | None) -> str:
    """The key of the age group."""
    if umur is None:
        return TIDAK_DIKETAHUI
    return next((kode for batas, kode in _BATAS if umur <= batas), _TUA)


def count(rows: Iterable[Orang]) -> Jumlah:
    """Totals by sex and by age group of those who count; every group is named, also with nobody in it."""
    kelamin = {"L": 0, "P": 0, None: 0}
    umur = dict.fromkeys(KELOMPOK_LABEL, 0)
    for row in rows:
        if row.berlaku:
            kelamin[row.jenis_kelamin if row.jenis_kelamin in kelamin else None] += 1
            umur[age_group(age_in_years(row.lahir, row.umur, row.meninggal))] += 1
    return Jumlah(kelamin["L"], kelamin["P"], kelamin[None], umur)
