"""The states of a monthly report and the steps between them. Pure."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from pemakaman.errors import Conflict
from pemakaman.nilai.tanggal import format_tanggal
from pemakaman.pantau.rules.bulan import Bulan


class StatusBulanan(StrEnum):
    """Where a monthly report stands."""

    DRAF = "draf"
    DITANDATANGANI = "ditandatangani"
    DIKIRIM = "dikirim"


STATUS_BULANAN_LABEL = {
    StatusBulanan.DRAF: "Draf",
    StatusBulanan.DITANDATANGANI: "Ditandatangani",
    StatusBulanan.DIKIRIM: "Dikirim",
}
# The word of a month that has no report yet, and how each state is coloured.
BELUM = "Belum dibuat"
WARNA = {
    StatusBulanan.DRAF: "draf",
    StatusBulanan.DITANDATANGANI: "diajukan",
    StatusBulanan.DIKIRIM: "selesai",
}


class Langkah(StrEnum):
    """What is done to a monthly report."""

    HITUNG = "hitung"
    SURAT = "surat"
    TANDATANGAN = "tandatangan"
    TARIK = "tarik"
    KIRIM = "kirim"


TRANSITIONS: dict[tuple[StatusBulanan, Langkah], StatusBulanan] = {
    (StatusBulanan.DRAF, Langkah.HITUNG): StatusBulanan.DRAF,
    (StatusBulanan.DRAF, Langkah.SURAT): StatusBulanan.DRAF,
    (StatusBulanan.DRAF, Langkah.TANDATANGAN): StatusBulanan.DITANDATANGANI,
    (StatusBulanan.DITANDATANGANI, Langkah.TARIK): StatusBulanan.DRAF,
    (StatusBulanan.DITANDATANGANI, Langkah.KIRIM): StatusBulanan.DIKIRIM,
}
_SEBAB = {
    StatusBulanan.DRAF: "Laporan ini masih draf. Unggah dulu salinan yang sudah ditandatangani.",
    StatusBulanan.DITANDATANGANI: "Laporan ini sudah ditandatangani. Tarik dulu menjadi draf, dengan alasan.",
    StatusBulanan.DIKIRIM: "Laporan ini sudah dikirim dan tidak berubah lagi.",
}


def next_status(status: StatusBulanan, langkah: Langkah) -> StatusBulanan:
    """The state after a step; raises Conflict when it may not be taken now."""
    try:
        return TRANSITIONS[status, langkah]
    except KeyError:
        raise Conflict(_SEBAB[status]) from None


class CaraKirim(StrEnum):
    """How the letter went out."""

    SRIKANDI = "srikandi"
    SUREL = "surel"
    POS = "pos"
    DIANTAR = "diantar"
    LAINNYA = "lainnya"


CARA_LABEL = {
    CaraKirim.SRIKANDI: "Srikandi",
    CaraKirim.SUREL: "E-mail dinas",
    CaraKirim.POS: "Pos atau kurir",
    CaraKirim.DIANTAR: "Diantar langsung",
    CaraKirim.LAINNYA: "Cara lain",
}

PALING_MUKA = timedelta(days=31)


def check_surat(isian: Mapping[str, Any], bulan: Bulan, hari_ini: date) -> dict[str, list[str]]:
    """What is wrong with number and date of a letter."""
    galat: dict[str, list[str]] = {}
    if not isian.get("nomor_surat"):
        galat["nomor_surat"] = ["Isi nomor surat, misalnya 470/123/Disdukcapil/2026."]
    tanggal = isian.get("tanggal_surat")
    if tanggal is None:
        galat["tanggal_surat"] = ["Isi tanggal surat."]
    elif tanggal < bulan.sesudah:
        galat["tanggal_surat"] = [f"Tanggal surat paling awal {format_tanggal(bulan.sesudah)}, sesudah bulannya habis."]
    elif tanggal > hari_ini + PALING_MUKA:
        galat["tanggal_surat"] = ["Tanggal surat lebih dari sebulan di muka. Periksa bulan dan tahunnya."]
    return galat


def check_kirim(isian: Mapping[str, Any], tanggal_surat: date | None, hari_ini: date) -> dict[str, list[str]]:
    """What is wrong with the day and the way of sending."""
    galat: dict[str, list[str]] = {}
    if isian.get("dikirim_cara") not in set(CaraKirim):
        galat["dikirim_cara"] = ["Pilih bagaimana laporan dikirim."]
    tanggal = isian.get("dikirim_tanggal")
    if tanggal is None:
        galat["dikirim_tanggal"] = ["Isi tanggal laporan dikirim."]
    elif tanggal > hari_ini:
        galat["dikirim_tanggal"] = ["Tanggal kirim belum terjadi. Catat setelah laporan benar-benar dikirim."]
    elif tanggal_surat is not None and tanggal < tanggal_surat:
        galat["dikirim_tanggal"] = [f"Tanggal kirim paling awal tanggal surat, {format_tanggal(tanggal_surat)}."]
    return galat
