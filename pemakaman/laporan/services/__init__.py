"""The only writers of the burial report. They take a session and an actor, and never commit."""

from pemakaman.laporan.services.awal import quick_with_photos
from pemakaman.laporan.services.buang import discard_draft
from pemakaman.laporan.services.bukti import (
    Tersimpan,
    Unggahan,
    add_bukti,
    attach_bukti,
    attach_stored,
    remove_bukti,
)
from pemakaman.laporan.services.draf import quick_lapor_awal, save_bagian, start_laporan
from pemakaman.laporan.services.ganda import DugaanTerbuka, check_ganda, refuse_open_ganda
from pemakaman.laporan.services.kirim import check_laporan, register_lapor_awal, submit_laporan
from pemakaman.laporan.services.koreksi import check_correctable, check_correction, correct_laporan, find_stale
from pemakaman.laporan.services.langkah import change_status, check_versi, return_with_notes
from pemakaman.laporan.services.pilihan import find_released

__all__ = [
    "DugaanTerbuka",
    "Tersimpan",
    "Unggahan",
    "add_bukti",
    "attach_bukti",
    "attach_stored",
    "change_status",
    "check_correctable",
    "check_correction",
    "check_ganda",
    "check_laporan",
    "check_versi",
    "correct_laporan",
    "discard_draft",
    "find_released",
    "find_stale",
    "quick_lapor_awal",
    "quick_with_photos",
    "refuse_open_ganda",
    "register_lapor_awal",
    "remove_bukti",
    "return_with_notes",
    "save_bagian",
    "start_laporan",
    "submit_laporan",
]
