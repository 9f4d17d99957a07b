"""The funnel of one place: how many reached each step, and where most of them are stuck. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from pemakaman.nilai.galat import NilaiError
from pemakaman.pantau.rules.langkah import LANGKAH, LANGKAH_LABEL, Sumbu

PALING_SEDIKIT = 5
"""Of fewer than so many no median is shown: it would describe single persons."""

# Steps of which the second is always part of the first, so that the difference counts persons. Papers and NIK are
# means on the road, and not every dead person is a voter: these are no places to be stuck in.
RUAS: tuple[tuple[str, str], ...] = (
    ("dimakamkan", "diajukan"),
    ("diajukan", "disetujui"),
    ("disetujui", "akta"),
    ("diusulkan", "diserahkan"),
    ("diserahkan", "diterima"),
)
LAIN_LABEL = {
    "lahir_mati": "Lahir mati",
    "kertas": "Dari buku lama",
    "susulan": "Masuk buku pada bulan sesudahnya",
    "lapor30": "Diajukan dalam 30 hari sesudah meninggal",
    "akta30": "Berakta dalam 30 hari sesudah dimakamkan",
}
"""What is counted beside the steps."""

Angka = Mapping[str, int]


@dataclass(frozen=True)
class Tertahan:
    """Between two steps: so many of those who reached the first have not reached the second."""

    dari: str
    ke: str
    jumlah: int
    semua: int


def read_sumbu(text: str) -> Sumbu:
    """By which month an address counts, by burial where it does not say; raises NilaiError."""
    try:
        return Sumbu(text) if text else Sumbu.DIMAKAMKAN
    except ValueError:
        raise NilaiError("Pilih bulan meninggal, bulan dimakamkan, atau bulan masuk buku.") from None


def share(bagian: int, semua: int) -> float | None:
    """The part of a whole, 0 to 1; None of nothing."""
    return bagian / semua if semua > 0 else None


def percent(bagian: int, semua: int) -> str:
    """'56,7 %', or a dash of nothing; all and none are only said where they are so."""
    if semua <= 0:
        return "–"
    tenths = round(1000 * bagian / semua)
    if 0 < bagian < semua:
        tenths = min(max(tenths, 1), 999)
    return f"{tenths / 10:.1f} %".replace(".", ",")


def stuck(angka: Angka) -> Tertahan | None:
    """The stretch of the road on which most are held back; None where nobody is."""
    found = [Tertahan(dari, ke, angka[dari] - angka[ke], angka[dari]) for dari, ke in RUAS]
    worst = max(found, key=lambda one: one.jumlah)
    return worst if worst.jumlah > 0 else None


@dataclass(frozen=True)
class Pilihan:
    """Which reports of a place and period a list shows: those that reached a step, and not another one."""

    langkah: str = "dimakamkan"
    belum: str = ""

    @property
    def judul(self) -> str:
        """'Disetujui, akta belum terbit' in the words of the steps."""
        reached = {**LANGKAH_LABEL, **LAIN_LABEL}[self.langkah]
        return f"{reached}, belum: {LANGKAH_LABEL[self.belum].lower()}" if self.belum else reached

    def count(self, angka: Angka) -> int:
        """How many these are by the figures of the funnel."""
        return angka[self.langkah] - (angka[self.belum] if self.belum else 0)


def read_pilihan(langkah: str, belum: str) -> Pilihan:
    """A list as an address names it; raises NilaiError for steps that do not follow each other."""
    wanted = Pilihan(langkah or "dimakamkan", belum)
    known = wanted.langkah in LANGKAH if belum else wanted.langkah in {*LANGKAH, *LAIN_LABEL}
    follows = not belum or (wanted.langkah, belum) in RUAS or (wanted.langkah == LANGKAH[0] and belum in LANGKAH[1:])
    if not (known and follows):
        raise NilaiError("Langkah ini tidak dikenal. Pilih angkanya dari halaman corong.")
    return wanted
