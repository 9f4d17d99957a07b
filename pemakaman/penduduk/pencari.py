"""The door through which residents are looked up: the imported extract, or a Dukcapil web service behind it."""

from typing import Protocol

from pemakaman.penduduk.calon import Calon, Tanya


class PencariPenduduk(Protocol):
    """A source of residents. It brings who may be meant; `banding.rank` judges and orders them."""

    def search(self, tanya: Tanya) -> list[Calon]:
        """Residents a report may mean, in no order. Raises nothing for a question it cannot answer."""
        ...
