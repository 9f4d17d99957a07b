"""The writers of lists for the check in the field."""

from pemakaman.cek.services.daftar import cancel_cek, finish_cek, make_cek
from pemakaman.cek.services.hasil import Tercatat, record_answers
from pemakaman.cek.services.putus import decide_answer

__all__ = ["Tercatat", "cancel_cek", "decide_answer", "finish_cek", "make_cek", "record_answers"]
