"""HTTP of `pemilih`: the modules below put their views on the one blueprint."""

from pemakaman.pemilih.routes import calon, daftar, paket, penarikan, serah, tanda_terima, usul
from pemakaman.pemilih.routes.dasar import bp

__all__ = ["bp", "calon", "daftar", "paket", "penarikan", "serah", "tanda_terima", "usul"]
