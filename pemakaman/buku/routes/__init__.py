"""HTTP of the burial book: each module imported here puts its views on the one blueprint."""

from pemakaman.buku.routes import cetak
from pemakaman.buku.routes.dasar import bp

__all__ = ["bp", "cetak"]
