"""The writers of cases and of the archive. Each locks the report first, then its case, then what hangs on it."""

from pemakaman.pembatalan.services.arsip import archive, reinstate, unarchive
from pemakaman.pembatalan.services.cocok import match_waiting
from pemakaman.pembatalan.services.kasus import add_kasus_bukti, close_kasus, link_kasus, propose_putusan, send_back
from pemakaman.pembatalan.services.lapor import Aduan, can_freeze, raise_by_account, raise_for_laporan, raise_public
from pemakaman.pembatalan.services.putus import decide

__all__ = [
    "Aduan",
    "add_kasus_bukti",
    "archive",
    "can_freeze",
    "close_kasus",
    "decide",
    "link_kasus",
    "match_waiting",
    "propose_putusan",
    "raise_by_account",
    "raise_for_laporan",
    "raise_public",
    "reinstate",
    "send_back",
    "unarchive",
]
