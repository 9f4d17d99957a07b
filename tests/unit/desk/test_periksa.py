"""What a daily report is refused for, with the figures named."""

from datetime import date

import pytest

from pemakaman.desk.rules.kolom import BLANGKO, IKD, LAPAS, PEREKAMAN, SUKET, Angka, Bentuk, nihil_of, percentages
from pemakaman.desk.rules.periksa import Hari, check_laporan, find_broken, find_galat, find_resting
from pemakaman.errors import Invalid

KEMARIN, HARI_INI, LUSA = date(2024, 11, 14), date(2024, 11, 15), date(2024, 11, 17)
# Lampung on 15 November 2024.
PROVINSI: Angka = {
    "penduduk": 9_082_727,
    "wajib_ktp": 6_606_173,
    "wajib_dinamis": 6_616_086,
    "rekam_hari": 1_200,
    "kumulatif": 6_528_688,
    "prr": 4_000,
    "sfe": 350,
    "duplikat": 12,
    "gagal": 7,
    "cetak_hari": 900,
}
STOK: Angka = {"awal": 500, "masuk": 0, "terpakai": 120, "rusak": 3, "kirim": 0, "terima": 0, "sisa": 377}


def said(bentuk: Bentuk, angka: Angka, sebelum: Hari | None = None, tanggal: date = HARI_INI) -> str:
    found = find_galat(bentuk, Hari(tanggal, angka), sebelum)
    return " ".join(pesan for one in found.values() for pesan in one)


def test_figures_that_add_up_are_taken() -> None:
    before = Hari(KEMARIN, PROVINSI | {"kumulatif": 6_527_488})
    check_laporan(PEREKAMAN, Hari(HARI_INI, PROVINSI), before)


def test_cumulative_that_falls_is_refused_with_both_figures() -> None:
    before = Hari(KEMARIN, PROVINSI)
    pesan = said(PEREKAMAN, PROVINSI | {"kumulatif": 6_528_600}, before)
    assert pesan == "Kumulatif hari ini 6.528.600 lebih kecil daripada kemarin 6.528.688."


def test_cumulative_must_be_yesterday_and_today_together() -> None:
    pesan = said(PEREKAMAN, PROVINSI, Hari(KEMARIN, PROVINSI | {"kumulatif": 6_527_000}))
    assert "6.528.688 tidak cocok" in pesan
    assert "kemarin 6.527.000 ditambah rekam hari ini 1.200 = 6.528.200" in pesan


def test_after_a_gap_the_cumulative_may_be_more_but_not_less() -> None:
    before = Hari(KEMARIN, PROVINSI | {"kumulatif": 6_520_000})
    assert said(PEREKAMAN, PROVINSI, before, LUSA) == ""
    pesan = said(PEREKAMAN, PROVINSI, Hari(KEMARIN, PROVINSI | {"kumulatif": 6_528_000}), LUSA)
    assert "kurang: laporan terakhir (14 November 2024) 6.528.000" in pesan


def test_share_over_a_hundred_is_refused() -> None:
    pesan = said(PEREKAMAN, PROVINSI | {"kumulatif": 6_682_247})
    assert "Persentase rekam 101,00 % lebih dari 100: 6.682.247 dari wajib KTP dinamis 6.616.086." in pesan


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"wajib_ktp": 6_700_000}, "Wajib KTP 6.700.000 lebih besar daripada wajib KTP dinamis 6.616.086."),
        ({"penduduk": 6_000_000}, "Wajib KTP dinamis 6.616.086 lebih besar daripada jumlah penduduk 6.000.000."),
        ({"prr": 6_528_600}, "menjadi 6.528.950, lebih besar daripada sudah rekam (kumulatif) 6.528.688."),
        ({"gagal": -1}, "Gagal -1: angka tidak dapat kurang dari nol."),
        ({"penduduk": 3_000_000_000}, "Jumlah penduduk 3.000.000.000 terlalu besar"),
    ],
)
def test_figures_that_cannot_be_are_named(changed: Angka, words: str) -> None:
    assert words in said(PEREKAMAN, PROVINSI | changed)


def test_missing_figure_is_asked_for_by_its_label() -> None:
    rest = {kode: value for kode, value in PROVINSI.items() if kode != "sfe"}
    assert find_galat(PEREKAMAN, Hari(HARI_INI, rest), None) == {
        "sfe": ["SFE (dikirim ke pusat) belum diisi. Tulis 0 bila tidak ada."]
    }


def test_stock_that_does_not_add_up_shows_the_sum() -> None:
    pesan = said(BLANGKO, STOK | {"sisa": 380})
    assert pesan.endswith("− terpakai 120 − rusak 3 − dikirim ke kabupaten/kota lain 0 = 377, bukan 380.")


def test_stock_below_zero_is_refused() -> None:
    pesan = said(BLANGKO, STOK | {"terpakai": 600, "sisa": 0})
    assert pesan.startswith("Stok menjadi kurang dari nol: Stok awal 500")
    assert pesan.endswith("= −103.")


def test_stock_that_no_column_holds_is_refused_at_its_field() -> None:
    whole = STOK | {"awal": 2_000_000_000, "masuk": 2_000_000_000, "sisa": 2_000_000_000, "terpakai": 2_000_000_000}
    found = find_galat(BLANGKO, Hari(HARI_INI, whole | {"rusak": 0}), None)
    assert "menjadi 4.000.000.000: lebih dari 2.000.000.000 keping" in found["awal"][0]


def test_stock_begins_with_what_yesterday_left() -> None:
    pesan = said(BLANGKO, STOK, Hari(KEMARIN, STOK | {"sisa": 510}))
    assert pesan == "Stok awal 500 tidak sama dengan sisa kemarin 510."


def test_stock_after_a_gap_names_the_day_to_report_first() -> None:
    pesan = said(BLANGKO, STOK, Hari(KEMARIN, STOK | {"sisa": 510}), LUSA)
    assert "sisa laporan terakhir (14 November 2024) 510" in pesan
    assert "mulai Jumat, 15 November 2024" in pesan


def test_share_of_another_report_is_checked_against_it() -> None:
    ikd = {"aktivasi_hari": 5, "kumulatif": 1_001, "target_persen": 25}
    with pytest.raises(Invalid) as refused:
        check_laporan(IKD, Hari(HARI_INI, ikd), None, lain={"perekaman": {"kumulatif": 1_000}})
    assert refused.value.galat["kumulatif"] == [
        "Persentase IKD 100,10 % lebih dari 100: 1.001 dari yang sudah rekam KTP-el 1.000."
    ]


def test_recorded_that_a_share_of_another_report_rests_on_is_checked_from_its_side() -> None:
    ikd = {"aktivasi_hari": 5, "target_persen": 25}
    reports = [Hari(HARI_INI, ikd | {"kumulatif": 900}), Hari(LUSA, ikd | {"kumulatif": 1_001})]
    assert find_resting(PEREKAMAN, Hari(HARI_INI, PROVINSI | {"kumulatif": 1_001}), IKD, reports) == {}
    found = find_resting(PEREKAMAN, Hari(HARI_INI, PROVINSI | {"kumulatif": 1_000}), IKD, reports)
    assert found["kumulatif"] == [
        "Persentase IKD 100,10 % lebih dari 100: 1.001 dari yang sudah rekam KTP-el 1.000. "
        "Perbaiki dulu laporan IKD 17 November 2024, atau periksa angka ini."
    ]


def test_target_over_a_hundred_is_refused() -> None:
    assert said(IKD, {"aktivasi_hari": 0, "kumulatif": 5, "target_persen": 101}).startswith("Target 101 persen lebih")


def test_day_larger_than_all_days_is_refused() -> None:
    pesan = said(SUKET, {"cetak_hari": 9, "kumulatif": 5, "batal_hari": 0})
    assert pesan == "Cetak hari ini 9 lebih besar daripada cetak (kumulatif) 5."


def test_inmates_of_both_places_are_not_more_than_all() -> None:
    zero = dict.fromkeys(LAPAS.nama_kolom, 0)
    pesan = said(LAPAS, zero | {"penghuni": 766, "domisili_dalam": 433, "domisili_luar": 400})
    assert "menjadi 833, lebih besar daripada penghuni 766." in pesan


def test_nihil_keeps_what_stood_and_writes_zero_for_the_day() -> None:
    angka = nihil_of(PEREKAMAN, PROVINSI)
    assert (angka["rekam_hari"], angka["cetak_hari"], angka["kumulatif"]) == (0, 0, 6_528_688)


def test_nihil_of_a_stock_still_counts_the_transfers_of_the_day() -> None:
    angka = nihil_of(BLANGKO, STOK, {"kirim": 77, "terima": 0})
    assert (angka["awal"], angka["terpakai"], angka["kirim"], angka["sisa"]) == (377, 0, 77, 300)


def test_days_that_no_longer_fit_are_named_and_the_others_not() -> None:
    days = [
        Hari(KEMARIN, STOK),
        Hari(HARI_INI, STOK | {"awal": 400, "sisa": 277}),
        Hari(LUSA, STOK | {"awal": 277, "sisa": 154}),
    ]
    assert [one.tanggal for one in find_broken(BLANGKO, days)] == [HARI_INI]


def test_count_that_begins_anew_is_not_held_against_the_one_before() -> None:
    days = [
        Hari(date(2024, 11, day), {"cetak_hari": 1, "kumulatif": kumulatif, "batal_hari": 0})
        for day, kumulatif in ((26, 900), (27, 1), (28, 7))
    ]
    found = find_broken(SUKET, days, mulai=lambda _: date(2024, 11, 27))
    assert [one.tanggal for one in found] == [date(2024, 11, 28)]


def test_percentages_are_counted_and_empty_without_a_whole() -> None:
    assert percentages(PEREKAMAN, PROVINSI)["rekam_persen"] == pytest.approx(98.68, abs=0.005)
    assert percentages(IKD, {"kumulatif": 4, "aktivasi_hari": 0, "target_persen": 25}) == {"ikd_persen": None}
