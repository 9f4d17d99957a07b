"""Months as lines: of a long period the picture and its table show the end, the files all of it. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from pemakaman.grafik.kata import series_table
from pemakaman.grafik.lukis import Deret, Gambar, lines
from pemakaman.nilai.tanggal import NAMA_BULAN
from pemakaman.pantau.rules.bulan import Bulan
from pemakaman.pantau.rules.kematian import short_month

MOST_MONTHS = 60


def month_lines(
    judul: str, bulan: Sequence[Bulan], deret: Sequence[Deret], *, catatan: str = "", kepala: str = ""
) -> Gambar:
    """Series of months; empty ones at the start of a long period are left out."""
    start = _first(deret, max(0, len(bulan) - MOST_MONTHS))
    label = [short_month(one) for one in shown_months(bulan)]
    shown = [Deret(one.nama, one.nilai[-MOST_MONTHS:]) for one in deret]
    if len(bulan) - start <= MOST_MONTHS:
        return lines("bulanan", judul, label, shown, catatan=catatan, kepala=kepala)
    note = f"Gambar dan tabelnya: {MOST_MONTHS} bulan terakhir; berkas CSV dan Excel memuat {len(bulan) - start} bulan."
    picture = lines("bulanan", judul, label, shown, catatan=f"{catatan} {note}".strip(), kepala=kepala)
    # Two years of different centuries must not read alike.
    whole = [f"{NAMA_BULAN[one.bulan - 1][:3]} {one.tahun}" for one in bulan[start:]]
    rest = [Deret(one.nama, one.nilai[start:]) for one in deret]
    return replace(picture, isi_berkas=series_table(whole, rest, "", kepala))


def shown_months(bulan: Sequence[Bulan]) -> Sequence[Bulan]:
    """Those that the picture and its table show."""
    return bulan[-MOST_MONTHS:]


def _first(deret: Sequence[Deret], latest: int) -> int:
    """Number of the first month that has something, `latest` at most."""
    return next((at for at in range(latest) if any(one.nilai[at] for one in deret)), latest)
