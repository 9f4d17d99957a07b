"""The figures of a report and of each cemetery."""

from hypothesis import given
from hypothesis import strategies as st

from pemakaman.pantau.rules.angka import ANGKA, LetakMakam, changed_figures, changed_rows, judge_makam, sum_rows

LETAK = st.builds(LetakMakam, berbuku=st.booleans(), dipakai=st.booleans(), nihil=st.sampled_from([None, True, False]))


def judge(*, berbuku: bool = True, dipakai: bool = True, nihil: bool | None = None, pemakaman: int = 0) -> str:
    return judge_makam(LetakMakam(berbuku, dipakai, nihil), {"pemakaman": pemakaman})[0]


def test_state_of_a_cemetery() -> None:
    assert judge(pemakaman=2) == "melapor"
    assert judge(pemakaman=2, nihil=False) == "tutup"
    assert judge(nihil=True) == "nihil"
    assert judge() == "diam"
    assert judge(berbuku=False) == "tanpa_buku"
    assert judge(dipakai=False) == "tidak_dipakai"


def test_closed_as_nihil_with_a_late_row_is_not_nihil() -> None:
    keadaan, angka = judge_makam(LetakMakam(True, True, True), {"pemakaman": 1})
    assert (keadaan, angka["nihil"], angka["melapor"]) == ("tutup", 0, 1)


@given(LETAK, st.integers(0, 3))
def test_a_cemetery_in_use_with_a_book_reported_or_is_silent(letak: LetakMakam, pemakaman: int) -> None:
    angka = judge_makam(letak, {"pemakaman": pemakaman})[1]
    assert angka["melapor"] + angka["diam"] <= 1
    if letak.dipakai:
        assert angka["melapor"] + angka["diam"] == angka["aktif"] == angka["berbuku"]
    assert angka["nihil"] <= angka["tutup"] <= angka["melapor"] <= angka["berbuku"] <= angka["makam"] == 1


@given(st.lists(st.fixed_dictionaries({name: st.integers(0, 999) for name in ANGKA}), max_size=5))
def test_sums_are_those_of_the_rows(rows: list[dict[str, int]]) -> None:
    total = sum_rows(rows)
    assert all(total[name] == sum(row[name] for row in rows) for name in ANGKA)


def test_changes_name_the_figure_and_both_values() -> None:
    assert changed_figures({"pemakaman": 12}, {"pemakaman": 13}) == ["Pemakaman dalam bulan ini: 12 → 13"]
    assert changed_figures({"pemakaman": 12}, {"pemakaman": 12}) == []


def test_changed_rows_are_named_also_new_and_lost_ones() -> None:
    old = [{"kode": "a", "nama": "TPU A", "pemakaman": 1}, {"kode": "b", "nama": "TPU B", "pemakaman": 1}]
    new = [{"kode": "a", "nama": "TPU A", "pemakaman": 2}, {"kode": "c", "nama": "TPU C", "pemakaman": 1}]
    assert changed_rows(old, new) == ["TPU A", "TPU B", "TPU C"]
    assert changed_rows(old, old) == []
