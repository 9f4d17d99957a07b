"""Tables of `pemilih`."""

from pemakaman.pemilih.models.cocok import Cocok, CocokLaporan
from pemakaman.pemilih.models.daftar import BedaPemilih, DaftarPemilih, Pemilih, RekapPemilih
from pemakaman.pemilih.models.kembali import MunculLagi, TindakTms
from pemakaman.pemilih.models.lapangan import ButirLapangan, CekLapangan
from pemakaman.pemilih.models.paket import (
    Paket,
    PaketPenarikan,
    PaketUsul,
    Penarikan,
    PesananPaket,
    TandaTerima,
)
from pemakaman.pemilih.models.usul import LIVING, KeputusanCocok, SetelanPemilih, Usul

__all__ = [
    "LIVING",
    "BedaPemilih",
    "ButirLapangan",
    "CekLapangan",
    "Cocok",
    "CocokLaporan",
    "DaftarPemilih",
    "KeputusanCocok",
    "MunculLagi",
    "Paket",
    "PaketPenarikan",
    "PaketUsul",
    "Pemilih",
    "Penarikan",
    "PesananPaket",
    "RekapPemilih",
    "SetelanPemilih",
    "TandaTerima",
    "TindakTms",
    "Usul",
]
