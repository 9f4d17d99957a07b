"""Why a pair is what it is, in words."""

from collections.abc import Mapping

from pemakaman.pencocokan.banding import SEMUA
from pemakaman.pencocokan.hasil import Ruas
from pemakaman.pencocokan.model import Model, levels

RUAS_LABEL = {
    "awal": "Awal",
    "nama": "Nama",
    "nik": "NIK",
    "lahir": "Tanggal lahir",
    "jenis_kelamin": "Jenis kelamin",
    "tempat": "Tempat tinggal",
    "alamat": "Alamat",
    "tempat_lahir": "Tempat lahir",
    "ayah": "Nama ayah",
    "pelapor": "Pelapor",
    "hubungan": "Hubungan pelapor",
}
SURE = (
    (0.98, "Hampir pasti orang yang sama"),
    (0.85, "Sangat mungkin orang yang sama"),
    (0.5, "Mungkin orang yang sama"),
)
UNSURE = "Belum tentu orang yang sama"


def reasons(keluaran: Mapping[str, int], model: Model) -> tuple[Ruas, ...]:
    """Each compared field with its outcome, worth and words; what is not known is left out."""
    found = []
    for banding in SEMUA:
        place = keluaran[banding.nama]
        if place < 0:
            continue
        words = [*(tingkat.kata for tingkat in banding.tingkat), banding.beda][place]
        found.append(Ruas(banding.nama, levels(banding)[place], round(model.weights(banding)[place], 2), words))
    return tuple(found)


def sureness(skor: float) -> str:
    """A chance in words."""
    return next((words for least, words in SURE if skor >= least), UNSURE)
