"""The board: one row a kab/kota with what follows from its figures, their sum, and the orders to read it in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pemakaman.desk.rules.laju import Batas, Warna, days_left, light
from pemakaman.desk.rules.lampu import incident_light, report_light, stock_light, worst
from pemakaman.desk.rules.pemilihan import TARGET_IKD, TARGET_REKAM
from pemakaman.desk.rules.proyeksi import Habis, Laju, Rentang, left_of, project, runs_out, share_of
from pemakaman.nilai.kata import lower_first, upper_first


@dataclass(frozen=True)
class Baris:
    """One kab/kota as last reported on a day; None is not reported. `rekam_hari` and `suket_hari` are of that day.

    `tanggal`, `blangko_tanggal` and `ikd_tanggal` say of which day the figures are. `hari_h` and the targets are of the
    election in which it votes itself.
    """

    kode: str
    nama: str
    batas: Mapping[str, Batas]
    tanggal: date | None = None
    penduduk: int | None = None
    wajib: int | None = None
    dinamis: int | None = None
    kumulatif: int | None = None
    rekam_hari: int | None = None
    prr: int | None = None
    blangko: int | None = None
    blangko_tanggal: date | None = None
    pakai: float | None = None
    ikd: int | None = None
    ikd_tanggal: date | None = None
    hari_h: date | None = None
    rekam_target: int = TARGET_REKAM
    ikd_target: int = TARGET_IKD
    suket: int | None = None
    suket_hari: int | None = None
    # Days without a whole report; None: never one. `belum`: the reports still missing of the day itself.
    diam: int | None = None
    belum: tuple[str, ...] = ()
    insiden: int = 0
    lewat: int = 0
    laju_rekam: Laju | None = None
    laju_blangko: Laju | None = None
    laju_ikd: Laju | None = None

    @property
    def sisa_rekam(self) -> int | None:
        """Who must have a KTP-el and is not recorded."""
        return None if self.dinamis is None or self.kumulatif is None else self.dinamis - self.kumulatif

    @property
    def rekam_persen(self) -> float | None:
        """Recorded of those who must."""
        return _percent(self.kumulatif, self.dinamis)

    @property
    def ikd_persen(self) -> float | None:
        """Digital identities of those recorded."""
        return _percent(self.ikd, self.kumulatif)

    @property
    def blangko_hari(self) -> float | None:
        """Service days the blank cards last."""
        return None if self.blangko is None else days_left(self.blangko, self.pakai)

    @property
    def lampu(self) -> dict[str, Warna]:
        """Rule → light."""
        ikd = _percent(self.ikd_persen, self.ikd_target)
        return {
            "rekam_persen": light(self.batas["rekam_persen"], self.rekam_persen),
            "blangko_hari": stock_light(self.batas["blangko_hari"], self.blangko, self.blangko_hari),
            "ikd_persen": light(self.batas["ikd_persen"], ikd),
            "lapor_hari": report_light(self.batas["lapor_hari"], self.diam),
            "insiden": incident_light(self.insiden, self.lewat),
        }

    @property
    def warna(self) -> Warna:
        """The worst of its lights."""
        return worst(self.lampu.values())

    @property
    def banyak(self) -> int:
        """How many of its lights are as bad as that; 0 for a green row."""
        warna = self.warna
        return 0 if warna is Warna.HIJAU else sum(one is warna for one in self.lampu.values())


@dataclass(frozen=True)
class Jumlah:
    """The sum of the rows. `kurang`: figure → kab/kota that it lacks; a sum that leaves some out says so."""

    penduduk: int = 0
    wajib: int = 0
    dinamis: int = 0
    kumulatif: int = 0
    sisa_rekam: int = 0
    rekam_hari: int = 0
    prr: int = 0
    blangko: int = 0
    ikd: int = 0
    # Of the rows that know both: whose recording is unknown would only enter above the line.
    ikd_persen: float | None = None
    suket: int = 0
    suket_hari: int = 0
    insiden: int = 0
    lewat: int = 0
    kurang: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def rekam_persen(self) -> float | None:
        """Recorded of those who must."""
        return _percent(self.kumulatif, self.dinamis)


_DIJUMLAH = (
    *("penduduk", "wajib", "dinamis", "kumulatif", "sisa_rekam", "rekam_hari", "prr", "blangko", "ikd"),
    *("suket", "suket_hari", "insiden", "lewat"),
)
# Figures that may be missing one by one; what comes from the same report as another goes by that one's name.
_BISA_KURANG = {
    "kumulatif": "Perekaman",
    "rekam_hari": "Rekam hari itu",
    "blangko": "Sisa blangko",
    "ikd": "IKD",
    "ikd_persen": "Persentase IKD",
    "suket": "Suket",
    "suket_hari": "Suket hari itu",
}


def add_up(baris: Sequence[Baris]) -> Jumlah:
    """The province's row."""
    sums = {name: sum(getattr(one, name) or 0 for one in baris) for name in _DIJUMLAH}
    both = [one for one in baris if one.ikd_persen is not None]
    share = _percent(sum(one.ikd or 0 for one in both), sum(one.kumulatif or 0 for one in both))
    kurang = {kode: tuple(one.nama for one in baris if _lacks(one, kode)) for kode in _BISA_KURANG}
    return Jumlah(**sums, ikd_persen=share, kurang={kode: nama for kode, nama in kurang.items() if nama})


def _lacks(one: Baris, kode: str) -> bool:
    # Interim letters are asked for in their time only; before it nobody lacks them.
    is_asked = not kode.startswith("suket") or "suket" in one.belum
    return is_asked and getattr(one, kode) is None


def missing_words(kurang: Mapping[str, Sequence[str]], semua: Sequence[str]) -> list[str]:
    """Which sums leave out whom, figures without the same kab/kota in one sentence; the shorter list is told."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for kode, names in kurang.items():
        groups.setdefault(tuple(names), []).append(lower_first(_BISA_KURANG[kode]))
    found = []
    for names, labels in groups.items():
        sums = ", ".join(labels)
        rest = [nama for nama in semua if nama not in names]
        if not rest:
            found.append(f"{upper_first(sums)}: belum ada laporannya dari kabupaten/kota mana pun.")
        elif len(rest) < len(names):
            found.append(f"Jumlah {sums} hanya memuat {', '.join(rest)}; yang lain belum ada laporannya.")
        else:
            found.append(f"Jumlah {sums} tidak memuat {', '.join(names)}: belum ada laporannya.")
    return found


@dataclass(frozen=True)
class Ramalan:
    """A kab/kota, or all of them, on polling day at the present pace. None where too few days are known.

    `habis` counts from the day of the stock's own report. `tanpa` stand still for want of a pace, `luar` are not in it.
    """

    rekam: Rentang | None
    belum: Rentang | None
    ikd: Rentang | None
    habis: Habis | None
    tanpa: tuple[str, ...] = field(default=())
    luar: tuple[str, ...] = field(default=())


def forecast(baris: Baris, hari_h: date) -> Ramalan:
    """What a row becomes by polling day: each figure grows from the day it was reported for."""
    rekam = belum = ikd = None
    if baris.laju_rekam and baris.kumulatif is not None and baris.dinamis is not None:
        sudah = project(baris.kumulatif, baris.dinamis, baris.laju_rekam, days_between(baris.tanggal, hari_h))
        rekam, belum = share_of(sudah, baris.dinamis), left_of(baris.dinamis, sudah)
    if baris.laju_ikd and baris.ikd is not None and baris.kumulatif:
        sudah = project(baris.ikd, baris.kumulatif, baris.laju_ikd, days_between(baris.ikd_tanggal, hari_h))
        ikd = share_of(sudah, baris.kumulatif)
    has_stock = baris.laju_blangko is not None and baris.blangko is not None
    habis = runs_out(baris.blangko or 0, baris.laju_blangko) if has_stock and baris.laju_blangko else None
    return Ramalan(rekam, belum, ikd, habis)


def days_between(dari: date | None, hari_h: date) -> int:
    """Days of work from a report until polling day; 0 without a report."""
    return max((hari_h - dari).days, 0) if dari else 0


def forecast_all(baris: Sequence[Baris], hari_h: date) -> Ramalan:
    """The province: the sum of its kab/kota; one whose pace is unknown stays as it stands, and is named."""
    known = [one for one in baris if one.kumulatif is not None and one.dinamis is not None]
    if not any(one.laju_rekam for one in known):
        return Ramalan(None, None, None, None)
    sudah = ikd = Rentang(0, 0, 0)
    for one in known:
        sudah += _cumulative(one.kumulatif or 0, one.dinamis, one.laju_rekam, days_between(one.tanggal, hari_h))
    both = [one for one in known if one.ikd is not None]
    for one in both:
        ikd += _cumulative(one.ikd or 0, one.kumulatif, one.laju_ikd, days_between(one.ikd_tanggal, hari_h))
    semua, recorded = sum(one.dinamis or 0 for one in known), sum(one.kumulatif or 0 for one in both)
    tanpa = tuple(one.nama for one in known if one.laju_rekam is None)
    luar = tuple(one.nama for one in baris if one not in known)
    return Ramalan(share_of(sudah, semua), left_of(semua, sudah), share_of(ikd, recorded), None, tanpa, luar)


def _cumulative(kini: int, paling: int | None, laju: Laju | None, hari: int) -> Rentang:
    return project(kini, paling, laju, hari) if laju else Rentang(kini, kini, kini)


def _percent(bagian: float | None, semua: float | None) -> float | None:
    return None if bagian is None or not semua else 100 * bagian / semua


_PARAH = [Warna.MERAH, Warna.KUNING, Warna.KOSONG, Warna.HIJAU]
# Order of the board → what it sorts by, the case that asks for attention first; a figure that is missing comes last.
URUTAN: dict[str, tuple[str, Callable[[Baris], float | None]]] = {
    "kode": ("Kode wilayah", lambda one: None),
    "lampu": ("Paling gawat", lambda one: 10 * _PARAH.index(one.warna) - one.banyak),
    "persen": ("Persentase rekam", lambda one: one.rekam_persen),
    "belum": ("Belum rekam", lambda one: None if one.sisa_rekam is None else -one.sisa_rekam),
    "rekam": ("Rekam hari ini", lambda one: one.rekam_hari),
    "blangko": ("Blangko cukup", lambda one: one.blangko_hari),
    "ikd": ("IKD", lambda one: one.ikd_persen),
    "lapor": ("Belum lapor", lambda one: float("-inf") if one.diam is None else -one.diam),
    "insiden": ("Insiden", lambda one: -(1000 * one.lewat + one.insiden)),
}


def arrange(baris: Sequence[Baris], urut: str) -> list[Baris]:
    """The rows in one of the orders; an unknown one is by code."""
    value = URUTAN.get(urut, URUTAN["kode"])[1]

    def key(one: Baris) -> tuple[bool, float, str]:
        found = value(one)
        return found is None, found or 0.0, one.kode

    return sorted(baris, key=key)
