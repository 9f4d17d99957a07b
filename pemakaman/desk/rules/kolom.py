"""The columns of each daily report, once: forms, sheets, tables and checks are made from these."""

from dataclasses import dataclass
from enum import StrEnum

Angka = dict[str, int]


class Sifat(StrEnum):
    """How a figure behaves from day to day."""

    KEADAAN = "keadaan"
    """As it stands that day; it may rise and fall."""
    HARIAN = "harian"
    """What happened that day."""
    KUMULATIF = "kumulatif"
    """All so far: never less than the day before."""
    STOK = "stok"
    """Counted things: the day begins with what the day before left."""
    PINDAH = "pindah"
    """Taken from the records of transfers, not typed."""


@dataclass(frozen=True)
class Kolom:
    """One figure. `nihil` is what a day without work writes: 0, or as the day before."""

    kode: str
    label: str
    sifat: Sifat
    satuan: str
    bantuan: str = ""

    @property
    def is_typed(self) -> bool:
        """Does somebody at the counter fill it in?"""
        return self.sifat is not Sifat.PINDAH


@dataclass(frozen=True)
class Tumbuh:
    """`jumlah` today is `jumlah` of the day before and `hari`."""

    jumlah: str
    hari: str


@dataclass(frozen=True)
class Neraca:
    """`sisa` is `awal` with what came and without what went; `awal` is the `sisa` of the day before."""

    awal: str
    sisa: str
    tambah: tuple[str, ...]
    kurang: tuple[str, ...]


@dataclass(frozen=True)
class Paling:
    """What all of `bagian` add up to is not more than `dari`."""

    bagian: tuple[str, ...]
    dari: str


@dataclass(frozen=True)
class Persen:
    """A share that readers see; over 100 it is refused. `dari` of another report when `dari_bentuk` names it."""

    kode: str
    label: str
    bagian: str
    dari: str
    dari_bentuk: str = ""


@dataclass(frozen=True)
class Turunan:
    """A figure that follows from two others."""

    kode: str
    label: str
    dari: str
    tanpa: str


@dataclass(frozen=True)
class Bentuk:
    """One daily report. `kode` is also the name of its table in the trail and its place in addresses."""

    kode: str
    judul: str
    singkat: str
    kolom: tuple[Kolom, ...]
    tumbuh: tuple[Tumbuh, ...] = ()
    neraca: Neraca | None = None
    paling: tuple[Paling, ...] = ()
    persen: tuple[Persen, ...] = ()
    turunan: tuple[Turunan, ...] = ()

    @property
    def objek(self) -> str:
        """Its name in the trail."""
        return f"laporan_{self.kode}"

    @property
    def nama_kolom(self) -> tuple[str, ...]:
        """The codes of its figures, in their order."""
        return tuple(kolom.kode for kolom in self.kolom)

    def label(self, kode: str) -> str:
        """What a figure is called at the counter."""
        return next(kolom.label for kolom in self.kolom if kolom.kode == kode)


_K, _H, _J, _S, _P = Sifat.KEADAAN, Sifat.HARIAN, Sifat.KUMULATIF, Sifat.STOK, Sifat.PINDAH

PEREKAMAN = Bentuk(
    kode="perekaman",
    judul="Perekaman KTP-el",
    singkat="Perekaman",
    kolom=(
        Kolom("penduduk", "Jumlah penduduk", _K, "jiwa"),
        Kolom("wajib_ktp", "Wajib KTP", _K, "jiwa", "17 tahun ke atas atau sudah kawin, pada hari ini"),
        Kolom("wajib_dinamis", "Wajib KTP dinamis", _K, "jiwa", "termasuk yang berumur 17 tahun sebelum hari H"),
        Kolom("rekam_hari", "Rekam hari ini", _H, "orang"),
        Kolom("kumulatif", "Sudah rekam (kumulatif)", _J, "orang"),
        Kolom("prr", "PRR (siap cetak)", _K, "orang", "print ready record"),
        Kolom("sfe", "SFE (dikirim ke pusat)", _K, "orang", "sent for enrollment"),
        Kolom("duplikat", "Duplikat", _K, "orang", "duplicate record"),
        Kolom("gagal", "Gagal", _K, "orang", "failure"),
        Kolom("cetak_hari", "Cetak hari ini", _H, "keping"),
    ),
    tumbuh=(Tumbuh("kumulatif", "rekam_hari"),),
    paling=(
        Paling(("wajib_ktp",), "wajib_dinamis"),
        Paling(("wajib_dinamis",), "penduduk"),
        Paling(("prr", "sfe"), "kumulatif"),
    ),
    persen=(Persen("rekam_persen", "Persentase rekam", "kumulatif", "wajib_dinamis"),),
    turunan=(Turunan("belum", "Belum rekam", "wajib_dinamis", "kumulatif"),),
)
BLANGKO = Bentuk(
    kode="blangko",
    judul="Blangko KTP-el",
    singkat="Blangko",
    kolom=(
        Kolom("awal", "Stok awal", _S, "keping", "sama dengan sisa hari sebelumnya"),
        Kolom("masuk", "Masuk", _H, "keping", "dari pusat atau provinsi"),
        Kolom("terpakai", "Terpakai", _H, "keping"),
        Kolom("rusak", "Rusak", _H, "keping"),
        Kolom("kirim", "Dikirim ke kabupaten/kota lain", _P, "keping"),
        Kolom("terima", "Diterima dari kabupaten/kota lain", _P, "keping"),
        Kolom("sisa", "Sisa", _S, "keping", "dihitung di gudang, bukan disalin"),
    ),
    neraca=Neraca("awal", "sisa", tambah=("masuk", "terima"), kurang=("terpakai", "rusak", "kirim")),
)
IKD = Bentuk(
    kode="ikd",
    judul="Identitas kependudukan digital",
    singkat="IKD",
    kolom=(
        Kolom("aktivasi_hari", "Aktivasi hari ini", _H, "orang"),
        Kolom("kumulatif", "Aktivasi (kumulatif)", _J, "orang"),
        Kolom("target_persen", "Target", _K, "persen", "dari yang sudah rekam; lampu memakai target pemilihannya"),
    ),
    tumbuh=(Tumbuh("kumulatif", "aktivasi_hari"),),
    persen=(Persen("ikd_persen", "Persentase IKD", "kumulatif", "kumulatif", dari_bentuk="perekaman"),),
)
SUKET = Bentuk(
    kode="suket",
    judul="Surat keterangan pengganti KTP-el",
    singkat="Suket",
    kolom=(
        Kolom("cetak_hari", "Cetak hari ini", _H, "lembar"),
        Kolom("kumulatif", "Cetak (kumulatif)", _J, "lembar", "yang dibatalkan tidak dikurangkan"),
        Kolom("batal_hari", "Dibatalkan hari ini", _H, "lembar"),
    ),
    tumbuh=(Tumbuh("kumulatif", "cetak_hari"),),
    paling=(Paling(("batal_hari",), "kumulatif"),),
)
LAPAS = Bentuk(
    kode="lapas",
    judul="Lapas dan rutan",
    singkat="Lapas",
    kolom=(
        Kolom("penghuni", "Penghuni", _K, "orang"),
        Kolom("wajib_ktp", "Wajib KTP", _K, "orang"),
        Kolom("domisili_dalam", "Domisili di dalam kabupaten/kota", _K, "orang"),
        Kolom("domisili_luar", "Domisili di luar kabupaten/kota", _K, "orang"),
        Kolom("terdaftar", "Terdaftar di SIAK", _K, "orang"),
        Kolom("sudah_rekam", "Sudah rekam", _K, "orang"),
        Kolom("rekam_hari", "Rekam hari ini", _H, "orang"),
        Kolom("nik_kosong", "NIK kosong atau tidak terdaftar", _K, "orang"),
        Kolom("alat", "Alat rekam", _K, "buah"),
        Kolom("petugas", "Petugas", _K, "orang"),
    ),
    paling=(
        Paling(("wajib_ktp",), "penghuni"),
        Paling(("domisili_dalam", "domisili_luar"), "penghuni"),
        Paling(("terdaftar", "nik_kosong"), "penghuni"),
        Paling(("rekam_hari",), "sudah_rekam"),
    ),
    persen=(Persen("rekam_persen", "Persentase rekam", "sudah_rekam", "wajib_ktp"),),
)
# The four that every kab/kota reports each day.
HARIAN: dict[str, Bentuk] = {bentuk.kode: bentuk for bentuk in (PEREKAMAN, BLANGKO, IKD, SUKET)}


def derive(bentuk: Bentuk, angka: Angka) -> Angka:
    """The figures that follow from those of one row."""
    return {one.kode: angka[one.dari] - angka[one.tanpa] for one in bentuk.turunan}


def percentages(bentuk: Bentuk, angka: Angka, lain: dict[str, Angka] | None = None) -> dict[str, float | None]:
    """The shares of one row in percent; None without what they are a share of. `lain`: other reports by code."""
    found: dict[str, float | None] = {}
    for one in bentuk.persen:
        source = (lain or {}).get(one.dari_bentuk, {}) if one.dari_bentuk else angka
        whole = source.get(one.dari, 0)
        found[one.kode] = 100 * angka[one.bagian] / whole if whole else None
    return found


def balance(neraca: Neraca, angka: Angka) -> int:
    """What must be left of a stock."""
    came = sum(angka[kode] for kode in neraca.tambah)
    went = sum(angka[kode] for kode in neraca.kurang)
    return angka[neraca.awal] + came - went


def nihil_of(bentuk: Bentuk, sebelum: Angka, pindah: Angka | None = None) -> Angka:
    """The figures of a day without work: nothing done, all else as the day before, transfers as recorded."""
    angka = {kolom.kode: 0 if kolom.sifat in (_H, _P) else sebelum[kolom.kode] for kolom in bentuk.kolom}
    angka |= pindah or {}
    if bentuk.neraca:
        angka[bentuk.neraca.awal] = sebelum[bentuk.neraca.sisa]
        angka[bentuk.neraca.sisa] = balance(bentuk.neraca, angka)
    return angka
