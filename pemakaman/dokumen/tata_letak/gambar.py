"""All boxes of a page as one SVG drawing, to lie behind the text."""

GARIS = 0.6


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


class Gambar:
    """Collects lines of one page; thin ones for boxes, thick ones for frames."""

    def __init__(self, lebar: float, tinggi: float) -> None:
        self.lebar, self.tinggi = lebar, tinggi
        self.jumlah_kotak = 0
        self._tipis: list[str] = []
        self._sekat: dict[tuple[float, float], list[str]] = {}
        self._tebal: list[str] = []

    def boxes(self, x: float, y: float, tinggi: float, jumlah: int, langkah: float) -> None:
        """A row of `jumlah` boxes that share their sides.

        The sides between them are one dashed line as thick as the row is high: a tenth of the path to parse.
        """
        self._tipis.append(self._rectangle(x, y, jumlah * langkah, tinggi))
        if jumlah > 1:
            start, length = x + langkah - GARIS / 2, (jumlah - 2) * langkah + GARIS
            line = f"M{_number(start)} {_number(y + tinggi / 2)}h{_number(length)}"
            self._sekat.setdefault((tinggi, langkah), []).append(line)
        self.jumlah_kotak += jumlah

    def frame(self, x: float, y: float, lebar: float, tinggi: float) -> None:
        """A frame around a block."""
        self._tebal.append(self._rectangle(x, y, lebar, tinggi))

    @staticmethod
    def _rectangle(x: float, y: float, lebar: float, tinggi: float) -> str:
        across, down = _number(lebar), _number(tinggi)
        return f"M{_number(x)} {_number(y)}h{across}v{down}h-{across}z"

    def svg(self) -> str:
        """The drawing."""
        size = f'width="{_number(self.lebar)}pt" height="{_number(self.tinggi)}pt"'
        view = f'viewBox="0 0 {_number(self.lebar)} {_number(self.tinggi)}"'
        sides = "".join(
            f'<path stroke-width="{_number(height)}" stroke-dasharray="{GARIS} {step - GARIS:.4f}" '
            f'd="{"".join(lines)}"/>'
            for (height, step), lines in self._sekat.items()
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} {view} fill="none" stroke="#000">'
            f'<path stroke-width="{GARIS}" d="{"".join(self._tipis)}"/>{sides}'
            f'<path stroke-width="1.2" d="{"".join(self._tebal)}"/></svg>'
        )
