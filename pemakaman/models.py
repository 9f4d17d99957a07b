"""Every table, in one import, for migrations and for the schema tests."""

from pemakaman.akta import models as akta
from pemakaman.akun import models as akun
from pemakaman.berkas import models as berkas
from pemakaman.db import Base
from pemakaman.jejak import models as jejak
from pemakaman.laporan import models as laporan
from pemakaman.makam import models as makam
from pemakaman.pembatalan import models as pembatalan
from pemakaman.pemilih import models as pemilih
from pemakaman.penduduk import models as penduduk
from pemakaman.perbaikan import models as perbaikan
from pemakaman.pertukaran import models as pertukaran
from pemakaman.verifikasi import models as verifikasi
from pemakaman.wilayah import models as wilayah

MODULES = (
    *(akta, akun, berkas, jejak, laporan, makam, pembatalan, pemilih, penduduk, perbaikan, pertukaran, verifikasi),
    wilayah,
)
metadata = Base.metadata
