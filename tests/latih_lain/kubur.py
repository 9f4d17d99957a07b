"""Who was buried, when, where, and who came to tell it: the truth before anybody writes it down."""

import math
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from tests.latih_lain.nama import draw_suku, make_name
from tests.latih_lain.tempat import Desa
from tests.latih_lain.warga import HARI_DAFTAR, SERI, Orang, Warga

HARI_BUKU = date(2025, 11, 20)
# Of all burials; the rest are voters who died and nothing more.
LAJU_KUBUR = {
    "tak_terdaftar": 0.16,  # lived here, of age, not on the list
    "bayi": 0.03,  # a child, told by a parent who is on the list
    "luar": 0.03,  # from another province
    "kembar": 0.006,  # a twin, whichever of the two is on the list
    "suami_istri": 0.012,  # husband and wife within a week
    "dua_buku": 0.02,  # the same dead once more, in another hand
}
# Of those not on the list: who on the list resembles them.
LAJU_MIRIP = {
    "saudara": 0.15,  # a brother or sister, one sound apart
    "senama": 0.22,  # the same name in the kecamatan, a few years apart
    "ayah_senama": 0.05,  # father or son of the same name
    "tetangga": 0.08,  # the same name in the same street, another year
}
# Of the voters who died: somebody else of their name lives near.
SENAMA_TERDAFTAR = 0.08
JAUH = 0.04  # buried far from home
LAMA = 0.15  # died up to three years before the list and still on it
_SEBAB = ("Sakit", "Sakit tua", "Sakit", "Tua", "Jantung", "Kecelakaan", "Stroke", "Gula", "Usia lanjut", "")
_LAHIR_LUAR = ("Bogor", "Tangerang", "Palembang", "Jakarta")


@dataclass
class Kubur:
    """One burial as it was."""

    orang: Orang
    meninggal: date
    dimakamkan: date
    tempat: str
    sebab: str
    desa_makam: Desa
    pelapor: Orang
    hubungan: str
    kelas: list[str] = field(default_factory=list)

    @property
    def umur(self) -> int:
        """Full years at death."""
        born, died = self.orang.lahir_rumah, self.meninggal
        return max(0, died.year - born.year - ((died.month, died.day) < (born.month, born.day)))


class Pemakaman:
    """Draws the dead of all kinds from the people."""

    def __init__(self, dice: Random, warga: Warga) -> None:
        self.dice, self.warga = dice, warga
        self._used: dict[int, None] = {}
        self._near: dict[tuple[str, str], list[Orang]] = defaultdict(list)
        for one in warga.pemilih:
            self._near[one.desa.kecamatan, one.jk].append(one)
        adults = [one for one in warga.orang if one.is_dewasa]
        self._tua = self._by_age([one for one in adults if one.terdaftar])
        self._luput = self._by_age([one for one in adults if not one.terdaftar])
        self._anak = [one for one in warga.orang if not one.is_dewasa]
        self._kembar = [one for one in adults if one.kembar and one.lahir.year < 1995]

    def list_kubur(self, jumlah: int) -> list[Kubur]:
        """`jumlah` burials in the order in which they were held."""
        made: list[Kubur] = []
        while len(made) < jumlah:
            made += self._next()
        made = made[:jumlah]
        again = self.dice.sample(made, round(jumlah * LAJU_KUBUR["dua_buku"] / 2))
        for one in again:
            # The copy takes the place of another burial, so that the number stays.
            victim = self.dice.randrange(len(made))
            if made[victim] not in again:
                made[victim] = Kubur(**{**vars(one), "kelas": [*one.kelas, "dua_buku"]})
                one.kelas.append("dua_buku")
        return sorted(made, key=lambda one: (one.dimakamkan, one.orang.nomor))

    def _next(self) -> list[Kubur]:
        chance = self.dice.random()
        for kind in ("tak_terdaftar", "bayi", "luar", "kembar", "suami_istri"):
            chance -= LAJU_KUBUR[kind]
            if chance < 0:
                return self._special(kind)
        one = self._take(self._tua)
        if one is None:
            return []
        kelas = []
        if self.dice.random() < SENAMA_TERDAFTAR and self._namesake(one, spread=9):
            kelas.append("ada_senama")
        return [self._bury(one, kelas)]

    def _special(self, kind: str) -> list[Kubur]:
        if kind == "tak_terdaftar":
            one = self._take(self._luput)
            return [self._bury(one, [kind, *self._resemble(one)])] if one else []
        if kind == "bayi":
            one = self._take(self._anak)
            return [self._bury(one, [kind])] if one else []
        if kind == "kembar":
            one = self._take(self._kembar)
            return [self._bury(one, [kind])] if one else []
        if kind == "suami_istri":
            return self._couple()
        return [self._bury(self._stranger(), [kind])]

    def _couple(self) -> list[Kubur]:
        one = self._take(self._tua)
        if one is None or one.pasangan is None or one.pasangan.nomor in self._used:
            return [self._bury(one, [])] if one else []
        self._used[one.pasangan.nomor] = None
        first, second = self._bury(one, ["suami_istri"]), self._bury(one.pasangan, ["suami_istri"])
        second.meninggal = min(HARI_BUKU, first.meninggal + timedelta(days=self.dice.randint(0, 7)))
        second.dimakamkan = second.meninggal + timedelta(days=1)
        return [first, second]

    def _stranger(self) -> Orang:
        dice = self.dice
        host = dice.choice(self.warga.pemilih)
        suku, jk, tahun = draw_suku(dice), dice.choice("LP"), int(dice.triangular(1932, 2000, 1955))
        born = date(tahun, 1, 1) + timedelta(days=dice.randrange(365))
        kode = dice.choice(("320103", "360301", "167105", "317503", "330807", "350912"))
        nik = f"{kode}{born.day + (40 if jk == 'P' else 0):02d}{born:%m%y}{dice.randint(*SERI)}"
        nama = make_name(dice, suku, jk, tahun, urutan=dice.randrange(4))
        return Orang(
            -dice.randint(1, 10**9), nama, jk, suku, born, born, dice.choice(_LAHIR_LUAR),
            host.desa, host.dusun, host.rt, host.rw, host.alamat, f"{kode}120315{dice.randint(*SERI)}", nik,
        )  # fmt: skip

    def _bury(self, one: Orang, kelas: list[str]) -> Kubur:
        dice = self.dice
        start = date(2024, 2, 1) if one.terdaftar and dice.random() >= LAMA else date(2022, 1, 1)
        start = max(start, one.lahir + timedelta(days=1))
        died = start + timedelta(days=dice.randrange(max(1, (HARI_BUKU - start).days)))
        far = dice.random() < JAUH
        pelapor, hubungan = self._reporter(one)
        if not one.terdaftar and not {"tak_terdaftar", "bayi", "luar"} & set(kelas):
            kelas = ["tak_terdaftar", *kelas]
        return Kubur(
            one, died, died + timedelta(days=dice.choice((0, 0, 0, 1, 1))),
            dice.choice(("Rumah", "Rumah", "RSUD", "Puskesmas", "di rumah", "")), dice.choice(_SEBAB),
            dice.choice(self.warga.desa) if far else one.desa, pelapor, hubungan, [*kelas,
            *(["jauh"] if far else [])],
        )  # fmt: skip

    def _reporter(self, one: Orang) -> tuple[Orang, str]:
        dice = self.dice
        if not one.is_dewasa and one.ayah:
            return one.ayah, "Ayah"
        grown = [child for child in one.anak if child.is_dewasa]
        if grown and dice.random() < 0.6:
            return dice.choice(grown), "Anak"
        if one.pasangan and dice.random() < 0.6:
            return one.pasangan, "Suami" if one.jk == "P" else "Istri"
        return dice.choice(self._near[one.desa.kecamatan, "L"] or self.warga.pemilih), dice.choice(
            ("RT", "Tetangga", "Keponakan")
        )

    def _resemble(self, one: Orang) -> list[str]:
        chance = self.dice.random()
        for kind, rate in LAJU_MIRIP.items():
            chance -= rate
            if chance < 0:
                return [kind] if self._copy_name(one, kind) else []
        return []

    def _copy_name(self, one: Orang, kind: str) -> bool:
        """Give somebody on the list the name of this dead one, or one that is close to it."""
        if kind == "senama":
            return self._namesake(one, spread=6)
        if kind == "tetangga":
            return self._namesake(one, spread=25, street=True)
        family = [one.ayah, *one.anak] if kind == "ayah_senama" else (one.ayah.anak if one.ayah else [])
        found = [other for other in family if other and other.terdaftar and other.jk == one.jk and other is not one]
        if not found and kind == "saudara":
            # The parents of the old are no longer among the people; a brother is one of the same hamlet and age.
            near = self._near[one.desa.kecamatan, one.jk]
            found = [o for o in near if o.desa is one.desa and 0 < abs(o.lahir.year - one.lahir.year) < 9]
        found = [other for other in found if other.nomor not in self._used]
        if not found:
            return False
        other = self.dice.choice(found)
        other.nama = one.nama if kind == "ayah_senama" else _one_sound_apart(self.dice, one.nama)
        return True

    def _namesake(self, one: Orang, *, spread: int, street: bool = False) -> bool:
        near = [
            other
            for other in self._near[one.desa.kecamatan, one.jk]
            if abs(other.lahir.year - one.lahir.year) <= spread
            and other is not one
            and other.nomor not in self._used
            and (not street or (other.desa is one.desa and other.rw == one.rw and other.lahir.year != one.lahir.year))
        ]
        if near:
            self.dice.choice(near).nama = one.nama
        return bool(near)

    def _by_age(self, people: list[Orang]) -> list[Orang]:
        """In the order of death: old people early, by an exponential race."""
        weight = {one.nomor: math.exp((HARI_DAFTAR.year - one.lahir.year - 60) / 9) for one in people}
        return sorted(people, key=lambda one: -self.dice.expovariate(weight[one.nomor]), reverse=False)

    def _take(self, people: list[Orang]) -> Orang | None:
        while people:
            one = people.pop() if people is not self._anak else people.pop(self.dice.randrange(len(people)))
            if one.nomor not in self._used:
                self._used[one.nomor] = None
                return one
        return None


def _one_sound_apart(dice: Random, nama: str) -> str:
    for old, new in (
        ("NO", "NTO"),
        ("TI", "NI"),
        ("MAN", "MIN"),
        ("DI", "JI"),
        ("YEM", "NEM"),
        ("TO", "DI"),
        ("NI", "TI"),
    ):
        if nama.endswith(old):
            return nama[: -len(old)] + new
    place = dice.randrange(1, len(nama))
    return nama[:place] + dice.choice("AINRU") + nama[place + 1 :] if nama[place] != " " else nama + "I"
