"""How wide words are, so that none runs out of its place; measured with a wide face, any other is narrower."""

# Thousandths of an em of DejaVu Sans, from the space to the tilde: the widest of the faces a browser may choose.
_LEBAR = (
    "318 401 460 838 636 950 780 275 390 390 500 838 318 361 318 337 636 636 636 636 636 636 636 636 636 636 337 337 "
    "838 838 838 531 1000 684 686 698 770 632 575 775 752 295 295 656 557 863 748 787 603 787 695 635 611 732 684 989 "
    "685 611 685 390 337 390 838 500 500 613 635 550 635 615 352 635 634 278 278 579 278 974 634 612 635 635 411 521 "
    "392 634 592 818 592 592 525 636 337 636 838"
)
_ASCII = {32 + number: int(width) / 1000 for number, width in enumerate(_LEBAR.split())}
_LATIN = 0.64
_LUAR = 1.0
TEBAL = 1.12
ELIPSIS = "…"


def text_width(teks: str, ukuran: float, *, tebal: bool = False) -> float:
    """Width at a font size, rather too wide than too narrow."""
    em = sum([_ASCII.get(code) or (_LATIN if code < 0x250 else _LUAR) for code in map(ord, teks)])
    return em * ukuran * (TEBAL if tebal else 1)


def shorten(teks: str, lebar: float, ukuran: float, *, tebal: bool = False) -> str:
    """The text, or its beginning with an ellipsis where it is too wide."""
    if text_width(teks, ukuran, tebal=tebal) <= lebar:
        return teks
    left = lebar - text_width(ELIPSIS, ukuran, tebal=tebal)
    for end, sign in enumerate(teks):
        left -= text_width(sign, ukuran, tebal=tebal)
        if left < 0:
            return teks[:end].rstrip() + ELIPSIS
    return teks


def wrap(teks: str, lebar: float, ukuran: float, *, most: int = 2, tebal: bool = False) -> list[str]:
    """Lines that fit; the last one is shortened when there would be more than `most`."""
    lines: list[str] = []
    words = teks.split()
    while words and len(lines) < most - 1:
        count = 1
        while count < len(words) and text_width(" ".join(words[: count + 1]), ukuran, tebal=tebal) <= lebar:
            count += 1
        lines.append(shorten(" ".join(words[:count]), lebar, ukuran, tebal=tebal))
        words = words[count:]
    if words or not lines:
        lines.append(shorten(" ".join(words), lebar, ukuran, tebal=tebal))
    return lines
