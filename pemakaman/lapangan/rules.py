"""How an item comes from a phone, what its clock may say, and what the answers are called. Pure."""

from datetime import datetime, timedelta
from enum import StrEnum

VERSI_MUATAN = 1
"""Format of the payload that this program writes; older ones are lifted to it (`muatan.py`)."""

FOTO_PALING_BANYAK = 12
SIMPAN_FOTO = timedelta(days=90)
"""How long a photo waits for its report before it is forgotten; a phone keeps its own until the receipt."""

JAM_DIKABARKAN = timedelta(hours=1)
JAM_DIRAGUKAN = timedelta(hours=12)


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


def clock_gap(dikirim_pada: datetime, server: datetime) -> timedelta:
    """How far the device is behind the server (negative: ahead), when the item left it."""
    return server - dikirim_pada


def is_doubtful(selisih: timedelta) -> bool:
    """May the device have taken another day for today?"""
    return abs(selisih) >= JAM_DIRAGUKAN
