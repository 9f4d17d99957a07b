"""HTTP of plots and graves: each module imported here puts its views on the one blueprint."""

import pemakaman.petak.routes.ahli_waris
import pemakaman.petak.routes.cari
import pemakaman.petak.routes.iptm
import pemakaman.petak.routes.iptm_daftar
import pemakaman.petak.routes.rencana  # noqa: F401
from pemakaman.petak.routes.dasar import bp

__all__ = ["bp"]
