"""HTTP of the field: each module imported here puts its views on the one blueprint."""

from pemakaman.lapangan.routes import bekal, berkas, kirim, kulit
from pemakaman.lapangan.routes.dasar import bp

__all__ = ["bekal", "berkas", "bp", "kirim", "kulit"]
