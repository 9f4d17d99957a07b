"""Keys under which a voter is found whatever the spelling of his name."""

from pemakaman.nilai.kunci_nama import name_keys
from pemakaman.pemilih.kunci import keys_of, village_keys, year_keys

DESA = "18.71.01.1003"


def test_spellings_of_one_name_share_a_key_with_year_and_one_with_village():
    found = set(keys_of("Suhaimi", 1950, DESA))
    keys = name_keys("Soehaimi")
    assert found & set(year_keys(keys, [1949, 1950], "18.71"))
    assert found & set(village_keys(keys, [DESA]))


def test_another_year_kabupaten_or_village_shares_no_key():
    found = set(keys_of("Suhaimi", 1950, DESA))
    keys = name_keys("Suhaimi")
    assert not found & set(year_keys(keys, [1951], "18.71"))
    assert not found & set(year_keys(keys, [1950], "18.72"))
    assert not found & set(village_keys(keys, ["18.71.01.1004"]))


def test_a_voter_of_an_unknown_village_is_found_by_his_year():
    assert set(keys_of("Suhaimi", 1950, "18.71")) & set(year_keys(name_keys("Suhaimi"), [1950], "18.71"))


def test_without_year_and_place_there_is_no_key():
    assert keys_of("Suhaimi", None, None) == []
