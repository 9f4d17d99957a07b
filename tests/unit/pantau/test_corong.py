"""Where the dead are held back, which lists an address may name, and what a burial without akta waits for."""

from datetime import date, timedelta

import pytest

from pemakaman.laporan.rules import Status
from pemakaman.nilai.galat import NilaiError
from pemakaman.pantau.rules.belum_akta import Menunggu, age_days, check_tenggat, waits_for
from pemakaman.pantau.rules.bulan import Bulan
from pemakaman.pantau.rules.corong import Pilihan, Tertahan, percent, read_pilihan, read_sifat, read_sumbu, stuck
from pemakaman.pantau.rules.gambar_corong import child_picture, funnel_picture, month_picture
from pemakaman.pantau.rules.langkah import LANGKAH, Sumbu
from pemakaman.pantau.rules.periode import PERTAMA, Periode, read_periode

ANGKA = dict(zip(LANGKAH, (4000, 3000, 3500, 3100, 1500, 1860, 900, 800, 700), strict=True))
HARI = date(2026, 11, 27)


def test_most_are_stuck_where_the_difference_counts_most_persons() -> None:
    assert stuck(ANGKA) == Tertahan("disetujui", "akta", 1240, 3100)


def test_nobody_is_stuck_where_all_arrived() -> None:
    assert stuck(dict.fromkeys(LANGKAH, 7)) is None


def test_a_step_that_is_no_part_of_the_one_before_is_no_place_to_be_stuck_in() -> None:
    angka = dict.fromkeys(LANGKAH, 9) | {"ada_nik": 0, "diunduh": 0, "diusulkan": 0, "diserahkan": 0, "diterima": 0}
    assert stuck(angka) is None


@pytest.mark.parametrize(
    ("bagian", "semua", "teks"),
    [(0, 0, "–"), (0, 5, "0,0 %"), (5, 5, "100,0 %"), (1, 9999, "0,1 %"), (9999, 10000, "99,9 %"), (1, 3, "33,3 %")],
)
def test_a_share_is_all_or_none_only_where_it_is_so(bagian: int, semua: int, teks: str) -> None:
    assert percent(bagian, semua) == teks


def test_a_list_counts_who_reached_a_step_and_not_the_next() -> None:
    assert read_pilihan("disetujui", "akta").count(ANGKA) == 1240
    assert read_pilihan("", "diterima").count(ANGKA) == 3300
    assert read_pilihan("akta", "").count(ANGKA) == 1860


@pytest.mark.parametrize(
    ("langkah", "belum"), [("x", ""), ("akta", "disetujui"), ("kertas", "akta"), ("akta", "diusulkan"), ("", "kertas")]
)
def test_steps_that_do_not_follow_each_other_name_no_list(langkah: str, belum: str) -> None:
    with pytest.raises(NilaiError, match="halaman corong"):
        read_pilihan(langkah, belum)


def test_the_name_of_a_list_says_both_steps() -> None:
    assert Pilihan("disetujui", "akta").judul == "Disetujui, belum: akta terbit"
    assert Pilihan("dimakamkan", "ada_nik").judul == "Dimakamkan, belum: ada NIK"
    assert Pilihan("diserahkan", "diterima").judul == "Diserahkan ke KPU, belum: diterima KPU"
    assert read_sifat("umur", "L|umur_65").judul == "Jenis kelamin dan umur: laki-laki, 65 tahun ke atas"


@pytest.mark.parametrize(("sifat", "nilai"), [("umur", "L"), ("mutu", "ganda"), ("sebab", "9"), ("nik", "1")])
def test_what_nobody_counts_names_no_list(sifat: str, nilai: str) -> None:
    with pytest.raises(NilaiError, match="halaman pantauan"):
        read_sifat(sifat, nilai)


def test_without_a_word_months_are_those_of_burial() -> None:
    assert read_sumbu("") is Sumbu.DIMAKAMKAN
    with pytest.raises(NilaiError):
        read_sumbu("lahir")


@pytest.mark.parametrize(
    ("status", "sampai", "menunggu"),
    [
        (Status.LAPOR_AWAL, 0, Menunggu.PENGELOLA),
        (Status.DIKEMBALIKAN, 1, Menunggu.PERBAIKAN),
        (Status.DISARANKAN, 1, Menunggu.MEJA),
        (Status.DISETUJUI, 2, Menunggu.BERKAS),
        (Status.DISETUJUI, 3, Menunggu.AKTA),
        (Status.DIBEKUKAN, 3, Menunggu.DISISIHKAN),
        (Status.DIARSIPKAN, 0, Menunggu.DISISIHKAN),
    ],
)
def test_a_burial_waits_for_who_must_act_next(status: Status, sampai: int, menunggu: Menunggu) -> None:
    days = [HARI if step < sampai else None for step in range(3)]
    assert waits_for(status, *days) is menunggu


def test_with_its_akta_nothing_is_waited_for() -> None:
    assert waits_for(Status.AKTA_TERBIT, HARI, HARI, HARI, akta=HARI) is None


def test_a_burial_of_tomorrow_is_no_day_old() -> None:
    assert age_days(HARI + timedelta(days=1), HARI) == 0
    assert age_days(HARI - timedelta(days=3), HARI) == 3


def test_a_task_ends_today_or_within_a_year() -> None:
    for good in (None, HARI, HARI + timedelta(days=366)):
        check_tenggat(good, HARI)
    for bad in (HARI - timedelta(days=1), HARI + timedelta(days=367)):
        with pytest.raises(NilaiError):
            check_tenggat(bad, HARI)


def test_pictures_carry_the_figures_of_the_page() -> None:
    picture = funnel_picture(ANGKA, {"akta": "/pantau/baris"}, "")
    assert [row[1] for row in picture.tabel.baris] == list(ANGKA.values())
    assert "/pantau/baris" in picture.svg
    months = [Bulan(2026, 1).next(step) for step in range(3)]
    assert len(month_picture(months, {months[1]: ANGKA}, "").tabel.baris) == 3


def test_a_long_period_is_drawn_from_its_end_and_stands_whole_in_its_files() -> None:
    months = Periode(Bulan(1900, 1), Bulan(2026, 12)).bulan
    picture = month_picture(months, {Bulan(2000, 1): ANGKA, Bulan(2026, 1): ANGKA}, "")
    rows = picture.penuh.baris
    assert len(picture.tabel.baris) == 60
    assert (rows[0][:2], len(rows)) == (("Jan 2000", 4000.0), 27 * 12)
    assert "60 bulan terakhir" in picture.catatan
    assert "Jan 2000" not in picture.svg
    recent = month_picture(months, {Bulan(2026, 1): ANGKA}, "")
    assert (len(recent.penuh.baris), recent.catatan) == (60, "")


def test_an_address_may_ask_for_all_time() -> None:
    assert read_periode("1900-01", "2026-11", Bulan(2026, 11)).dari == PERTAMA


def test_small_panels_show_the_places_with_most_burials() -> None:
    places = [(f"Kab {number}", ANGKA | {"dimakamkan": 4000 + number}) for number in range(40)]
    picture = child_picture("Kabupaten/kota", places)
    assert picture is not None
    assert "Kab 39" in picture.svg
    assert "Kab 1<" not in picture.svg
    assert child_picture("Kabupaten/kota", [("Kosong", dict.fromkeys(LANGKAH, 0))]) is None
