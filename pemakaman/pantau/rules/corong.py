"""The funnel of one place: how many reached each step, and where most of them are stuck. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.kata import lower_first
from pemakaman.pantau.rules.angka import UMUR_LABEL
from pemakaman.pantau.rules.kematian import KELAMIN_LABEL, SEBAB, TEMPAT
from pemakaman.pantau.rules.langkah import JEDA_LABEL, LANGKAH, LANGKAH_LABEL, Sumbu
from pemakaman.pantau.rules.mutu import UKURAN_LABEL

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

SIFAT_LABEL = {
    "kelamin": "Jenis kelamin",
    "umur": "Jenis kelamin dan umur",
    "sebab": "Sebab kematian",
    "tempat": "Tempat meninggal",
    "mutu": "Mutu pencatatan, tanpa buku lama",
    "jeda": "Waktu antarlangkah, tanpa buku lama",
}
"""By what else than a step the rows of a list are chosen."""
# Who was merged away stands in no list.
_MUTU = {"baris": "Semua baris"} | {name: label for name, label in UKURAN_LABEL.items() if name != "ganda"}
_UMUR = {f"{sex}|{age}": f"{KELAMIN_LABEL[sex]}, {UMUR_LABEL[age]}" for sex in KELAMIN_LABEL for age in UMUR_LABEL}
SIFAT: dict[str, Mapping[str, str]] = {
    "kelamin": KELAMIN_LABEL,
    "umur": _UMUR,
    "sebab": SEBAB,
    "tempat": TEMPAT,
    "mutu": _MUTU,
    "jeda": JEDA_LABEL,
}
# These are counted by month of burial alone.
MENURUT_DIMAKAMKAN = frozenset({"mutu", "jeda"})

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


def losses(angka: Angka) -> list[Tertahan]:
    """Every stretch of the road, and how many are held back on it."""
    return [Tertahan(dari, ke, angka[dari] - angka[ke], angka[dari]) for dari, ke in RUAS]


def stuck(angka: Angka) -> Tertahan | None:
    """The stretch of the road on which most are held back; None where nobody is."""
    worst = max(losses(angka), key=lambda one: one.jumlah)
    return worst if worst.jumlah > 0 else None


@dataclass(frozen=True)
class Pilihan:
    """Which reports of a place and period a list shows: those that reached a step, and not another one.

    Where `sifat` is given, all deaths with that `nilai` of it.
    """

    langkah: str = "dimakamkan"
    belum: str = ""
    sifat: str = ""
    nilai: str = ""

    @property
    def judul(self) -> str:
        """'Disetujui, belum: akta terbit' in the words of the steps."""
        if self.sifat:
            return f"{SIFAT_LABEL[self.sifat]}: {lower_first(SIFAT[self.sifat][self.nilai])}"
        reached = {**LANGKAH_LABEL, **LAIN_LABEL}[self.langkah]
        return f"{reached}, belum: {lower_first(LANGKAH_LABEL[self.belum])}" if self.belum else reached

    @property
    def alamat(self) -> dict[str, str]:
        """As an address carries it."""
        if self.sifat:
            return {"sifat": self.sifat, "nilai": self.nilai}
        return {"langkah": self.langkah, "belum": self.belum} if self.belum else {"langkah": self.langkah}

    def count(self, angka: Angka) -> int:
        """How many these are by the figures of the funnel."""
        return angka[self.langkah] - (angka[self.belum] if self.belum else 0)


def read_sifat(sifat: str, nilai: str) -> Pilihan:
    """A list by what is known of the dead, of the entry or of the wait; raises NilaiError."""
    if nilai not in SIFAT.get(sifat, {}):
        raise NilaiError("Daftar ini tidak dikenal. Pilih angkanya dari halaman pantauan.")
    return Pilihan(sifat=sifat, nilai=nilai)


def read_pilihan(langkah: str, belum: str) -> Pilihan:
    """A list as an address names it; raises NilaiError for steps that do not follow each other."""
    wanted = Pilihan(langkah or "dimakamkan", belum)
    known = wanted.langkah in LANGKAH if belum else wanted.langkah in {*LANGKAH, *LAIN_LABEL}
    follows = not belum or (wanted.langkah, belum) in RUAS or (wanted.langkah == LANGKAH[0] and belum in LANGKAH[1:])
    if not (known and follows):
        raise NilaiError("Langkah ini tidak dikenal. Pilih angkanya dari halaman corong.")
    return wanted
