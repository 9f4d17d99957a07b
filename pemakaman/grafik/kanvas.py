"""The sheet a picture is drawn on: words, bars, lines and links as SVG, everything escaped, every id its own."""

import re
from collections.abc import Sequence
from html import escape
from zlib import crc32

from pemakaman.grafik.dasar import Gambar, Tabel
from pemakaman.grafik.huruf import shorten, text_width, wrap
from pemakaman.grafik.warna import GARIS, KERTAS, LEMBUT, TINTA

LEBAR, BIASA, KECIL, TINGGI = 420, 14.0, 13.0, 190.0
"""A sheet for reading near: its letters are large enough on a phone and beside another sheet on a desk."""
LEBAR_BESAR, BIASA_BESAR, KECIL_BESAR, TINGGI_BESAR = 560, 20.0, 18.5, 230.0
"""A sheet for a wall: half a screen wide it is read from five metres."""
_PENANDA = "\ue000"
_KUNCI = re.compile(r"[a-z0-9-]+")
# What XML cannot carry at all, and our own mark.
_TERLARANG = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\ue000]")
_ALAMAT = re.compile(r"(?:https?://|/|\?|#)")


def safe(teks: str) -> str:
    """Words as text or as the value of an attribute."""
    return escape(_TERLARANG.sub("", teks))


def at(value: float) -> str:
    """A coordinate, short."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def _end(nama: str, judul: str) -> str:
    return f"><title>{safe(judul)}</title></{nama}>" if judul else "/>"


class Kanvas:
    """Collects the parts of one picture; `besar` for a screen that is read from afar."""

    def __init__(self, *, besar: bool = False) -> None:
        self.besar = besar
        self.lebar, self.biasa, self.kecil, self.tinggi = (
            (LEBAR_BESAR, BIASA_BESAR, KECIL_BESAR, TINGGI_BESAR) if besar else (LEBAR, BIASA, KECIL, TINGGI)
        )
        self.baris = round(self.biasa * 1.3)
        self._parts: list[str] = []
        self._patterns: dict[str, str] = {}
        self._linked = False
        self._end = "</g>"

    def write(
        self,
        x: float,
        y: float,
        teks: str,
        *,
        ukuran: float = 0,
        tebal: bool = False,
        jangkar: str = "",
        warna: str = "",
        garis: bool = False,
    ) -> None:
        """Words with their baseline at y; `jangkar` is 'middle' or 'end' where x is not their start."""
        more = f' font-size="{at(ukuran)}"' if ukuran and ukuran != self.biasa else ""
        more += ' font-weight="700"' if tebal else ""
        more += f' text-anchor="{jangkar}"' if jangkar else ""
        more += f' fill="{warna}"' if warna and warna != TINTA else ""
        more += ' text-decoration="underline"' if garis else ""
        self._parts.append(f'<text x="{at(x)}" y="{at(y)}"{more}>{safe(teks)}</text>')

    def open_rim(self) -> None:
        """Words until `close_rim` have a rim of paper around them: they stand on something drawn."""
        self._parts.append(f'<g stroke="{KERTAS}" stroke-width="4" stroke-linejoin="round" paint-order="stroke">')

    def close_rim(self) -> None:
        """The end of it."""
        self._parts.append("</g>")

    def rect(
        self, x: float, y: float, lebar: float, tinggi: float, isi: str, *, tepi: str = TINTA, judul: str = ""
    ) -> None:
        """A filled box; `judul` shows where a mouse rests on it."""
        edge = f' stroke="{tepi}" stroke-width=".6"' if tepi and lebar > 3 else ""
        size = f'width="{at(max(lebar, 0))}" height="{at(max(tinggi, 0))}"'
        self._parts.append(f'<rect x="{at(x)}" y="{at(y)}" {size} fill="{isi}"{edge}{_end("rect", judul)}')

    def line(
        self, x1: float, y1: float, x2: float, y2: float, *, warna: str = GARIS, tebal: float = 1, putus: str = ""
    ) -> None:
        """A straight line."""
        more = f' stroke-width="{at(tebal)}"' if tebal != 1 else ""
        more += f' stroke-dasharray="{putus}"' if putus else ""
        self._parts.append(f'<line x1="{at(x1)}" y1="{at(y1)}" x2="{at(x2)}" y2="{at(y2)}" stroke="{warna}"{more}/>')

    def curve(self, titik: Sequence[tuple[float, float]], *, warna: str, tebal: float = 2, putus: str = "") -> None:
        """A line through points."""
        more = f' stroke-dasharray="{putus}"' if putus else ""
        way = " ".join(f"{at(x)},{at(y)}" for x, y in titik)
        self._parts.append(
            f'<polyline points="{way}" fill="none" stroke="{warna}" stroke-width="{at(tebal)}" '
            f'stroke-linejoin="round"{more}/>'
        )

    def mark(self, x: float, y: float, jenis: int, *, warna: str, jari: float = 3.2) -> None:
        """The sign of a series: a disc, a square, a diamond or a triangle, full or empty."""
        fill = warna if jenis < 4 else KERTAS
        corners = (
            "",
            f"M{at(x - jari)} {at(y - jari)}h{at(2 * jari)}v{at(2 * jari)}h{at(-2 * jari)}z",
            f"M{at(x)} {at(y - jari * 1.4)}l{at(jari * 1.4)} {at(jari * 1.4)}l{at(-jari * 1.4)} {at(jari * 1.4)}"
            f"l{at(-jari * 1.4)} {at(-jari * 1.4)}z",
            f"M{at(x)} {at(y - jari * 1.3)}l{at(jari * 1.3)} {at(jari * 2.3)}h{at(-jari * 2.6)}z",
        )[jenis % 4]
        shape = f'<path d="{corners}"' if corners else f'<circle cx="{at(x)}" cy="{at(y)}" r="{at(jari)}"'
        self._parts.append(f'{shape} fill="{fill}" stroke="{warna}"/>')

    def markup(self) -> str:
        """What was drawn so far."""
        return "".join(self._parts)

    def raw(self, markup: str) -> None:
        """Markup of our own that needs no escaping."""
        self._parts.append(markup)

    def hatch(self, warna: str = "", latar: str = KERTAS) -> str:
        """A fill of oblique lines."""
        key = f"{warna or LEMBUT}{latar}"
        if key not in self._patterns:
            name = f"{_PENANDA}-a{len(self._patterns)}"
            self._patterns[key] = name
            self._parts.append(
                f'<defs><pattern id="{name}" width="6" height="6" patternUnits="userSpaceOnUse" '
                f'patternTransform="rotate(45)"><rect width="6" height="6" fill="{latar}"/>'
                f'<rect width="2" height="6" fill="{warna or LEMBUT}"/></pattern></defs>'
            )
        return f"url(#{self._patterns[key]})"

    def open_link(self, alamat: str | None, nama: str) -> None:
        """Everything until `close` leads there; without an address it is only a group with a name."""
        if alamat and _ALAMAT.match(alamat):
            self._linked, self._end = True, "</a>"
            self._parts.append(f'<a href="{safe(alamat)}" aria-label="{safe(nama)}">')
        else:
            self._end = "</g>"
            self._parts.append("<g>")
        self._parts.append(f"<title>{safe(nama)}</title>")

    def close(self) -> None:
        """The end of a link or group."""
        self._parts.append(self._end)

    def flow(self, y: float, butir: Sequence[tuple[str, str]]) -> float:
        """A legend: (drawing of 24 units at 0,0, words) one after another; the y below it."""
        x, step = 0.0, self.baris + 2.0
        for drawing, words in butir:
            text = shorten(words, self.lebar - 32, self.kecil)
            wide = 30 + text_width(text, self.kecil)
            if x and x + wide > self.lebar:
                x, y = 0.0, y + step
            self.raw(f'<g transform="translate({at(x)} {at(y + step / 2 - 6)})">{drawing}</g>')
            self.write(x + 30, y + step / 2 + self.kecil * 0.35, text, ukuran=self.kecil)
            x += wide + 14
        return y + step if butir else y

    def paragraph(self, y: float, teks: str, *, most: int = 3) -> float:
        """Small words over the whole width; the y below them."""
        for words in wrap(teks, self.lebar, self.kecil, most=most) if teks else []:
            y += self.kecil * 1.3
            self.write(0, y, words, ukuran=self.kecil, warna=LEMBUT)
        return y

    def finish(self, kunci: str, judul: str, tinggi: float, *, inti: str, tabel: Tabel, catatan: str) -> Gambar:
        """The picture; raises ValueError for a key that cannot stand in an address."""
        if not _KUNCI.fullmatch(kunci):
            raise ValueError(f"kunci gambar: {kunci!r}")
        body = self.markup()
        name = f"{kunci}-{crc32(body.encode()):x}"
        # A picture's parts are hidden from those who hear it, but links must be heard: then it is a group.
        role = "group" if self._linked else "img"
        kind = "gambar__svg gambar__svg--besar" if self.besar else "gambar__svg"
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="{kind}" viewBox="0 0 {self.lebar} {at(tinggi)}" '
            f'width="{self.lebar}" height="{at(tinggi)}" role="{role}" aria-labelledby="{name}-j" '
            f'aria-describedby="{name}-i" font-size="{at(self.biasa)}" fill="{TINTA}">'
            f'<title id="{name}-j">{safe(judul)}</title><desc id="{name}-i">{safe(inti)}</desc>'
            f"{body.replace(_PENANDA, name)}</svg>"
        )
        return Gambar(kunci=kunci, judul=judul, svg=svg, tabel=tabel, catatan=catatan)
