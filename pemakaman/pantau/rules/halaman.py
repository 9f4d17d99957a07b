"""The pages of monitoring, in the order their navigation shows them."""

from pemakaman.akun.rules import Izin

HALAMAN: tuple[tuple[str, str, Izin], ...] = (
    ("Corong", "pantau.funnel", Izin.PANTAU_LIHAT),
    ("Belum berakta", "pantau.without_akta", Izin.PANTAU_LIHAT),
    ("Makam sunyi", "pantau.quiet", Izin.PANTAU_LIHAT),
    ("Kematian", "pantau.deaths", Izin.PANTAU_LIHAT),
    ("Kelengkapan", "pantau.completeness", Izin.PANTAU_LIHAT),
    ("Peta", "pantau.map_", Izin.PANTAU_LIHAT),
    ("Mutu", "pantau.quality", Izin.MUTU_LIHAT),
    ("Layanan", "pantau.workload", Izin.PANTAU_LIHAT),
    ("Laporan bulanan", "pantau.monthly", Izin.PANTAU_LIHAT),
    ("Angka terbuka", "terbuka.settings", Izin.ACUAN_ATUR),
)
