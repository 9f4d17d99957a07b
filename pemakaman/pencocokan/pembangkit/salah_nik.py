"""How the NIK of the dead stands in the book."""

from collections.abc import Callable
from itertools import pairwise
from random import Random

from pemakaman.pencocokan.pembangkit.almarhum import Mendiang, Orang

KOSONG = 0.26
# Of the NIK that are given. What is left (about half) is right and plain; 'terpisah' is right with signs between.
DITULIS = {
    "nik_pelapor": 0.055,
    "nik_keluarga": 0.05,
    "nik_salah_digit": 0.15,
    "nik_tukar": 0.07,
    "nik_potong": 0.07,
    "terpisah": 0.06,
    "apung": 0.05,
}


def write_nik(luck: Random, dead: Mendiang, pelapor: Orang | None, kosong: float) -> tuple[str, str]:
    """(text, kind of trouble)."""
    if dead.sebab == "belum_terdaftar":
        kosong = max(kosong, 0.7)
    if luck.random() < kosong:
        return (luck.choice(("-", "0", "TIDAK ADA")) if luck.random() < 0.06 else ""), "nik_kosong"
    kind = luck.choices([*DITULIS, "benar"], [*DITULIS.values(), 1 - sum(DITULIS.values())])[0]
    if kind == "nik_pelapor" and pelapor:
        return pelapor.nik, kind
    family = [one for one in dead.serumah if not pelapor or one.nik != pelapor.nik]
    if kind == "nik_keluarga" and family:
        return luck.choice(family).nik, kind
    if kind == "apung":
        return _as_number(luck, dead.orang.nik)
    change = _UBAH.get(kind)
    nik = change(luck, dead.orang.nik) if change else dead.orang.nik
    return nik, (kind if change and kind != "terpisah" else "nik_benar")


def _wrong_digits(luck: Random, nik: str) -> str:
    places = luck.sample(range(16), 1 if luck.random() < 0.7 else 2)
    for place in places:
        nik = nik[:place] + luck.choice([d for d in "0123456789" if d != nik[place]]) + nik[place + 1 :]
    return nik


def _swapped(luck: Random, nik: str) -> str:
    places = [i for i in range(15) if nik[i] != nik[i + 1]]
    place = luck.choice(places)
    return nik[:place] + nik[place + 1] + nik[place] + nik[place + 2 :]


def _cut(luck: Random, nik: str) -> str:
    if luck.random() < 0.5:
        place = luck.randrange(16)
        return nik[:place] + nik[place + 1 :]
    return nik[: luck.choice((10, 12, 12, 13, 14, 15))]


def _as_number(luck: Random, nik: str) -> tuple[str, str]:
    """A sheet that took it for a number keeps fifteen digits, or shows six."""
    if luck.random() < 0.5 and nik[15] != "0":
        return nik[:15] + "0", "nik_salah_digit"
    return f"{int(nik):.5E}", "nik_potong"


def _parted(luck: Random, nik: str) -> str:
    parts = luck.choice(((6, 12), (4, 8, 12), (2, 4, 6, 12)))
    cuts = [0, *parts, 16]
    sign = luck.choice((" ", ".", " ", "-"))
    text = sign.join(nik[a:b] for a, b in pairwise(cuts))
    return f"'{nik}" if luck.random() < 0.1 else text


_UBAH: dict[str, Callable[[Random, str], str]] = {
    "nik_salah_digit": _wrong_digits,
    "nik_tukar": _swapped,
    "nik_potong": _cut,
    "terpisah": _parted,
}
