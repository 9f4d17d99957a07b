"""A word as an engine read it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kata:
    """One word: where it stands in dots, and how sure the engine is (0 to 100)."""

    teks: str
    kiri: float
    atas: float
    lebar: float
    tinggi: float
    yakin: float

    @property
    def tengah(self) -> float:
        """The height of its middle."""
        return self.atas + self.tinggi / 2
