"""Colours and signs of pictures: one hue whose steps stay apart in grey and for the colour-blind."""

TINTA, LEMBUT, GARIS, KERTAS = "#17242d", "#4b5c67", "#cdd7dd", "#ffffff"
JINGKAT = ("#e6f1f8", "#a8cfe6", "#5fa3cb", "#20699c", "#0a2f4d")
"""From light to dark, of one blue."""
UTAMA = "#20699c"
PUTUS = ("", "7 3", "2 3", "9 3 2 3", "12 4", "4 2")
"""How the line of each series is broken."""
_PILIH = {1: (2,), 2: (1, 3), 3: (1, 2, 4), 4: (0, 1, 3, 4), 5: (0, 1, 2, 3, 4)}
_DERET = {1: (3,), 2: (4, 1), 3: (4, 2, 0), 4: (4, 3, 1, 0), 5: (4, 3, 2, 1, 0)}


def class_colours(count: int) -> tuple[str, ...]:
    """A colour for each of up to five classes, the lowest first."""
    return tuple(JINGKAT[number] for number in _PILIH[count]) if count else ()


def series_colours(count: int) -> tuple[str, ...]:
    """A fill for each series; after the fifth they come again (and are then hatched)."""
    chosen = _DERET[max(1, min(count, 5))]
    return tuple(JINGKAT[chosen[number % len(chosen)]] for number in range(count))


def ink_on(colour: str) -> str:
    """Dark or white, whichever is read better on it."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return TINTA if 0.299 * red + 0.587 * green + 0.114 * blue > 125 else KERTAS
