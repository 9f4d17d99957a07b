"""Keys under which a voter is found whatever the spelling of his name: with the year of birth, and with the village."""

from collections.abc import Iterable
from functools import lru_cache

from pemakaman.nilai.kunci_nama import name_keys


def keys_of(nama: str, tahun: int | None, desa_kode: str | None) -> list[str]:
    """Keys of one voter, as `pemilih.kunci_nama` holds them; [] when neither year nor place is known.

    A year goes with the kab/kota: a name that is common in the province is rarer there. Where the village is not
    known, the area of the list does for it.
    """
    keys = _keys(nama)
    found = [f"{key}:{tahun}{_kab(desa_kode)}" for key in keys] if tahun else []
    if desa_kode:
        found += [f"{key}@{desa_kode}" for key in keys]
    return found


def year_keys(keys: Iterable[str], tahun: Iterable[int], kab_kode: str) -> list[str]:
    """What to look for: any of these keys of a name with any of these years, in the lists of one kab/kota."""
    years = [f"{year}{_kab(kab_kode)}" for year in tahun]
    return [f"{key}:{year}" for key in keys for year in years]


def village_keys(keys: Iterable[str], desa: Iterable[str]) -> list[str]:
    """What to look for: any of these keys of a name in any of these villages."""
    places = list(desa)
    return [f"{key}@{place}" for key in keys for place in places]


def _kab(kode: str | None) -> str:
    return f"/{kode[:5]}" if kode else ""


@lru_cache(maxsize=100_000)
def _keys(nama: str) -> tuple[str, ...]:
    return tuple(sorted(name_keys(nama)))
