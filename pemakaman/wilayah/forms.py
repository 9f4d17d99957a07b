"""A region chosen level by level, without a script and without long lists.

A page draws the field with `pilih_wilayah` of `templates/wilayah/pilih.html`. Its button "Lanjut" sends the whole
form; the route sees `asks_more`, calls `load` and shows the page again with the next level and all that was typed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session
from wtforms.utils import unset_value
from wtforms.validators import StopValidation

from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.kode_wilayah import check_kode, level
from pemakaman.ruas.dasar import Ruas, first_text
from pemakaman.wilayah.queries import children
from pemakaman.wilayah.rules import TINGKAT_LABEL, heads


@dataclass(frozen=True, slots=True)
class Tingkat:
    """One select: its level, the choices under what is chosen above, and the choice."""

    tingkat: int
    id: str
    nama: str
    label: str
    pilihan: list[tuple[str, str]]
    terpilih: str


class WilayahField(Ruas):
    """A region code of level `sampai`, chosen inside `akar` (None: all Indonesia); `data` is the code or ''.

    Posts `<name>-1` … `<name>-4`, one for each level. Choices exist only after `load(session)`.
    """

    jenis = "wilayah"
    is_control = False
    asks_more = False

    def __init__(self, *args: Any, akar: str | None = None, sampai: int = 4, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.akar = akar
        self.sampai = sampai
        self.terpilih = ""
        self.tingkatan: list[Tingkat] = []

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Take the deepest choice that still lies in the ones above it."""
        super().process(None, data, extra_filters)
        if formdata is None:
            return
        posted = [first_text(formdata.getlist(f"{self.name}-{number}")) for number in range(1, 5)]
        self.asks_more = f"{self.name}-lanjut" in formdata
        if any(posted) or self.asks_more or self._was_sent(formdata):
            self.terpilih = deepest(posted)
            self.data = self.terpilih if self._is_deep_enough() else ""

    def process_data(self, value: Any) -> None:
        """Show a stored code."""
        self.data = self.terpilih = "" if value is None else str(value)

    def load(self, session: Session) -> None:
        """Read the choices: one list for each level down to the first that is still open."""
        first = 1 if self.akar is None else level(self.akar) + 1
        if self.akar is not None and not self.terpilih.startswith(f"{self.akar}."):
            self.terpilih = ""
        chosen = {level(kode): kode for kode in heads(self.terpilih)}
        self.tingkatan = []
        for number in range(first, self.sampai + 1):
            above = self.akar if number == first else chosen.get(number - 1)
            if above is None and number != 1:
                break
            self.tingkatan.append(
                Tingkat(
                    tingkat=number,
                    id=f"{self.id}-{number}",
                    nama=f"{self.name}-{number}",
                    label=TINGKAT_LABEL[number - 1],
                    pilihan=children(session, above),
                    terpilih=chosen.get(number, ""),
                )
            )

    @property
    def berikut(self) -> str:
        """Name of the level that "Lanjut" will open; '' when all are shown."""
        shown = self.tingkatan[-1].tingkat if self.tingkatan else 0
        return TINGKAT_LABEL[shown].lower() if shown < self.sampai else ""

    @property
    def id_fokus(self) -> str:
        """The first select without a choice."""
        open_ = [tingkat for tingkat in self.tingkatan if not tingkat.terpilih]
        return (open_ or self.tingkatan)[0].id if self.tingkatan else str(self.id)

    def pre_validate(self, form: Any) -> None:
        """Refuse a choice that stops above the wanted level."""
        if self.terpilih and not self._is_deep_enough():
            wanted = TINGKAT_LABEL[self.sampai - 1].lower()
            raise StopValidation(f"Pilih sampai {wanted}: tekan Lanjut untuk membuka daftarnya.")

    def _is_deep_enough(self) -> bool:
        return bool(self.terpilih) and level(self.terpilih) == self.sampai

    def _was_sent(self, formdata: Any) -> bool:
        return any(f"{self.name}-{number}" in formdata for number in range(1, 5))


def deepest(posted: Iterable[str]) -> str:
    """The last of the posted codes that lies in the one above it; anything else is left out."""
    found = ""
    for text in posted:
        try:
            kode = check_kode(text)
        except NilaiError:
            continue
        if not found or kode.startswith(f"{found}."):
            found = kode
    return found
