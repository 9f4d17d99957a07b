"""HTTP of `penduduk`: the modules below put their views on the one blueprint."""

from pemakaman.penduduk.routes import impor, kolom, unggah
from pemakaman.penduduk.routes.dasar import bp

__all__ = ["bp", "impor", "kolom", "unggah"]
