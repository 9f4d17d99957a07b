"""The states of a batch of an old book, and what may be done in each."""

STATUS_LABEL = {
    "diunggah": "Menunggu pilihan kolom",
    "antre": "Menunggu giliran",
    "berjalan": "Sedang dibaca",
    "jadi": "Selesai",
    "gagal": "Terhenti karena kesalahan",
    "dihentikan": "Dihentikan",
    "dibatalkan": "Dibatalkan",
}
UNFINISHED = frozenset({"antre", "berjalan"})
# A batch that stopped half-way goes on where it stood.
RESUMABLE = frozenset({"gagal", "dihentikan"})
# What a batch may have brought into the book.
UNDOABLE = frozenset({"jadi", "gagal", "dihentikan"})
LAMA_ALASAN = 500


def percent(jumlah: int | None, dibaca: int) -> int:
    """How far a batch is, of a hundred."""
    return min(100, dibaca * 100 // jumlah) if jumlah else 0
