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
_WORDS = ((0.99, "hampir pasti orang yang sama"), (0.9, "sangat mungkin"), (0.5, "mungkin"), (0.1, "kurang mungkin"))


def chance_words(skor: float) -> str:
    """A chance as a clerk says it."""
    return next((words for least, words in _WORDS if skor >= least), "hampir pasti orang lain")
