import base64
import json
from contextlib import suppress
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pemakaman.lapangan.berkas_hp import JENIS, read_berkas
from pemakaman.lapangan.muatan import gap_seconds, naikkan, parse_json, read_muatan
from pemakaman.lapangan.rules import Relatif, is_day_from_clock, is_strange_wait, words_of_gap
from pemakaman.lapangan.tolak import MuatanRusak
from tests.pabrik_lapangan import sidik_of

MUATAN: dict[str, Any] = {
    "v": 1,
    "kiriman": str(uuid4()),
    "akun": str(uuid4()),
    "makam": str(uuid4()),
    "ruas": {"nama": ["Ahmad"], "dimakamkan_tanggal-hari": ["26"]},
    "foto": [{"sidik": "a" * 64, "jenis": "foto_makam", "nama": "makam.jpg"}],
    "waktu": {"isi": "2026-11-26T01:02:03.000Z", "kirim": "2026-11-26T08:05:00+07:00"},
    "relatif": "hari_ini",
    "perangkat": None,
    "draf": {"laporan": str(uuid4()), "versi": 3},
    "pastikan": ["jam"],
}
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda below: st.lists(below, max_size=4) | st.dictionaries(st.text(max_size=8), below, max_size=4),
    max_leaves=8,
)
PATHS = [*((key,) for key in MUATAN), ("waktu", "isi"), ("foto", 0), ("foto", 0, "sidik"), ("draf", "versi")]


def replaced(path: tuple[Any, ...], value: object) -> dict[str, Any]:
    found = deepcopy(MUATAN)
    place: Any = found
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return found


def test_whole_payload_is_read() -> None:
    muatan = read_muatan(MUATAN)
    assert str(muatan.kiriman) == MUATAN["kiriman"]
    assert muatan.ruas["nama"] == ("Ahmad",)
    assert muatan.diisi == datetime(2026, 11, 26, 1, 2, 3, tzinfo=UTC)
    assert muatan.relatif is Relatif.HARI_INI
    assert muatan.draf is not None
    assert muatan.draf.versi == 3


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(PATHS), JSON_VALUES)
def test_any_value_anywhere_is_read_or_refused_and_never_breaks(path: tuple[Any, ...], value: object) -> None:
    with suppress(MuatanRusak):
        read_muatan(replaced(path, value))


@settings(max_examples=30, deadline=None)
@given(JSON_VALUES)
def test_any_json_is_read_or_refused_and_never_breaks(value: object) -> None:
    with suppress(MuatanRusak):
        read_muatan(parse_json(json.dumps(value).encode()))


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_survived(body: bytes) -> None:
    with suppress(MuatanRusak):
        read_muatan(parse_json(body))


@pytest.mark.parametrize(
    "body", [b"[" * 100_000, b'{"a":' * 50_000, b"NaN", b'{"v":' + b"9" * 5000 + b"}", b"\xff\xfe{}"]
)
def test_monstrous_bodies_are_refused(body: bytes) -> None:
    with pytest.raises(MuatanRusak):
        read_muatan(parse_json(body))


@pytest.mark.parametrize("key", ["v", "kiriman", "akun", "makam", "ruas", "foto", "waktu"])
def test_nothing_needed_may_be_missing(key: str) -> None:
    with pytest.raises(MuatanRusak):
        read_muatan({name: value for name, value in MUATAN.items() if name != key})


@pytest.mark.parametrize(
    "text", ["", "kemarin sore", "+010000-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00", "0001-01-01"]
)
def test_nonsense_of_a_clock_keeps_no_item_out(text: str) -> None:
    assert read_muatan(replaced(("waktu", "isi"), text)).diisi is None


def test_unknown_keys_are_left_out() -> None:
    assert read_muatan({**MUATAN, "baru": {"x": 1}}) == read_muatan(MUATAN)


def test_older_format_is_lifted_step_by_step() -> None:
    def split_name(lama: dict[str, Any]) -> dict[str, Any]:
        return {**lama, "ruas": {"nama": [lama["nama"]]}}

    def rename_grave(lama: dict[str, Any]) -> dict[str, Any]:
        return {**lama, "makam": lama["kubur"]}

    found = naikkan({"v": 1, "nama": "Ahmad", "kubur": "x"}, langkah={1: split_name, 2: rename_grave}, sampai=3)
    assert (found["v"], found["ruas"], found["makam"]) == (3, {"nama": ["Ahmad"]}, "x")


@pytest.mark.parametrize("versi", [0, 2, True, "1", None, 1.0])
def test_format_that_nobody_knows_is_refused(versi: object) -> None:
    with pytest.raises(MuatanRusak):
        read_muatan({**MUATAN, "v": versi})


def test_fingerprint_stays_when_only_the_sending_differs() -> None:
    again = {**MUATAN, "waktu": {"isi": None, "kirim": None}, "pastikan": [], "perangkat": str(uuid4())}
    assert read_muatan(again).sidik == read_muatan(MUATAN).sidik


def test_fingerprint_changes_with_what_was_typed() -> None:
    assert read_muatan(replaced(("ruas", "nama"), ["Budi"])).sidik != read_muatan(MUATAN).sidik


def test_half_a_character_pair_has_a_fingerprint() -> None:
    body = json.dumps(replaced(("ruas", "nama"), ["\ud800"])).encode()
    assert len(read_muatan(parse_json(body)).sidik) == 64


@pytest.mark.parametrize(
    ("selisih", "kata"),
    [
        (timedelta(minutes=59), ""),
        (timedelta(hours=2, minutes=5), "lambat 2 jam 5 menit"),
        (-timedelta(days=365), "terlalu cepat 365 hari"),
    ],
)
def test_gap_in_words(selisih: timedelta, kata: str) -> None:
    assert words_of_gap(selisih) == kata


def test_gap_of_a_lifetime_fits_its_column() -> None:
    assert gap_seconds(timedelta(days=365 * 200)) == 2_147_483_647
    assert gap_seconds(None) is None


def test_day_of_the_button_or_of_the_calendar_is_from_the_clock() -> None:
    hari = datetime(2026, 11, 26, tzinfo=UTC).date()
    assert is_day_from_clock(Relatif.KEMARIN, hari, None)
    assert is_day_from_clock(None, hari, hari + timedelta(days=1))
    assert not is_day_from_clock(None, hari, hari - timedelta(days=365))


def test_clock_set_between_filling_in_and_sending_is_noticed() -> None:
    now = datetime(2026, 11, 26, tzinfo=UTC)
    assert is_strange_wait(now - timedelta(days=365), now)
    assert is_strange_wait(now + timedelta(hours=3), now)
    assert not is_strange_wait(now - timedelta(days=7), now)


def make_berkas(*items: object, **ganti: object) -> bytes:
    return json.dumps({"jenis": JENIS, "versi": 1, "kiriman": list(items), **ganti}).encode()


def test_photo_of_a_file_is_checked_by_its_fingerprint() -> None:
    foto = [
        {"sidik": sidik_of(b"satu"), "jenis": "lainnya", "nama": "a", "isi": base64.b64encode(b"satu").decode()},
        {"sidik": sidik_of(b"dua"), "jenis": "lainnya", "nama": "b", "isi": base64.b64encode(b"DUA").decode()},
        {"sidik": sidik_of(b"tiga"), "jenis": "lainnya", "nama": "c", "isi": "***"},
    ]
    [item] = read_berkas(make_berkas({**MUATAN, "foto": foto}))
    assert [satu.isi for satu in item.foto] == [b"satu", None, None]


def test_broken_item_keeps_the_others_in() -> None:
    items = read_berkas(make_berkas({"ruas": {"nama": ["Rusak"]}}, MUATAN, MUATAN, 7))
    assert [(item.sebutan, item.muatan is not None) for item in items] == [
        ("Rusak", False),
        ("Ahmad", True),
        ("Laporan ke-4", False),
    ]


@pytest.mark.parametrize(
    "body", [b"", b"PK\x03\x04", b"{}", make_berkas(), make_berkas(MUATAN, versi=2), make_berkas(MUATAN, jenis="lain")]
)
def test_other_files_get_a_sentence(body: bytes) -> None:
    with pytest.raises(MuatanRusak) as caught:
        read_berkas(body)
    assert caught.value.pesan.endswith(".")


@settings(max_examples=30, deadline=None)
@given(JSON_VALUES)
def test_any_item_of_a_file_is_survived(item: object) -> None:
    assert len(read_berkas(make_berkas(item))) == 1
