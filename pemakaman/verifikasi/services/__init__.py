"""The writers of the review desk. Each locks the report first, so that of two officers one is second."""

from pemakaman.verifikasi.services.bagi import claim_next, hand_over
from pemakaman.verifikasi.services.catatan import add_note, request
from pemakaman.verifikasi.services.dasar import explained
from pemakaman.verifikasi.services.eskalasi import escalate
from pemakaman.verifikasi.services.identitas import record_check
from pemakaman.verifikasi.services.klaim import claim, release, release_expired, take_over
from pemakaman.verifikasi.services.putusan import approve, decline, recommend, reject, return_laporan

__all__ = [
    "add_note",
    "approve",
    "claim",
    "claim_next",
    "decline",
    "escalate",
    "explained",
    "hand_over",
    "recommend",
    "record_check",
    "reject",
    "release",
    "release_expired",
    "request",
    "return_laporan",
    "take_over",
]
