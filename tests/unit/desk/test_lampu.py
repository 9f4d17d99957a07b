"""The lights of the board and the sums below it."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.desk.rules.laju import BATAS, Warna, limits
from pemakaman.desk.rules.lampu import (
    KATA,
    LAMBANG,
    explain,
    explain_target,
    incident_light,
    report_light,
    stock_light,
    worst,
)
from pemakaman.desk.rules.papan import URUTAN, Baris, add_up, arrange, missing_words

ATURAN = {kode: limits(kode, {}) for kode in BATAS}


def baris(kode: str = "18.71", kumulatif: int | None = 990, dinamis: int | None = 1000, **lain: object) -> Baris:
    base: dict[str, object] = {"tanggal": date(2024, 11, 15), "blangko": 2000, "pakai": 100.0, "diam": 0}
    base |= {"ikd": 300}
    return Baris(kode, f"Kab {kode}", ATURAN, kumulatif=kumulatif, dinamis=dinamis, **(base | lain))  # type: ignore[arg-type]


def test_every_light_has_its_own_word_and_shape() -> None:
    assert len(set(KATA.values())) == len(set(LAMBANG.values())) == len(Warna)


def test_row_within_all_limits_is_green() -> None:
    assert baris().warna is Warna.HIJAU


@pytest.mark.parametrize(
    ("figures", "rule", "light"),
    [
        ({"kumulatif": 989}, "rekam_persen", Warna.KUNING),
        ({"kumulatif": 979}, "rekam_persen", Warna.MERAH),
        ({"kumulatif": None, "dinamis": None}, "rekam_persen", Warna.KOSONG),
        ({"blangko": 1399}, "blangko_hari", Warna.KUNING),
        ({"blangko": 699}, "blangko_hari", Warna.MERAH),
        ({"blangko": 0, "pakai": None}, "blangko_hari", Warna.MERAH),
        ({"blangko": 5, "pakai": None}, "blangko_hari", Warna.KOSONG),
        ({"ikd": 240}, "ikd_persen", Warna.KUNING),
        ({"ikd": 120}, "ikd_persen", Warna.MERAH),
        ({"diam": 1}, "lapor_hari", Warna.KUNING),
        ({"diam": 2}, "lapor_hari", Warna.MERAH),
        ({"diam": None}, "lapor_hari", Warna.MERAH),
        ({"insiden": 1}, "insiden", Warna.KUNING),
        ({"insiden": 1, "lewat": 1}, "insiden", Warna.MERAH),
    ],
)
def test_figure_past_its_limit_lights_up(figures: dict[str, int], rule: str, light: Warna) -> None:
    row = baris(**figures)
    assert row.lampu[rule] is light
    assert row.warna is light


def test_limits_that_a_province_chose_count() -> None:
    own = limits("rekam_persen", {"rekam_persen": {"kuning": 95, "merah": 90}})
    assert explain(own) == "Persentase rekam: merah di bawah 90 %, kuning di bawah 95 %, selain itu hijau."
    row = Baris("18.71", "Metro", {**ATURAN, "rekam_persen": own}, kumulatif=960, dinamis=1000)
    assert row.lampu["rekam_persen"] is Warna.HIJAU


def test_rule_of_days_says_from_when_on() -> None:
    assert "merah mulai 2 hari" in explain(ATURAN["lapor_hari"])


def test_target_of_the_light_is_told_with_whose_it_is() -> None:
    assert explain_target([30, 25, 25]).startswith(
        "Target IKD: 25 % atau 30 % dari yang sudah rekam, menurut pemilihan"
    )


@given(st.lists(st.sampled_from(list(Warna))))
def test_red_wins_over_everything(lights: list[Warna]) -> None:
    assert worst([*lights, Warna.MERAH]) is Warna.MERAH
    assert worst([Warna.HIJAU, Warna.KOSONG]) is Warna.KOSONG


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 400))
def test_lights_never_get_better_when_figures_get_worse(buka: int, lewat: int, hari: int) -> None:
    order = [Warna.HIJAU, Warna.KUNING, Warna.MERAH]
    rule = ATURAN["lapor_hari"]
    assert order.index(report_light(rule, hari + 1)) >= order.index(report_light(rule, hari))
    assert order.index(incident_light(buka + 1, lewat)) >= order.index(incident_light(buka, lewat))
    blangko = ATURAN["blangko_hari"]
    assert order.index(stock_light(blangko, 10, hari)) >= order.index(stock_light(blangko, 10, hari + 1))


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), max_size=20))
def test_rows_add_up_to_the_province(pairs: list[tuple[int, int]]) -> None:
    rows = [baris(f"18.{n:02}", kumulatif=min(pair), dinamis=max(pair)) for n, pair in enumerate(pairs)]
    total = add_up(rows)
    assert total.sisa_rekam == total.dinamis - total.kumulatif == sum(one.sisa_rekam or 0 for one in rows)
    assert "kumulatif" not in total.kurang


PENUH = {"rekam_hari": 5, "blangko": 9, "ikd": 100, "suket": 3, "suket_hari": 1}


def test_each_figure_of_the_sum_names_whom_it_leaves_out() -> None:
    silent = baris("18.72", **{**PENUH, "blangko": None, "rekam_hari": None})
    total = add_up([baris("18.71", **PENUH), silent])
    assert total.kurang == {"rekam_hari": ("Kab 18.72",), "blangko": ("Kab 18.72",)}
    said = missing_words(total.kurang, ["Kab 18.71", "Kab 18.72"])
    assert said == ["Jumlah rekam hari itu, sisa blangko tidak memuat Kab 18.72: belum ada laporannya."]


def test_sum_of_few_names_those_few() -> None:
    assert missing_words({"ikd": ("A", "B")}, ["A", "B", "C"]) == [
        "Jumlah IKD hanya memuat C; yang lain belum ada laporannya."
    ]
    assert missing_words({"ikd": ("A",)}, ["A"]) == ["IKD: belum ada laporannya dari kabupaten/kota mana pun."]


def test_share_of_digital_identities_is_of_rows_that_know_both() -> None:
    unrecorded = baris("18.72", **{**PENUH, "kumulatif": None, "dinamis": None, "ikd": 900})
    total = add_up([baris("18.71", **{**PENUH, "kumulatif": 1000, "ikd": 100}), unrecorded])
    assert (total.ikd, total.ikd_persen) == (1000, 10)
    assert total.kurang["ikd_persen"] == ("Kab 18.72",)


@pytest.mark.parametrize(("belum", "kurang"), [((), {}), (("suket",), {"suket": ("Kab 18.71",)})])
def test_interim_letters_are_missing_only_in_their_time(belum: tuple[str, ...], kurang: dict[str, Any]) -> None:
    one = baris("18.71", **{**PENUH, "suket": None, "belum": belum})
    assert add_up([one]).kurang == kurang


def test_worst_row_comes_first_when_asked_and_missing_figures_last() -> None:
    rows = [
        baris("18.01"),
        baris("18.02", kumulatif=None),
        baris("18.03", kumulatif=900),
        baris("18.04", kumulatif=985),
    ]
    assert [one.kode for one in arrange(rows, "lampu")] == ["18.03", "18.04", "18.02", "18.01"]
    assert [one.kode for one in arrange(rows, "persen")] == ["18.03", "18.04", "18.01", "18.02"]
    assert [one.kode for one in arrange(rows, "sembarang")] == ["18.01", "18.02", "18.03", "18.04"]


@pytest.mark.parametrize("urut", URUTAN)
def test_every_order_keeps_every_row(urut: str) -> None:
    rows = [baris("18.02", diam=None, insiden=1), baris("18.01", kumulatif=None, blangko=None)]
    assert {one.kode for one in arrange(rows, urut)} == {"18.01", "18.02"}
