"""HTTP of `perbaikan`: each module imported here puts its views on the one blueprint."""

import pemakaman.perbaikan.routes.minta
import pemakaman.perbaikan.routes.putus  # noqa: F401
from pemakaman.perbaikan.routes.dasar import bp

__all__ = ["bp"]
