"""The writers of the review desk. Each locks the report first, so that of two officers one is second."""

from pemakaman.verifikasi.services.bagi import claim_next, hand_over
from pemakaman.verifikasi.services.catatan import add_note, request
from pemakaman.verifikasi.services.dasar import explained
from pemakaman.verifikasi.services.eskalasi import escalate
from pemakaman.verifikasi.services.ganda import mark_not_same, merge_laporan, split_laporan
from pemakaman.verifikasi.services.identitas import choose_candidate, record_check, release_choice, request_service
from pemakaman.verifikasi.services.klaim import claim, release, release_expired, take_over
from pemakaman.verifikasi.services.putusan import approve, decline, recommend, reject, return_laporan

__all__ = [
    "add_note",
    "approve",
    "choose_candidate",
    "claim",
    "claim_next",
    "decline",
    "escalate",
    "explained",
    "hand_over",
    "mark_not_same",
    "merge_laporan",
    "recommend",
    "record_check",
    "reject",
    "release",
    "release_choice",
    "release_expired",
    "request",
    "request_service",
    "return_laporan",
    "split_laporan",
    "take_over",
]
