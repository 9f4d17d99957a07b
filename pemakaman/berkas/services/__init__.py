"""The only writers of files, documents and their settings."""

from pemakaman.berkas.services.berkas import (
    annul_berkas,
    ensure_berkas,
    fail_order,
    finish_order,
    read_berkas,
    renew_berkas,
    resume_berkas,
    retry_berkas,
    take_order,
)
from pemakaman.berkas.services.dokumen import keep_bytes, new_dokumen, refuse_bytes, set_keadaan
from pemakaman.berkas.services.pesanan import Cetakan, Order, Pesanan
from pemakaman.berkas.services.setelan import save_settings

__all__ = [
    "Cetakan",
    "Order",
    "Pesanan",
    "annul_berkas",
    "ensure_berkas",
    "fail_order",
    "finish_order",
    "keep_bytes",
    "new_dokumen",
    "read_berkas",
    "refuse_bytes",
    "renew_berkas",
    "resume_berkas",
    "retry_berkas",
    "save_settings",
    "set_keadaan",
    "take_order",
]
