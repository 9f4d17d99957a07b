"""What a pair is good for: the chance decides, and some outcomes forbid whatever the chance says."""

from collections.abc import Mapping

import numpy as np

from pemakaman.pencocokan.banding import SEMUA
from pemakaman.pencocokan.hasil import Pita
from pemakaman.pencocokan.model import levels
from pemakaman.pencocokan.persaingan import Bilangan

TEMPAT_RUAS = {banding.nama: place for place, banding in enumerate(SEMUA)}
_LEVEL = {banding.nama: {nama: n for n, nama in enumerate(levels(banding))} for banding in SEMUA}
NAMA_LAIN = ("satu_kata", "agak", "beda")
NAMA_LEMAH = ("bagian", "potong", "kata_mirip", "suku")
NIK_SAMA = ("sama", "sama_nama_lain", "sama_samar", "sama_samar_nama_lain")
LAHIR_COCOK = ("sama", "sama_bawaan", "tertukar", "tahun_lain", "satu_lain", "tahun_bulan")
LAHIR_LAIN = ("dekat_penuh", "umur_jauh", "tahun_dekat", "hari_bulan", "meleset", "beda")
PELAPOR_SENDIRI = ("orangnya", "senama")


def _has(outcome: Mapping[str, Bilangan], ruas: str, names: tuple[str, ...]) -> Bilangan:
    return np.isin(outcome[ruas], [_LEVEL[ruas][name] for name in names])


def bands(peluang: Bilangan, outcome: Mapping[str, Bilangan], ambang: Mapping[str, float]) -> Bilangan:
    """Band of each pair (`Pita`) from its chance and its outcomes by field (places in `levels`)."""
    found = np.where(
        peluang >= ambang[Pita.USUL],
        Pita.USUL.value,
        np.where(peluang >= ambang[Pita.PERIKSA], Pita.PERIKSA.value, Pita.TOLAK.value),
    ).astype(object)
    found[_never(outcome)] = Pita.TOLAK.value
    found[(found == Pita.USUL) & _doubtful(outcome)] = Pita.PERIKSA.value
    return found


def _never(outcome: Mapping[str, Bilangan]) -> Bilangan:
    """The NIK agrees while name, sex and birth all disagree: somebody else's NIK was written down."""
    other = (
        _has(outcome, "nama", NAMA_LAIN)
        & _has(outcome, "jenis_kelamin", ("beda",))
        & _has(outcome, "lahir", LAHIR_LAIN)
    )
    return other & _has(outcome, "nik", NIK_SAMA)


def _doubtful(outcome: Mapping[str, Bilangan]) -> Bilangan:
    """Never proposed without a clerk.

    The reporter himself; another name, unless the birth agrees and so does the NIK (a twin has the birth and nearly
    the NIK) or at least the sound of the name; a birth a generation off; another sex with another birth.
    """
    born = _has(outcome, "lahir", LAHIR_COCOK)
    proven = born & (_has(outcome, "nik", ("sama", "sama_nama_lain")) | _has(outcome, "nama", ("agak",)))
    other_name = _has(outcome, "nama", NAMA_LAIN) & ~proven
    other_sex = _has(outcome, "jenis_kelamin", ("beda",))
    himself = _has(outcome, "pelapor", PELAPOR_SENDIRI)
    # A father and a son of one name; a year this far off is no slip of the pen.
    generation = _has(outcome, "lahir", ("beda",)) & ~_has(outcome, "nama", ("sama_langka",))
    # Part of a name with another whole date of birth is somebody else of the village.
    weak = _has(outcome, "nama", NAMA_LEMAH) & _has(outcome, "lahir", ("dekat_penuh",))
    return himself | generation | weak | other_name | (other_sex & (~born | _has(outcome, "nama", NAMA_LAIN)))
