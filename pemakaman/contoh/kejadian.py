"""The invented deaths: who, where, of what, by which case, and how far the report gets. Pure; same seed, same data."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from random import Random
from uuid import UUID

from pemakaman.contoh.alur import JUMLAH, Garis, counts, make_garis
from pemakaman.contoh.orang import Orang, Pencipta, age_at_death, birth_before, birth_of_adult
from pemakaman.contoh.suku import LAKI, PEREMPUAN, SUKU_LIST, Suku
from pemakaman.contoh.tempat import KAB, TEMPAT, Tempat
from pemakaman.laporan.rules import Kasus, Status
from pemakaman.makam.rules import JenisMakam
from pemakaman.nilai.tanggal import zone_of

BENIH = 1871
# The usual cases and their shares; the rare ones follow in turn, so that a queue shows each of them.
_BIASA = ((Kasus.RUMAH, 62), (Kasus.RUMAH_SAKIT, 38))
_LANGKA = (
    Kasus.TIDAK_DIKENAL,
    Kasus.HILANG,
    Kasus.PESAWAT,
    Kasus.LUAR_NEGERI,
    Kasus.ORANG_ASING,
    Kasus.TIDAK_TERDAFTAR,
    Kasus.BAYI,
)
SETIAP_LANGKA = 9
# BPS 2023: shares of the causes among registered deaths, in hundredths of a per cent.
SEBAB = ((1, 9059), (6, 808), (3, 75), (2, 54), (4, 2), (5, 2))
# Two village cemeteries fall silent; their dead of the last months lie in the first cemetery of the kab/kota.
SUNYI, SUNYI_HARI = frozenset({"pagelaran", "simpangpematang"}), 95
TANPA_NIK = ("tidak_diketahui", "tidak_terbaca", "tidak_punya")


@dataclass(frozen=True)
class Desa:
    """A village or ward: code, name, and the name of its kecamatan."""

    kode: str
    nama: str
    kecamatan: str


@dataclass(frozen=True)
class Kejadian:
    """One invented death and the persons around it; `nik` is the one typed, which may be a relative's."""

    id: UUID
    nomor: int
    tempat: Tempat
    tujuan: Status
    kasus: Kasus
    garis: Garis
    almarhum: Orang
    nik: str | None
    nik_alasan: str | None
    sebab: int
    pelapor: Orang
    saksi: tuple[Orang, Orang]
    ayah: Orang
    ibu: Orang
    desa: Desa
    kerabat: Orang | None = None
    impor: bool = False

    @property
    def umur(self) -> int:
        """Full years at death."""
        return (self.garis.meninggal.date() - self.almarhum.lahir).days * 100 // 36525


class Perencana:
    """Plans the reports of the whole province."""

    def __init__(self, desa: Mapping[str, Sequence[Desa]], kab_nama: Mapping[str, str], sekarang: datetime) -> None:
        self.pencipta = Pencipta(BENIH)
        self.rng: Random = self.pencipta.rng
        self.desa, self.kab_nama = desa, kab_nama
        self.sekarang = sekarang.astimezone(zone_of("18"))
        self.hari_ini: date = self.sekarang.date()
        self._langka = 0

    def plan(self, skala: float) -> Iterator[Kejadian]:
        """Every report, in no order of time."""
        nomor = 0
        for tujuan, jumlah in counts(skala).items():
            for urutan in range(jumlah):
                nomor += 1
                yield self._one(nomor, tujuan, urutan)

    def _one(self, nomor: int, tujuan: Status, urutan: int) -> Kejadian:
        rng = self.rng
        kasus = self._kasus(tujuan, urutan)
        tempat = self._tempat(kasus, nomor)
        suku = self._suku_of(tempat, kasus)
        garis = make_garis(rng, tujuan, self.sekarang, terlambat=urutan % 14 == 5)
        tempat = self._unless_silent(tempat, garis)
        desa = rng.choice(self.desa[tempat.kab_kode])
        almarhum = self._almarhum(tempat, desa, kasus, garis, suku)
        nik, alasan, kerabat = self._nik(kasus, almarhum, tempat, desa, urutan)
        keluarga = self._keluarga(almarhum, tempat, desa, suku)
        return Kejadian(
            id=UUID(int=rng.getrandbits(128), version=4),
            nomor=nomor,
            tempat=tempat,
            tujuan=tujuan,
            kasus=kasus,
            garis=garis,
            almarhum=almarhum,
            nik=nik,
            nik_alasan=alasan,
            sebab=self._sebab(kasus),
            pelapor=keluarga[0],
            saksi=(keluarga[1], keluarga[2]),
            ayah=keluarga[3],
            ibu=keluarga[4],
            desa=desa,
            kerabat=kerabat,
            impor=tujuan is Status.LAPOR_AWAL and urutan % 2 == 1,
        )

    def _kasus(self, tujuan: Status, urutan: int) -> Kasus:
        if tujuan is Status.LAPOR_AWAL and urutan % 16 == 4:
            return Kasus.LAHIR_MATI
        if urutan % SETIAP_LANGKA == 3 or (tujuan is Status.DIAJUKAN and urutan < len(_LANGKA)):
            self._langka += 1
            return _LANGKA[self._langka % len(_LANGKA)]
        return self.rng.choices([kasus for kasus, _ in _BIASA], [share for _, share in _BIASA])[0]

    def _tempat(self, kasus: Kasus, nomor: int) -> Tempat:
        kab = KAB[nomor % len(KAB)]
        here = [tempat for tempat in TEMPAT if tempat.kab_kode == kab]
        weights = [2 if tempat.jenis is JenisMakam.KELUARGA else 5 for tempat in here]
        if kasus in {Kasus.TIDAK_DIKENAL, Kasus.HILANG}:
            return _first_of(kab)
        return self.rng.choices(here, weights)[0]

    def _unless_silent(self, tempat: Tempat, garis: Garis) -> Tempat:
        is_late = (self.hari_ini - garis.dimakamkan.date()).days < SUNYI_HARI
        return _first_of(tempat.kab_kode) if tempat.akun in SUNYI and is_late else tempat

    def _suku_of(self, tempat: Tempat, kasus: Kasus) -> Suku:
        if tempat.jenis is JenisMakam.TPK:
            return SUKU_LIST["Bali"]
        if tempat.jenis is JenisMakam.KREMATORIUM:
            return SUKU_LIST[self.rng.choice(("Bali", "Tionghoa-Indonesia", "Tionghoa-Indonesia"))]
        allowed = SUKU_LIST["Tionghoa-Indonesia"] if kasus is Kasus.ORANG_ASING else None
        return allowed or self._buried_in_soil(tempat)

    def _buried_in_soil(self, tempat: Tempat) -> Suku:
        """TPBU and family graves here are Muslim ones; a TPU takes all."""
        while True:
            suku = self.pencipta.suku(tempat.kab_kode)
            if suku.nama != "Bali" and (tempat.jenis is JenisMakam.TPU or "Islam" in suku.agama):
                return suku

    def _almarhum(self, tempat: Tempat, desa: Desa, kasus: Kasus, garis: Garis, suku: Suku) -> Orang:
        rng = self.rng
        umur = 0 if kasus in {Kasus.BAYI, Kasus.LAHIR_MATI} else max(age_at_death(rng), _least_age(kasus))
        lahir = birth_before(rng, garis.meninggal.date(), umur)
        if kasus is Kasus.LAHIR_MATI:
            lahir = garis.meninggal.date()
        orang = self._orang(tempat, desa, lahir, suku)
        agama = "Islam" if tempat.jenis in {JenisMakam.TPBU, JenisMakam.KELUARGA} else orang.agama
        return replace(orang, agama=agama, nama=_stillborn(orang) if kasus is Kasus.LAHIR_MATI else orang.nama)

    def _nik(
        self, kasus: Kasus, almarhum: Orang, tempat: Tempat, desa: Desa, urutan: int
    ) -> tuple[str | None, str | None, Orang | None]:
        """The NIK as typed, else why there is none; now and then it is a living relative's."""
        without = {Kasus.BAYI: "bayi", Kasus.ORANG_ASING: "wna", Kasus.TIDAK_TERDAFTAR: "tidak_punya"}
        if kasus in {Kasus.TIDAK_DIKENAL, Kasus.LAHIR_MATI}:
            return None, None, None
        if kasus in without:
            return None, without[kasus], None
        if urutan % 17 == 6:
            return None, TANPA_NIK[urutan % 3], None
        if urutan % 23 == 8:
            sex = PEREMPUAN if almarhum.jenis_kelamin == LAKI else LAKI
            lahir = birth_of_adult(self.rng, self.hari_ini, (22, 45))
            kerabat = self._orang(tempat, desa, lahir, SUKU_LIST[almarhum.suku], kelamin=sex)
            return kerabat.nik, None, kerabat
        return almarhum.nik, None, None

    def _keluarga(self, almarhum: Orang, tempat: Tempat, desa: Desa, suku: Suku) -> list[Orang]:
        """Reporter, two witnesses, father, mother; no two witnesses of one name, none named like the dead."""
        found: list[Orang] = []
        while len(found) < 3:
            lahir = birth_of_adult(self.rng, self.hari_ini)
            orang = self._orang(tempat, desa, lahir, suku if not found else self._buried_in_soil(tempat))
            if orang.nama not in {almarhum.nama, *(other.nama for other in found)}:
                found.append(orang)
        for sex in (LAKI, PEREMPUAN):
            lahir = almarhum.lahir.replace(year=almarhum.lahir.year - self.rng.randint(20, 38), day=3)
            found.append(self._orang(tempat, desa, lahir, suku, kelamin=sex))
        return found

    def _orang(self, tempat: Tempat, desa: Desa, lahir: date, suku: Suku, *, kelamin: str | None = None) -> Orang:
        return self.pencipta.orang(
            tempat.kab_kode,
            desa.kode[:8],
            lahir,
            hari_ini=self.hari_ini,
            kelamin=kelamin,
            suku=suku,
            kab_nama=self.kab_nama[tempat.kab_kode],
        )

    def _sebab(self, kasus: Kasus) -> int:
        if kasus in {Kasus.PESAWAT, Kasus.TIDAK_DIKENAL, Kasus.HILANG}:
            return 6 if kasus is Kasus.HILANG else 3
        return self.rng.choices([kode for kode, _ in SEBAB], [share for _, share in SEBAB])[0]


def _first_of(kab_kode: str) -> Tempat:
    return next(tempat for tempat in TEMPAT if tempat.kab_kode == kab_kode)


def _least_age(kasus: Kasus) -> int:
    grown = {Kasus.ORANG_ASING, Kasus.LUAR_NEGERI, Kasus.TIDAK_DIKENAL, Kasus.HILANG}
    return 24 if kasus in grown else 60 if kasus is Kasus.TIDAK_TERDAFTAR else 1


def _stillborn(orang: Orang) -> str:
    return f"Bayi {'Ny.' if orang.jenis_kelamin == PEREMPUAN else 'Tn.'} {orang.nama.split()[-1]}"


TOTAL = sum(JUMLAH.values())
