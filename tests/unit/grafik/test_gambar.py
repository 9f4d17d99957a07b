"""Pictures one by one: what they say, how they are heard, what their files hold."""

import csv
import io
import subprocess
import sys

import pytest
from PIL import Image

from pemakaman.grafik.angka import make_scale, show, show_short
from pemakaman.grafik.berkas import csv_file, file_name, png_file, svg_file, xlsx_file
from pemakaman.grafik.lukis import (
    Bentuk,
    Deret,
    Gambar,
    bars,
    choropleth,
    funnel,
    intervals,
    lines,
    small_multiples,
    tiles,
)
from pemakaman.tabel import open_table
from tests.unit.grafik.baca_gambar import SVG, frame, parse, problems, words

KAB = ["Lampung Selatan", "Lampung Tengah", "Tulang Bawang", "Tulang Bawang Barat", "Kota Bandar Lampung", "Kota Metro"]
BULAN = [f"{nama} 26" for nama in ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"]]


def per_kab() -> Gambar:
    values = (76.7, 20.4, None, 45.4, 51.6, 12.0)
    return bars("kab", "Persen berakta", KAB, [Deret("Berakta", values)], satuan="%", acuan=("Nasional", 56.7))


@pytest.mark.parametrize(
    ("value", "digits", "unit", "text"),
    [(1234, 0, "", "1.234"), (56.7, 1, "%", "56,7 %"), (-3, 0, "", "−3"), (-0.01, 1, "%", "0,0 %"), (None, 0, "", "–")],
)
def test_figures_are_written_as_here(value: float | None, digits: int, unit: str, text: str) -> None:
    assert show(value, digits, unit) == text


def test_large_figures_of_an_axis_are_short() -> None:
    assert [show_short(value) for value in (500_000, 2_500_000, 3e9)] == ["500.000", "2,5 juta", "3 miliar"]


def test_ticks_are_round_and_whole_for_whole_figures() -> None:
    assert make_scale([3, 17, 42]).tanda == (0, 10, 20, 30, 40, 50)
    assert make_scale([1, 2]).tanda == (0, 1, 2)
    assert make_scale([-12.5, 30]).tanda == (-20, -10, 0, 10, 20, 30)


def test_names_too_long_to_stand_make_bars_lie_and_are_never_cut() -> None:
    drawn = [one.teks for one in words(parse(per_kab().svg))]
    assert set(KAB) <= set(drawn)
    assert "tidak ada data" in drawn
    assert "Nasional: 56,7 %" in drawn


def test_months_stand_each_with_its_label() -> None:
    gambar = bars("b", "Kematian", BULAN, [Deret("Kematian", tuple(range(800, 2000, 100)))], satuan="kematian")
    drawn = [one.teks for one in words(parse(gambar.svg))]
    assert [name for name in drawn if name in {bulan[:3] for bulan in BULAN}] == [bulan[:3] for bulan in BULAN]
    assert "Kematian" in drawn


def test_a_picture_is_heard_as_one_sentence() -> None:
    root = parse(per_kab().svg)
    title, gist = root[0], root[1]
    assert root.attrib["role"] == "img"
    assert (root.attrib["aria-labelledby"], root.attrib["aria-describedby"]) == (title.attrib["id"], gist.attrib["id"])
    assert title.text == "Persen berakta"
    assert gist.text == "Berakta: tertinggi Lampung Selatan 76,7 %, terendah Kota Metro 12,0 %; Nasional: 56,7 %."


def test_links_are_reached_by_key_and_have_a_name() -> None:
    langkah = [("Dimakamkan", 1200), ("Akta terbit", 300)]
    root = parse(funnel("f", "Jalan", langkah, tautan=["/pantau/baris?a=1&b=2", "javascript:alert(1)"]).svg)
    links = root.findall(f"{SVG}a")
    assert [(link.attrib["href"], link.attrib["aria-label"]) for link in links] == [
        ("/pantau/baris?a=1&b=2", "Dimakamkan: 1.200")
    ]
    # Parts of an image are hidden from who hears it; parts of a group are not.
    assert root.attrib["role"] == "group"


def test_a_funnel_never_says_zero_of_something() -> None:
    texts = [one.teks for one in words(parse(funnel("f", "Jalan", [("A", 100_000), ("B", 99_999), ("C", 3)]).svg))]
    assert "99.999 (> 99,9 %)" in texts
    assert "3 (< 0,1 %)" in texts


def test_lines_close_together_keep_their_names_apart() -> None:
    deret = [Deret(name, (60.0 + number / 10,) * 12) for number, name in enumerate(("A", "B", "C", "D"))]
    assert problems(lines("l", "Dekat", BULAN, deret, satuan="%").svg) == []


def test_an_axis_that_does_not_begin_at_zero_says_so() -> None:
    gambar = lines("l", "Dekat", BULAN, [Deret("A", tuple(range(960, 972)))], dari_nol=False)
    assert "Sumbu tegak tidak mulai dari nol." in [one.teks for one in words(parse(gambar.svg))]


def test_a_figure_never_stands_without_its_uncertainty() -> None:
    gambar = intervals("i", "Kelengkapan", KAB[:2], [(45.1, 56.7, 70.2), None], satuan="%")
    assert "56,7 % (45,1 – 70,2)" in [one.teks for one in words(parse(gambar.svg))]
    assert gambar.tabel.baris == (("Lampung Selatan", 45.1, 56.7, 70.2), ("Lampung Tengah", None, None, None))


def test_little_fields_show_names_whole() -> None:
    gambar = small_multiples("s", "Tiap kabupaten", BULAN, [Deret(nama, tuple(range(12))) for nama in KAB])
    assert set(KAB) <= {one.teks for one in words(parse(gambar.svg))}


def test_regions_without_room_are_told_below_the_map() -> None:
    bentuk = [
        Bentuk("1", "Lampung Tengah", "M0 0h200v200h-200z", (0, 0, 200, 200, 100, 100)),
        Bentuk("2", "Kota Metro", "M200 0h4v4h-4z", (200, 0, 204, 4, 202, 2)),
    ]
    gambar = choropleth("m", "Peta", bentuk, {"1": 10, "2": 20}, tautan={"2": "/pantau?wilayah=2"})
    assert any(one.teks.startswith("Tidak bernama di peta: Kota Metro 20") for one in words(parse(gambar.svg)))
    assert gambar.tabel.baris == (("Kota Metro", 20), ("Lampung Tengah", 10))


def test_without_data_a_region_is_hatched_and_counted_in_the_legend() -> None:
    gambar = tiles("t", "Petak", [("1", "Mesuji", 0, 0), ("2", "Metro", 1, 0)], {"1": 10}, persen=True)
    assert "tidak ada data (1)" in [one.teks for one in words(parse(gambar.svg))]
    assert gambar.svg.count("<pattern") == 1


def test_two_pictures_on_a_page_share_no_id() -> None:
    one, two = (tiles(kunci, "Petak", [("1", "Mesuji", 0, 0)], {}) for kunci in ("a", "b"))
    ids = [node.attrib["id"] for gambar in (one, two) for node in parse(gambar.svg).iter() if "id" in node.attrib]
    assert len(ids) == len(set(ids)) == 6


def test_four_hundred_bars_are_drawn_and_sixty_rows_at_most_lie() -> None:
    deret = [Deret("x", tuple(range(400)))]
    assert problems(bars("a", "Banyak", [f"Hari {number}" for number in range(400)], deret).svg) == []
    lying = bars("a", "Banyak", [f"Desa {number}" for number in range(400)], deret, mendatar=True)
    assert "340 baris lain ada di tabel." in [one.teks for one in words(parse(lying.svg))]
    assert len(lying.tabel.baris) == 400


def test_a_key_must_stand_in_an_address() -> None:
    with pytest.raises(ValueError, match="kunci gambar"):
        bars("a b", "x", [], [])


def test_csv_and_workbook_keep_numbers_and_disarm_formulas(tmp_path: object) -> None:
    gambar = bars("a", "=1+1", ["=2+3", "b"], [Deret("x", (-5, None))])
    rows = list(csv.reader(io.StringIO(csv_file(gambar).decode("utf-8-sig"))))
    assert rows[1:] == [["'=2+3", "-5"], ["b", ""]]
    path = tmp_path / "a.xlsx"  # type: ignore[operator]
    path.write_bytes(xlsx_file(gambar))
    assert [cells for _, cells in open_table(path).rows()][1:] == [["=2+3", -5.0], ["b", ""]]


def test_the_svg_file_stands_alone_with_title_and_without_links() -> None:
    gambar = funnel("f", "Jalan <panjang>", [("A", 3)], tautan=["/x"], catatan="Sumber: buku.")
    root = parse(svg_file(gambar).decode())
    texts = [node.text for node in root.iter(f"{SVG}text")]
    assert {"Jalan <panjang>", "Sumber: buku."} <= set(texts)
    assert root.find(f".//{SVG}a") is None
    assert root.attrib["font-family"].endswith("sans-serif")


def test_the_png_shows_drawing_and_words() -> None:
    gambar = bars("a", "Judul", ["A"], [Deret("x", (0,))])
    with Image.open(io.BytesIO(png_file(gambar))) as image:
        assert image.width == 1600
        title = image.convert("L").crop((50, 50, 400, 140))
        assert title.getextrema()[0] < 80


def test_a_very_long_picture_stays_a_file_of_bounded_size() -> None:
    gambar = bars("a", "Judul", [f"Desa {number} " * 3 for number in range(50)], [Deret("x", (1,) * 50)], mendatar=True)
    wide, high = frame(parse(gambar.svg))
    assert high / wide > 3
    with Image.open(io.BytesIO(png_file(gambar))) as image:
        assert image.height <= 4510


def test_file_names_come_from_title_and_day() -> None:
    assert file_name("Persen berakta, kab/kota", "2026-11-27", "csv") == "persen-berakta-kab-kota-2026-11-27.csv"


def test_the_drawing_engine_is_loaded_only_for_png() -> None:
    code = "import sys, pemakaman.grafik.lukis, pemakaman.grafik.berkas; sys.exit('resvg_py' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_legend_of_a_map_of_ranges_is_no_exact_figure() -> None:
    petak = [("18.01", "Lampung Selatan", 0, 0), ("18.72", "Kota Metro", 1, 0)]
    nilai = {"18.01": 5.0, "18.72": 10.0}
    ranges = tiles("peta", "Kelengkapan", petak, nilai, persen=True, kata={"18.01": "2–6 %", "18.72": "5–12 %"})
    assert "kira-kira 5 % (1)" in ranges.svg
    assert "kira-kira" not in tiles("peta", "Kelengkapan", petak, nilai, persen=True).svg
