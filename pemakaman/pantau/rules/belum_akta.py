"""What a burial without akta waits for, who can be asked to settle it, and how that ends. Pure."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from pemakaman.laporan.rules import SET_ASIDE, Status
from pemakaman.nilai.galat import NilaiError


class Menunggu(StrEnum):
    """The one who must act next, from the grave to the akta."""

    PENGELOLA = "belum_diajukan"
    PERBAIKAN = "dikembalikan"
    MEJA = "di_meja"
    BERKAS = "berkas"
    AKTA = "akta"
    DISISIHKAN = "disisihkan"


MENUNGGU_LABEL = {
    Menunggu.PENGELOLA: "Belum diajukan pengelola makam",
    Menunggu.PERBAIKAN: "Dikembalikan, menunggu perbaikan",
    Menunggu.MEJA: "Di meja Disdukcapil",
    Menunggu.BERKAS: "Disetujui, berkas belum diunduh",
    Menunggu.AKTA: "Berkas diunduh, akta belum dicatat",
    Menunggu.DISISIHKAN: "Disisihkan (beku atau arsip)",
}


class Buku(StrEnum):
    """Rows of old books are years old when they come in, so the work list leaves them out unless asked."""

    BARU = "baru"
    LAMA = "lama"
    SEMUA = "semua"


BUKU_LABEL = {
    Buku.BARU: "Tanpa buku lama",
    Buku.LAMA: "Hanya buku lama",
    Buku.SEMUA: "Semua",
}


class Untuk(StrEnum):
    """Who is asked."""

    DESA = "desa"
    MAKAM = "makam"
    KUNJUNGAN = "kunjungan"


UNTUK_LABEL = {
    Untuk.DESA: "Operator desa/kelurahan",
    Untuk.MAKAM: "Pengelola makam",
    Untuk.KUNJUNGAN: "Kunjungan jemput bola",
}


class StatusTugas(StrEnum):
    """Where a task stands."""

    TERBUKA = "terbuka"
    SELESAI = "selesai"
    BATAL = "batal"


STATUS_TUGAS_LABEL = {
    StatusTugas.TERBUKA: "Terbuka",
    StatusTugas.SELESAI: "Selesai",
    StatusTugas.BATAL: "Batal",
}
LEWAT = "lewat"
"""Open and past its day: a view of the list, no state of its own."""

SUDAH_AKTA = "aktanya sudah tercatat"
SUDAH_DITUGASKAN = "sudah punya tugas terbuka"
DISISIHKAN = "laporannya sedang disisihkan"
BUKAN_KEMATIAN = "laporannya tidak lagi dihitung sebagai kematian"
TANPA_OPERATOR = "desa/kelurahannya belum punya akun operator"
TANPA_PENGELOLA = "makamnya belum punya akun pengelola"
HASIL_AKTA = "Akta sudah tercatat."
HASIL_GUGUR = "Laporannya disisihkan atau tidak lagi dihitung sebagai kematian."


def waits_for(
    status: str, diajukan: date | None, disetujui: date | None, diunduh: date | None, *, akta: date | None = None
) -> Menunggu | None:
    """What a buried person's report waits for; None once it has its akta."""
    if akta is not None:
        return None
    if status in SET_ASIDE:
        return Menunggu.DISISIHKAN
    if diajukan is None:
        return Menunggu.PENGELOLA
    if disetujui is None:
        return Menunggu.PERBAIKAN if status == Status.DIKEMBALIKAN else Menunggu.MEJA
    return Menunggu.BERKAS if diunduh is None else Menunggu.AKTA


KURANG = {
    "semua": ("dimakamkan", "akta"),
    "belum_diajukan": ("dimakamkan", "diajukan"),
    "diajukan": ("diajukan", "disetujui"),
    "disetujui": ("disetujui", "akta"),
}
"""What is missing: the step that was reached, and the one that was not."""


def missing(angka: Mapping[str, int]) -> dict[str, int]:
    """Figures of a funnel → how many lack the application, the approval or the akta, each counted once."""
    return {name: angka[reached] - angka[lacking] for name, (reached, lacking) in KURANG.items()}


def age_days(dimakamkan: date, hari_ini: date) -> int:
    """Days since the burial, never below zero."""
    return max((hari_ini - dimakamkan).days, 0)


def check_tenggat(tenggat: date | None, hari_ini: date) -> None:
    """Raise NilaiError for a day that has passed or lies more than a year ahead."""
    if tenggat is None:
        return
    if tenggat < hari_ini:
        raise NilaiError("Tenggat sudah lewat. Pilih hari ini atau sesudahnya.")
    if (tenggat - hari_ini).days > 366:
        raise NilaiError("Tenggat paling lama setahun dari hari ini.")
