"""The only writers of letters and their templates."""

from pemakaman.surat.services.cetakan import PesananSurat, fail_letter, finish_letter, take_letter
from pemakaman.surat.services.pengantar import make_pengantar
from pemakaman.surat.services.surat import make_letter, read_letter, retry_letter
from pemakaman.surat.services.templat import save_templat, switch_templat

__all__ = [
    "PesananSurat",
    "fail_letter",
    "finish_letter",
    "make_letter",
    "make_pengantar",
    "read_letter",
    "retry_letter",
    "save_templat",
    "switch_templat",
    "take_letter",
]
