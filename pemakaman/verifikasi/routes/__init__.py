"""HTTP of the review desk: each module imported here puts its views on the one blueprint."""

import pemakaman.verifikasi.routes.antrean
import pemakaman.verifikasi.routes.bagi
import pemakaman.verifikasi.routes.calon
import pemakaman.verifikasi.routes.ganda
import pemakaman.verifikasi.routes.massal
import pemakaman.verifikasi.routes.meja
import pemakaman.verifikasi.routes.percakapan
import pemakaman.verifikasi.routes.setelan  # noqa: F401
from pemakaman.verifikasi.routes.dasar import bp

__all__ = ["bp"]
