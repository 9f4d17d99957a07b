"""Every column of a daily report for all kab/kota of a day, with its sum and whom the sum leaves out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pemakaman.desk.rules.kolom import Angka, Bentuk, Sifat, derive, percentages

Nilai = int | float | None
Laporan = tuple[date, Angka]


@dataclass(frozen=True)
class BarisKolom:
    """One kab/kota: its last report up to the day; what happens in a day is None unless it is of that day."""

    kode: str
    nama: str
    tanggal: date | None
    nilai: tuple[Nilai, ...]


@dataclass(frozen=True)
class TabelKolom:
    """One report. `kurang` says in words whom the sum leaves out."""

    bentuk: Bentuk
    kepala: tuple[str, ...]
    baris: list[BarisKolom]
    jumlah: tuple[Nilai, ...]
    kurang: list[str]


def heads_of(bentuk: Bentuk) -> tuple[str, ...]:
    """The names of its columns: those reported, those that follow, the shares."""
    labels = (*(one.label for one in bentuk.kolom), *(one.label for one in bentuk.turunan))
    return (*labels, *(f"{one.label} (%)" for one in bentuk.persen))


def of_day(bentuk: Bentuk) -> frozenset[str]:
    """The figures that say nothing about another day: what was done, and what a stock began with."""
    done = {one.kode for one in bentuk.kolom if one.sifat in (Sifat.HARIAN, Sifat.PINDAH)}
    return frozenset(done | ({bentuk.neraca.awal} if bentuk.neraca else set()))


def table_of(
    bentuk: Bentuk,
    kab: Sequence[tuple[str, str]],
    laporan: Mapping[str, Laporan],
    lain: Mapping[str, Mapping[str, Laporan]],
    hari: date,
) -> TabelKolom:
    """The table of a day. `kab`: (code, name); `laporan`: code → last report; `lain`: the same of other reports."""
    rows = []
    for kode, nama in kab:
        found = laporan.get(kode)
        others = {name: reports[kode][1] for name, reports in lain.items() if kode in reports}
        nilai = _values(bentuk, found, others, hari)
        rows.append(BarisKolom(kode, nama, found[0] if found else None, nilai))
    return TabelKolom(bentuk, heads_of(bentuk), rows, _sum(bentuk, rows, laporan, lain), _missing(bentuk, rows, hari))


def _values(bentuk: Bentuk, found: Laporan | None, lain: dict[str, Angka], hari: date) -> tuple[Nilai, ...]:
    if found is None:
        return (None,) * len(heads_of(bentuk))
    tanggal, angka = found
    hidden = frozenset() if tanggal == hari else of_day(bentuk)
    plain = [None if kode in hidden else angka[kode] for kode in bentuk.nama_kolom]
    shares = percentages(bentuk, angka, lain).values()
    return (*plain, *derive(bentuk, angka).values(), *(None if one is None else round(one, 2) for one in shares))


def _sum(
    bentuk: Bentuk,
    rows: Sequence[BarisKolom],
    laporan: Mapping[str, Laporan],
    lain: Mapping[str, Mapping[str, Laporan]],
) -> tuple[Nilai, ...]:
    percent = {number for number, one in enumerate(bentuk.kolom) if one.satuan == "persen"}
    columns = [[row.nilai[number] for row in rows] for number in range(len(heads_of(bentuk)))]
    sums: list[Nilai] = [
        None if number in percent or all(one is None for one in column) else sum(one or 0 for one in column)
        for number, column in enumerate(columns)
    ]
    start = len(sums) - len(bentuk.persen)
    for number, one in enumerate(bentuk.persen, start=start):
        # Only of those whose both sides are known.
        whole = lain.get(one.dari_bentuk, {}) if one.dari_bentuk else laporan
        both = [row.kode for row in rows if row.nilai[number] is not None]
        part, total = (
            sum(source[kode][1][name] for kode in both) for source, name in ((laporan, one.bagian), (whole, one.dari))
        )
        sums[number] = round(100 * part / total, 2) if total else None
    return tuple(sums)


def _missing(bentuk: Bentuk, rows: Sequence[BarisKolom], hari: date) -> list[str]:
    never = [row.nama for row in rows if row.tanggal is None]
    old = [row.nama for row in rows if row.tanggal not in (None, hari)]
    shares = len(bentuk.persen)
    half = [row.nama for row in rows if row.tanggal and shares and None in row.nilai[-shares:]]
    daily = ", ".join(one.label for one in bentuk.kolom if one.kode in of_day(bentuk))
    found = [f"Tidak termasuk dalam jumlah, belum pernah melapor: {', '.join(never)}."] if never else []
    found += [f"{daily}: tidak memuat {', '.join(old)}, yang belum melapor hari itu."] if old else []
    found += [f"{bentuk.persen[0].label}: tidak memuat {', '.join(half)}; pembaginya belum ada."] if half else []
    return found
