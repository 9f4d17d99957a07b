"""The public search of graves: what is asked, how often, and what of a report may stand there."""

from dataclasses import dataclass
from datetime import timedelta

from pemakaman.laporan.rules import NOT_IN_REGISTER, SET_ASIDE, Status

# The grave of somebody who may be alive, was merged, or lies in the archive is nobody's to find.
TAMPAK = frozenset(Status) - NOT_IN_REGISTER - SET_ASIDE

MOST_SHOWN = 20
SHORTEST_NAME = 3
LIKENESS = 0.5
TRIES, WINDOW = 20, timedelta(minutes=15)
TERLALU_SERING = "Dari jaringan ini sudah terlalu sering dicari."


@dataclass(frozen=True)
class Tanya:
    """What is searched for; only the name is needed."""

    nama: str
    tahun: int | None = None
    makam: str = ""
    kab_kode: str = ""


def is_long_enough(nama: str) -> bool:
    """At least three letters, so that nobody leafs through a cemetery."""
    return sum(char.isalpha() for char in nama) >= SHORTEST_NAME
