"""HTTP of the open figures: each module imported here puts its views on the one blueprint."""

import pemakaman.terbuka.routes.berkas
import pemakaman.terbuka.routes.halaman
import pemakaman.terbuka.routes.setelan  # noqa: F401
from pemakaman.terbuka.routes.dasar import bp

__all__ = ["bp"]
