"""How the NIK of the dead stands in the book."""

from random import Random

from pemakaman.pencocokan.pembangkit.almarhum import Mendiang, Orang

KOSONG = 0.28
# Of the NIK that are given. What is left (about 55 %) is right and plain.
DITULIS = {
    "nik_pelapor": 0.05,
    "nik_keluarga": 0.05,
    "nik_salah_digit": 0.13,
    "nik_tukar": 0.06,
    "nik_potong": 0.06,
    "terpisah": 0.06,
    "apung": 0.04,
}


def write_nik(luck: Random, dead: Mendiang, pelapor: Orang | None, kosong: float) -> tuple[str, str]:
    """(text, kind of trouble)."""
    if dead.sebab == "belum_terdaftar":
        kosong = max(kosong, 0.7)
    if luck.random() < kosong:
        return (luck.choice(("-", "0", "TIDAK ADA")) if luck.random() < 0.06 else ""), "nik_kosong"
    kind = luck.choices([*DITULIS, "benar"], [*DITULIS.values(), 1 - sum(DITULIS.values())])[0]
    nik = dead.orang.nik
    if kind == "nik_pelapor" and pelapor:
        return pelapor.nik, kind
    family = [one for one in dead.serumah if not pelapor or one.nik != pelapor.nik]
    if kind == "nik_keluarga" and family:
        return luck.choice(family).nik, kind
    if kind == "nik_salah_digit":
        return _wrong_digits(luck, nik), kind
    if kind == "nik_tukar":
        return _swapped(luck, nik), kind
    if kind == "nik_potong":
        return _cut(luck, nik), kind
    if kind == "apung":
        # A sheet keeps fifteen digits, or shows six.
        return (
            (nik[:15] + "0", "nik_salah_digit")
            if luck.random() < 0.5 and nik[15] != "0"
            else (_float(nik), "nik_potong")
        )
    return (_parted(luck, nik) if kind == "terpisah" else nik), "nik_benar"


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


def _float(nik: str) -> str:
    return f"{int(nik):.5E}"


def _parted(luck: Random, nik: str) -> str:
    parts = luck.choice(((6, 12), (4, 8, 12), (2, 4, 6, 12)))
    cuts = [0, *parts, 16]
    sign = luck.choice((" ", ".", " ", "-"))
    text = sign.join(nik[a:b] for a, b in zip(cuts, cuts[1:], strict=False))
    return f"'{nik}" if luck.random() < 0.1 else text
