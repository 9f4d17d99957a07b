"""A correction side by side: what the report said, what it would say, and what else follows from that. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pemakaman.laporan.ringkas import show_ruas, upper_first
from pemakaman.laporan.ruas import RUAS_LABEL
from pemakaman.perbaikan.rules import IDENTITAS
from pemakaman.perbaikan.usulan import Pasangan

_ORDER = list(RUAS_LABEL)


@dataclass(frozen=True)
class Banding:
    """One field: its name, the old value, the new one; `basi` when the report says something else by now."""

    label: str
    lama: str
    baru: str
    basi: bool = False


def compare_rows(
    usulan: Mapping[str, Pasangan], sekarang: Mapping[str, Any], *, nama_wilayah: Mapping[str, str], samar: bool
) -> list[Banding]:
    """The rows of the page in the order of the fields; `samar` hides all but the last digits of NIK and KK."""

    def say(ruas: str, value: Any) -> str:
        if isinstance(value, bool):
            return "Ya" if value else "Tidak"
        return show_ruas(ruas, value, nama_wilayah.get(str(value), str(value)), samar=samar) or "kosong"

    return [
        Banding(upper_first(RUAS_LABEL[ruas]), say(ruas, old), say(ruas, new), sekarang.get(ruas) != old)
        for ruas, (old, new) in sorted(usulan.items(), key=lambda pair: _ORDER.index(pair[0]))
        # The words of the plot stand beside it.
        if ruas != "petak_id" or len(usulan) == 1
    ]


def consequences(usulan: Mapping[str, Pasangan], *, pilihan_lepas: bool, usul: int, usul_nik_lain: int) -> list[str]:
    """What agreeing sets in motion, as sentences."""
    found = ["Berkas permohonan dibuat ulang; versi yang sekarang ditandai “Diganti” dan tetap tersimpan."]
    if IDENTITAS & set(usulan):
        found.append(
            "Data pengenal berubah: laporan diperiksa lagi terhadap laporan lain yang mungkin orang yang sama."
        )
    if pilihan_lepas:
        found.append("Pilihan orang dari data penduduk dilepas, karena tidak cocok lagi dengan data yang baru.")
    if usul:
        found.append(_about_proposals(usul, usul_nik_lain))
    if "dimakamkan_tanggal" in usulan:
        found.append("Tanggal dimakamkan di tanda terima keluarga berubah; tanggal lama tetap dapat dipakai melacak.")
    return found


def _about_proposals(usul: int, usul_nik_lain: int) -> str:
    if usul_nik_lain:
        return (
            f"{usul_nik_lain} dari {usul} usul ke KPU memakai NIK lain dari data yang baru: usul itu dibatalkan, dan "
            "untuk nama yang sudah diserahkan dibuat penarikan yang ikut paket berikutnya."
        )
    return (
        f"{usul} usul ke KPU yang bersandar pada laporan ini dinilai lagi dengan data yang baru; yang orangnya "
        "tidak cocok lagi dibatalkan."
    )
