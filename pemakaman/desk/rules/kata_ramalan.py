"""The forecast in words: ranges, never one figure."""

from datetime import date, timedelta

from pemakaman.desk.rules.papan import Ramalan
from pemakaman.desk.rules.pemilihan import TARGET_REKAM
from pemakaman.desk.rules.periksa import ribuan
from pemakaman.desk.rules.proyeksi import PALING_JAUH, Habis, Rentang, tenths, whole
from pemakaman.nilai.tanggal import format_tanggal

CARA = (
    "Rata-rata dan sebaran paling banyak 14 hari pelayanan terakhir diteruskan sampai hari H; sekitar 19 dari 20 kali "
    "hasilnya jatuh di dalam rentang. Angka dibulatkan keluar. Hari nihil dan hari tanpa laporan bukan hari "
    "pelayanan, dan kerapnya ikut dihitung. Setiap angka diteruskan dari hari laporannya sendiri."
)


def percent_range(rentang: Rentang | None) -> str:
    """'98,9–99,2 %'"""
    if rentang is None:
        return "–"
    low, high = (f"{value:.1f}".replace(".", ",") for value in tenths(rentang))
    return f"{low}\u00a0%" if low == high else f"{low}–{high}\u00a0%"


def count_range(rentang: Rentang | None) -> str:
    """'55.000–70.000'"""
    if rentang is None:
        return "–"
    low, high = (ribuan(value) for value in whole(rentang))
    return low if low == high else f"{low}–{high}"


def empty_range(habis: Habis | None, dari: date, hari_ini: date | None = None) -> str:
    """'3–6 Desember 2024': when blank cards run out, counted from the day of their report."""
    if habis is None:
        return "–"
    if habis.cepat is None:
        return f"sesudah {PALING_JAUH} hari lagi"
    first = dari + timedelta(days=habis.cepat)
    last = None if habis.lambat is None else dari + timedelta(days=habis.lambat)
    if last == dari:
        return "sudah habis"
    if hari_ini is not None and last is not None and last < hari_ini:
        return f"mungkin sudah habis sejak {format_tanggal(last)}"
    if first == last:
        return format_tanggal(first)
    return (
        f"paling cepat {format_tanggal(first)}" if last is None else f"{format_tanggal(first)} – {format_tanggal(last)}"
    )


def runs_dry(habis: Habis | None, hari: int) -> bool:
    """May blank cards run out before or on polling day?"""
    return habis is not None and habis.cepat is not None and habis.cepat <= hari


def verdict(rentang: Rentang, target: int) -> str:
    """Whether a range in percent, as it is printed, reaches a target."""
    low, high = tenths(rentang)
    if low >= target:
        return "tercapai"
    return "mungkin tercapai" if high >= target else "tidak tercapai dengan laju ini"


def sentence(ramalan: Ramalan, hari_h: date, target_ikd: int, target_rekam: int = TARGET_REKAM) -> list[str]:
    """What the province, or a kab/kota, looks like on polling day."""
    if ramalan.rekam is None:
        return ["Belum cukup hari pelayanan untuk memperkirakan hari H: perlu sedikitnya lima hari yang dilaporkan."]
    found = [
        f"Pada hari H ({format_tanggal(hari_h)}), dengan laju sekarang, kira-kira {percent_range(ramalan.rekam)} sudah "
        f"rekam dan {count_range(ramalan.belum)} orang belum rekam. Target perekaman {target_rekam} %: "
        f"{verdict(ramalan.rekam, target_rekam)}."
    ]
    if ramalan.ikd is not None:
        found.append(
            f"IKD kira-kira {percent_range(ramalan.ikd)} dari yang sudah rekam. Target IKD {target_ikd} %: "
            f"{verdict(ramalan.ikd, target_ikd)}."
        )
    if ramalan.tanpa:
        found.append(f"Lajunya belum diketahui, jadi dihitung tetap: {', '.join(ramalan.tanpa)}.")
    if ramalan.luar:
        found.append(f"Tidak ikut dihitung, belum ada laporan perekamannya: {', '.join(ramalan.luar)}.")
    return found
