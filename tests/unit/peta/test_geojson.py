"""The reader of boundary files: what is wrong, and where."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pemakaman.nilai.galat import NilaiError
from pemakaman.peta.rules import geojson
from pemakaman.peta.rules.geojson import read_geojson
from tests.pabrik_peta import TIGA, collection, feature, file_of, polygon, ring_of

KOTAK = TIGA["18.71"]


def refusal(content: bytes) -> str:
    with pytest.raises(NilaiError) as error:
        read_geojson(content)
    return error.value.pesan


def read_or_refuse(content: bytes) -> geojson.Bacaan:
    """No other error than a refusal in words."""
    try:
        return read_geojson(content)
    except NilaiError:
        return geojson.Bacaan()


def broken(geometry: object) -> str:
    """What is said of one feature that stands beside a good one."""
    bacaan = read_geojson(collection([feature("18.72", polygon(KOTAK)), feature("18.71", geometry)]))
    assert [fitur.kode for fitur in bacaan.fitur] == ["18.72"]
    return bacaan.rusak[0]


def test_rectangles_are_read_with_code_name_and_points() -> None:
    bacaan = read_geojson(collection([feature("18.71", polygon(KOTAK), NAMA="Bandar Lampung")]))
    fitur = bacaan.fitur[0]
    assert (fitur.nomor, fitur.kode, fitur.nama, bacaan.titik) == (1, "18.71", "Bandar Lampung", 9)


def test_a_multipolygon_keeps_its_parts_and_holes() -> None:
    outer, hole = ring_of((105.0, -6.0, 106.0, -5.0)), ring_of((105.4, -5.6, 105.6, -5.4))
    geometry = {"type": "MultiPolygon", "coordinates": [[outer, hole], [ring_of((106.2, -6.0, 106.3, -5.9))]]}
    assert [len(bidang) for bidang in read_geojson(collection([feature("18.01", geometry)])).fitur[0].bidang] == [2, 1]


def test_a_mark_at_the_start_and_heights_do_no_harm() -> None:
    ring = [[*point, 12.5] for point in ring_of(KOTAK)]
    content = collection([feature("18.71", {"type": "Polygon", "coordinates": [ring]})])
    assert len(read_geojson(b"\xef\xbb\xbf" + content).fitur) == 1


@pytest.mark.parametrize(
    ("content", "kata"),
    [
        (b"", "baris 1, kolom 1"),
        (b"PK\x03\x04\xff\xfe", "bukan teks UTF-8"),
        (b'{"type": "FeatureCollection",\n "features": [', "baris 2"),
        (b"[" * 200_000, "terlalu dalam"),
        (b"1" * 5000, "tidak wajar"),
        (b'{"type": "Topology"}', "TopoJSON"),
        (b'{"type": "Feature"}', "FeatureCollection"),
        (b"[]", "FeatureCollection"),
        (b'{"type": "FeatureCollection", "features": []}', "kosong"),
        (b'{"type": "FeatureCollection", "features": [null, 1]}', "tidak punya batas"),
    ],
)
def test_a_file_of_no_use_is_refused_with_its_reason(content: bytes, kata: str) -> None:
    assert kata in refusal(content)


def test_a_file_with_too_many_points_is_refused_before_it_is_read() -> None:
    assert "1 juta titik" in refusal(b"[" + b"[1,2]," * 1_200_000)


def test_a_file_with_too_many_keys_is_refused_before_it_is_read() -> None:
    assert "terlalu banyak" in refusal(b"{" * 300_000)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geojson, "MOST_BYTES", 100)
    assert "terlalu besar" in refusal(file_of(TIGA))


@pytest.mark.parametrize(
    ("geometry", "kata"),
    [
        (None, "tidak punya batas"),
        ({"type": "Point", "coordinates": [105, -5]}, "jenisnya Point"),
        ({"type": "Polygon", "coordinates": []}, "kosong"),
        ({"type": "Polygon", "coordinates": [[[105, -5], [105, -5], [105, -5]]]}, "kosong"),
        ({"type": "Polygon", "coordinates": {"a": 1}}, "susunan"),
        ({"type": "Polygon", "coordinates": [[[105, "x"]] * 4]}, "bukan bilangan"),
        ({"type": "Polygon", "coordinates": [[[105, True]] * 4]}, "bukan bilangan"),
        ({"type": "Polygon", "coordinates": [[[105]] * 4]}, "tanpa bujur dan lintang"),
        ({"type": "Polygon", "coordinates": [[[float("nan"), -5]] * 4]}, "NaN"),
        ({"type": "Polygon", "coordinates": [[[10**400, -5]] * 4]}, "tidak wajar"),
        ({"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [1, 2]}]}, "tidak punya batas"),
        (polygon((10.0, 10.0, 11.0, 11.0)), "di luar Indonesia"),
    ],
)
def test_a_broken_feature_is_named_and_the_others_are_read(geometry: object, kata: str) -> None:
    words = broken(geometry)
    assert words.startswith("Bidang ke-2 (18.71)")
    assert kata in words


def test_latitude_before_longitude_is_recognised() -> None:
    assert "tertukar" in refusal(file_of({"18.71": (-5.5, 105.0, -5.0, 105.5)}))


@pytest.mark.parametrize("kotak", [(525_000.0, 9_400_000.0, 530_000.0, 9_405_000.0), (11.7e6, -6e5, 11.8e6, -5e5)])
def test_metres_are_recognised(kotak: geojson.Titik) -> None:
    assert "EPSG:4326" in refusal(collection([feature("18.71", polygon(kotak))]))  # type: ignore[arg-type]


_json: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["type", "coordinates", "kode"]), inner)
    ),
    max_leaves=12,
)
_ring = st.lists(st.lists(st.floats(-200, 200) | st.integers() | st.text(max_size=2), max_size=3) | _json, max_size=6)
_kind = st.sampled_from(["Polygon", "MultiPolygon", "GeometryCollection", "Point"])
_geometry = st.fixed_dictionaries(
    {"type": _kind, "coordinates": st.lists(_ring, max_size=3) | _json, "geometries": _json}
)
_feature = st.fixed_dictionaries({"properties": _json | st.fixed_dictionaries({"kode": _json}), "geometry": _geometry})


@settings(max_examples=50, deadline=None)
@given(st.lists(_feature | _json, max_size=4))
def test_whatever_a_file_holds_it_is_read_or_refused_in_words(features: list[Any]) -> None:
    content = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    bacaan = read_or_refuse(content)
    assert all(len(set(bidang[0])) >= 3 for fitur in bacaan.fitur for bidang in fitur.bidang)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 400), st.binary(max_size=6))
def test_a_damaged_file_is_read_or_refused_in_words(at: int, junk: bytes) -> None:
    whole = file_of(TIGA)
    read_or_refuse(whole[:at] + junk + whole[at + len(junk) :])
