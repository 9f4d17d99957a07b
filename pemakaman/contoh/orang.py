"""Invented persons: name, birth, NIK, family card, telephone; the same seed gives the same persons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from pemakaman.contoh.suku import LAKI, LEBIH, PEREMPUAN, SUKU, Suku

# The register counts from 0001 each day and place; nobody real reaches this range.
SERI = (9000, 9998)
SERI_PEMILIH = (8000, 8999)
SERI_TMS = (5900, 5999)
TEMPAT_LAIN = ("Palembang", "Yogyakarta", "Kebumen", "Ciamis", "Martapura", "Serang", "Wonogiri", "Denpasar", "Blitar")


def seeded(benih: int) -> Random:
    """A source of chance that repeats itself."""
    return Random(benih)  # noqa: S311 (invented names, no secrets)


@dataclass(frozen=True)
class Orang:
    """One invented person."""

    nama: str
    jenis_kelamin: str
    lahir: date
    nik: str
    no_kk: str
    tempat_lahir: str
    agama: str
    suku: str
    bin_binti: str | None
    telepon: str


class Pencipta:
    """Makes persons, no NIK twice."""

    def __init__(self, benih: int, seri: tuple[int, int] = SERI) -> None:
        self.rng = seeded(benih)
        self._seri = seri
        self._given: set[str] = set()

    def suku(self, kab_kode: str) -> Suku:
        """One of the peoples, as often as it lives there."""
        more = LEBIH.get(kab_kode, {})
        weights = [suku.bagian * more.get(suku.nama, 1) for suku in SUKU]
        return self.rng.choices(SUKU, weights)[0]

    def nama(self, suku: Suku, kelamin: str, *, marga: str | None = None, umur: int = 40) -> str:
        """A name as this people writes it; old persons often have one word only."""
        rng = self.rng
        before = rng.choice(suku.before(kelamin) or ("",))
        given = rng.choice(suku.given(kelamin))
        family = marga or rng.choice(suku.second(kelamin))
        if suku.nama == "Lampung" and kelamin == LAKI:
            return f"{given} gelar {family}" if umur > 60 and rng.random() < 0.2 else self._two_given(suku, given)
        if not suku.marga and rng.random() < (0.45 if umur > 60 else 0.12):
            family = ""
        return " ".join(word for word in (before, given, "" if family == given else family) if word)

    def _two_given(self, suku: Suku, given: str) -> str:
        other = self.rng.choice([name for name in suku.laki if name != given])
        return given if self.rng.random() < 0.3 else f"{given} {other}"

    def nik(self, kec_kode: str, lahir: date, kelamin: str) -> str:
        """A number of the right build that was not given yet."""
        hari = lahir.day + (40 if kelamin == PEREMPUAN else 0)
        head = f"{kec_kode.replace('.', '')}{hari:02}{lahir:%m%y}"
        return self._unused(head)

    def no_kk(self, kec_kode: str, hari_ini: date) -> str:
        """A family card's number, registered some day in the last fifteen years."""
        hari = hari_ini - timedelta(days=self.rng.randint(30, 5500))
        return self._unused(f"{kec_kode.replace('.', '')}{hari:%d%m%y}")

    def _unused(self, head: str) -> str:
        while (number := f"{head}{self.rng.randint(*self._seri)}") in self._given:
            pass
        self._given.add(number)
        return number

    def telepon(self) -> str:
        """A mobile number; the run of zeros keeps it out of the ranges in use."""
        prefix = self.rng.choice(("0812", "0813", "0821", "0822", "0852", "0853", "0857", "0878", "0896"))
        return f"{prefix}0000{self.rng.randint(0, 9999):04}"

    def orang(
        self,
        kab_kode: str,
        kec_kode: str,
        lahir: date,
        *,
        hari_ini: date,
        kelamin: str | None = None,
        suku: Suku | None = None,
        kab_nama: str = "",
        no_kk: str | None = None,
        marga: str | None = None,
    ) -> Orang:
        """One person born on a day and registered in a kecamatan."""
        rng = self.rng
        kelamin = kelamin or rng.choice((LAKI, PEREMPUAN))
        suku = suku or self.suku(kab_kode)
        umur = (hari_ini - lahir).days // 365
        is_muslim = (agama := rng.choice(suku.agama)) == "Islam"
        ayah = rng.choice(suku.laki) if is_muslim and rng.random() < 0.7 else None
        return Orang(
            nama=self.nama(suku, kelamin, marga=marga, umur=umur),
            jenis_kelamin=kelamin,
            lahir=lahir,
            nik=self.nik(kec_kode, lahir, kelamin),
            no_kk=no_kk or self.no_kk(kec_kode, hari_ini),
            tempat_lahir=rng.choice((kab_nama or "Metro", kab_nama or "Metro", *TEMPAT_LAIN[:4])),
            agama=agama,
            suku=suku.nama,
            bin_binti=ayah,
            telepon=self.telepon(),
        )


def age_at_death(rng: Random) -> int:
    """A full age in years, spread as deaths are: some infants, few children, mostly the old."""
    low, high = rng.choices(
        ((0, 0), (1, 14), (15, 39), (40, 59), (60, 69), (70, 79), (80, 97)), (4, 2, 7, 19, 22, 26, 20)
    )[0]
    return rng.randint(low, high)


def birth_before(rng: Random, meninggal: date, umur: int) -> date:
    """A day of birth that makes the person `umur` on the day of death."""
    if umur == 0:
        return meninggal - timedelta(days=rng.choice((0, 1, 3, 12, 45, 120, 250)))
    latest = date(meninggal.year - umur, meninggal.month, min(meninggal.day, 28))
    return latest - timedelta(days=rng.randint(0, 360))


def birth_of_adult(rng: Random, hari_ini: date, ages: Sequence[int] = (21, 75)) -> date:
    """A day of birth of somebody between two ages today."""
    return hari_ini - timedelta(days=rng.randint(ages[0] * 366, ages[1] * 365))
