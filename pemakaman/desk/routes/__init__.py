"""HTTP of `desk`: the modules below put their views on the one blueprint."""

from pemakaman.desk.routes import (
    beranda,
    gisa,
    harian,
    insiden,
    jemput,
    kolom,
    lapas,
    layanan,
    lembar,
    lembar_kerja,
    meninggal,
    pemilihan,
    pindah,
    provinsi,
    rencana,
    setelan,
    surat,
)
from pemakaman.desk.routes.dasar import bp

__all__ = [
    "beranda",
    "bp",
    "gisa",
    "harian",
    "insiden",
    "jemput",
    "kolom",
    "lapas",
    "layanan",
    "lembar",
    "lembar_kerja",
    "meninggal",
    "pemilihan",
    "pindah",
    "provinsi",
    "rencana",
    "setelan",
    "surat",
]
