"""Tables of monitoring: monthly reports, kept figures, reference figures, and what was handed out as work."""

from pemakaman.pantau.models.acuan import Acuan
from pemakaman.pantau.models.angka import Corong, Fakta, Jalan, Jeda, MakamBulan, NilaiMakam, Sebaran, Tanda, TandaMakam
from pemakaman.pantau.models.bulanan import LaporanBulanan, SetelanBulanan
from pemakaman.pantau.models.tugas import TugasAkta

__all__ = [
    "Acuan",
    "Corong",
    "Fakta",
    "Jalan",
    "Jeda",
    "LaporanBulanan",
    "MakamBulan",
    "NilaiMakam",
    "Sebaran",
    "SetelanBulanan",
    "Tanda",
    "TandaMakam",
    "TugasAkta",
]
