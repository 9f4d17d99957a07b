"""Shapes made small, the projection, and the map of squares."""

import gzip
import math
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pemakaman.nilai.galat import NilaiError
from pemakaman.peta.bentuk import BUDGET, draw_shapes
from pemakaman.peta.pratinjau import look_of
from pemakaman.peta.rules.geojson import Bidang, read_geojson
from pemakaman.peta.rules.kode import sort_codes
from pemakaman.peta.rules.proyeksi import Bingkai, draw_path
from pemakaman.peta.rules.ubin import LAMPUNG, lay_tiles
from tests.pabrik_peta import TIGA, file_of, ring_of

NAMA = {kode: kode for kode in TIGA}


def areas(content: bytes) -> dict[str, list[Bidang]]:
    return sort_codes(read_geojson(content), "18", 2, NAMA, {}).bidang


def points_of(path: str) -> set[tuple[int, int]]:
    """Corners of a path of one ring."""
    numbers = [int(one) for one in re.findall(r"-?[0-9]+", path)]
    x, y = numbers[:2]
    found = {(x, y)}
    for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
        x, y = x + dx, y + dy
        found.add((x, y))
    return found


def test_neighbours_keep_one_border() -> None:
    drawn = {one.kode: points_of(one.jalur) for one in draw_shapes(areas(file_of(TIGA)), 2).bentuk}
    assert len(drawn["18.71"] & drawn["18.72"]) >= 2
    assert len(drawn["18.71"] & drawn["18.01"]) >= 2


def test_points_on_a_straight_line_are_left_out() -> None:
    lukisan = draw_shapes(areas(file_of({"18.71": TIGA["18.71"]})), 2)
    assert len(points_of(lukisan.bentuk[0].jalur)) == 4


def test_the_label_lies_inside_its_frame() -> None:
    for one in draw_shapes(areas(file_of(TIGA)), 2).bentuk:
        x0, y0, x1, y1, x, y = one.kotak
        assert x0 < x < x1
        assert y0 < y < y1


def test_an_outline_that_crosses_itself_is_mended_and_named() -> None:
    bow = [(105.0, -5.5), (105.5, -5.0), (105.5, -5.5), (105.0, -5.0), (105.0, -5.5)]
    lukisan = draw_shapes({"18.71": [[bow]]}, 2)
    assert (lukisan.diperbaiki, len(lukisan.bentuk)) == (["18.71"], 1)


def test_a_region_drawn_over_its_neighbour_is_named() -> None:
    lukisan = draw_shapes(areas(file_of({**TIGA, "18.72": (105.3, -5.5, 106.0, -5.0)})), 2)
    assert lukisan.bertumpuk in (["18.71"], ["18.72"])


def test_an_outline_without_area_is_named_and_alone_refused() -> None:
    line = [(105.0, -5.0), (105.5, -5.0), (105.2, -5.0), (105.0, -5.0)]
    assert draw_shapes({"18.72": [[line]], **areas(file_of({"18.71": TIGA["18.71"]}))}, 2).kosong == ["18.72"]
    with pytest.raises(NilaiError, match="dirapikan"):
        draw_shapes({"18.72": [[line]]}, 2)


def test_a_coast_of_many_points_fits_its_budget() -> None:
    def jagged(count: int) -> list[tuple[float, float]]:
        turns = ((2 * math.pi * step / count, 0.9 + 0.1 * (step * 7919 % 13) / 13) for step in range(count))
        return [(105 + far * math.cos(turn), -5 + far * math.sin(turn)) for turn, far in turns]

    lukisan = draw_shapes({"18.71": [[jagged(5_000)]]}, 2)
    assert len(gzip.compress(lukisan.bentuk[0].jalur.encode())) <= BUDGET


def test_a_hole_stays_a_hole() -> None:
    ring = [(x, y) for x, y in ring_of((105.0, -6.0, 106.0, -5.0))]
    lake = [(x, y) for x, y in ring_of((105.3, -5.7, 105.7, -5.3))]
    assert draw_shapes({"18.01": [[ring, lake]]}, 2).bentuk[0].jalur.count("M") == 2


_corner = st.tuples(st.floats(104, 106), st.floats(-6, -4))
_outline = st.lists(_corner, min_size=3, max_size=8)


@settings(max_examples=25, deadline=None)
@given(st.lists(_outline, min_size=1, max_size=4))
def test_any_outlines_are_drawn_or_refused_in_words(outlines: list[list[tuple[float, float]]]) -> None:
    bidang = {f"18.0{number}": [[outline]] for number, outline in enumerate(outlines, start=1)}
    try:
        lukisan = draw_shapes(bidang, 2)
    except NilaiError:
        return
    drawn = [one.kode for one in lukisan.bentuk]
    assert sorted([*drawn, *lukisan.kosong]) == sorted(bidang)
    assert all(re.fullmatch(r"(M[0-9-]+ [0-9-]+l[0-9 -]+z)+", one.jalur) for one in lukisan.bentuk)


def test_east_is_right_and_south_is_down() -> None:
    bingkai = Bingkai(105.0, -6.0, 106.0, -5.0, 2)
    assert bingkai.place(105.0, -5.0) == (0.0, 0.0)
    x, y = bingkai.place(106.0, -6.0)
    assert 0 < x < y == 2000


def test_a_path_of_points_that_fall_together_is_empty() -> None:
    assert draw_path([[(0.1, 0.2), (0.2, 0.1), (0.3, 0.3)]]) == ""


def test_a_path_goes_in_steps() -> None:
    assert draw_path([[(1, 1), (4, 1), (4, 3), (1, 1)]]) == "M1 1l3 0 0 2z"


def test_every_kab_of_lampung_has_its_own_square() -> None:
    assert len(LAMPUNG) == len(set(LAMPUNG.values())) == 15


def test_other_regions_lie_line_by_line() -> None:
    assert [one[2:] for one in lay_tiles([("17.01", "a"), ("17.02", "b"), ("17.03", "c")])] == [(0, 0), (1, 0), (0, 1)]
    assert lay_tiles([]) == []


def test_a_trial_names_what_has_room() -> None:
    assert look_of([]) is None
