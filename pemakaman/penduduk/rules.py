"""Residents: the basic states of a population extract (OpenSID's convention)."""

STATUS_DASAR_LABEL = {
    1: "Hidup",
    2: "Mati",
    3: "Pindah",
    4: "Hilang",
    6: "Pergi",
    9: "Tidak valid",
}
HIDUP, MATI = 1, 2

STATUS_IMPOR = {
    "diunggah": "Menunggu kolomnya dipilih",
    "antre": "Menunggu giliran",
    "berjalan": "Sedang dibaca",
    "jadi": "Selesai",
    "gagal": "Gagal",
}
WORKING, FINISHED = frozenset({"antre", "berjalan"}), frozenset({"jadi", "gagal"})
SUSUNAN_LABEL = {"opensid": "OpenSID", "biasa": "Daftar biasa"}


def percent(jumlah: int | None, dibaca: int, tersimpan: int) -> int:
    """How much of an import is done: half of it is reading, half is writing."""
    if not jumlah:
        return 0
    return min(99, round(50 * min(dibaca, jumlah) / jumlah + 50 * min(tersimpan, jumlah) / jumlah))
