"""Who died: the old more often, on the list or not, each with a household, a father, someone who reports."""

from dataclasses import dataclass, field
from datetime import date

import numpy as np

from pemakaman.pencocokan.pembangkit.daftar import address_texts
from pemakaman.pencocokan.pembangkit.nama import Bools, Ints, Rng, kosakata
from pemakaman.pencocokan.pembangkit.penduduk import (
    ANAK1,
    ANAK3,
    HARI_DAFTAR,
    KEPALA,
    ORTU1,
    PASANGAN,
    Penduduk,
    birth_places,
)
from pemakaman.pencocokan.pembangkit.tempat import Desa

# Of those not on the list.
SEBAB_TIDAK_ADA = {"belum_terdaftar": 0.27, "pindah": 0.27, "muda": 0.16, "tni_polri": 0.06, "dicoret": 0.24}
DI_DAFTAR = 0.78
SENAMA_TANAM = 0.05
# Twins are few among the old; without more of them a set would hold none.
KEMBAR_LEBIH = 8.0


@dataclass(frozen=True)
class Orang:
    """One person as families and clerks know him."""

    nama: list[str]
    perempuan: bool
    lahir: date
    nik: str
    peran: int


@dataclass
class Mendiang:
    """One dead person with everything the book may say."""

    orang: Orang
    dpid: str
    sebab: str
    ayah: list[str]
    pasangan: list[str]
    serumah: list[Orang]
    tetangga: list[Orang]
    alamat: str
    rt: int
    rw: int
    desa: Desa
    desa_lain: Desa
    tempat_lahir: str
    suku: int
    tanda: set[str] = field(default_factory=set)


@dataclass
class Kematian:
    """Rows of the dead: on the list, kept off it by a cause, and heads whose young child died."""

    terdaftar: Ints
    hilang: Ints
    sebab: list[str]
    muda: Ints

    def mati(self, jumlah: int) -> Bools:
        """Which people of the part are dead."""
        found = np.zeros(jumlah, dtype=np.bool_)
        found[self.terdaftar] = found[self.hilang] = True
        return found


def split_deaths(rng: Rng, jumlah: int) -> dict[str, int]:
    """How many dead of each kind."""
    counts = rng.multinomial(round(jumlah * (1 - DI_DAFTAR)), list(SEBAB_TIDAK_ADA.values()))
    found = {sebab: int(n) for sebab, n in zip(SEBAB_TIDAK_ADA, counts, strict=True)}
    return {"terdaftar": jumlah - sum(found.values()), **found}


def draw_deaths(rng: Rng, orang: Penduduk, jumlah: dict[str, int]) -> Kematian:
    """Death by age (it doubles about every eight years), men somewhat earlier."""
    age = (HARI_DAFTAR.astype(np.int64) - orang.lahir) / 365.25
    risk = (
        (0.0006 + 0.00005 * np.exp(0.088 * age))
        * np.where(orang.perempuan, 1.0, 1.3)
        * np.where(orang.kembar, KEMBAR_LEBIH, 1.0)
    )
    soldier = np.flatnonzero(~orang.perempuan & (age > 20) & (age < 57))
    tni = rng.choice(soldier, size=min(jumlah["tni_polri"], len(soldier)), replace=False)
    risk[tni] = 0
    off = [sebab for sebab in ("belum_terdaftar", "pindah", "dicoret") for _ in range(jumlah[sebab])]
    key = np.where(risk > 0, rng.exponential(size=len(orang)) / np.maximum(risk, 1e-12), np.inf)
    wanted = jumlah["terdaftar"] + len(off)
    chosen = np.argpartition(key, min(wanted, len(orang) - 1))[:wanted]
    chosen = rng.permutation(np.sort(chosen))
    heads = np.flatnonzero((orang.peran == KEPALA) & (age > 22) & (age < 55))
    return Kematian(
        np.sort(chosen[len(off) :]),
        np.r_[chosen[: len(off)], tni],
        off + ["tni_polri"] * len(tni),
        rng.choice(heads, size=min(jumlah["muda"], len(heads)), replace=False),
    )


def plant_namesakes(rng: Rng, orang: Penduduk, mati: Kematian) -> None:
    """Give some living neighbour of like age the name of one of the dead."""
    dead = mati.mati(len(orang))
    for row in np.flatnonzero(dead):
        if rng.random() >= SENAMA_TANAM:
            continue
        low, high = np.searchsorted(orang.desa, [orang.desa[row], orang.desa[row] + 1])
        others = rng.integers(low, high, 80)
        fit = others[
            ~dead[others]
            & (orang.perempuan[others] == orang.perempuan[row])
            & (orang.keluarga[others] != orang.keluarga[row])
        ]
        if len(fit):
            near = fit[np.argmin(np.abs(orang.lahir[fit] - orang.lahir[row]))]
            orang.nama[near] = orang.nama[row]


def copy_voters(rng: Rng, orang: Penduduk, bebas: Bools, jumlah: int) -> Ints:
    """Some stand twice: the row of another is overwritten by them. Returns both rows of each."""
    free = np.flatnonzero(bebas & (orang.peran >= ANAK1))
    rows = rng.choice(free, size=min(2 * jumlah, len(free) // 4 * 2), replace=False)
    target, source = rows[: len(rows) // 2], rows[len(rows) // 2 :]
    for column in (orang.nama, orang.lahir, orang.perempuan, orang.nik, orang.tempat_lahir, orang.suku):
        column[target] = column[source]
    return np.asarray(rows, dtype=np.int64)


class Pencatat:
    """Reads the dead of one part out of its columns."""

    def __init__(self, rng: Rng, orang: Penduduk, desa: list[Desa], mati: Kematian, dpid: Ints) -> None:
        self.rng, self.orang, self.desa, self.dpid = rng, orang, desa, dpid
        self.mati = mati
        self.hidup = ~mati.mati(len(orang))
        self.tempat = birth_places(desa)
        self.kata = kosakata().kata
        self.senama = self._namesakes()

    def all(self) -> list[Mendiang]:
        """Everyone who died."""
        on = [self._one(int(row), str(self.dpid[row]), "") for row in self.mati.terdaftar]
        off = [self._one(int(row), "", sebab) for row, sebab in zip(self.mati.hilang, self.mati.sebab, strict=True)]
        return on + off + [self._child(int(row)) for row in self.mati.muda]

    def _namesakes(self) -> Bools:
        """Who shares the whole name with a living person of the same village."""
        columns = np.c_[self.orang.nama, self.orang.desa]
        factors = np.array([1_000_003, 7_919_017, 15_485_867, 32_452_843, 49_979_687], dtype=np.int64)
        key = (columns * factors).sum(axis=1)
        living = np.sort(key[self.hidup])
        count = np.searchsorted(living, key, side="right") - np.searchsorted(living, key, side="left")
        return np.asarray(count - self.hidup > 0, dtype=np.bool_)

    def person(self, row: int) -> Orang:
        """The person of a row."""
        o = self.orang
        words = [self.kata[code] for code in o.nama[row] if code]
        day = np.datetime64(int(o.lahir[row]), "D").astype(object)
        return Orang(words, bool(o.perempuan[row]), day, str(o.nik[row]), int(o.peran[row]))

    def _house(self, row: int) -> range:
        home = int(self.orang.keluarga[row])
        return range(int(self.orang.awal[home]), int(self.orang.awal[home + 1]))

    def _father(self, row: int) -> list[str]:
        o = self.orang
        source = o.nama[o.ayah_baris[row]] if o.ayah_baris[row] >= 0 else o.ayah_nama[row]
        return [self.kata[code] for code in source if code]

    def _neighbours(self, row: int, jumlah: int) -> list[Orang]:
        near = np.clip(row + self.rng.integers(-400, 400, jumlah * 3), 0, len(self.orang) - 1)
        fit = [int(n) for n in near if self.hidup[n] and self.orang.keluarga[n] != self.orang.keluarga[row]]
        return [self.person(n) for n in fit[:jumlah]]

    def _one(self, row: int, dpid: str, sebab: str) -> Mendiang:
        o = self.orang
        at_home = [n for n in self._house(row) if n != row and self.hidup[n]]
        one = self.person(row)
        near = [n for n in self._kin(row) if n not in at_home]
        spouse = [n for n in self._house(row) if n != row and {int(o.peran[n]), one.peran} == {KEPALA, PASANGAN}]
        made = self._made(row, one, dpid, sebab, [self.person(n) for n in at_home])
        made.ayah = self._father(row)
        made.pasangan = self.person(spouse[0]).nama if spouse else []
        if self.senama[row]:
            made.tanda.add("senama")
        if any(self._alike(row, n) for n in at_home + near):
            made.tanda.add("saudara")
        if o.kembar[row]:
            made.tanda.add("kembar")
        return made

    def _kin(self, row: int) -> list[int]:
        """Living heads of the houses around who have the same father."""
        o, home = self.orang, int(self.orang.keluarga[row])
        heads = o.awal[max(0, home - 6) : min(home + 7, len(o.awal) - 1)]
        same = [int(n) for n in heads if n != row and bool((o.ayah_nama[n] == o.ayah_nama[row]).all())]
        return [n for n in same if self.hidup[n]] if o.peran[row] == KEPALA else []

    def _alike(self, row: int, other: int) -> bool:
        """A brother, sister, father or child whose name is nearly the same."""
        mine, theirs = self.orang.nama[row], self.orang.nama[other]
        return bool(set(mine[mine > 0]) & set(theirs[theirs > 0])) or self.kata[mine[0]][:4] == self.kata[theirs[0]][:4]

    def _made(self, row: int, one: Orang, dpid: str, sebab: str, at_home: list[Orang]) -> Mendiang:
        o = self.orang
        number = int(o.desa[row])
        other = self.desa[int(self.rng.integers(len(self.desa)))]
        place = self.tempat[int(o.tempat_lahir[row])]
        address = str(address_texts(o, np.array([row]))[0])
        rt, rw = int(o.alamat["rt"][row]), int(o.alamat["rw"][row])
        near = self._neighbours(row, 4)
        return Mendiang(
            one, dpid, sebab, [], [], at_home, near, address, rt, rw, self.desa[number], other, place, int(o.suku[row])
        )

    def _child(self, head: int) -> Mendiang:
        """A child of the household, too young for the list."""
        rng = self.rng
        parent = self.person(head)
        girl = bool(rng.random() < 0.47)
        born = date(2025 - int(rng.integers(0, 17)), int(rng.integers(1, 13)), int(rng.integers(1, 29)))
        born = min(born, date(2025, 1, 28))
        group = kosakata().kelompok
        words = [group[name][0] for name in (("muda_p", "muda2_p") if girl else ("muda_l", "muda2_l"))]
        nama = [self.kata[int(codes[int(len(codes) * rng.random() ** 3)])] for codes in words]
        day = born.day + 40 * girl
        home_desa = self.desa[int(self.orang.desa[head])]
        serial = int(rng.integers(1, 12))
        nik = f"{home_desa.kec_kode}{day:02}{born.month:02}{born.year % 100:02}{serial:04}"
        one = Orang(nama, girl, born, nik, ANAK1)
        home = [self.person(n) for n in self._house(head) if self.hidup[n]]
        made = self._made(head, one, "", "muda", home)
        made.ayah = parent.nama if not parent.perempuan else []
        made.tempat_lahir = home_desa.kabupaten
        return made


def relation(dead: Orang, pelapor: Orang) -> str:
    """What the one who reports is to the dead, by their places in the household."""
    pair = (dead.peran, pelapor.peran)
    child, parent = range(ANAK1, ANAK3 + 1), range(ORTU1, ORTU1 + 2)
    if set(pair) == {KEPALA, PASANGAN}:
        return "ISTRI" if pelapor.perempuan else "SUAMI"
    if pair[0] in child and pair[1] in child:
        return "KAKAK" if pelapor.lahir < dead.lahir else "ADIK"
    if pair[0] in child:
        return ("IBU" if pelapor.perempuan else "AYAH") if pair[1] in (KEPALA, PASANGAN) else "KAKEK/NENEK"
    if pair[1] in child:
        return "ANAK" if pair[0] in (KEPALA, PASANGAN) else "CUCU"
    if pair[0] in parent:
        return {KEPALA: "ANAK", PASANGAN: "MENANTU"}.get(pair[1], "ISTRI" if pelapor.perempuan else "SUAMI")
    return "ORANG TUA" if pair[0] == KEPALA else "MERTUA"
