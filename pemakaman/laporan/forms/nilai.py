"""Values of a stored report under the field names of the forms."""

from collections.abc import Mapping
from typing import Any

from pemakaman.laporan.isian import read_isian
from pemakaman.laporan.models import Laporan, LaporanOrang
from pemakaman.laporan.rules import PERAN_ORANG, Kasus

INDONESIA = ("wni", "indonesia")
TANPA_WARGA = frozenset({Kasus.ORANG_ASING.value, Kasus.TIDAK_DIKENAL.value})


def stored_values(laporan: Laporan, orang: Mapping[str, LaporanOrang]) -> dict[str, Any]:
    """Every field of every page group, as it is stored; None where nothing is.

    Everybody is WNI unless another word is stored; the form drops it again where there is no person.
    """
    found = dict(read_isian(laporan, orang))
    for peran in PERAN_ORANG:
        found[f"{peran}_kewarganegaraan"] = found.get(f"{peran}_kewarganegaraan") or "WNI"
    usual = None if laporan.kasus in TANPA_WARGA else "WNI"
    return {**found, **_warga(found.get("kewarganegaraan") or usual)}


def _warga(kewarganegaraan: str | None) -> dict[str, str | None]:
    """The stored word, split into the two answers the page asks for."""
    if not kewarganegaraan or kewarganegaraan.lower() in INDONESIA:
        return {"kewarganegaraan": "WNI" if kewarganegaraan else None, "negara": None}
    return {"kewarganegaraan": "WNA", "negara": None if kewarganegaraan == "WNA" else kewarganegaraan}
