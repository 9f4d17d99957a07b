"""How values are shown: Jinja filters, and the tables of labels."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date
from flask import Flask

from pemakaman.akun.rules import PERAN_LABEL, Izin
from pemakaman.jejak import words
from pemakaman.laporan.ruas import RUAS_LABEL
from pemakaman.laporan.rules import BUKTI_LABEL, KASUS_LABEL, MENERANGKAN_LABEL, SEBAB_LABEL, STATUS_LABEL
from pemakaman.makam.rules import (
    GOLONGAN_LABEL,
    JENIS_KOREKSI_LABEL,
    JENIS_LABEL,
    JENIS_PETAK_LABEL,
    PENGELOLAAN_LABEL,
    STATUS_MAKAM_LABEL,
    STATUS_PETAK_LABEL,
    SUSUNAN_LABEL,
)
from pemakaman.nilai.kata import lower_first, upper_first
from pemakaman.nilai.kode_periksa import show_kode
from pemakaman.nilai.nik import NIK_KOSONG_ALASAN, mask_nik
from pemakaman.nilai.telepon import format_telepon

WIB = ZoneInfo("Asia/Jakarta")


def tanggal(value: date | datetime | None) -> str:
    """'3 Februari 2019', or a dash."""
    if value is None:
        return "–"
    if isinstance(value, datetime):
        value = value.astimezone(WIB).date()
    return format_date(value, "d MMMM y", locale="id")


def waktu(value: datetime | None) -> str:
    """'3 Februari 2019 pukul 14.05 WIB', or a dash."""
    if value is None:
        return "–"
    local = value.astimezone(WIB)
    return f"{format_date(local.date(), 'd MMMM y', locale='id')} pukul {local:%H.%M} WIB"


def pukul(value: time | None) -> str:
    """'14.05', or a dash."""
    return "–" if value is None else f"{value:%H.%M}"


def angka(value: float | int | None) -> str:
    """Thousands with dots: 1.144.263."""
    return "–" if value is None else f"{value:,.0f}".replace(",", ".")


def nik_samar(value: str | None) -> str:
    """A NIK with all but the last four digits hidden, or a dash."""
    return mask_nik(value) if value else "–"


def telepon(value: str | None) -> str:
    """A stored number as people write it, or a dash."""
    return format_telepon(value) if value else "–"


KELAMIN_LABEL = {"L": "Laki-laki", "P": "Perempuan"}
LABELS = {
    "status": STATUS_LABEL,
    "kasus": KASUS_LABEL,
    "bukti": BUKTI_LABEL,
    "sebab": SEBAB_LABEL,
    "menerangkan": MENERANGKAN_LABEL,
    "jenis_makam": JENIS_LABEL,
    "pengelolaan": PENGELOLAAN_LABEL,
    "status_makam": STATUS_MAKAM_LABEL,
    "status_petak": STATUS_PETAK_LABEL,
    "jenis_petak": JENIS_PETAK_LABEL,
    "golongan": GOLONGAN_LABEL,
    "peran": PERAN_LABEL,
    "jenis_kelamin": KELAMIN_LABEL,
    "koreksi_buku": JENIS_KOREKSI_LABEL,
}

# The same words in the trail, by the names of its fields.
_JEJAK: dict[str, Mapping[Any, str]] = {
    "status": dict((*STATUS_MAKAM_LABEL.items(), *STATUS_PETAK_LABEL.items(), *STATUS_LABEL.items())),
    "jenis": dict((*JENIS_LABEL.items(), *JENIS_PETAK_LABEL.items(), *BUKTI_LABEL.items())),
    "golongan": GOLONGAN_LABEL,
    "nik_alasan": NIK_KOSONG_ALASAN,
    "kasus": KASUS_LABEL,
    "sebab": SEBAB_LABEL,
    "menerangkan": MENERANGKAN_LABEL,
    "pengelolaan": PENGELOLAAN_LABEL,
    "peran": PERAN_LABEL,
    "jenis_kelamin": KELAMIN_LABEL,
    "tidak_terbaca": RUAS_LABEL,
    "asal": {
        "formulir": "formulir",
        "impor": "lembar buku",
        "impor:badung": "lembar buku, susunan Badung",
        "impor:pasaman_barat": "lembar buku, susunan Pasaman Barat",
        "impor:salinan": "disalin dari foto buku",
    },
    "susunan_buku": SUSUNAN_LABEL,
    "untuk": {"kematian": "bukti kematian", "perbaikan": "perbaikan data", "hidup": "kasus masih hidup"},
    "tugas_untuk": {"desa": "operator desa/kelurahan", "makam": "pengelola makam", "kunjungan": "kunjungan"},
    "cara": {"siak": "Dicek di SIAK", "tidak_ada": "Identitas tidak ada"},
}


def label(value: object, daftar: str) -> str:
    """The word for a code: `{{ laporan.status | label('status') }}`; an unknown code shows as it is."""
    table: dict[object, str] = LABELS[daftar]  # type: ignore[assignment]
    return "–" if value is None else table.get(value, str(value))


def init_app(app: Flask) -> None:
    """Register the filters; `Izin` lets templates ask `pelaku.may(Izin.X)`."""
    words.KODE.update(_JEJAK)
    for function in (tanggal, waktu, pukul, angka, nik_samar, telepon, label, lower_first, upper_first):
        app.jinja_env.filters[function.__name__] = function
    app.jinja_env.filters["kode"] = show_kode
    app.jinja_env.globals["Izin"] = Izin
