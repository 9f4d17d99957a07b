"""How a death and a voter with the same NIK are compared, and what a proposal may become."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from pemakaman.errors import Conflict
from pemakaman.nilai.nama import names_resemble
from pemakaman.nilai.tanggal import TanggalTakLengkap

Known = TypeVar("Known")

JENIS_DAFTAR = ("DPT", "DPS", "DPSHP", "DPB", "DP4", "TMS")
KODE_LABEL = {
    "1": "1 – meninggal, daftar masih dimutakhirkan",
    "91": "91 – meninggal sesudah DPT ditetapkan",
}
BUKTI_USUL_LABEL = {
    "akta": "Akta kematian",
    "skk": "Surat keterangan kematian",
    "keluarga": "Surat pernyataan keluarga (SPTJM)",
    "tidak_ada": "Laporan pemakaman saja",
}
SUDAH_TMS = frozenset({"1", "91"})
NAMA_MIRIP = 0.8
UMUR_MELESET = 1
"""Years by which an age given at the cemetery may be wrong."""


class Hasil(StrEnum):
    """One compared field."""

    SAMA = "sama"
    BEDA = "beda"
    TIDAK_DIKETAHUI = "tidak_diketahui"


HASIL_LABEL = {Hasil.SAMA: "sama", Hasil.BEDA: "berbeda", Hasil.TIDAK_DIKETAHUI: "tidak diketahui"}
RUAS_LABEL = {"nama": "Nama", "jenis_kelamin": "Jenis kelamin", "lahir": "Tanggal lahir"}


class Kelas(StrEnum):
    """How far a voter with the same NIK is the dead person."""

    KUAT = "kuat"
    SEBAGIAN = "sebagian"
    PERINGATAN = "peringatan"


KELAS_LABEL = {Kelas.KUAT: "Cocok", Kelas.SEBAGIAN: "Perlu diperiksa", Kelas.PERINGATAN: "Bukan kecocokan"}
PESAN_PERINGATAN = (
    "NIK sama, tetapi nama, jenis kelamin, dan tanggal lahir semuanya berbeda. Pelapor sering menulis NIK-nya "
    "sendiri. Pemilih ini kemungkinan masih hidup dan tidak dapat diusulkan; periksa NIK di laporan."
)
PESAN_TIDAK_COCOK_LAGI = (
    "Laporan dibetulkan sesudah diusulkan, dan sekarang bukan orang yang sama dengan pemilih ini. "
    "Tolak atau batalkan usulnya."
)
PESAN_HATI_HATI = "Nama dan tanggal lahir berbeda. Cocokkan dulu dengan KK almarhum; mungkin yang tertulis NIK pelapor."


@dataclass(frozen=True)
class Rentang:
    """The days on which somebody can have been born."""

    dari: date
    sampai: date


@dataclass(frozen=True)
class Orang:
    """What both sides know of a person."""

    nama: str | None
    jenis_kelamin: str | None
    lahir: Rentang | None


@dataclass(frozen=True)
class Perbandingan:
    """The outcome for each field; the NIK is the same already."""

    nama: Hasil
    jenis_kelamin: Hasil
    lahir: Hasil

    @property
    def kelas(self) -> Kelas:
        """All agree: strong. All differ: a warning, never a match. Anything else wants a look."""
        found = {self.nama, self.jenis_kelamin, self.lahir}
        if found == {Hasil.SAMA}:
            return Kelas.KUAT
        return Kelas.PERINGATAN if found == {Hasil.BEDA} else Kelas.SEBAGIAN

    @property
    def catatan(self) -> list[str]:
        """What differs or is not known, in words."""
        return [
            f"{RUAS_LABEL[ruas]} {HASIL_LABEL[hasil]}"
            for ruas, hasil in self.as_dict().items()
            if hasil is not Hasil.SAMA
        ]

    @property
    def pesan(self) -> str | None:
        """The sentence of caution that goes with it, or None."""
        if self.kelas is Kelas.PERINGATAN:
            return PESAN_PERINGATAN
        return PESAN_HATI_HATI if self.nama is self.lahir is Hasil.BEDA else None

    def as_dict(self) -> dict[str, Hasil]:
        """Field → outcome, in the order they are shown."""
        return {"nama": self.nama, "jenis_kelamin": self.jenis_kelamin, "lahir": self.lahir}


def compare(a: Orang, b: Orang) -> Perbandingan:
    """Compare two persons field by field; the same in both directions."""
    return Perbandingan(
        nama=_outcome(a.nama, b.nama, lambda x, y: names_resemble(x, y) >= NAMA_MIRIP),
        jenis_kelamin=_outcome(a.jenis_kelamin, b.jenis_kelamin, lambda x, y: x == y),
        lahir=_outcome(a.lahir, b.lahir, lambda x, y: x.dari <= y.sampai and y.dari <= x.sampai),
    )


def birth_range(
    tanggal: TanggalTakLengkap | date | None, *, umur: int | None = None, meninggal: date | None = None
) -> Rentang | None:
    """The range of a date, of a date partly known, or of an age at death; None when nothing is known."""
    if isinstance(tanggal, TanggalTakLengkap):
        return Rentang(tanggal.earliest(), tanggal.latest())
    if tanggal is not None:
        return Rentang(tanggal, tanggal)
    if umur is None or meninggal is None:
        return None
    oldest, youngest = umur + UMUR_MELESET + 1, max(umur - UMUR_MELESET, 0)
    return Rentang(_years_before(meninggal, oldest) + timedelta(days=1), _years_before(meninggal, youngest))


BUKTI_CUKUP = frozenset({"akta", "skk"})
"""With less a name is never handed over as one to strike, only as one to verify (KPU asks for authentic papers)."""


def is_to_verify(kelas_bukti: str) -> bool:
    """Is KPU only asked to verify this name, because neither akta nor surat keterangan proves the death?"""
    return kelas_bukti not in BUKTI_CUKUP


def evidence(
    *, akta: tuple[str, date] | None, surat_nomor: str | None, surat_tanggal: date | None, keluarga: bool = False
) -> tuple[str, str | None, date | None]:
    """(class, number, date) of the best proof: akta, surat keterangan, the family's own statement, none."""
    if akta is not None:
        return "akta", akta[0], akta[1]
    if surat_nomor:
        return "skk", surat_nomor, surat_tanggal
    return ("keluarga" if keluarga else "tidak_ada"), None, None


class StatusUsul(StrEnum):
    """Where a proposal stands."""

    DIUSULKAN = "diusulkan"
    DIKONFIRMASI = "dikonfirmasi"
    DIBEKUKAN = "dibekukan"
    DITOLAK = "ditolak"
    DIBATALKAN = "dibatalkan"


USUL_LABEL = {
    StatusUsul.DIUSULKAN: "Menunggu orang kedua",
    StatusUsul.DIKONFIRMASI: "Dikonfirmasi",
    StatusUsul.DIBEKUKAN: "Dibekukan",
    StatusUsul.DITOLAK: "Ditolak",
    StatusUsul.DIBATALKAN: "Dibatalkan",
}


class AksiUsul(StrEnum):
    """What may be done with a proposal."""

    KONFIRMASI = "konfirmasi"
    TOLAK = "tolak"
    BATALKAN = "batalkan"
    BEKUKAN = "bekukan"
    PULIHKAN = "pulihkan"
    TOLAK_KPU = "tolak_kpu"
    TERIMA_KPU = "terima_kpu"


AKSI_DITOLAK = {
    AksiUsul.KONFIRMASI: "Usul ini tidak dapat dikonfirmasi lagi.",
    AksiUsul.TOLAK: "Usul ini tidak dapat ditolak lagi.",
    AksiUsul.BATALKAN: "Usul ini tidak dapat dibatalkan lagi.",
    AksiUsul.BEKUKAN: "Usul ini tidak dapat dibekukan.",
    AksiUsul.PULIHKAN: "Usul ini tidak dapat dipulihkan.",
    AksiUsul.TOLAK_KPU: "Penolakan KPU tidak mengubah usul ini.",
    AksiUsul.TERIMA_KPU: "Penerimaan KPU tidak mengubah usul ini.",
}

USUL_TRANSITIONS: dict[tuple[StatusUsul, AksiUsul], StatusUsul] = {
    (StatusUsul.DIUSULKAN, AksiUsul.KONFIRMASI): StatusUsul.DIKONFIRMASI,
    (StatusUsul.DIUSULKAN, AksiUsul.TOLAK): StatusUsul.DITOLAK,
    (StatusUsul.DIUSULKAN, AksiUsul.BATALKAN): StatusUsul.DIBATALKAN,
    (StatusUsul.DIKONFIRMASI, AksiUsul.BATALKAN): StatusUsul.DIBATALKAN,
    (StatusUsul.DIBEKUKAN, AksiUsul.BATALKAN): StatusUsul.DIBATALKAN,
    (StatusUsul.DIUSULKAN, AksiUsul.BEKUKAN): StatusUsul.DIBEKUKAN,
    (StatusUsul.DIKONFIRMASI, AksiUsul.BEKUKAN): StatusUsul.DIBEKUKAN,
    # By KPU's receipt; the second step undoes a refusal that was recorded by mistake.
    (StatusUsul.DIKONFIRMASI, AksiUsul.TOLAK_KPU): StatusUsul.DITOLAK,
    (StatusUsul.DIBEKUKAN, AksiUsul.TOLAK_KPU): StatusUsul.DITOLAK,
    (StatusUsul.DITOLAK, AksiUsul.TERIMA_KPU): StatusUsul.DIKONFIRMASI,
}


class HasilLapangan(StrEnum):
    """What was found at the door of a proposed voter."""

    MENINGGAL = "meninggal"
    HIDUP = "hidup"
    PINDAH = "pindah"
    TIDAK_DIKENAL = "tidak_dikenal"


LAPANGAN_LABEL = {
    HasilLapangan.MENINGGAL: "Meninggal",
    HasilLapangan.HIDUP: "Masih hidup",
    HasilLapangan.PINDAH: "Pindah",
    HasilLapangan.TIDAK_DIKENAL: "Tidak dikenal",
}
HASIL_MENAHAN = frozenset(set(HasilLapangan) - {HasilLapangan.MENINGGAL})
"""Answers that hold a proposal back until somebody decides."""


class StatusPenarikan(StrEnum):
    """Where a notice of withdrawal stands."""

    MENUNGGU = "menunggu"
    DIKIRIM = "dikirim"
    DITERIMA = "diterima"
    DICABUT = "dicabut"


PENARIKAN_LABEL = {
    StatusPenarikan.MENUNGGU: "Menunggu paket berikutnya",
    StatusPenarikan.DIKIRIM: "Dikirim, tanda terima KPU belum ada",
    StatusPenarikan.DITERIMA: "Diterima KPU",
    StatusPenarikan.DICABUT: "Dicabut sebelum dikirim",
}
# A name that KPU may still strike, or has struck, although it must stand in the list.
OPEN_NOTICE = (StatusPenarikan.MENUNGGU, StatusPenarikan.DIKIRIM)
HARI_PENARIKAN = 3
"""Days that a kab/kota without a setting of its own waits for KPU's receipt."""

HARI_TANDA_TERIMA = 14
"""Days that a kab/kota without a setting of its own gives KPU for the receipt of a package."""


def next_usul(status: StatusUsul, aksi: AksiUsul, sebelum: StatusUsul | None = None) -> StatusUsul:
    """The state after the action; raises Conflict when the table does not list the step.

    `sebelum` is the state in which a proposal was frozen; only the step back asks for it.
    """
    if (status, aksi) == (StatusUsul.DIBEKUKAN, AksiUsul.PULIHKAN) and sebelum is not None:
        return sebelum
    try:
        return USUL_TRANSITIONS[status, aksi]
    except KeyError:
        label = USUL_LABEL[status].lower()
        raise Conflict(f"{AKSI_DITOLAK[aksi]} Keadaannya sekarang: {label}.") from None


def available_usul(status: StatusUsul) -> set[AksiUsul]:
    """What some role may still do with a proposal."""
    return {aksi for source, aksi in USUL_TRANSITIONS if source is status}


def _outcome(a: Known | None, b: Known | None, agrees: Callable[[Known, Known], bool]) -> Hasil:
    if not a or not b:
        return Hasil.TIDAK_DIKETAHUI
    return Hasil.SAMA if agrees(a, b) else Hasil.BEDA


def _years_before(tanggal: date, years: int) -> date:
    year = max(tanggal.year - years, date.min.year)
    try:
        return tanggal.replace(year=year)
    except ValueError:
        return tanggal.replace(year=year, day=28)
