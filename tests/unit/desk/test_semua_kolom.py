"""All columns of a report with their sums, and what prisons and visits owe."""

from datetime import date, timedelta

import pytest

from pemakaman.desk.rules.kolom import BLANGKO, IKD, PEREKAMAN, Angka
from pemakaman.desk.rules.lapangan import Lapangan, add_field, must_report, week_of
from pemakaman.desk.rules.semua_kolom import heads_of, table_of

HARI = date(2024, 11, 21)
KAB = [("18.71", "Kota A"), ("18.72", "Kota B"), ("18.01", "Kab C")]


def stock(awal: int, masuk: int, terpakai: int) -> Angka:
    lain = {"rusak": 0, "kirim": 0, "terima": 0}
    return {"awal": awal, "masuk": masuk, "terpakai": terpakai, **lain, "sisa": awal + masuk - terpakai}


def test_old_report_gives_what_stands_but_not_what_was_done() -> None:
    laporan = {"18.71": (HARI, stock(100, 50, 20)), "18.72": (HARI - timedelta(days=1), stock(80, 10, 30))}
    table = table_of(BLANGKO, KAB, laporan, {"blangko": laporan}, HARI)
    assert table.baris[0].nilai == (100, 50, 20, 0, 0, 0, 130)
    assert table.baris[1].nilai == (None, None, None, None, None, None, 60)
    assert table.baris[2].tanggal is None
    assert table.jumlah == (100, 50, 20, 0, 0, 0, 190)
    assert table.kurang[0] == "Tidak termasuk dalam jumlah, belum pernah melapor: Kab C."
    assert "tidak memuat Kota B" in table.kurang[1]


def test_share_of_the_sum_is_of_those_whose_both_sides_are_known() -> None:
    recorded = {"18.71": (HARI, dict.fromkeys(PEREKAMAN.nama_kolom, 0) | {"kumulatif": 1000})}
    active = {"aktivasi_hari": 1, "kumulatif": 200, "target_persen": 25}
    ikd = {"18.71": (HARI, active), "18.72": (HARI, active)}
    table = table_of(IKD, KAB[:2], ikd, {"perekaman": recorded, "ikd": ikd}, HARI)
    # A target is no thing that adds up; 200 of 1,000 although 400 are active in both.
    assert table.jumlah == (2, 400, None, 20.0)
    assert table.kurang == ["Persentase IKD: tidak memuat Kota B; pembaginya belum ada."]


def test_no_column_of_a_report_is_left_out() -> None:
    heads = heads_of(PEREKAMAN)
    assert len(heads) == len(PEREKAMAN.kolom) + 2
    assert {"SFE (dikirim ke pusat)", "Duplikat", "Gagal", "Cetak hari ini", "Belum rekam"} < set(heads)


@pytest.mark.parametrize(
    ("sisa", "told", "owes"), [(None, False, True), (5, False, True), (0, False, False), (5, True, False)]
)
def test_prison_owes_a_day_while_somebody_is_left(sisa: int | None, told: bool, owes: bool) -> None:
    assert must_report(sisa, is_told=told) is owes


def test_week_begins_on_monday() -> None:
    assert week_of(date(2024, 11, 24)) == (date(2024, 11, 18), date(2024, 11, 24))
    assert week_of(date(2024, 11, 25))[0] == date(2024, 11, 25)


def test_field_adds_up_and_keeps_the_latest_day() -> None:
    rows = [Lapangan(lapas=1, lapas_diam=("A",), lapas_terakhir=HARI), Lapangan(lapas=2, jemput_lewat=1), Lapangan()]
    total = add_field(rows)
    assert (total.lapas, total.lapas_diam, total.lapas_terakhir, total.jemput_lewat) == (3, ("A",), HARI, 1)
    assert total.belum == ["lapas: A", "hasil jemput bola: 1"]
