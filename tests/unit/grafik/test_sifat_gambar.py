"""Whatever the figures and names: a picture is valid, inside its frame, legible, and its table holds the figures."""

import math
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from pemakaman.grafik.lukis import (
    Bentuk,
    Deret,
    Gambar,
    Titik,
    bars,
    choropleth,
    funnel,
    intervals,
    lines,
    small_multiples,
    tiles,
)
from tests.unit.grafik.baca_gambar import problems

NAMA = st.one_of(
    st.sampled_from(["Tulang Bawang Barat", "<b>&\"'", "Jan 26", "0–4", "", "=1+1", "\x00\ue000", "W" * 80, "a " * 60]),
    st.text(max_size=30),
)
ANGKA = st.one_of(
    st.none(),
    st.integers(0, 3000),
    st.floats(0, 100),
    st.sampled_from([0, -5, 1e300, -1e300, 1e-300, math.nan, math.inf, 10**30]),
    st.floats(allow_nan=True),
)
SATUAN = st.sampled_from(["", "%", "hari", "kematian"])
ACUAN = st.one_of(st.none(), st.tuples(NAMA, st.floats(allow_nan=True)))
RAPI = settings(max_examples=12, deadline=None)


@st.composite
def series(draw: st.DrawFn) -> tuple[list[str], list[Deret]]:
    """Labels and series as long as they."""
    size = draw(st.sampled_from([0, 1, 2, 3, 12, 15, 40]))
    label = draw(st.lists(NAMA, min_size=size, max_size=size))
    values = st.lists(ANGKA, min_size=size, max_size=size).map(tuple)
    return label, draw(st.lists(st.builds(Deret, NAMA, values), min_size=0, max_size=7))


def assert_good(gambar: Gambar, rows: int) -> None:
    assert problems(gambar.svg) == []
    assert len(gambar.tabel.baris) == rows
    assert all(len(row) == len(gambar.tabel.kolom) for row in gambar.tabel.baris)


def known(values: Sequence[float | None]) -> list[float | None]:
    return [None if value is None or not math.isfinite(value) else value for value in values]


@RAPI
@given(series(), SATUAN, ACUAN, st.booleans(), st.booleans())
def test_bars(
    bahan: tuple[list[str], list[Deret]], satuan: str, acuan: tuple[str, float] | None, mendatar: bool, besar: bool
) -> None:
    label, deret = bahan
    gambar = bars("a", "Judul", label, deret, satuan=satuan, acuan=acuan, mendatar=mendatar, besar=besar)
    assert_good(gambar, len(label))
    for column, satu in enumerate(deret, start=1):
        assert [row[column] for row in gambar.tabel.baris] == known(satu.nilai)


@RAPI
@given(series(), SATUAN, ACUAN, st.booleans(), st.booleans())
def test_lines(
    bahan: tuple[list[str], list[Deret]], satuan: str, acuan: tuple[str, float] | None, dari_nol: bool, besar: bool
) -> None:
    label, deret = bahan
    gambar = lines("a", "Judul", label, deret, satuan=satuan, acuan=acuan, dari_nol=dari_nol, besar=besar)
    assert_good(gambar, len(label))


@RAPI
@given(series(), SATUAN, st.booleans())
def test_small_multiples(bahan: tuple[list[str], list[Deret]], satuan: str, besar: bool) -> None:
    label, deret = bahan
    assert_good(small_multiples("a", "Judul", label, deret, satuan=satuan, besar=besar), len(label))


@RAPI
@given(
    st.lists(st.tuples(NAMA, st.one_of(st.none(), st.tuples(*[ANGKA.map(lambda one: one or 0)] * 3))), max_size=20),
    SATUAN,
    ACUAN,
    st.booleans(),
)
def test_intervals(
    bahan: list[tuple[str, tuple[float, float, float] | None]],
    satuan: str,
    acuan: tuple[str, float] | None,
    besar: bool,
) -> None:
    label, rentang = [name for name, _ in bahan], [satu for _, satu in bahan]
    assert_good(intervals("a", "Judul", label, rentang, satuan=satuan, acuan=acuan, besar=besar), len(label))


@RAPI
@given(st.lists(st.tuples(NAMA, st.integers(0, 10**18)), max_size=12), st.lists(st.none() | NAMA, max_size=9))
def test_funnel(langkah: list[tuple[str, int]], tautan: list[str | None]) -> None:
    gambar = funnel("a", "Judul", langkah, tautan=tautan)
    assert_good(gambar, len(langkah))
    assert [row[1] for row in gambar.tabel.baris] == [count for _, count in langkah]


PETAK = st.dictionaries(st.tuples(st.integers(0, 12), st.integers(0, 12)), NAMA, max_size=20)


@RAPI
@given(PETAK, st.lists(ANGKA, min_size=20, max_size=20), SATUAN, st.booleans())
def test_tiles(petak: dict[tuple[int, int], str], nilai: list[float | None], satuan: str, besar: bool) -> None:
    tile = [(str(number), name, *place) for number, (place, name) in enumerate(petak.items())]
    given_values = {str(number): value for number, value in enumerate(nilai)}
    gambar = tiles("a", "Judul", tile, given_values, satuan=satuan, tautan={"0": "/pantau"}, besar=besar)
    assert_good(gambar, len(petak))
    assert {row[1] for row in gambar.tabel.baris} == set(known(nilai[: len(petak)]))


SISI = st.integers(1, 300)


@RAPI
@given(
    st.lists(st.tuples(NAMA, st.integers(-500, 500), st.integers(-500, 500), SISI, SISI, ANGKA), max_size=20),
    SATUAN,
    st.booleans(),
)
def test_choropleth(
    bahan: list[tuple[str, float, float, float, float, float | None]], satuan: str, besar: bool
) -> None:
    bentuk = [
        Bentuk(str(number), name, f"M{x} {y}h{w}v{h}h{-w}z", (x, y, x + w, y + h, x + w / 2, y + h / 2))
        for number, (name, x, y, w, h, _) in enumerate(bahan)
    ]
    titik = [Titik(satu.nama, satu.kotak[4], satu.kotak[5]) for satu in bentuk[:3]]
    nilai = {str(number): satu[5] for number, satu in enumerate(bahan)}
    assert_good(choropleth("a", "Judul", bentuk, nilai, satuan=satuan, titik=titik, besar=besar), len(bentuk))
