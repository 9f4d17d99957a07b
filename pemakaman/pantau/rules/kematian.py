"""Deaths by month and by what is known of the dead: sums, and what was entered only later. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pemakaman.laporan.rules import SEBAB_LABEL
from pemakaman.nilai.tanggal import NAMA_BULAN
from pemakaman.pantau.rules.angka import UMUR_LABEL
from pemakaman.pantau.rules.bulan import Bulan
from pemakaman.pantau.rules.langkah import Sumbu

TIDAK_DIKETAHUI = "Tidak diketahui"
KELAMIN_LABEL = {"L": "Laki-laki", "P": "Perempuan", "": TIDAK_DIKETAHUI}
SEBAB = {**{str(kode): label for kode, label in SEBAB_LABEL.items()}, "0": TIDAK_DIKETAHUI}
TEMPAT = {
    "rumah": "Rumah",
    "rumah_sakit": "Rumah sakit",
    "puskesmas": "Puskesmas atau klinik",
    "jalan": "Jalan atau tempat umum",
    "lainnya": "Lainnya",
    "": TIDAK_DIKETAHUI,
}
SUMBU_KATA = {
    Sumbu.MENINGGAL: "menurut bulan meninggal",
    Sumbu.DIMAKAMKAN: "menurut bulan dimakamkan",
    Sumbu.MASUK: "menurut bulan masuk buku",
}


@dataclass(frozen=True)
class Bulanan:
    """Deaths of a month; `susulan` of them were entered in a later month than the one they belong to.

    By month of entry `susulan` are the deaths of earlier months.
    """

    jumlah: int = 0
    susulan: int = 0

    @property
    def tepat(self) -> int:
        """Without those."""
        return self.jumlah - self.susulan


def add_up(months: Iterable[Bulanan]) -> Bulanan:
    """Sums over months."""
    found = list(months)
    return Bulanan(sum(one.jumlah for one in found), sum(one.susulan for one in found))


def by_age_and_sex(counts: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """'L|umur_65' → how many, as age group → sex → how many; every group and sex stands in it."""
    found = {umur: dict.fromkeys(KELAMIN_LABEL, 0) for umur in UMUR_LABEL}
    for nilai, jumlah in counts.items():
        kelamin, _, umur = nilai.partition("|")
        group = found[umur if umur in found else "umur_tidak_diketahui"]
        group[kelamin if kelamin in group else ""] += jumlah
    return found


def by_label(counts: Mapping[str, int], labels: Mapping[str, str]) -> list[tuple[str, int]]:
    """(label, how many) in the order of the labels; a code without a label counts as unknown, never as another."""
    found = dict.fromkeys(labels, 0)
    unknown = next(kode for kode, label in labels.items() if label == TIDAK_DIKETAHUI)
    for nilai, jumlah in counts.items():
        found[nilai if nilai in found else unknown] += jumlah
    return [(labels[kode], jumlah) for kode, jumlah in found.items()]


def short_month(bulan: Bulan) -> str:
    """'Mar 26'."""
    return f"{NAMA_BULAN[bulan.bulan - 1][:3]} {bulan.tahun % 100:02}"
