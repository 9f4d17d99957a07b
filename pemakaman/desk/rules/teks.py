"""Text that people type at the desk: how long it may be, and no NIK in it."""

import re
import unicodedata
from collections.abc import Mapping

from pemakaman.desk.rules.periksa import Galat, ribuan
from pemakaman.nilai.digit import remove_separators

ALASAN_TERPANJANG = 500
KENDALA_TERPANJANG = 1000
CATATAN_TERPANJANG = 2000
TANPA_NIK = (
    "Ada enam belas angka berturut-turut. Jangan menulis NIK atau nomor KK di sini; cukup nama dan alamatnya. "
    "Dua nomor lain yang berdampingan pisahkan dengan kata atau koma."
)
# Two days in a row are sixteen digits too.
_HARI = re.compile(r"(?<!\d)\d{1,2}([./-])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d(?!\d)")
_ENAM_BELAS = re.compile(r"\d{16}")


def has_nik(text: str) -> bool:
    """Does a text hold sixteen digits in a row, in whatever figures and however they are parted?"""
    plain = _HARI.sub(" hari ", unicodedata.normalize("NFKC", text))
    return _ENAM_BELAS.search(remove_separators(plain)) is not None


def find_galat_teks(teks: Mapping[str, str], paling: int) -> Galat:
    """Column → why a text cannot be kept: longer than `paling` letters, or with a NIK in it."""
    galat: Galat = {}
    for column, text in teks.items():
        if len(text.strip()) > paling:
            galat[column] = [f"Tulis paling banyak {ribuan(paling)} huruf. Yang ditulis {ribuan(len(text.strip()))}."]
        elif has_nik(text):
            galat[column] = [TANPA_NIK]
    return galat
