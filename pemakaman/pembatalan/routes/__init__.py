"""HTTP of cases and of the archive: each module imported here puts its views on the one blueprint."""

import pemakaman.pembatalan.routes.arsip
import pemakaman.pembatalan.routes.kasus
import pemakaman.pembatalan.routes.lapor
import pemakaman.pembatalan.routes.publik
import pemakaman.pembatalan.routes.putus  # noqa: F401
from pemakaman.pembatalan.routes.dasar import bp

__all__ = ["bp"]
