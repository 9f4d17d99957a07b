"""HTTP of files and papers: each module imported here puts its views on the one blueprint."""

import pemakaman.berkas.routes.ambil
import pemakaman.berkas.routes.berkas
import pemakaman.berkas.routes.kumpulan
import pemakaman.berkas.routes.lepas
import pemakaman.berkas.routes.setelan
import pemakaman.berkas.routes.unduh  # noqa: F401
from pemakaman.berkas.routes.dasar import bp

__all__ = ["bp"]
