"""The quality of entries: what is counted, when a share stands out, and who sees whose. Pure.

Nobody is ranked. Rows are in the order of names; what can hardly be chance is said in words.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import exp, lgamma, log

from pemakaman.akun.rules import Actor, Peran
from pemakaman.nilai.kata import lower_first

# Entered in the book more than so many days after the burial.
HARI_LAMBAT = 7
PALING_SEDIKIT, PELUANG, KELIPATAN = 10, 0.01, 1.5
# A term of a sum that is smaller than this part of it, and so are all after it.
KECIL = 1e-15

UKURAN_LABEL = {
    "tanpa_nik": "Tanpa NIK",
    "tanpa_kelamin": "Jenis kelamin kosong",
    "tanpa_umur": "Umur tidak diketahui",
    "dikembalikan": "Dikembalikan",
    "diperbaiki": "Diperbaiki sesudah disetujui",
    "ganda": "Ternyata ganda",
    "terlambat": f"Dicatat lewat {HARI_LAMBAT} hari",
}
UKURAN = tuple(UKURAN_LABEL)


class Pandang(StrEnum):
    """How far an account sees into the quality of entries."""

    SENDIRI = "sendiri"
    DESA = "desa"
    KANTOR = "kantor"
    PROVINSI = "provinsi"


_PANDANG = {
    Peran.PENGELOLA_MAKAM: Pandang.SENDIRI,
    Peran.OPERATOR_DESA: Pandang.DESA,
    Peran.VERIFIKATOR: Pandang.KANTOR,
    Peran.PEJABAT: Pandang.KANTOR,
    Peran.ADMIN_KAB: Pandang.KANTOR,
    Peran.PETUGAS_PROVINSI: Pandang.PROVINSI,
}
ATURAN = {
    Pandang.SENDIRI: "Anda hanya melihat yang Anda catat sendiri. Pengelola lain tidak melihatnya; kantor melihatnya.",
    Pandang.DESA: "Anda melihat yang Anda catat sendiri dan makam di desa/kelurahan Anda, tanpa nama pencatatnya.",
    Pandang.KANTOR: "Hanya kantor ini yang melihat petugas. Urutannya nama, bukan peringkat; yang mencolok disebut "
    "dengan kata. Provinsi melihat kabupaten/kota dan makam, tanpa nama petugas.",
    Pandang.PROVINSI: "Provinsi melihat kabupaten/kota dan makam. Nama petugas tidak pernah ditampilkan di sini.",
}


def pandang_of(actor: Actor) -> Pandang:
    """How far this account sees; who is not named sees only what is his own."""
    return _PANDANG.get(actor.peran, Pandang.SENDIRI)


@dataclass(frozen=True)
class Hitung:
    """Rows, and how many of them fall under each measure; `kali` returns in all."""

    baris: int = 0
    jumlah: Mapping[str, int] = field(default_factory=dict)
    kali: int = 0

    def of(self, ukuran: str) -> int:
        """How many."""
        return self.jumlah.get(ukuran, 0)

    def out_of(self, ukuran: str) -> int:
        """Of how many: a row that was merged away stands in no other figure."""
        return self.baris + self.of("ganda") if ukuran == "ganda" else self.baris

    def share(self, ukuran: str) -> float | None:
        """Between 0 and 1; None without rows."""
        total = self.out_of(ukuran)
        return self.of(ukuran) / total if total else None

    def plus(self, other: "Hitung") -> "Hitung":
        """Both together."""
        jumlah = {ukuran: self.of(ukuran) + other.of(ukuran) for ukuran in UKURAN}
        return Hitung(self.baris + other.baris, jumlah, self.kali + other.kali)


@dataclass(frozen=True)
class BarisMutu:
    """One cemetery, officer or kab/kota: its figures now, and of the period before."""

    kunci: str
    nama: str
    kini: Hitung
    dulu: Hitung
    keterangan: str = ""


def standing_out(own: Hitung, all_of_them: Hitung) -> list[str]:
    """'lebih sering tanpa NIK': the measures that are hardly chance beside those of the others."""
    found = []
    for ukuran in UKURAN:
        total, count = own.out_of(ukuran), own.of(ukuran)
        rest = all_of_them.out_of(ukuran) - total
        if total < PALING_SEDIKIT or rest < PALING_SEDIKIT:
            continue
        usual = (all_of_them.of(ukuran) - count + 0.5) / (rest + 1)
        if count >= KELIPATAN * usual * total and at_least(count, total, usual) <= PELUANG:
            found.append(f"lebih sering {lower_first(UKURAN_LABEL[ukuran])}")
    return found


def at_least(count: int, total: int, share: float) -> float:
    """How likely at least so many of `total` are by chance, when each is with probability `share`.

    Chances fall on both sides of the likeliest number, so those that no longer matter are not added up.
    """
    if count <= 0:
        return 1.0
    if not 0 < share < 1:
        return float(share >= 1)
    if count > total:
        return 0.0
    start = max(count, int((total + 1) * share))
    start = min(start, total)
    ways = lgamma(total + 1) - lgamma(start + 1) - lgamma(total - start + 1)
    first = exp(ways + start * log(share) + (total - start) * log(1 - share))
    odds = share / (1 - share)
    above = _sum_falling(first, ((total - number) / (number + 1) * odds for number in range(start, total)))
    below = _sum_falling(first, (number / (total - number + 1) / odds for number in range(start, count, -1)))
    return min(1.0, above + below - first)


def _sum_falling(first: float, factors: Iterable[float]) -> float:
    """`first` and the terms after it, each so many times the one before, until they add nothing."""
    found = term = first
    for factor in factors:
        term *= factor
        found += term
        if term <= KECIL * found:
            break
    return found
