"""HTTP of the burial book: each module imported here puts its views on the one blueprint."""

from pemakaman.buku.routes import rekap, tutup, tutupan
from pemakaman.buku.routes.dasar import bp

__all__ = ["bp", "rekap", "tutup", "tutupan"]
