"""From the names of kecamatan and desa in a list of persons to their codes, where a name is unique."""

import re
from collections.abc import Iterable

from pemakaman.wilayah.rules import search_form

_LEAD = re.compile(r"\A(?:kecamatan|kec|kelurahan|kel|desa|pekon|kampung|tiyuh)\b[.\s]*", re.IGNORECASE)


class Peta:
    """Codes by name within one area; a name that two regions share gives none."""

    def __init__(self, wilayah: Iterable[tuple[str, str, int]]) -> None:
        self._kec: dict[str, str | None] = {}
        self._desa: dict[tuple[str | None, str], str | None] = {}
        self._known: dict[tuple[str, str], tuple[str | None, str | None]] = {}
        for kode, nama, tingkat in wilayah:
            name = search_form(nama)
            if tingkat == 3:
                self._kec[name] = None if name in self._kec else kode
            elif tingkat == 4:
                for key in ((kode[:8], name), (None, name)):
                    self._desa[key] = None if key in self._desa else kode

    def find(self, kecamatan: str, desa: str) -> tuple[str | None, str | None]:
        """(kec_kode, desa_kode) of two names, each None when it is not certain."""
        key = (kecamatan, desa)
        if key not in self._known:
            self._known[key] = self._find(kecamatan, desa)
        return self._known[key]

    def _find(self, kecamatan: str, desa: str) -> tuple[str | None, str | None]:
        kec = next((found for name in _forms(kecamatan) if (found := self._kec.get(name))), None)
        found = next((found for name in _forms(desa) if (found := self._desa.get((kec, name)))), None)
        if kec is None and any(name in self._kec for name in _forms(kecamatan)):
            return None, None  # two kecamatan share the name: the desa alone proves nothing
        return kec or (found[:8] if found else None), found


def place_form(text: str) -> str:
    """A name of a kecamatan or desa as names are compared, without the word for what it is."""
    return search_form(_LEAD.sub("", text.strip()))


def _forms(text: str) -> tuple[str, str]:
    return search_form(text), place_form(text)
