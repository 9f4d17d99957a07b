"""Words for the states of an import."""

STATUS_LABEL = {
    "antre": "Menunggu giliran",
    "berjalan": "Sedang dibaca",
    "jadi": "Selesai",
    "gagal": "Gagal",
}
UNFINISHED = frozenset({"antre", "berjalan"})
