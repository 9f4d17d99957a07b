"""HTTP of `pemilih`: the modules below put their views on the one blueprint."""

from pemakaman.pemilih.routes import calon, cocok, daftar, paket, penarikan, usul
from pemakaman.pemilih.routes.dasar import bp

__all__ = ["bp", "calon", "cocok", "daftar", "paket", "penarikan", "usul"]
