"""GISA: the four awarenesses, each from 0 to 100."""

from collections.abc import Mapping

from pemakaman.desk.rules.periksa import Galat

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
