"""What matching found, in the words of the page."""

from enum import StrEnum


class Tab(StrEnum):
    """Parts of the page of candidates."""

    USUL = "usul"
    PERIKSA = "periksa"
    BELUM = "belum"
    TOLAK = "tolak"
    BUKAN = "bukan"


TAB_LABEL = {
    Tab.USUL: "Siap diusulkan",
    Tab.PERIKSA: "Perlu diperiksa",
    Tab.BELUM: "NIK sama, belum dicocokkan",
    Tab.TOLAK: "NIK sama, bukan orangnya",
    Tab.BUKAN: "Dinyatakan bukan orangnya",
}
TAB_KOSONG = {
    Tab.USUL: "Tidak ada calon yang siap diusulkan.",
    Tab.PERIKSA: "Tidak ada calon yang perlu diperiksa.",
    Tab.BELUM: "Tidak ada calon baru di daftar ini.",
    Tab.TOLAK: "Tidak ada NIK laporan yang di daftar ini milik orang lain.",
    Tab.BUKAN: "Belum ada calon yang dinyatakan bukan orangnya.",
}
