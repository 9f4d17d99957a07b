"""Planned burials: what may be written, and the days of the gravediggers' sheet."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

PALING_JAUH = timedelta(days=60)
PALING_ALASAN = 300


class StatusRencana(StrEnum):
    """Where a plan stands."""

    DIRENCANAKAN = "direncanakan"
    DILAKSANAKAN = "dilaksanakan"
    BATAL = "batal"


STATUS_RENCANA_LABEL = {
    StatusRencana.DIRENCANAKAN: "Direncanakan",
    StatusRencana.DILAKSANAKAN: "Sudah dicatat di buku",
    StatusRencana.BATAL: "Batal",
}


def check_isian(isian: Mapping[str, Any], *, hari_ini: date, tanggal_lama: date | None = None) -> dict[str, list[str]]:
    """What is wrong with a plan, by field; a day that stood already (`tanggal_lama`) may stay."""
    galat: dict[str, list[str]] = {}
    if not str(isian.get("nama") or "").strip():
        galat["nama"] = ["Tulis nama yang akan dimakamkan."]
    if not str(isian.get("kontak_nama") or "").strip():
        galat["kontak_nama"] = ["Tulis nama yang dapat dihubungi."]
    tanggal = isian.get("tanggal")
    if tanggal is None:
        galat["tanggal"] = ["Isi tanggal pemakaman."]
    elif tanggal != tanggal_lama and not hari_ini <= tanggal <= hari_ini + PALING_JAUH:
        galat["tanggal"] = ["Rencana dibuat untuk hari ini sampai 60 hari ke depan. Yang sudah lewat langsung dicatat."]
    return galat


def days_of_sheet(hari_ini: date) -> tuple[date, date]:
    """Today and tomorrow."""
    return hari_ini, hari_ini + timedelta(days=1)
