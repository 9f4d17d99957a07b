"""HTTP of plots and graves: each module imported here puts its views on the one blueprint."""

from pemakaman.petak.routes import blok, denah, foto, petak, pindah
from pemakaman.petak.routes.dasar import bp

__all__ = ["blok", "bp", "denah", "foto", "petak", "pindah"]
