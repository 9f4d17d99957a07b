"""GISA: the four awarenesses, each from 0 to 100."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from pemakaman.desk.rules.periksa import Galat
from pemakaman.nilai.kode_wilayah import kec_of, level

INDIKATOR = {
    "kepemilikan": "Sadar memiliki dokumen kependudukan",
    "pemutakhiran": "Sadar memutakhirkan data",
    "pemanfaatan": "Sadar memanfaatkan data sebagai satu-satunya rujukan",
    "melayani": "Sadar melayani administrasi kependudukan",
}
BUKTI_TERBANYAK = 12


def find_galat_gisa(nilai: Mapping[str, int | None]) -> Galat:
    """Column → sentences of indicators that are not a number from 0 to 100."""
    return {
        kode: [f"{label}: tulis 0 sampai 100."]
        for kode, label in INDIKATOR.items()
        if (value := nilai.get(kode)) is None or not 0 <= value <= 100
    }


def rata_rata(nilai: Mapping[str, int]) -> float:
    """The mean of the four."""
    return sum(nilai[kode] for kode in INDIKATOR) / len(INDIKATOR)


@dataclass(frozen=True)
class Cakupan:
    """How far a kab/kota has what Inmendagri 470/837/SJ asks at least: a village in each kecamatan, one kecamatan."""

    semua: int
    kurang: tuple[str, ...]
    """Names of the kecamatan without a village."""
    kecamatan: int
    """How many kecamatan took GISA up themselves."""

    @property
    def ada(self) -> int:
        """How many kecamatan have a village."""
        return self.semua - len(self.kurang)

    @property
    def cukup(self) -> bool:
        """Is the least there?"""
        return self.semua > 0 and not self.kurang and self.kecamatan > 0


def cover(kecamatan: Mapping[str, str], gisa: Collection[str]) -> Cakupan:
    """How much of a kab/kota is covered: its kecamatan (code → name) and the codes of the regions with GISA."""
    reached = {kec_of(kode) for kode in gisa if level(kode) == 4}
    lacking = tuple(nama for kode, nama in kecamatan.items() if kode not in reached)
    return Cakupan(len(kecamatan), lacking, len(kecamatan.keys() & set(gisa)))
