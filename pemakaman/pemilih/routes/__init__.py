"""HTTP of `pemilih`: the modules below put their views on the one blueprint."""

from pemakaman.pemilih.routes import (
    calon,
    cocok,
    daftar,
    daftar_satu,
    kembali,
    paket,
    penarikan,
    perubahan,
    serah,
    tanda_terima,
    tms,
    usul,
)
from pemakaman.pemilih.routes.dasar import bp

__all__ = [
    "bp",
    "calon",
    "cocok",
    "daftar",
    "daftar_satu",
    "kembali",
    "paket",
    "penarikan",
    "perubahan",
    "serah",
    "tanda_terima",
    "tms",
    "usul",
]
