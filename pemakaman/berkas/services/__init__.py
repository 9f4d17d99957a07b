"""The only writers of files, documents and their settings."""

from pemakaman.berkas.services.berkas import (
    annul_berkas,
    choose_papers,
    ensure_berkas,
    fail_current,
    fail_order,
    finish_order,
    renew_berkas,
    resume_berkas,
    retry_berkas,
    take_order,
)
from pemakaman.berkas.services.dokumen import keep_bytes, new_dokumen, refuse_bytes, remember, set_keadaan
from pemakaman.berkas.services.pesanan import Cetakan, Order, Pesanan
from pemakaman.berkas.services.setelan import save_settings
from pemakaman.berkas.services.unduh import hand_out_file, hand_out_paper

__all__ = [
    "Cetakan",
    "Order",
    "Pesanan",
    "annul_berkas",
    "choose_papers",
    "ensure_berkas",
    "fail_current",
    "fail_order",
    "finish_order",
    "hand_out_file",
    "hand_out_paper",
    "keep_bytes",
    "new_dokumen",
    "refuse_bytes",
    "remember",
    "renew_berkas",
    "resume_berkas",
    "retry_berkas",
    "save_settings",
    "set_keadaan",
    "take_order",
]
