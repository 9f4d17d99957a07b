"""HTTP of plots and graves: each module imported here puts its views on the one blueprint."""

from pemakaman.petak.routes.dasar import bp

__all__ = ["bp"]
