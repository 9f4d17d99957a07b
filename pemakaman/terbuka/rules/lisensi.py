"""Licences a province may choose. Pure."""

from dataclasses import dataclass

BAWAAN = "cc-by-4.0"


@dataclass(frozen=True)
class Lisensi:
    """A licence, where its text stands, and what it asks for in a sentence."""

    nama: str
    alamat: str
    arti: str


LISENSI = {
    "cc-by-4.0": Lisensi(
        "CC BY 4.0",
        "https://creativecommons.org/licenses/by/4.0/deed.id",
        "Boleh dipakai, diolah, dan dibagikan siapa saja, asal sumbernya disebut.",
    ),
    "cc-by-sa-4.0": Lisensi(
        "CC BY-SA 4.0",
        "https://creativecommons.org/licenses/by-sa/4.0/deed.id",
        "Boleh dipakai, diolah, dan dibagikan, asal sumbernya disebut dan hasilnya dibagikan dengan lisensi yang sama.",
    ),
    "cc0-1.0": Lisensi(
        "CC0 1.0",
        "https://creativecommons.org/publicdomain/zero/1.0/deed.id",
        "Boleh dipakai siapa saja untuk apa saja, tanpa syarat.",
    ),
}
