"""When a cemetery falls silent: for how long, and whether chance explains it. Pure.

Burials are taken as a Poisson process: with so many expected, none at all comes about with probability exp(-expected).
Of two pasts (the year before, the same months of three years) the one that expects less is believed, so that neither
a season nor a single bad year raises an alarm.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import exp
from statistics import fmean

SETAHUN, PALING_LAMA = 12, 36
# A past shorter than this says nothing.
PALING_SEDIKIT = 6
PELUANG_MENCOLOK, PELUANG_TANYA = 0.01, 0.05
# Villages whose size lies within a quarter of one's own are alike; fewer than three are no comparison.
SERUPA, DESA_PALING_SEDIKIT = 0.75, 3


class Tingkat(StrEnum):
    """How much a silence says; the values are styles of a badge."""

    MENCOLOK = "gagal"
    TANYA = "perlu-perhatian"
    WAJAR = "menunggu"
    BELUM = "draf"


TINGKAT_LABEL = {
    Tingkat.MENCOLOK: "Mencolok",
    Tingkat.TANYA: "Perlu ditanya",
    Tingkat.WAJAR: "Bisa kebetulan",
    Tingkat.BELUM: "Belum ada pembanding",
}


class Kelas(StrEnum):
    """What a cemetery is found to be. Alive: with a sign in this month or the one before, or not in use."""

    HIDUP = "hidup"
    BELUM_BUKA = "belum_buka"
    MENCOLOK = "mencolok"
    TANYA = "tanya"
    WAJAR = "wajar"
    TANPA_BANDING = "tanpa_banding"


_SILENT = {
    Tingkat.MENCOLOK: Kelas.MENCOLOK,
    Tingkat.TANYA: Kelas.TANYA,
    Tingkat.WAJAR: Kelas.WAJAR,
    Tingkat.BELUM: Kelas.TANPA_BANDING,
}
KELAS_DIAM = tuple(_SILENT.values())
KELAS_ALARM = (Kelas.MENCOLOK, Kelas.TANYA)


@dataclass(frozen=True)
class Lampau:
    """Burials before the last sign of a cemetery: `bulan` known months (36 at most), `setahun` in the last twelve.

    `sama` are those in the calendar months that are silent now, of the full years among them.
    """

    bulan: int
    setahun: int
    sama: int


@dataclass(frozen=True)
class Sunyi:
    """A silence of `lama` full months, and how many burials were to be expected in them (None: nobody can tell)."""

    lama: int
    harapan: float | None

    @property
    def peluang(self) -> float | None:
        """How likely nobody was buried, if nothing changed."""
        return None if self.harapan is None else exp(-self.harapan)

    @property
    def tingkat(self) -> Tingkat:
        """What it calls for."""
        if self.peluang is None:
            return Tingkat.BELUM
        if self.peluang <= PELUANG_MENCOLOK:
            return Tingkat.MENCOLOK
        return Tingkat.TANYA if self.peluang <= PELUANG_TANYA else Tingkat.WAJAR

    @property
    def lama_teks(self) -> str:
        """'3 bulan berturut-turut diam'."""
        return "1 bulan diam" if self.lama == 1 else f"{self.lama} bulan berturut-turut diam"

    @property
    def sebab(self) -> str:
        """'Biasanya 4 sebulan. Peluang kebetulan 1 banding 2.900.'"""
        if self.harapan is None:
            return "Catatan sebelumnya terlalu pendek untuk dibandingkan."
        if self.harapan == 0:
            return "Setahun sebelumnya juga tanpa pemakaman."
        return f"Biasanya {pace(self.harapan / self.lama)}. {chance_words(exp(-self.harapan))}"


def judge(lama: int, lampau: Lampau) -> Sunyi:
    """A silence beside the cemetery's own past."""
    if lampau.bulan < PALING_SEDIKIT:
        return Sunyi(lama, None)
    expected = lampau.setahun / min(SETAHUN, lampau.bulan) * lama
    if years := full_years(lampau.bulan):
        expected = min(expected, lampau.sama / years * max(1.0, lama / SETAHUN))
    return Sunyi(lama, expected)


@dataclass(frozen=True)
class Riwayat:
    """What the rows of a cemetery say; months are numbers as `Bulan.nomor` counts them.

    `terakhir` is the last month with a sign, `sejak` the first without one, `dipakai` whether it could bury in this
    month and in the one before, `jumlah` month → burials.
    """

    terakhir: int | None
    sejak: int
    dipakai: tuple[bool, bool]
    jumlah: Mapping[int, int]


def classify(riwayat: Riwayat, kini: int) -> tuple[Kelas, Sunyi]:
    """What a cemetery is in a month, and its silence."""
    lama = max(kini - riwayat.sejak, 0)
    now_in_use, was_in_use = riwayat.dipakai
    if riwayat.terakhir is None:
        return Kelas.BELUM_BUKA if now_in_use else Kelas.HIDUP, Sunyi(lama, None)
    if riwayat.terakhir >= kini - 1 or not lama or not was_in_use:
        return Kelas.HIDUP, Sunyi(lama, None)
    found = judge(lama, read_past(riwayat.jumlah, riwayat.terakhir, riwayat.sejak, kini))
    return _SILENT[found.tingkat], found


def read_past(jumlah: Mapping[int, int], terakhir: int, sejak: int, kini: int) -> Lampau:
    """The past of a cemetery: month → burials of its last years on record, all months counted through.

    It ends before the month of the last sign, which has a burial or a closing by definition and would flatter the mean.
    """
    known = min(terakhir - min(jumlah), PALING_LAMA) if jumlah else 0
    known = max(known, 0)
    silent = {bulan % SETAHUN for bulan in range(sejak, kini)}
    before = {bulan: count for bulan, count in jumlah.items() if terakhir - PALING_LAMA <= bulan < terakhir}
    years = full_years(known) * SETAHUN
    return Lampau(
        bulan=known,
        setahun=sum(count for bulan, count in before.items() if bulan >= terakhir - SETAHUN),
        sama=sum(count for bulan, count in before.items() if bulan >= terakhir - years and bulan % SETAHUN in silent),
    )


def full_years(bulan: int) -> int:
    """How many years of the same calendar months a past of so many months holds, three at most."""
    return min(bulan, PALING_LAMA) // SETAHUN


@dataclass(frozen=True)
class Penutupan:
    """The months of a year that a cemetery had to close: closed, closed late and by how many days at most, not closed.

    One of the two streaks counts the latest of them in a row: late or not closed, or on time.
    """

    ditutup: int = 0
    terlambat: int = 0
    paling_lama: int = 0
    belum_ditutup: int = 0
    lambat_beruntun: int = 0
    tepat_beruntun: int = 0


def judge_closings(telat: Mapping[int, int], wajib: range) -> Penutupan:
    """Month → days after its closing day, of those that were closed; `wajib` are those whose closing day has passed.

    Months are numbers as `Bulan.nomor` counts them.
    """
    late = [days for days in telat.values() if days > 0]
    lambat, tepat = 0, 0
    for bulan in sorted({*telat, *wajib}, reverse=True):
        on_time = telat.get(bulan, 1) <= 0
        if (on_time and lambat) or (not on_time and tepat):
            break
        lambat, tepat = lambat + (not on_time), tepat + on_time
    open_ = sum(bulan not in telat for bulan in wajib)
    return Penutupan(len(telat), len(late), max(late, default=0), open_, lambat, tepat)


def streak_words(lambat: int, tepat: int) -> str:
    """'terlambat atau belum ditutup 3 bulan berturut-turut'; '' of less than two months."""
    if max(lambat, tepat) < 2:
        return ""
    kata = f"terlambat atau belum ditutup {lambat}" if lambat else f"tepat waktu {tepat}"
    return f"{kata} bulan berturut-turut"


def pace(sebulan: float) -> str:
    """'4 sebulan', '1 dalam 3 bulan'."""
    if sebulan >= 0.75:
        return f"{sebulan:.0f} sebulan" if sebulan >= 9.5 else f"{_comma(sebulan)} sebulan"
    return f"1 dalam {round(1 / sebulan)} bulan" if sebulan > 0 else "tidak ada"


def _comma(number: float) -> str:
    return f"{number:.1f}".replace(".", ",").removesuffix(",0")


def chance_words(peluang: float) -> str:
    """How likely so long a silence is by chance, in words."""
    if peluang > PELUANG_TANYA:
        return "Bisa saja kebetulan, tetapi nihil pun perlu dinyatakan."
    if peluang < 0.0001:
        return "Hampir mustahil kebetulan."
    return f"Peluang kebetulan 1 banding {round(1 / peluang):,}.".replace(",", ".")


@dataclass(frozen=True)
class Serupa:
    """Villages of like size that recorded burials: how many, and how many burials a month in one of them."""

    desa: int
    sebulan: float

    @property
    def teks(self) -> str:
        """'Desa sebesar ini (5 desa): 3 sebulan'."""
        return f"Desa sebesar ini ({self.desa} desa): {pace(self.sebulan)}"


def compare_like(ukuran: Mapping[str, int], sebulan: Mapping[str, float], desa: str) -> Serupa | None:
    """What villages of like size record. None where the size of this one, or of enough others, is not known."""
    own = ukuran.get(desa, 0)
    if own <= 0:
        return None
    alike = [
        pace_there
        for kode, pace_there in sebulan.items()
        if kode != desa and pace_there > 0 and own * SERUPA <= ukuran.get(kode, 0) <= own / SERUPA
    ]
    return Serupa(len(alike), fmean(alike)) if len(alike) >= DESA_PALING_SEDIKIT else None
