"""HTTP of `laporan`: each module imported here puts its views on the one blueprint."""

import pemakaman.laporan.routes.bukti
import pemakaman.laporan.routes.daftar
import pemakaman.laporan.routes.isi
import pemakaman.laporan.routes.jawab
import pemakaman.laporan.routes.kirim
import pemakaman.laporan.routes.lihat
import pemakaman.laporan.routes.mulai
import pemakaman.laporan.routes.tanda_terima  # noqa: F401
from pemakaman.laporan.routes.dasar import bp

__all__ = ["bp"]
