"""The only writers of the burial report. They take a session and an actor, and never commit."""

from pemakaman.laporan.services.buang import discard_draft
from pemakaman.laporan.services.bukti import add_bukti, keep_bukti, remove_bukti
from pemakaman.laporan.services.draf import quick_lapor_awal, save_bagian, start_laporan
from pemakaman.laporan.services.kirim import check_laporan, register_lapor_awal, submit_laporan
from pemakaman.laporan.services.koreksi import correct_laporan
from pemakaman.laporan.services.langkah import change_status, check_versi, return_with_notes

__all__ = [
    "add_bukti",
    "change_status",
    "check_laporan",
    "check_versi",
    "correct_laporan",
    "discard_draft",
    "keep_bukti",
    "quick_lapor_awal",
    "register_lapor_awal",
    "remove_bukti",
    "return_with_notes",
    "save_bagian",
    "start_laporan",
    "submit_laporan",
]
