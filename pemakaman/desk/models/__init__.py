"""Tables of `desk`."""

from pemakaman.desk.models.gisa import Gisa, GisaBukti
from pemakaman.desk.models.harian import Harian, LaporanBlangko, LaporanIkd, LaporanPerekaman, LaporanSuket
from pemakaman.desk.models.insiden import Insiden
from pemakaman.desk.models.jemput import JemputBola, JemputBolaSasaran
from pemakaman.desk.models.lapas import Lapas, LaporanLapas
from pemakaman.desk.models.layanan import LayananHari
from pemakaman.desk.models.pemilihan import Pemilihan, PemilihanWilayah
from pemakaman.desk.models.pindah import PindahBlangko
from pemakaman.desk.models.riwayat import RiwayatDesk, SetelanDesk
from pemakaman.desk.models.surat import SuratDesk

__all__ = [
    "Gisa",
    "GisaBukti",
    "Harian",
    "Insiden",
    "JemputBola",
    "JemputBolaSasaran",
    "Lapas",
    "LaporanBlangko",
    "LaporanIkd",
    "LaporanLapas",
    "LaporanPerekaman",
    "LaporanSuket",
    "LayananHari",
    "Pemilihan",
    "PemilihanWilayah",
    "PindahBlangko",
    "RiwayatDesk",
    "SetelanDesk",
    "SuratDesk",
]
