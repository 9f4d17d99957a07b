"""What stands out in words, what a wall may show, and who sees whom."""

from datetime import date
from math import comb, exp, lgamma, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.akun.rules import Actor, Peran
from pemakaman.pantau.rules.layanan import list_weeks, sees_himself, sees_officers, sum_up
from pemakaman.pantau.rules.layar import Petak, shown, shown_share
from pemakaman.pantau.rules.mutu import Hitung, Pandang, at_least, pandang_of, standing_out
from pemakaman.wilayah.sebutan import short_name


def actor(peran: Peran, wilayah: str = "18.71") -> Actor:
    return Actor(id=None, nama="Uji", peran=peran, wilayah_kode=wilayah)


def test_share_far_above_the_others_is_said_in_words() -> None:
    own = Hitung(40, {"tanpa_nik": 30})
    assert standing_out(own, own.plus(Hitung(400, {"tanpa_nik": 80}))) == ["lebih sering tanpa NIK"]


def test_small_difference_few_rows_and_no_others_say_nothing() -> None:
    others = Hitung(400, {"tanpa_nik": 80})
    slightly, few = Hitung(40, {"tanpa_nik": 9}), Hitung(9, {"tanpa_nik": 9})
    assert standing_out(slightly, slightly.plus(others)) == []
    assert standing_out(few, few.plus(others)) == []
    assert standing_out(others, others) == []


def test_merged_rows_count_beside_those_that_stayed() -> None:
    assert Hitung(9, {"ganda": 1}).share("ganda") == 0.1
    assert Hitung().share("tanpa_nik") is None


@given(st.integers(0, 30), st.integers(1, 30), st.floats(0.01, 0.99))
def test_chance_of_at_least_so_many_is_the_binomial_sum(count: int, total: int, share: float) -> None:
    exact = sum(comb(total, k) * share**k * (1 - share) ** (total - k) for k in range(max(count, 0), total + 1))
    assert at_least(count, total, share) == pytest.approx(min(exact, 1.0), abs=1e-9)


@pytest.mark.parametrize(
    ("count", "total", "share"),
    [(700, 9000, 0.07), (640, 9000, 0.07), (3, 9000, 0.4), (9000, 9000, 0.9), (5000, 9000, 0.5), (90, 60, 0.5)],
)
def test_chance_of_many_rows_is_that_of_every_term(count: int, total: int, share: float) -> None:
    def term(number: int) -> float:
        ways = lgamma(total + 1) - lgamma(number + 1) - lgamma(total - number + 1)
        return exp(ways + number * log(share) + (total - number) * log(1 - share))

    every = min(1.0, sum(term(number) for number in range(count, total + 1)))
    assert at_least(count, total, share) == pytest.approx(every, rel=1e-9)


@pytest.mark.parametrize(
    ("peran", "pandang"),
    [
        (Peran.PENGELOLA_MAKAM, Pandang.SENDIRI),
        (Peran.OPERATOR_DESA, Pandang.DESA),
        (Peran.VERIFIKATOR, Pandang.KANTOR),
        (Peran.PEJABAT, Pandang.KANTOR),
        (Peran.ADMIN_KAB, Pandang.KANTOR),
        (Peran.PETUGAS_PROVINSI, Pandang.PROVINSI),
        (Peran.AUDITOR, Pandang.SENDIRI),
    ],
)
def test_how_far_each_role_sees(peran: Peran, pandang: Pandang) -> None:
    assert pandang_of(actor(peran)) is pandang


def test_officers_are_seen_by_the_head_and_the_administrator_of_their_own_office_only() -> None:
    assert [peran for peran in Peran if sees_officers(actor(peran), "18.71")] == [Peran.PEJABAT, Peran.ADMIN_KAB]
    assert not sees_officers(actor(Peran.PEJABAT), "18.72")
    assert not sees_officers(actor(Peran.PETUGAS_PROVINSI, "18"), "18.71")


def test_who_decides_sees_himself_at_his_own_office() -> None:
    assert [peran for peran in Peran if sees_himself(actor(peran), "18.71")] == [Peran.VERIFIKATOR, Peran.PEJABAT]
    assert not sees_himself(actor(Peran.VERIFIKATOR), "18.72")


def test_weeks_begin_on_monday_and_end_with_the_present_one() -> None:
    assert list_weeks(date(2026, 11, 27), 2) == [date(2026, 11, 16), date(2026, 11, 23)]


def test_service_time_in_words_of_days() -> None:
    found = sum_up([1, 1, 2, 3, 9])
    assert (found.jumlah, found.median, found.p90) == (5, 2, 9)
    assert sum_up([]).median is None


@pytest.mark.parametrize(("jumlah", "teks"), [(0, "0"), (1, "< 5"), (4, "< 5"), (5, "5"), (1234, "1.234")])
def test_wall_shows_no_small_number_of_people(jumlah: int, teks: str) -> None:
    assert shown(jumlah) == teks


@pytest.mark.parametrize(
    ("akta", "dimakamkan", "teks", "kelas"),
    [
        (3, 4, "–", "kosong"),
        (0, 10, "0 %", "p0"),
        (2, 20, "< 25 %", "kosong"),
        (4, 6, "< 84 %", "kosong"),
        (15, 20, "75 %", "p3"),
        (20, 20, "100 %", "p4"),
    ],
)
def test_tile_says_a_share_and_never_how_few(akta: int, dimakamkan: int, teks: str, kelas: str) -> None:
    petak = Petak("Metro", dimakamkan, akta)
    assert (petak.teks, petak.kelas) == (teks, kelas)
    assert shown_share(1, 0) == "–"


def test_name_on_a_tile() -> None:
    assert [short_name(nama) for nama in ("Kabupaten Mesuji", "Kota Metro")] == ["Mesuji", "Kota Metro"]
