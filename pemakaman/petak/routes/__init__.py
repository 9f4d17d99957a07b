"""HTTP of plots and graves: each module imported here puts its views on the one blueprint."""

from pemakaman.petak.routes import ahli_waris, blok, cari, denah, foto, iptm, iptm_daftar, petak, pindah, rencana
from pemakaman.petak.routes.dasar import bp

__all__ = ["ahli_waris", "blok", "bp", "cari", "denah", "foto", "iptm", "iptm_daftar", "petak", "pindah", "rencana"]
