"""Where people live: kecamatan and desa of Lampung out of the region list that the program ships."""

import gzip
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

FILE = Path(__file__).parents[2] / "wilayah" / "data" / "wilayah.tsv.gz"
PROVINSI = "18"
PEMILIH_DESA = 2250
_KEC_SEKALI = 6


@dataclass(frozen=True)
class Desa:
    """One village; `kec_kode` is the six digits with which a NIK begins."""

    nama: str
    kecamatan: str
    kabupaten: str
    kec_kode: int


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    lines = gzip.decompress(FILE.read_bytes()).decode().split("\n")
    return {kode: nama for kode, nama, _ in (line.split("\t") for line in lines)}


@lru_cache(maxsize=1)
def kecamatan_lampung() -> dict[str, list[Desa]]:
    """The villages of each kecamatan, by its code."""
    found: dict[str, list[Desa]] = {}
    names = _names()
    for kode, nama in names.items():
        if kode.startswith(f"{PROVINSI}.") and kode.count(".") == 3:
            kec = kode[:8]
            desa = Desa(nama.upper(), names[kec].upper(), plain_kabupaten(names[kode[:5]]), int(kec.replace(".", "")))
            found.setdefault(kec, []).append(desa)
    return found


def plain_kabupaten(nama: str) -> str:
    """Its name as a place of birth is written."""
    return nama.upper().removeprefix("KABUPATEN ").removeprefix("KOTA ")


@lru_cache(maxsize=1)
def asal_luar() -> tuple[list[int], list[str]]:
    """(kecamatan code, place of birth) of the places outside Lampung from which people came: Java mostly."""
    names = _names()
    codes = [
        kode
        for kode in names
        if kode.count(".") == 2 and kode[:2] in {"31", "32", "33", "34", "35", "16", "51", "12", "13", "36"}
    ]
    return [int(kode.replace(".", "")) for kode in codes], [plain_kabupaten(names[kode[:5]]) for kode in codes]


def choose_desa(rng: np.random.Generator, pemilih: int) -> list[Desa]:
    """As many villages as the voters fill, whole kecamatan of several kabupaten, in the order of their codes."""
    kecs = kecamatan_lampung()
    wanted = max(2, round(pemilih / PEMILIH_DESA))
    most = (wanted + 1) // 2 if wanted < 24 else wanted
    chosen: list[tuple[str, Desa]] = []
    for kec in _order(rng, list(kecs)):
        chosen += [(kec, desa) for desa in kecs[kec][:most]][: wanted - len(chosen)]
    return [desa for _, desa in sorted(chosen, key=lambda pair: pair[0])]


def _order(rng: np.random.Generator, kecs: list[str]) -> list[str]:
    kabs = sorted({kec[:5] for kec in kecs})
    kabs = [kabs[i] for i in rng.permutation(len(kabs))]
    within = {kab: [kec for kec in kecs if kec.startswith(kab)] for kab in kabs}
    for kab, names in within.items():
        turn = int(rng.integers(len(names)))
        within[kab] = names[turn:] + names[:turn]
    order: list[str] = []
    while len(order) < len(kecs):
        for kab in kabs:
            order += within[kab][:_KEC_SEKALI]
            within[kab] = within[kab][_KEC_SEKALI:]
    return order
