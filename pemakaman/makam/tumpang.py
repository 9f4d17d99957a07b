"""When a second body may lie in a plot (makam tumpang): the rule of the kab/kota, as a registrar reads it. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from pemakaman.makam.rules import JenisPetak
from pemakaman.nilai.tanggal import format_tanggal

# Places side by side; None: as many as the family likes.
TEMPAT: dict[JenisPetak, int | None] = {
    JenisPetak.TUNGGAL: 1,
    JenisPetak.GANDA: 2,
    JenisPetak.ANAK: 1,
    JenisPetak.KELUARGA: None,
    JenisPetak.ABU: None,
}


@dataclass(frozen=True)
class AturanTumpang:
    """Is it allowed, how many years must lie between two burials, and must the first one's heirs consent?"""

    boleh: bool = True
    tahun: int = 3
    persetujuan: bool = True


@dataclass(frozen=True)
class Permohonan:
    """What a burial says of itself: its day (None: not known yet), the tick, who consented and by which paper."""

    tanggal: date | None
    tumpang: bool = False
    persetujuan: str | None = None
    surat: str | None = None


def has_room(jenis: JenisPetak, penghuni: int) -> bool:
    """Is there a place beside those who lie in a plot of this kind?"""
    tempat = TEMPAT[jenis]
    return tempat is None or penghuni < tempat


def add_years(hari: date, tahun: int) -> date:
    """The same day some years later; 29 February becomes 1 March."""
    try:
        return hari.replace(year=hari.year + tahun)
    except ValueError:
        return date(hari.year + tahun, 3, 1)


def judge_tumpang(
    aturan: AturanTumpang, penghuni: Collection[date], permohonan: Permohonan, *, petak: str
) -> dict[str, list[str]]:
    """What stands in the way of one more burial in a full plot, by field; {} when it may take place.

    `penghuni` are the days since when the others lie there; empty where only the old paper knew them, and then
    nobody can count years.
    """
    if not aturan.boleh:
        return {"petak_id": [f"{petak} sudah terisi, dan makam tumpang tidak dibolehkan di sini. Pilih petak lain."]}
    if not permohonan.tumpang:
        return {
            "petak_id": [
                f"{petak} sudah terisi. Pilih petak lain; bila memang dimakamkan di liang yang sama, "
                "centang “Makam tumpang”."
            ]
        }
    if early := _too_early(aturan, penghuni, permohonan.tanggal, petak):
        return {"petak_id": [early]}
    galat: dict[str, list[str]] = {}
    if aturan.persetujuan and not permohonan.persetujuan:
        galat["tumpang_persetujuan"] = ["Tulis siapa dari ahli waris jenazah pertama yang menyetujui."]
    if aturan.persetujuan and not permohonan.surat:
        galat["tumpang_surat"] = ["Tulis nomor surat persetujuannya."]
    return galat


def _too_early(aturan: AturanTumpang, penghuni: Collection[date], tanggal: date | None, petak: str) -> str | None:
    """Years must lie between any two burials, also where the older one is entered after the younger."""
    for sejak in sorted(penghuni, reverse=True):
        if tanggal is None:
            return None
        first, second = min(sejak, tanggal), max(sejak, tanggal)
        if second < add_years(first, aturan.tahun):
            return (
                f"{petak} terisi sejak {format_tanggal(sejak)}. Makam tumpang baru boleh {aturan.tahun} tahun "
                f"sesudahnya, mulai {format_tanggal(add_years(first, aturan.tahun))}. Pilih petak lain."
            )
    return None
