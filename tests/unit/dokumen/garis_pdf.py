"""The straight lines of a rendered page, read from its content stream."""

import io
from dataclasses import dataclass

import pikepdf

Matriks = tuple[float, float, float, float, float, float]
SATUAN: Matriks = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
KURANG = 0.05
"""Of a line's ends, in points: what still counts as level or upright."""


@dataclass(frozen=True)
class Ruas:
    """A line at `letak` (x of an upright, y of a level one, from the top left) from `dari` to `sampai`."""

    letak: float
    dari: float
    sampai: float


def times(a: Matriks, b: Matriks) -> Matriks:
    """First `a`, then `b`."""
    return (
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    )


class _Jejak:
    """A path while it is built: straight pieces as (x1, y1, x2, y2)."""

    def __init__(self) -> None:
        self._pieces: list[tuple[float, float, float, float]] = []
        self._start = self._at = (0.0, 0.0)

    def follow(self, name: str, operands: object, ctm: Matriks) -> None:
        """A step of the path; other operators are nothing to it."""
        if name == "m":
            self._start = self._at = _point(operands, ctm)
        elif name in {"l", "h"}:
            to = self._start if name == "h" else _point(operands, ctm)
            self._pieces.append((*self._at, *to))
            self._at = to

    def take(self) -> list[tuple[float, float, float, float]]:
        """The path so far; the next one begins."""
        pieces, self._pieces = self._pieces, []
        return pieces


class Pembaca:
    """Follows a content stream and those it draws; collects the lines of stroked paths."""

    def __init__(self, tinggi: float) -> None:
        self.tinggi = tinggi
        self.tegak: list[Ruas] = []
        self.datar: list[Ruas] = []

    def read(self, stream: pikepdf.Object | pikepdf.Page, resources: pikepdf.Object, ctm: Matriks) -> None:
        """All of one stream."""
        stack: list[Matriks] = []
        path = _Jejak()
        for operands, operator in pikepdf.parse_content_stream(stream):
            match str(operator):
                case "q":
                    stack.append(ctm)
                case "Q":
                    ctm = stack.pop()
                case "cm":
                    ctm = times(_numbers(operands), ctm)
                case "Do":
                    self._inner(resources.XObject[str(operands[0])], ctm)
                case "S":
                    self._keep(path.take())
                case "f" | "f*" | "n":
                    path.take()
                case name:
                    path.follow(name, operands, ctm)

    def _inner(self, form: pikepdf.Object, ctm: Matriks) -> None:
        if str(form.Subtype) == "/Form":
            self.read(form, form.Resources, times(_numbers(form.get("/Matrix", SATUAN)), ctm))

    def _keep(self, path: list[tuple[float, float, float, float]]) -> None:
        for x1, y1, x2, y2 in path:
            top, bottom = sorted((self.tinggi - y1, self.tinggi - y2))
            left, right = sorted((x1, x2))
            if right - left < KURANG < bottom - top:
                self.tegak.append(Ruas((x1 + x2) / 2, top, bottom))
            elif bottom - top < KURANG < right - left:
                self.datar.append(Ruas((top + bottom) / 2, left, right))


def _numbers(operands: object) -> Matriks:
    a, b, c, d, e, f = (float(one) for one in operands)  # type: ignore[attr-defined]
    return (a, b, c, d, e, f)


def _point(operands: object, ctm: Matriks) -> tuple[float, float]:
    x, y = (float(one) for one in operands)  # type: ignore[attr-defined]
    return (ctm[0] * x + ctm[2] * y + ctm[4], ctm[1] * x + ctm[3] * y + ctm[5])


def lines_of(content: bytes, nomor: int = 0) -> tuple[list[Ruas], list[Ruas]]:
    """Upright and level lines of a page."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        page = pdf.pages[nomor]
        reader = Pembaca(float(page.mediabox[3]))
        reader.read(page, page.Resources, SATUAN)
    return reader.tegak, reader.datar


def distance(ruas: list[Ruas], letak: float, dari: float, sampai: float, longgar: float) -> float:
    """How far off the lines lie that together cover the stretch, ends by at most `longgar`; infinite if none do."""
    near = [one for one in ruas if abs(one.letak - letak) <= longgar]
    for off in sorted({abs(one.letak - letak) for one in near}):
        at = dari
        for one in sorted(near, key=lambda one: one.dari):
            if abs(one.letak - letak) <= off + 1e-6 and one.dari <= at + longgar:
                at = max(at, one.sampai)
        if at >= sampai - longgar:
            return off
    return float("inf")
