"""What a check says, and what it must be told of the world outside the report."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Temuan:
    """One finding at one field. `keras`: refused; otherwise the user may confirm it by `kode`."""

    ruas: str
    kode: str
    pesan: str
    keras: bool


@dataclass(frozen=True)
class Konteks:
    """What the checks cannot know by themselves.

    `sekarang` is the wall clock of the cemetery's time zone, `hari_lapor` the day of the first *ajukan*
    (today before that), `nik_mati` those NIK of the report's persons that stand in the register as dead,
    `nik_sama` one sentence for each thing the user may know of other reports with the same NIK,
    `nik_orang_lain` whether the population data know the deceased's NIK under a clearly different name or sex.
    """

    sekarang: datetime
    hari_lapor: date
    known_kecamatan: Callable[[str], bool]
    nik_mati: frozenset[str] = frozenset()
    nik_sama: tuple[str, ...] = ()
    nik_orang_lain: bool = False
    bukti: frozenset[str] = frozenset()
    buku_tahun: int | None = None

    @property
    def hari_ini(self) -> date:
        """Today in the cemetery's time zone."""
        return self.sekarang.date()


def place(diubah: Collection[str], *names: str) -> str:
    """The field at which a finding about several stands: the one just changed, else the first."""
    return next((name for name in names if name in diubah), names[0])
