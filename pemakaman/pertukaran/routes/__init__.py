"""Pages of old books brought in from files."""

from pemakaman.pertukaran.routes import batal, jalan, kolom, unggah
from pemakaman.pertukaran.routes.dasar import bp

__all__ = ["batal", "bp", "jalan", "kolom", "unggah"]
