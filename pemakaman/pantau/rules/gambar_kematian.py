"""The pictures of the pages of deaths and of completeness. Pure."""

from collections.abc import Mapping, Sequence

from pemakaman.grafik.lukis import Deret, Gambar, bars, intervals, pyramid
from pemakaman.pantau.rules.angka import UMUR_LABEL
from pemakaman.pantau.rules.bulan import Bulan
from pemakaman.pantau.rules.gambar_bulan import month_lines
from pemakaman.pantau.rules.kelengkapan import Kelengkapan
from pemakaman.pantau.rules.kematian import (
    KELAMIN_LABEL,
    SEBAB,
    SUMBU_KATA,
    TEMPAT,
    Bulanan,
    by_age_and_sex,
    by_label,
)
from pemakaman.pantau.rules.langkah import Sumbu

# The unknown stand at the foot, below the youngest.
URUTAN_UMUR = ("umur_tidak_diketahui", *(name for name in UMUR_LABEL if name != "umur_tidak_diketahui"))


def month_picture(
    bulan: Sequence[Bulan], kini: Mapping[Bulan, Bulanan], dulu: Mapping[Bulan, Bulanan], sumbu: Sumbu
) -> Gambar:
    """Each month beside the same one a year earlier; by entry the deaths of earlier months are a line of their own."""
    by_entry = sumbu is Sumbu.MASUK

    def values(found: Mapping[Bulan, Bulanan], back: int = 0) -> tuple[float, ...]:
        months = [found.get(one.next(-back), Bulanan()) for one in bulan]
        return tuple(float(one.tepat if by_entry else one.jumlah) for one in months)

    series = [Deret("Meninggal bulan itu" if by_entry else "Tahun ini", values(kini))]
    if by_entry:
        series.append(Deret("Disusulkan", tuple(float(kini.get(one, Bulanan()).susulan) for one in bulan)))
    series.append(Deret("Setahun sebelumnya", values(dulu, 12)))
    note = f"Kematian {SUMBU_KATA[sumbu]}, tanpa lahir mati. Bulan yang berjalan belum selesai."
    return month_lines("Kematian per bulan", bulan, series, catatan=note, kepala="Bulan")


def kind_pictures(kinds: Mapping[str, Mapping[str, int]]) -> list[Gambar]:
    """Sex and age, cause, place of death: what nobody knows is shown as unknown."""
    ages = by_age_and_sex(kinds["umur"])
    series = {
        kelamin: Deret(
            label if kelamin else "Jenis kelamin tidak diketahui", tuple(float(row[kelamin]) for row in ages.values())
        )
        for kelamin, label in KELAMIN_LABEL.items()
    }
    names = list(UMUR_LABEL)
    order = [names.index(name) for name in URUTAN_UMUR]

    def ordered(one: Deret) -> Deret:
        return Deret(one.nama, tuple(one.nilai[at] for at in order))

    return [
        pyramid(
            "umur",
            "Jenis kelamin dan umur",
            [UMUR_LABEL[name] for name in URUTAN_UMUR],
            ordered(series["L"]),
            ordered(series["P"]),
            lain=[ordered(series[""])],
            kepala="Umur",
        ),
        _kind("sebab", "Sebab kematian", by_label(kinds["sebab"], SEBAB), "Enam kode F-2.01A."),
        _kind("tempat", "Tempat meninggal", by_label(kinds["tempat"], TEMPAT), ""),
    ]


def _kind(kunci: str, judul: str, rows: Sequence[tuple[str, int]], catatan: str) -> Gambar:
    labels, counts = [label for label, _ in rows], tuple(float(count) for _, count in rows)
    return bars(kunci, judul, labels, [Deret("Kematian", counts)], mendatar=True, catatan=catatan, kepala=judul)


def completeness_picture(
    judul: str, rows: Sequence[tuple[str, Kelengkapan | None]], garis: tuple[str, float] | None, catatan: str
) -> Gambar:
    """A place a bar with its range; too few, or a figure missing: no bar."""
    ranges = [nilai.bulat if nilai else None for _, nilai in rows]
    labels = [nama for nama, _ in rows]
    return intervals("kelengkapan", judul, labels, ranges, satuan="%", acuan=garis, catatan=catatan, kepala="Wilayah")
