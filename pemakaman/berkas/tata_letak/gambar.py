"""All boxes of a page as one SVG drawing, to lie behind the text."""


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


class Gambar:
    """Collects lines of one page; thin ones for boxes, thick ones for frames."""

    def __init__(self, lebar: float, tinggi: float) -> None:
        self.lebar, self.tinggi = lebar, tinggi
        self.jumlah_kotak = 0
        self._tipis: list[str] = []
        self._tebal: list[str] = []

    def boxes(self, x: float, y: float, tinggi: float, jumlah: int, langkah: float) -> None:
        """A row of `jumlah` boxes that share their sides."""
        self._tipis.append(self._rectangle(x, y, jumlah * langkah, tinggi))
        for i in range(1, jumlah):
            self._tipis.append(f"M{_number(x + i * langkah)} {_number(y)}v{_number(tinggi)}")
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
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} {view} fill="none" stroke="#000">'
            f'<path stroke-width=".6" d="{"".join(self._tipis)}"/>'
            f'<path stroke-width="1.2" d="{"".join(self._tebal)}"/></svg>'
        )
