"""The steps from the grave to KPU's receipt, and the days between them. Pure."""

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Sumbu(StrEnum):
    """By which month deaths are counted."""

    MENINGGAL = "meninggal"
    DIMAKAMKAN = "dimakamkan"
    MASUK = "masuk"


SUMBU_LABEL = {
    Sumbu.MENINGGAL: "Bulan meninggal",
    Sumbu.DIMAKAMKAN: "Bulan dimakamkan",
    Sumbu.MASUK: "Bulan masuk buku",
}

# In the order of the road; every one of them is part of the first, not always of the one before: a report without NIK
# can get its akta, and a voter can be proposed before it.
LANGKAH_LABEL = {
    "dimakamkan": "Dimakamkan",
    "ada_nik": "Ada NIK",
    "diajukan": "Diajukan",
    "disetujui": "Disetujui",
    "diunduh": "Berkas diunduh",
    "akta": "Akta terbit",
    "diusulkan": "Pemilih diusulkan",
    "diserahkan": "Diserahkan ke KPU",
    "diterima": "Diterima KPU",
}
LANGKAH = tuple(LANGKAH_LABEL)

# Days from one day to another; where the first is missing, the second name stands for it. Never below zero: an akta of
# an old book is older than its row here.
JEDA: dict[str, tuple[tuple[str, ...], str]] = {
    "lapor": (("meninggal",), "diajukan"),
    "diajukan": (("dimakamkan",), "diajukan"),
    "disetujui": (("diajukan",), "disetujui"),
    "diunduh": (("disetujui",), "diunduh"),
    "akta": (("disetujui",), "akta"),
    "makam_akta": (("dimakamkan",), "akta"),
    "diusulkan": (("akta", "disetujui"), "diusulkan"),
    "diserahkan": (("diusulkan",), "diserahkan"),
    "diterima": (("diserahkan",), "diterima"),
}
JEDA_LABEL = {
    "lapor": "Meninggal → diajukan",
    "diajukan": "Dimakamkan → diajukan",
    "disetujui": "Diajukan → disetujui",
    "diunduh": "Disetujui → berkas diunduh",
    "akta": "Disetujui → akta terbit",
    "makam_akta": "Dimakamkan → akta terbit",
    "diusulkan": "Akta terbit → pemilih diusulkan",
    "diserahkan": "Diusulkan → diserahkan ke KPU",
    "diterima": "Diserahkan → diterima KPU",
}
TENGGAT = 30
"""Days within which a death is reported (UU 24/2013 Ps 44), and within which we want its akta."""


def quantile(hitungan: Mapping[int, int], bagian: float) -> int | None:
    """The least number of days within which that share (0 to 1) is done; None where nothing is counted.

    `hitungan` maps days to how many took so long.
    """
    total = sum(hitungan.values())
    if total <= 0:
        return None
    reached = 0
    for days in sorted(hitungan):
        reached += hitungan[days]
        if reached >= bagian * total:
            return days
    return None


def add_up(rows: Iterable[tuple[str, int, int]]) -> dict[str, dict[int, int]]:
    """(step, days, how many) → step → days → how many."""
    found: dict[str, dict[int, int]] = {}
    for langkah, hari, jumlah in rows:
        step = found.setdefault(langkah, {})
        step[hari] = step.get(hari, 0) + jumlah
    return found
