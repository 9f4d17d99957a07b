"""Everything others draw with, in one place."""

from pemakaman.grafik.batang import bars
from pemakaman.grafik.corong import funnel
from pemakaman.grafik.dasar import Bentuk, Deret, Gambar, Sel, Tabel, Titik
from pemakaman.grafik.garis import lines
from pemakaman.grafik.panel import small_multiples
from pemakaman.grafik.peta import choropleth, tiles
from pemakaman.grafik.piramida import pyramid
from pemakaman.grafik.rentang import intervals

__all__ = [
    "Bentuk",
    "Deret",
    "Gambar",
    "Sel",
    "Tabel",
    "Titik",
    "bars",
    "choropleth",
    "funnel",
    "intervals",
    "lines",
    "pyramid",
    "small_multiples",
    "tiles",
]
