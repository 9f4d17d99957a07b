"""HTTP of `pantau`: each module imported here puts its views on the one blueprint."""

import pemakaman.pantau.routes.acuan
import pemakaman.pantau.routes.baris
import pemakaman.pantau.routes.belum_akta
import pemakaman.pantau.routes.belum_lapor
import pemakaman.pantau.routes.beranda
import pemakaman.pantau.routes.bulanan
import pemakaman.pantau.routes.corong
import pemakaman.pantau.routes.kelengkapan
import pemakaman.pantau.routes.kematian
import pemakaman.pantau.routes.langkah
import pemakaman.pantau.routes.layanan
import pemakaman.pantau.routes.layar
import pemakaman.pantau.routes.mutu
import pemakaman.pantau.routes.navigasi
import pemakaman.pantau.routes.peta
import pemakaman.pantau.routes.setelan
import pemakaman.pantau.routes.sunyi
import pemakaman.pantau.routes.tugas  # noqa: F401
from pemakaman.pantau.routes.dasar import bp

__all__ = ["bp"]
