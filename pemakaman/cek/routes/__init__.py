"""HTTP of `cek`: the modules below put their views on the one blueprint."""

from pemakaman.cek.routes import daftar, hasil
from pemakaman.cek.routes.dasar import bp

__all__ = ["bp", "daftar", "hasil"]
