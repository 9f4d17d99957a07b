"""HTTP of letters: each module imported here puts its views on the one blueprint."""

import pemakaman.surat.routes.pengantar
import pemakaman.surat.routes.surat
import pemakaman.surat.routes.templat  # noqa: F401
from pemakaman.surat.routes.dasar import bp

__all__ = ["bp"]
