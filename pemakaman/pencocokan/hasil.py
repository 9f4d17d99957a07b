"""What matching returns: pairs of one death and one voter, scored, banded and explained field by field."""

from dataclasses import dataclass
from enum import StrEnum


class Pita(StrEnum):
    """What a pair is good for: a proposal, a look by a clerk, nothing."""

    USUL = "usul"
    PERIKSA = "periksa"
    TOLAK = "tolak"


@dataclass(frozen=True, slots=True)
class Ruas:
    """One compared field of a pair.

    `nama` is the field ("nama", "nik", "lahir", "tempat", ...), `tingkat` its outcome ("sama_langka", "beda", ...),
    `bobot` what it adds, in bits (negative speaks against), `kata` the sentence a clerk reads.
    """

    nama: str
    tingkat: str
    bobot: float
    kata: str


@dataclass(frozen=True, slots=True)
class Pasangan:
    """One death and one voter that may be one person; `skor` is the chance of it, 0 to 1, competition counted.

    `bobot` is the sum of the fields in bits before competition; `urutan` 1 is the best candidate of the death.
    """

    no: str
    dpid: str
    skor: float
    pita: Pita
    bobot: float
    urutan: int
    alasan: tuple[Ruas, ...]

    @property
    def kalimat(self) -> str:
        """The reasons in one line, the strongest first."""
        return "; ".join(ruas.kata for ruas in sorted(self.alasan, key=lambda ruas: -abs(ruas.bobot)))
