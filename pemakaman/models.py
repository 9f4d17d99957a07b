"""Every table, in one import, for migrations and for the schema tests."""

from pemakaman.akta import models as akta
from pemakaman.akun import models as akun
from pemakaman.berkas import models as berkas
from pemakaman.berkas import models_pratinjau as pratinjau
from pemakaman.buku import models as buku
from pemakaman.db import Base
from pemakaman.desk import models as desk
from pemakaman.jejak import models as jejak
from pemakaman.lapangan import models as lapangan
from pemakaman.laporan import models as laporan
from pemakaman.laporan import models_penempatan as penempatan
from pemakaman.makam import models as makam
from pemakaman.pantau import models as pantau
from pemakaman.pembatalan import models as pembatalan
from pemakaman.pemilih import models as pemilih
from pemakaman.penduduk import models as penduduk
from pemakaman.perbaikan import models as perbaikan
from pemakaman.pertukaran import models as pertukaran
from pemakaman.peta import models as peta
from pemakaman.petak import models as petak
from pemakaman.surat import models as surat
from pemakaman.tandatangan import models as tandatangan
from pemakaman.terbuka import models as terbuka
from pemakaman.verifikasi import models as verifikasi
from pemakaman.wilayah import models as wilayah

MODULES = (
    *(akta, akun, berkas, buku, jejak, laporan, penempatan, makam, pantau, pembatalan, pemilih, penduduk),
    *(desk, lapangan, perbaikan, pertukaran, peta, petak, pratinjau, surat, tandatangan, terbuka, verifikasi),
    wilayah,
)
metadata = Base.metadata
