"""The pictures of the funnel page. Pure."""

from collections.abc import Mapping, Sequence

from pemakaman.grafik.lukis import Deret, Gambar, funnel, small_multiples
from pemakaman.pantau.rules.bulan import Bulan
from pemakaman.pantau.rules.corong import Angka, share
from pemakaman.pantau.rules.gambar_bulan import month_lines
from pemakaman.pantau.rules.langkah import LANGKAH, LANGKAH_LABEL
from pemakaman.wilayah.sebutan import short_name

PALING_BANYAK = 15
"""So many small panels fit on a page; of more places those with most burials are shown."""
PER_BULAN = ("dimakamkan", "disetujui", "akta", "diterima")


def funnel_picture(angka: Angka, tautan: Mapping[str, str], catatan: str) -> Gambar:
    """The steps of one place."""
    steps = [(LANGKAH_LABEL[name], angka[name]) for name in LANGKAH]
    links = [tautan.get(name) for name in LANGKAH]
    return funnel("corong", "Jalan dari makam sampai daftar pemilih", steps, tautan=links, catatan=catatan)


def month_picture(bulan: Sequence[Bulan], per_bulan: Mapping[Bulan, Angka], catatan: str) -> Gambar:
    """How many of each month reached the steps that matter most."""
    series = [
        Deret(LANGKAH_LABEL[name], tuple(float(per_bulan[one][name]) if one in per_bulan else 0.0 for one in bulan))
        for name in PER_BULAN
    ]
    return month_lines("Menurut bulan", bulan, series, catatan=catatan)


def child_picture(judul: str, anak: Sequence[tuple[str, Angka]]) -> Gambar | None:
    """A panel for each place below: which share of its dead reached each step; None where nobody was buried."""
    buried = sorted((one for one in anak if one[1]["dimakamkan"]), key=lambda one: (-one[1]["dimakamkan"], one[0]))
    if not buried:
        return None
    panels = [
        Deret(short_name(nama), tuple(_percent(angka, name) for name in LANGKAH))
        for nama, angka in buried[:PALING_BANYAK]
    ]
    note = "Bagian dari yang dimakamkan, dalam persen."
    if len(buried) > PALING_BANYAK:
        note += f" Hanya {PALING_BANYAK} tempat dengan pemakaman terbanyak; selebihnya di tabel."
    labels = [LANGKAH_LABEL[name] for name in LANGKAH]
    return small_multiples("per-tempat", judul, labels, panels, satuan="%", catatan=note)


def _percent(angka: Angka, name: str) -> float | None:
    part = share(angka[name], angka["dimakamkan"])
    return None if part is None else round(100 * part, 1)
