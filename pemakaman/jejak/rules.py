"""Who may stand in the trail."""

from typing import Any, Protocol
from uuid import UUID


class Pelaku(Protocol):
    """What the trail needs to know of who acts."""

    @property
    def id(self) -> UUID | None: ...
    @property
    def nama(self) -> str: ...
    @property
    def peran(self) -> Any: ...
    @property
    def wilayah_kode(self) -> str: ...
