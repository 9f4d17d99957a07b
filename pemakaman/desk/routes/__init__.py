"""HTTP of `desk`: the modules below put their views on the one blueprint."""

from pemakaman.desk.routes import beranda, harian, lembar, meninggal, pemilihan, pindah, provinsi, setelan, surat
from pemakaman.desk.routes.dasar import bp

__all__ = [
    "beranda",
    "bp",
    "harian",
    "lembar",
    "meninggal",
    "pemilihan",
    "pindah",
    "provinsi",
    "setelan",
    "surat",
]
