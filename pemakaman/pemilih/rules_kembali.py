"""Names that came back after a strike, and KPU's own dead: causes, states and what to do, in words."""

from enum import StrEnum

from pemakaman.errors import Conflict

TMS = "TMS"
"""The kind of a list that names KPU's own struck voters; nobody is proposed from it."""

PESAN_BUKAN_CALON = "Daftar ini berisi orang yang sudah dicoret KPU sendiri. Tidak ada yang diusulkan dari sini."

NAMA_SAMA = 0.9
"""How much two names must resemble when no whole NIK says that both are one person."""


class Sebab(StrEnum):
    """Why a struck name most likely stands in a newer list."""

    BELUM_DITERIMA = "belum_diterima"
    DITOLAK_KPU = "ditolak_kpu"
    TANPA_AKTA = "tanpa_akta"
    AKTA_SESUDAHNYA = "akta_sesudahnya"
    AKTA_TERBIT = "akta_terbit"


SEBAB_LABEL = {
    Sebab.BELUM_DITERIMA: "Tanda terima KPU belum ada",
    Sebab.DITOLAK_KPU: "Ditolak KPU",
    Sebab.TANPA_AKTA: "Belum ada akta kematian",
    Sebab.AKTA_SESUDAHNYA: "Akta terbit sesudah daftar ini",
    Sebab.AKTA_TERBIT: "Akta sudah terbit sebelum daftar ini",
}
SEBAB_TINDAKAN = {
    Sebab.BELUM_DITERIMA: (
        "Tanyakan ke KPU apakah paketnya sudah dikerjakan, dan minta tanda terimanya. "
        "Sesudah itu usulkan lagi di daftar baru."
    ),
    Sebab.DITOLAK_KPU: "Baca sebab penolakan KPU, lengkapi buktinya, lalu usulkan lagi di daftar baru.",
    Sebab.TANPA_AKTA: (
        "Uruskan akta kematiannya. Selama belum ada akta, data kependudukan mencatatnya hidup dan namanya "
        "kembali setiap kali KPU menerima data dari Kemendagri (DP4)."
    ),
    Sebab.AKTA_SESUDAHNYA: (
        "Aktanya terbit sesudah daftar ini disusun. Usulkan lagi dengan nomor aktanya; "
        "di daftar berikutnya nama ini seharusnya tidak ada."
    ),
    Sebab.AKTA_TERBIT: "Sampaikan ke KPU bersama nomor aktanya, dan usulkan lagi di daftar baru.",
}


class Dasar(StrEnum):
    """By what two rows are held to be one person."""

    NIK = "nik"
    KK_NAMA_LAHIR = "kk_nama_lahir"
    NAMA_LAHIR_DESA = "nama_lahir_desa"


DASAR_LABEL = {
    Dasar.NIK: "NIK sama",
    Dasar.KK_NAMA_LAHIR: "Nomor KK, nama, dan tanggal lahir sama",
    Dasar.NAMA_LAHIR_DESA: "Nama, tanggal lahir, dan desa/kelurahan sama",
}


class StatusMuncul(StrEnum):
    """Where an alarm stands."""

    BARU = "baru"
    DIUSULKAN = "diusulkan"
    DISAMPAIKAN = "disampaikan"
    SELESAI = "selesai"


MUNCUL_LABEL = {
    StatusMuncul.BARU: "Belum ditindak",
    StatusMuncul.DIUSULKAN: "Diusulkan lagi",
    StatusMuncul.DISAMPAIKAN: "Disampaikan ke KPU",
    StatusMuncul.SELESAI: "Selesai",
}
# What follows what. Also one told to KPU may be proposed again; what is finished stays finished.
MUNCUL_LANJUT: dict[StatusMuncul, frozenset[StatusMuncul]] = {
    StatusMuncul.BARU: frozenset({StatusMuncul.DIUSULKAN, StatusMuncul.DISAMPAIKAN, StatusMuncul.SELESAI}),
    StatusMuncul.DISAMPAIKAN: frozenset({StatusMuncul.DIUSULKAN, StatusMuncul.SELESAI}),
    StatusMuncul.DIUSULKAN: frozenset({StatusMuncul.DISAMPAIKAN, StatusMuncul.SELESAI}),
    StatusMuncul.SELESAI: frozenset(),
}


def check_step(dari: StatusMuncul, ke: StatusMuncul) -> None:
    """Raise Conflict when an alarm cannot go from one state to the other."""
    if ke not in MUNCUL_LANJUT[dari]:
        raise Conflict(
            f"Peringatan ini tidak dapat ditandai begitu. Keadaannya sekarang: {MUNCUL_LABEL[dari].lower()}."
        )


RUAS_BANDING = {
    "nama": "Nama",
    "nik": "NIK",
    "nkk": "Nomor KK",
    "jenis_kelamin": "Jenis kelamin",
    "tanggal_lahir": "Tanggal lahir",
    "alamat": "Alamat",
    "desa": "Desa/kelurahan",
    "kecamatan": "Kecamatan",
    "tps": "TPS",
    "keterangan": "KET",
}


def compare_field(a: object, b: object) -> str:
    """How a value of the old row and one of the new row agree, in a word; hidden digits prove nothing."""
    if not a or not b:
        return "tidak diketahui"
    if "*" in f"{a}{b}":
        return "sebagian tersembunyi"
    return "sama" if a == b else "berbeda"


class Keadaan(StrEnum):
    """What this program knows of a death that KPU has marked."""

    TANPA_LAPORAN = "tanpa_laporan"
    TANPA_AKTA = "tanpa_akta"
    BERAKTA = "berakta"


KEADAAN_LABEL = {
    Keadaan.TANPA_LAPORAN: "Tanpa laporan pemakaman",
    Keadaan.TANPA_AKTA: "Ada laporan, belum ada akta",
    Keadaan.BERAKTA: "Sudah berakta",
}


class StatusTindak(StrEnum):
    """How far somebody is with a death of KPU's list."""

    BARU = "baru"
    DITUGASKAN = "ditugaskan"
    SELESAI = "selesai"


TINDAK_LABEL = {
    StatusTindak.BARU: "Belum ditindak",
    StatusTindak.DITUGASKAN: "Ditugaskan",
    StatusTindak.SELESAI: "Selesai",
}


def cause_of(*, ditolak: bool, diterima: bool, akta_hari: int | None) -> Sebab:
    """The likely cause. `akta_hari`: days from the list's day to the akta's (negative: before); None without akta.

    KPU's own word comes first, then whether it took the package at all, then the akta.
    """
    if ditolak:
        return Sebab.DITOLAK_KPU
    if not diterima:
        return Sebab.BELUM_DITERIMA
    if akta_hari is None:
        return Sebab.TANPA_AKTA
    return Sebab.AKTA_SESUDAHNYA if akta_hari > 0 else Sebab.AKTA_TERBIT
