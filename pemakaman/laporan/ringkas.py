"""A report as rows of label and value, page group by page group. Pure."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from pemakaman.laporan.isian import BAGIAN
from pemakaman.laporan.ruas import RUAS_LABEL, show_value
from pemakaman.nilai.nik import mask_nik
from pemakaman.nilai.tanggal import TanggalTakLengkap
from pemakaman.nilai.telepon import format_telepon

Baris = tuple[str, str, str]
"""Field, label, value; the value is '' where nothing is stored."""

# Shown even when empty: what the form of the application asks for.
SELALU = frozenset(
    {"nama", "nik", "jenis_kelamin", "lahir", "alamat", "alamat_desa_kode", "kasus", "meninggal_tanggal"}
    | {"meninggal_tempat", "sebab", "menerangkan", "dimakamkan_tanggal", "pelapor_nama", "pelapor_nik"}
    | {"pelapor_hubungan", "saksi1_nama", "saksi1_nik", "saksi2_nama", "saksi2_nik", "ayah_nama", "ibu_nama"}
)
TAK_TERBACA = "Tidak terbaca di buku"
_MASKED = ("nik", "no_kk")
_TEMPAT = {
    "rumah": "Rumah",
    "rumah_sakit": "Rumah sakit",
    "puskesmas": "Puskesmas atau klinik",
    "jalan": "Jalan atau tempat umum",
    "lainnya": "Lainnya",
}


def summarize(isian: Mapping[str, Any], *, nama_wilayah: str, samar: bool) -> dict[str, list[Baris]]:
    """Rows of each page group; `samar` hides all but the last digits of NIK and KK."""
    return {
        bagian: [
            (ruas, upper_first(RUAS_LABEL[ruas]), _show(ruas, isian, nama_wilayah, samar=samar))
            for ruas in fields
            if _is_shown(bagian, ruas, isian)
        ]
        for bagian, fields in BAGIAN.items()
        if bagian not in {"bukti", "periksa"}
    }


def _is_shown(bagian: str, ruas: str, isian: Mapping[str, Any]) -> bool:
    if ruas == "kasus":
        return bagian == "kematian"
    if ruas == "petak_id":
        return False  # blok and petak are its words
    return ruas in SELALU or ruas in _unread(isian) or isian.get(ruas) not in (None, "", False)


def _unread(isian: Mapping[str, Any]) -> list[str]:
    return isian.get("tidak_terbaca") or []


def _show(ruas: str, isian: Mapping[str, Any], nama_wilayah: str, *, samar: bool) -> str:
    text = show_ruas(ruas, isian.get(ruas), nama_wilayah, samar=samar)
    return with_unread(text, ruas in _unread(isian))


def with_unread(text: str, tak_terbaca: bool) -> str:
    """A value, or in its place (behind it, where it is a best guess) that the paper could not be read."""
    if not tak_terbaca:
        return text
    # Joined, not formatted: markup stays markup.
    return text + " (tidak terbaca jelas di buku)" if text else TAK_TERBACA


def upper_first(text: str) -> str:
    """The same with a capital at its head; 'NIK' stays as it is."""
    return text[:1].upper() + text[1:]


def show_ruas(ruas: str, value: Any, nama_wilayah: str, *, samar: bool) -> str:
    """One stored value as the pages show it; '' where there is none, `nama_wilayah` in place of the desa's code."""
    if value in (None, "", False):
        return ""
    if ruas == "alamat_desa_kode":
        return nama_wilayah
    if samar and ruas.endswith(_MASKED):
        return mask_nik(str(value))
    return _write(ruas, value)


def _write(ruas: str, value: Any) -> str:
    if isinstance(value, TanggalTakLengkap):
        return value.text()
    if isinstance(value, time):
        return f"{value:%H.%M}"
    if ruas.endswith("telepon"):
        return format_telepon(str(value))
    if ruas == "meninggal_tempat_jenis":
        return _TEMPAT.get(str(value), str(value))
    return upper_first(show_value(ruas, value))
