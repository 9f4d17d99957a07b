"""Which feature stands for which region."""

import pytest

from pemakaman.nilai.galat import NilaiError
from pemakaman.peta.rules.geojson import read_geojson
from pemakaman.peta.rules.kode import Pilahan, read_kode, sort_codes
from tests.pabrik_peta import TIGA, collection, feature, polygon

NAMA = {
    "18.01": "Kabupaten Lampung Selatan",
    "18.04": "Kabupaten Lampung Barat",
    "18.71": "Kota Bandar Lampung",
    "18.72": "Kota Metro",
    "18.71.01": "Kedaton",
}
KOTAK = polygon(TIGA["18.71"])


def sort(*kode: object, nama: str = "", tingkat: int = 2) -> Pilahan:
    content = collection(feature(one, KOTAK, **({"nama": nama} if nama else {})) for one in kode)
    return sort_codes(read_geojson(content), "18", tingkat, NAMA, {"18.73": "Kota Lama"})


@pytest.mark.parametrize("value", ["18.71", "1871", " 1871 ", 1871, 1871.0])
def test_a_code_is_taken_with_and_without_dots(value: object) -> None:
    assert read_kode(value) == "18.71"


def test_a_fraction_is_no_code_because_it_may_have_lost_a_zero() -> None:
    with pytest.raises(NilaiError, match="pecahan"):
        read_kode(18.1)


@pytest.mark.parametrize("value", [None, "", True, -5, 0, 10**30, [], {}, "18.7", "abc", float("inf"), float("nan")])
def test_what_is_no_code_is_refused(value: object) -> None:
    with pytest.raises(NilaiError):
        read_kode(value)


def test_missing_regions_are_listed_by_name() -> None:
    assert sort("18.71").tidak_ada == [
        "18.01 Kabupaten Lampung Selatan",
        "18.04 Kabupaten Lampung Barat",
        "18.72 Kota Metro",
    ]


@pytest.mark.parametrize(
    ("kode", "kata"),
    [
        ("17.71", "di luar provinsi"),
        ("18.99", "tidak ada dalam daftar"),
        ("18.73", "Kota Lama tidak berlaku lagi"),
        ("18.71.01", "bukan kode kabupaten/kota"),
        (None, "tidak ada kode"),
        ("x", "bukan kode Kemendagri"),
    ],
)
def test_a_code_that_is_not_used_says_why(kode: object, kata: str) -> None:
    assert kata in sort("18.71", kode).tak_dikenal[0]


def test_two_features_of_one_region_become_one_and_are_named() -> None:
    pilahan = sort("18.71", "1871", 1871)
    assert (len(pilahan.bidang["18.71"]), pilahan.dua_kali) == (3, ["18.71 Kota Bandar Lampung"])


def test_a_file_without_any_known_code_is_refused_with_an_example() -> None:
    with pytest.raises(NilaiError, match=r"Tidak satu pun .* kode 32.01 di luar provinsi ini"):
        sort("32.01")


def test_the_other_level_is_refused() -> None:
    with pytest.raises(NilaiError, match="bukan kode kecamatan"):
        sort("18.71", tingkat=3)


def test_codes_of_bps_are_recognised_by_their_names() -> None:
    names = {"1801": "LAMPUNG BARAT", "1804": "LAMPUNG SELATAN", "1871": "BANDAR LAMPUNG"}
    content = collection(feature(kode, KOTAK, nama=nama) for kode, nama in names.items())
    with pytest.raises(NilaiError, match="kode BPS"):
        sort_codes(read_geojson(content), "18", 2, NAMA, {})


def test_a_name_written_otherwise_is_only_mentioned() -> None:
    assert sort("18.72", nama="Kab. Metro").nama_beda == []
    assert sort("18.72", nama="Metropolis").nama_beda == ["18.72 Kota Metro, di berkas “Metropolis”"]
