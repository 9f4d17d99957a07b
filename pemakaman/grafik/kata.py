"""The words around a picture: its gist in a sentence, its table, what a legend says of a reference line."""

from collections.abc import Sequence

from pemakaman.grafik.angka import TIDAK_ADA, clean, decimals_for, exact, show
from pemakaman.grafik.dasar import Deret, Tabel
from pemakaman.grafik.warna import TINTA

Acuan = tuple[str, float] | None


def unit(satuan: str) -> str:
    """' (hari)' behind a heading, or nothing."""
    return f" ({satuan})" if satuan else ""


def series_table(label: Sequence[str], deret: Sequence[Deret], satuan: str, kepala: str = "") -> Tabel:
    """A row for each label, a column for each series."""
    return Tabel(
        (kepala, *(f"{satu.nama}{unit(satuan)}" for satu in deret)),
        tuple((name, *(exact(satu.nilai[row]) for satu in deret)) for row, name in enumerate(label)),
    )


def gist(label: Sequence[str], deret: Sequence[Deret], satuan: str, acuan: Acuan = None) -> str:
    """For each series where it is highest and lowest."""
    parts = [_extremes(label, satu, satuan) for satu in deret[:6]]
    if len(deret) > 6:
        parts.append(f"dan {len(deret) - 6} deret lain")
    if acuan:
        parts.append(acuan_words(acuan, satuan))
    return "; ".join(parts) + "." if parts else f"{TIDAK_ADA.capitalize()}."


def _extremes(label: Sequence[str], deret: Deret, satuan: str) -> str:
    known = [(value, name) for name, value in zip(label, map(clean, deret.nilai), strict=True) if value is not None]
    name = f"{deret.nama}: " if deret.nama else ""
    if not known:
        return f"{name}{TIDAK_ADA}"
    digits = decimals_for([value for value, _ in known])
    word = "" if satuan in {"", "%"} else f" {satuan}"
    high, low = max(known, key=lambda one: one[0]), min(known, key=lambda one: one[0])
    if high[0] == low[0]:
        return f"{name}{show(high[0], digits, satuan)}{word}" + (f" di {len(known)} baris" if len(known) > 1 else "")
    return (
        f"{name}tertinggi {high[1]} {show(high[0], digits, satuan)}{word}, "
        f"terendah {low[1]} {show(low[0], digits, satuan)}{word}"
    )


def acuan_words(acuan: tuple[str, float], satuan: str) -> str:
    """'Nasional: 56,7 %'."""
    value = clean(acuan[1])
    word = "" if satuan in {"", "%"} else f" {satuan}"
    return f"{acuan[0]}: {show(value, decimals_for([value]), satuan)}{word}"


def acuan_legend(acuan: tuple[str, float], satuan: str) -> tuple[str, str]:
    """The line and its words."""
    return (
        f'<path d="M0 6h24" stroke="{TINTA}" stroke-width="2" stroke-dasharray="5 3"/>',
        acuan_words(acuan, satuan),
    )


def swatch(isi: str, tepi: str = TINTA) -> str:
    """A little box of a fill."""
    return f'<rect width="24" height="13" fill="{isi}" stroke="{tepi}" stroke-width=".6"/>'
