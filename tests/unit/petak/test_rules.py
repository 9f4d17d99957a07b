from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.makam.rules import JenisPetak
from pemakaman.makam.tumpang import AturanTumpang, Permohonan, add_years, has_room, judge_tumpang
from pemakaman.petak.rules import JenisPindah, PenerbitIzin, find_date_gap, find_early, find_order_gap, size_warning

LAMA, HARI = date(2020, 5, 1), date(2026, 5, 1)
IYA = Permohonan(HARI, tumpang=True, persetujuan="Ibu Rohani", surat="12/AW")


BAWAAN = AturanTumpang()


def judge(aturan: AturanTumpang = BAWAAN, permohonan: Permohonan = IYA, *sejak: date) -> set[str]:
    return set(judge_tumpang(aturan, sejak or [LAMA], permohonan, petak="Blok A, A-003"))


def test_second_burial_may_take_place_when_everything_holds() -> None:
    assert judge() == set()


def test_where_it_is_forbidden_nothing_helps() -> None:
    assert judge(AturanTumpang(boleh=False)) == {"petak_id"}


def test_it_must_be_said() -> None:
    assert judge(AturanTumpang(), Permohonan(HARI)) == {"petak_id"}


def test_consent_names_who_and_which_paper() -> None:
    assert judge(AturanTumpang(), Permohonan(HARI, tumpang=True)) == {"tumpang_persetujuan", "tumpang_surat"}


def test_consent_is_asked_only_where_the_kab_asks_it() -> None:
    assert judge(AturanTumpang(persetujuan=False), Permohonan(HARI, tumpang=True)) == set()


@pytest.mark.parametrize(("hari", "boleh"), [(date(2023, 4, 30), False), (date(2023, 5, 1), True)])
def test_years_since_the_last_are_counted_to_the_day(hari: date, boleh: bool) -> None:
    permohonan = Permohonan(hari, tumpang=True, persetujuan="Ani", surat="1")
    assert (judge(AturanTumpang(tahun=3), permohonan) == set()) is boleh


def test_the_last_of_several_counts() -> None:
    assert judge(AturanTumpang(tahun=3), IYA, LAMA, date(2025, 1, 1)) == {"petak_id"}


def test_an_older_burial_entered_late_keeps_its_distance_too() -> None:
    permohonan = Permohonan(date(2018, 6, 1), tumpang=True, persetujuan="Ani", surat="1")
    assert judge(AturanTumpang(tahun=3), permohonan) == {"petak_id"}
    assert judge(AturanTumpang(tahun=1), permohonan) == set()


def test_unknown_old_grave_needs_consent_but_no_years() -> None:
    assert judge_tumpang(AturanTumpang(), [], IYA, petak="A") == {}


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(0, 50))
def test_distance_is_the_same_in_both_directions(a: date, b: date, tahun: int) -> None:
    def asked(lying: date, coming: date) -> dict[str, list[str]]:
        return judge_tumpang(
            AturanTumpang(tahun=tahun, persetujuan=False), [lying], Permohonan(coming, tumpang=True), petak="A"
        )

    assert bool(asked(a, b)) == bool(asked(b, a))


def test_leap_day_moves_to_march() -> None:
    assert add_years(date(2024, 2, 29), 1) == date(2025, 3, 1)
    assert add_years(date(2024, 2, 29), 4) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("jenis", "penghuni", "ada"),
    [("tunggal", 0, True), ("tunggal", 1, False), ("ganda", 1, True), ("ganda", 2, False), ("keluarga", 9, True)],
)
def test_room_beside_the_others(jenis: str, penghuni: int, ada: bool) -> None:
    assert has_room(JenisPetak(jenis), penghuni) is ada


def test_only_a_single_plot_is_measured() -> None:
    assert size_warning("tunggal", 250, 150) is None
    assert size_warning("tunggal", 251, None)
    assert size_warning("tunggal", None, 160)
    assert size_warning("keluarga", 600, 400) is None


def test_nobody_is_exhumed_twice() -> None:
    assert find_order_gap(JenisPindah.GALI, JenisPindah.GALI)
    assert find_order_gap(JenisPindah.GALI, JenisPindah.PINDAH_KELUAR)
    assert find_order_gap(JenisPindah.PINDAH_PETAK, JenisPindah.GALI) is None
    assert find_order_gap(JenisPindah.GALI, JenisPindah.PINDAH_PETAK) is None


def test_days_stand_in_order() -> None:
    def gaps(tanggal: date, izin: date) -> set[str]:
        return set(find_date_gap(tanggal, sejak=LAMA, izin_tanggal=izin, hari_ini=HARI))

    assert gaps(HARI, HARI) == set()
    assert gaps(date(2026, 5, 2), HARI) == {"tanggal"}
    assert gaps(date(2020, 4, 30), LAMA) == {"tanggal", "izin_tanggal"}


@pytest.mark.parametrize("penerbit", list(PenerbitIzin))
def test_only_an_order_overrides_the_time_in_the_ground(penerbit: PenerbitIzin) -> None:
    early = find_early(date(2021, 4, 30), sejak=LAMA, tahun=1, penerbit=penerbit)
    assert (early is None) is (penerbit in {PenerbitIzin.PENGADILAN, PenerbitIzin.KEPOLISIAN})
    assert find_early(date(2021, 5, 1), sejak=LAMA, tahun=1, penerbit=penerbit) is None
