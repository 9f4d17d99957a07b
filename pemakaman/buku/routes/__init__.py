"""HTTP of the burial book: each module imported here puts its views on the one blueprint."""

from pemakaman.buku.routes import cetak, rekap, tutup, tutupan
from pemakaman.buku.routes.dasar import bp

__all__ = ["bp", "cetak", "rekap", "tutup", "tutupan"]
