"""How an item comes from a phone, what its clock may say, and what the answers are called. Pure."""

from datetime import date, datetime, timedelta
from enum import StrEnum

VERSI_MUATAN = 1
"""Format of the payload that this program writes; older ones are lifted to it (`muatan.py`)."""

FOTO_PALING_BANYAK = 12
# A photo taken anew leaves the first one waiting, so an item may have more of them than it may send.
FOTO_MENUNGGU = 3 * FOTO_PALING_BANYAK
FOTO_MENUNGGU_AKUN = 600
SIMPAN_FOTO = timedelta(days=90)
"""How long a photo waits for its report before it is forgotten; a phone keeps its own until the receipt."""
# What an item that was taken in left behind: photos taken anew before it was sent.
SIMPAN_SISA = timedelta(days=1)

JAM_DIKABARKAN = timedelta(hours=1)
JAM_DIRAGUKAN = timedelta(hours=12)
# Longer than any phone was without a line between filling in and sending; a clock set right meanwhile looks like this.
TUNGGU_WAJAR = timedelta(days=31)
PASTIKAN_JAM = "jam"


class Cara(StrEnum):
    """The way an item came."""

    KIRIM = "kirim"
    BERKAS = "berkas"


class Hasil(StrEnum):
    """What the server says of an item; anything else is no answer."""

    DITERIMA = "diterima"
    PERBAIKI = "perbaiki"
    BENTROK = "bentrok"
    KURANG_FOTO = "kurang_foto"
    DITOLAK = "ditolak"


class Relatif(StrEnum):
    """The button with which the day of the burial was given."""

    HARI_INI = "hari_ini"
    KEMARIN = "kemarin"


def clock_gap(dikirim_pada: datetime, server: datetime) -> timedelta:
    """How far the device is behind the server (negative: ahead), when the item left it."""
    return server - dikirim_pada


def is_doubtful(selisih: timedelta) -> bool:
    """May the device have taken another day for today?"""
    return abs(selisih) >= JAM_DIRAGUKAN


def is_strange_wait(diisi_pada: datetime, dikirim_pada: datetime) -> bool:
    """By its own clock the device sent before it was filled in, or very long after: the clock was set meanwhile."""
    return not -JAM_DIKABARKAN <= dikirim_pada - diisi_pada <= TUNGGU_WAJAR


def is_day_from_clock(relatif: Relatif | None, tanggal: date, hari_perangkat: date | None) -> bool:
    """Was the day of burial taken from the device's clock: by a button, or by what its calendar showed?"""
    if relatif is not None:
        return True
    return hari_perangkat is not None and abs(tanggal - hari_perangkat) <= timedelta(days=1)


def words_of_gap(selisih: timedelta) -> str:
    """'lambat 2 jam 5 menit', 'terlalu cepat 365 hari'; '' for a difference that nobody need be told."""
    if abs(selisih) < JAM_DIKABARKAN:
        return ""
    minutes = int(abs(selisih).total_seconds()) // 60
    days, rest = divmod(minutes, 24 * 60)
    hours, left = divmod(rest, 60)
    parts = [(days, "hari"), (hours, "jam"), (left if not days else 0, "menit")]
    told = " ".join(f"{number} {unit}" for number, unit in parts if number)
    return f"{'lambat' if selisih > timedelta() else 'terlalu cepat'} {told}"
