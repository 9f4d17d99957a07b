"""What a village and its head are called where it lies; by the code of the region. Pure.

Kemendagri's codes of kelurahan begin with 1 at the fourth level. Elsewhere a kab/kota has one word for its villages,
set by its own regulation; those of Lampung and the best known of other provinces are listed.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sebutan:
    """The word before a village's name, and its head's office."""

    desa: str
    kepala: str


DESA = Sebutan("Desa", "Kepala Desa")
KELURAHAN = Sebutan("Kelurahan", "Lurah")
_PEKON = Sebutan("Pekon", "Kepala Pekon")
_PERATIN = Sebutan("Pekon", "Peratin")
_KAMPUNG = Sebutan("Kampung", "Kepala Kampung")
_TIYUH = Sebutan("Tiyuh", "Kepala Tiyuh")
_NAGARI = Sebutan("Nagari", "Wali Nagari")
_KAB: dict[str, Sebutan] = {
    "18.02": _KAMPUNG,
    "18.04": _PERATIN,
    "18.05": _KAMPUNG,
    "18.06": _PEKON,
    "18.08": _KAMPUNG,
    "18.10": _PEKON,
    "18.12": _TIYUH,
    "18.13": _PERATIN,
}
_PROVINSI: dict[str, Sebutan] = {"11": Sebutan("Gampong", "Keuchik"), "13": _NAGARI}


def sebutan_of(desa_kode: str) -> Sebutan:
    """The words for the village of a code."""
    if desa_kode[9:10] == "1":
        return KELURAHAN
    return _KAB.get(desa_kode[:5]) or _PROVINSI.get(desa_kode[:2]) or DESA


def short_name(nama: str) -> str:
    """As a picture has room for it: a kabupaten without the word, a kota with it."""
    return nama.removeprefix("Kabupaten ")
