"""Permits to use a grave's ground: where one stands today, its terms, and the words that remind of its end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from pemakaman.nilai.tanggal import format_tanggal

PALING_NOMOR, PALING_ALASAN = 60, 300
PALING_TAHUN = 50


class KeadaanIzin(StrEnum):
    """Where a permit stands on a day."""

    BERLAKU = "berlaku"
    SEGERA = "segera"
    HABIS = "habis"
    DIGANTI = "diganti"
    DICABUT = "dicabut"


KEADAAN_LABEL = {
    KeadaanIzin.BERLAKU: "Berlaku",
    KeadaanIzin.SEGERA: "Segera habis",
    KeadaanIzin.HABIS: "Habis",
    KeadaanIzin.DIGANTI: "Sudah diperpanjang",
    KeadaanIzin.DICABUT: "Dicabut",
}
# What waits to be renewed, and so may be reminded of.
MENUNGGU = frozenset({KeadaanIzin.SEGERA, KeadaanIzin.HABIS})


def state_of(
    berlaku_sampai: date, *, hari_ini: date, ingat_hari: int, dicabut: bool = False, diperpanjang: bool = False
) -> KeadaanIzin:
    """Where a permit stands; `ingat_hari` days before its end it is about to end, the last day still counts.

    One that was renewed asks for nothing any more, whether its own term has ended or not.
    """
    if dicabut:
        return KeadaanIzin.DICABUT
    if diperpanjang:
        return KeadaanIzin.DIGANTI
    if berlaku_sampai < hari_ini:
        return KeadaanIzin.HABIS
    return KeadaanIzin.SEGERA if (berlaku_sampai - hari_ini).days <= ingat_hari else KeadaanIzin.BERLAKU


def end_of_term(berlaku_dari: date, tahun: int) -> date:
    """The last day of a term: 5 March 2026 and three years end on 4 March 2029."""
    year = berlaku_dari.year + tahun
    try:
        after = berlaku_dari.replace(year=year)
    except ValueError:  # 29 February
        after = date(year, 3, 1)
    return after - timedelta(days=1)


def begin_of_renewal(berlaku_sampai: date) -> date:
    """A renewal begins where the old term ends."""
    return berlaku_sampai + timedelta(days=1)


def check_isian(isian: Mapping[str, Any], *, hari_ini: date, sesudah: date | None = None) -> dict[str, list[str]]:
    """What is wrong with a permit, by field; `sesudah` is the last day of the permit it renews."""
    galat: dict[str, list[str]] = {}
    if not str(isian.get("nomor") or "").strip():
        galat["nomor"] = ["Tulis nomor izinnya."]
    if not str(isian.get("pemegang") or "").strip():
        galat["pemegang"] = ["Tulis nama pemegang izin."]
    dari, sampai = isian.get("berlaku_dari"), isian.get("berlaku_sampai")
    if begin := _wrong_begin(dari, hari_ini, sesudah):
        galat["berlaku_dari"] = [begin]
    if end := _wrong_end(dari, sampai):
        galat["berlaku_sampai"] = [end]
    return galat


def _wrong_begin(dari: date | None, hari_ini: date, sesudah: date | None) -> str | None:
    if dari is None:
        return "Isi tanggal mulai berlaku."
    if sesudah is not None and dari <= sesudah:
        return f"Masa yang lama sampai {format_tanggal(sesudah)}. Perpanjangan mulai sesudah tanggal itu."
    return "Tahunnya terlalu jauh. Periksa lagi." if dari.year > hari_ini.year + PALING_TAHUN else None


def _wrong_end(dari: date | None, sampai: date | None) -> str | None:
    if sampai is None:
        return "Isi tanggal habis masa izin."
    if dari is None:
        return None
    if sampai <= dari:
        return "Tanggal habis harus sesudah tanggal mulai berlaku."
    too_long = sampai.year - dari.year > PALING_TAHUN
    return f"Masa izin paling lama {PALING_TAHUN} tahun. Periksa tahunnya." if too_long else None


@dataclass(frozen=True)
class Isi:
    """What a reminder names."""

    pemegang: str
    nomor: str
    almarhum: str
    makam: str
    letak: str
    berlaku_sampai: date


def reminder_text(isi: Isi, *, hari_ini: date) -> str:
    """What is read out on the telephone or sent as a message."""
    ended = isi.berlaku_sampai < hari_ini
    kapan = f"sudah habis pada {format_tanggal(isi.berlaku_sampai)}" if ended else None
    kapan = kapan or f"akan habis pada {format_tanggal(isi.berlaku_sampai)}"
    letak = f", {isi.letak}" if isi.letak else ""
    return (
        f"Yth. Bapak/Ibu {isi.pemegang}. Izin penggunaan tanah makam nomor {isi.nomor} atas makam almarhum/almarhumah "
        f"{isi.almarhum} di {isi.makam}{letak} {kapan}. Mohon datang ke pengelola makam untuk memperpanjang, dengan "
        "membawa KTP dan surat izin yang lama. Abaikan pesan ini bila sudah diperpanjang."
    )
