"""The people: clans in hamlets, households on one card, brothers, twins, fathers and sons."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from tests.latih_lain import kata
from tests.latih_lain.nama import draw_suku, make_name, new_awalan, new_marga, twin_name
from tests.latih_lain.tempat import Desa

HARI_DAFTAR = date(2025, 1, 15)
PEMILIH_PER_DESA = 300
# Not on the list though of age: young 4 %, from 60 on 13 % (never recorded, or struck in an earlier year).
LUPUT_MUDA, LUPUT_TUA = 0.04, 0.13
# Registered under 31 December, 1 July or 1 January because nobody knew the day (born before 1970).
TANGGAL_DUGAAN = 0.10
# The family keeps another birthday than the register, by days, months or a year.
KELUARGA_LAIN = 0.03
# The register counts from 0001 each day and place; nobody real reaches this range.
SERI = (7001, 7900)
KEMBAR, ANAK_SENAMA = 0.012, 0.004


@dataclass
class Orang:
    """One person as the register has it; `lahir_rumah` is what the family says."""

    nomor: int
    nama: str
    jk: str
    suku: str
    lahir: date
    lahir_rumah: date
    tempat_lahir: str
    desa: Desa
    dusun: str
    rt: int
    rw: int
    alamat: str
    nkk: str
    nik: str
    ayah: "Orang | None" = None
    pasangan: "Orang | None" = None
    kembar: "Orang | None" = None
    anak: list["Orang"] = field(default_factory=list)
    terdaftar: bool = False
    catatan: list[str] = field(default_factory=list)

    @property
    def is_dewasa(self) -> bool:
        """Old enough to vote on the day of the list."""
        return self.lahir <= HARI_DAFTAR.replace(year=HARI_DAFTAR.year - 17)


@dataclass(frozen=True)
class Rumah:
    """Where a household lives, and its card number."""

    desa: Desa
    dusun: str
    rt: int
    rw: int
    alamat: str
    nkk: str


class Warga:
    """Everybody, made clan by clan until enough voters live here."""

    def __init__(self, dice: Random, desa: list[Desa], pemilih: int) -> None:
        self.dice = dice
        self.desa = desa
        self.orang: list[Orang] = []
        self._niks: set[str] = set()
        self._terdaftar = 0
        turn = 0
        while self._terdaftar < pemilih:
            self._clan(desa[turn % len(desa)], pemilih)
            turn += 1

    @property
    def pemilih(self) -> list[Orang]:
        """Those on the list."""
        return [one for one in self.orang if one.terdaftar]

    def _clan(self, desa: Desa, pemilih: int) -> None:
        dice = self.dice
        suku = draw_suku(dice)
        tahun = int(dice.triangular(1928, 1985, 1955))
        marga = new_marga(dice, suku)
        father = self._person(suku, "L", tahun, self._house(desa), pemilih, marga=marga)
        self._marry(father, pemilih)
        for child in self._children(father, pemilih, marga):
            if child.lahir.year > 2003 or dice.random() < 0.2:
                continue
            goes = dice.choice(self.desa) if dice.random() < 0.3 else desa
            self._move(child, self._house(goes, near=child if goes is desa else None))
            self._marry(child, pemilih)
            self._children(child, pemilih, marga if child.jk == "L" else "")

    def _children(self, parent: Orang, pemilih: int, marga: str) -> list[Orang]:
        dice = self.dice
        mother = parent if parent.jk == "P" else parent.pasangan
        father = parent if parent.jk == "L" else parent.pasangan
        if mother is None:
            return []
        awalan = new_awalan(dice, parent.suku)
        made: list[Orang] = []
        tahun = mother.lahir.year + dice.randint(18, 26)
        while tahun < min(2025, mother.lahir.year + 42) and len(made) < 6 and dice.random() < 0.86:
            child = self._person(
                parent.suku,
                dice.choice("LP"),
                tahun,
                _house_of(parent),
                pemilih,
                urutan=len(made),
                marga=marga,
                awalan=awalan,
            )
            if father and child.jk == "L" and dice.random() < ANAK_SENAMA:
                child.nama = father.nama
            made.append(child)
            if dice.random() < KEMBAR:
                made.append(self._twin(child, pemilih))
            tahun += dice.randint(2, 6)
        for child in made:
            child.ayah = father
        for owner in (father, mother):
            if owner:
                owner.anak += made
        return made

    def _twin(self, first: Orang, pemilih: int) -> Orang:
        twin = self._person(first.suku, first.jk, first.lahir.year, _house_of(first), pemilih, lahir=first.lahir)
        twin.nama = twin_name(self.dice, first.nama, first.jk, first.suku)
        twin.tempat_lahir = first.tempat_lahir
        twin.kembar, first.kembar = first, twin
        return twin

    def _marry(self, one: Orang, pemilih: int) -> None:
        dice = self.dice
        jk = "P" if one.jk == "L" else "L"
        suku = one.suku if dice.random() < 0.85 else draw_suku(dice)
        gap = dice.randint(-1, 8) * (1 if one.jk == "L" else -1)
        tahun = min(2006, one.lahir.year + gap)
        spouse = self._person(suku, jk, tahun, _house_of(one), pemilih, marga=new_marga(dice, suku))
        one.pasangan, spouse.pasangan = spouse, one

    def _person(
        self, suku: str, jk: str, tahun: int, rumah: Rumah, pemilih: int, *,
        urutan: int = 0, marga: str = "", awalan: str = "", lahir: date | None = None,
    ) -> Orang:  # fmt: skip
        dice = self.dice
        urutan = urutan or dice.randrange(4)
        nama = make_name(dice, suku, jk, tahun, urutan=urutan, marga=marga, awalan=awalan)
        born = lahir or _birth_date(dice, tahun)
        one = Orang(
            len(self.orang), nama, jk, suku, born, _family_date(dice, born), _birth_place(dice, suku, tahun,
            rumah.desa),
            rumah.desa, rumah.dusun, rumah.rt, rumah.rw, rumah.alamat, rumah.nkk, self._nik(rumah.desa, born, jk),
        )  # fmt: skip
        missed = LUPUT_TUA if tahun < 1965 else LUPUT_MUDA
        if one.is_dewasa and self._terdaftar < pemilih and dice.random() >= missed:
            one.terdaftar = True
            self._terdaftar += 1
        self.orang.append(one)
        return one

    def _house(self, desa: Desa, near: Orang | None = None) -> Rumah:
        dice = self.dice
        rw, dusun = dice.randint(1, 4), dice.choice(desa.dusun)
        rt, alamat = dice.randint(1, 9), _address(dice, desa, dusun)
        if near is not None and dice.random() < 0.6:
            rw, rt, dusun, alamat = near.rw, near.rt, near.dusun, near.alamat
        made = date(2006, 1, 1) + timedelta(days=dice.randrange(6500))
        nkk = f"{desa.kode_kec}{made:%d%m%y}{dice.randint(*SERI)}"
        return Rumah(desa, dusun, rt, rw, alamat, nkk)

    def _move(self, one: Orang, rumah: Rumah) -> None:
        one.desa, one.dusun, one.rt, one.rw = rumah.desa, rumah.dusun, rumah.rt, rumah.rw
        one.alamat, one.nkk = rumah.alamat, rumah.nkk

    def _nik(self, desa: Desa, lahir: date, jk: str) -> str:
        dice = self.dice
        chance = dice.random()
        kode = desa.kode_kec
        if chance > 0.88:
            kode = dice.choice(("330512", "350604", "320818", "340203", "167102", "360105", "317404", "351108"))
        elif chance > 0.7:
            kode = dice.choice(self.desa).kode_kec
        day = lahir.day + (40 if jk == "P" else 0)
        last = SERI[0] if dice.random() < 0.8 else dice.randint(*SERI)
        while (nik := f"{kode}{day:02d}{lahir:%m%y}{last:04d}") in self._niks:
            last += 1
        self._niks.add(nik)
        return nik


def _house_of(one: Orang) -> Rumah:
    return Rumah(one.desa, one.dusun, one.rt, one.rw, one.alamat, one.nkk)


def _birth_date(dice: Random, tahun: int) -> date:
    if tahun < 1970 and dice.random() < TANGGAL_DUGAAN:
        return date(tahun, *dice.choice(((12, 31), (12, 31), (7, 1), (1, 1))))
    return date(tahun, 1, 1) + timedelta(days=dice.randrange(365))


def _family_date(dice: Random, born: date) -> date:
    if (born.month, born.day) in {(12, 31), (7, 1), (1, 1)} and born.year < 1970:
        return date(born.year + dice.choice((0, 0, 0, -1, 1, -2)), 1, 1) + timedelta(days=dice.randrange(365))
    if dice.random() < KELUARGA_LAIN:
        return born + timedelta(days=dice.choice((1, -1, 10, 30, -31, 365, -365)))
    return born


def _birth_place(dice: Random, suku: str, tahun: int, desa: Desa) -> str:
    if suku in kata.PERANTAU_LAHIR and dice.random() < (0.7 if tahun < 1970 else 0.3):
        return dice.choice(kata.PERANTAU_LAHIR[suku])
    if suku == "jawa" and tahun < 1955 and dice.random() < 0.7:
        return dice.choice(kata.LAHIR_LAIN)
    return dice.choice((desa.nama, desa.nama, desa.kecamatan, desa.kab.partition(" ")[2], desa.kab.partition(" ")[2]))


def _address(dice: Random, desa: Desa, dusun: str) -> str:
    chance = dice.random()
    if chance < 0.45:
        return f"DUSUN {dusun}".upper()
    if chance < 0.7:
        return f"DUSUN {('I', 'II', 'III', 'IV', 'V', 'VI')[desa.dusun.index(dusun)]}"
    return f"JL. {dice.choice(desa.jalan)}".upper() if chance < 0.9 else desa.nama.upper()
