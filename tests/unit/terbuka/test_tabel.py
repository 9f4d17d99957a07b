"""The published table: rows of files, sums of a year, metadata that name every column."""

from pemakaman.pantau.rules.bulan import Bulan
from pemakaman.terbuka.rules.lisensi import BAWAAN, LISENSI
from pemakaman.terbuka.rules.metadata import make_metadata
from pemakaman.terbuka.rules.tabel import Tabel, make_tabel
from pemakaman.terbuka.rules.ukuran import KODE, KOLOM

KAB = {"18.71": "Kota Bandar Lampung", "18.72": "Kota Metro"}
JAN, FEB = Bulan(2026, 1), Bulan(2026, 2)
RAMAI = {"18.71": (20, 18, 15, 9), "18.72": (8, 7, 6, 5)}
SEPI = {"18.71": (20, 18, 15, 9), "18.72": (3, 3, 2, 1)}


def make(*angka: dict[str, tuple[int, ...]]) -> Tabel:
    months = [JAN, FEB][: len(angka)]
    return make_tabel(("18", "Lampung"), 2026, KAB, months, dict(zip(months, angka, strict=True)))


def test_open_months_add_up_to_an_open_year() -> None:
    rows = list(make(RAMAI, RAMAI).list_rows())
    assert ("18.72", "Kota Metro", "2026", "dimakamkan", 16, "") in rows
    assert ("18", "Lampung", "2026", "akta", 28, "") in rows
    assert len(rows) == 3 * len(KODE) * 3


def test_a_closed_month_closes_the_year_of_its_region() -> None:
    rows = list(make(RAMAI, SEPI).list_rows())
    assert ("18.72", "Kota Metro", "2026-01", "dimakamkan", 8, "") in rows
    assert ("18.72", "Kota Metro", "2026-02", "dimakamkan", None, "disembunyikan") in rows
    assert ("18.72", "Kota Metro", "2026", "dimakamkan", None, "disembunyikan") in rows
    assert ("18", "Lampung", "2026", "dimakamkan", 51, "") in rows


def test_a_sum_of_some_regions_is_a_row_of_its_own() -> None:
    kab = KAB | {"18.01": "Kab. Lampung Selatan", "18.02": "Kab. Lampung Tengah"}
    angka = {JAN: SEPI | {"18.01": (9, 9, 9, 9), "18.02": (9, 9, 9, 9)}}
    tabel = make_tabel(("18", "Lampung"), 2026, dict(sorted(kab.items())), [JAN], angka)
    expected = ("18.71+18.72", "Kota Bandar Lampung + Kota Metro", "2026-01", "dimakamkan", 23, "gabungan")
    assert expected in list(tabel.list_rows())


def test_a_month_without_any_burial_is_closed() -> None:
    assert make({}).bulan[JAN]["dimakamkan"].total is None


def test_metadata_explain_every_column_and_figure() -> None:
    told = make_metadata(("18", "Lampung"), KAB, tahun=[2026], sampai=FEB, lisensi=BAWAAN, kontak="Dukcapil")
    assert [one["nama"] for one in told["kolom"]] == [nama for nama, _, _ in KOLOM]
    assert [one["kode"] for one in told["ukuran"]] == list(KODE)
    assert told["periode"] == {"tahun": [2026], "sampai": "2026-02", "satuan": "bulan"}
    assert told["lisensi"]["nama"] == LISENSI[BAWAAN].nama
