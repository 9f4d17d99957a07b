"""Cemeteries: kinds and management (PP 9/1987, which has no class for a family grave; here it is a kind of its own)."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

# Extent of Indonesia in degrees, a little widened.
LINTANG = (-11.5, 6.5)
BUJUR = (94.0, 142.0)


class JenisMakam(StrEnum):
    """Kinds of places of burial."""

    TPU = "tpu"
    TPBU = "tpbu"
    TPK = "tpk"
    KREMATORIUM = "krematorium"
    KELUARGA = "makam_keluarga"
    LAINNYA = "lainnya"


JENIS_LABEL = {
    JenisMakam.TPU: "Tempat pemakaman umum (TPU)",
    JenisMakam.TPBU: "Tempat pemakaman bukan umum (TPBU)",
    JenisMakam.TPK: "Tempat pemakaman khusus (TPK)",
    JenisMakam.KREMATORIUM: "Krematorium",
    JenisMakam.KELUARGA: "Makam keluarga",
    JenisMakam.LAINNYA: "Lainnya",
}


class Pengelolaan(StrEnum):
    """Who runs the cemetery."""

    PEMDA = "pemda"
    DESA = "desa"
    BADAN = "badan_sosial"
    KELUARGA = "keluarga"


PENGELOLAAN_LABEL = {
    Pengelolaan.PEMDA: "Pemerintah daerah",
    Pengelolaan.DESA: "Pemerintah desa/kelurahan",
    Pengelolaan.BADAN: "Badan sosial, keagamaan, atau wakaf",
    Pengelolaan.KELUARGA: "Keluarga",
}


class StatusMakam(StrEnum):
    """May it take burials?"""

    AKTIF = "aktif"
    PENUH = "penuh"
    DITUTUP = "ditutup"


STATUS_MAKAM_LABEL = {
    StatusMakam.AKTIF: "Aktif",
    StatusMakam.PENUH: "Penuh (hanya makam tumpang)",
    StatusMakam.DITUTUP: "Ditutup",
}


class GolonganBlok(StrEnum):
    """For whom a block is laid out; PP 9/1987 groups the plots of a public cemetery by religion."""

    UMUM = "umum"
    ISLAM = "islam"
    KRISTEN = "kristen"
    KATOLIK = "katolik"
    HINDU = "hindu"
    BUDDHA = "buddha"
    KHONGHUCU = "khonghucu"
    KEPERCAYAAN = "kepercayaan"


GOLONGAN_LABEL = {
    GolonganBlok.UMUM: "Semua agama",
    GolonganBlok.ISLAM: "Islam",
    GolonganBlok.KRISTEN: "Kristen",
    GolonganBlok.KATOLIK: "Katolik",
    GolonganBlok.HINDU: "Hindu",
    GolonganBlok.BUDDHA: "Buddha",
    GolonganBlok.KHONGHUCU: "Khonghucu",
    GolonganBlok.KEPERCAYAAN: "Kepercayaan terhadap Tuhan YME",
}


class JenisPetak(StrEnum):
    """What a plot is laid out for."""

    TUNGGAL = "tunggal"
    GANDA = "ganda"
    KELUARGA = "keluarga"
    ANAK = "anak"
    ABU = "abu"


JENIS_PETAK_LABEL = {
    JenisPetak.TUNGGAL: "Satu makam",
    JenisPetak.GANDA: "Dua makam berdampingan",
    JenisPetak.KELUARGA: "Makam keluarga",
    JenisPetak.ANAK: "Makam anak atau bayi",
    JenisPetak.ABU: "Tempat abu jenazah",
}


class StatusPetak(StrEnum):
    """May somebody be buried in a plot?"""

    KOSONG = "kosong"
    DIPESAN = "dipesan"
    TERISI = "terisi"
    TIDAK_DIPAKAI = "tidak_dipakai"


STATUS_PETAK_LABEL = {
    StatusPetak.KOSONG: "Kosong",
    StatusPetak.DIPESAN: "Dipesan",
    StatusPetak.TERISI: "Terisi",
    StatusPetak.TIDAK_DIPAKAI: "Tidak dipakai",
}


class SusunanBuku(StrEnum):
    """Column sets of the printed burial book; their columns stand in `buku/susunan`."""

    GABUNGAN = "gabungan"
    BADUNG = "badung"
    PASAMAN_BARAT = "pasaman_barat"
    JEPARA = "jepara"


SUSUNAN_LABEL = {
    SusunanBuku.GABUNGAN: "Gabungan (semua kolom)",
    SusunanBuku.BADUNG: "Badung",
    SusunanBuku.PASAMAN_BARAT: "Pasaman Barat",
    SusunanBuku.JEPARA: "Jepara",
}


class JenisKoreksi(StrEnum):
    """What a correction entry says of a row whose month is closed."""

    SUSULAN = "susulan"
    UBAH = "ubah"
    KELUAR = "keluar"
    KEMBALI = "kembali"


JENIS_KOREKSI_LABEL = {
    JenisKoreksi.SUSULAN: "Baris susulan",
    JenisKoreksi.UBAH: "Isi baris dibetulkan",
    JenisKoreksi.KELUAR: "Baris tidak berlaku",
    JenisKoreksi.KEMBALI: "Baris berlaku lagi",
}


def make_kode(kab_kode: str, nomor: int) -> str:
    """Readable code of the n-th cemetery of a kab/kota: 'M-1871-0001'."""
    return f"M-{kab_kode.replace('.', '')}-{nomor:04}"


def check_isian(isian: Mapping[str, Any]) -> dict[str, list[str]]:
    """What is wrong with a cemetery's data, by field; the region is looked up elsewhere."""
    galat: dict[str, list[str]] = {}
    if not str(isian.get("nama") or "").strip():
        galat["nama"] = ["Tulis nama makam, misalnya TPU Beringin Raya."]
    if isian.get("jenis") not in set(JenisMakam):
        galat["jenis"] = ["Pilih jenis makam."]
    if isian.get("pengelolaan") not in set(Pengelolaan):
        galat["pengelolaan"] = ["Pilih siapa yang mengelola makam ini."]
    lintang, bujur = isian.get("lintang"), isian.get("bujur")
    if (lintang is None) != (bujur is None):
        kosong = "lintang" if lintang is None else "bujur"
        galat[kosong] = ["Isi lintang dan bujur keduanya, atau kosongkan keduanya."]
    if lintang is not None and not LINTANG[0] <= lintang <= LINTANG[1]:
        galat["lintang"] = ["Lintang di Indonesia antara -11,5 dan 6,5. Contoh: -5,4295."]
    if bujur is not None and not BUJUR[0] <= bujur <= BUJUR[1]:
        galat["bujur"] = ["Bujur di Indonesia antara 94 dan 142. Contoh: 105,2610."]
    return galat


# What a kab/kota settles in numbers: the least and the most. Years, except the days before a permit's end.
BATAS_SETELAN = {"tumpang_tahun": (0, 50), "pindah_tahun": (0, 50), "iptm_tahun": (1, 50), "iptm_ingat_hari": (1, 365)}
SETELAN = ("susunan_buku", "tumpang_boleh", "tumpang_persetujuan", "cari_umum", *BATAS_SETELAN)


def check_setelan(isian: Mapping[str, Any]) -> dict[str, list[str]]:
    """What is wrong with the settings of a kab/kota, by field."""
    galat: dict[str, list[str]] = {}
    if isian.get("susunan_buku") not in set(SusunanBuku):
        galat["susunan_buku"] = ["Pilih susunan kolom buku."]
    for name, (low, high) in BATAS_SETELAN.items():
        value = isian.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            galat[name] = [f"Isi angka {low} sampai {high}."]
    return galat
