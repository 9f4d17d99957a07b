"""Which pairs are compared, and what is said of keys that are too common."""

import pytest

from pemakaman.pencocokan.blok import ATURAN, Aturan, HasilBlok, block
from tests.unit.pencocokan.bahan import Baris, death, prepared, voter

NIK = "1802010703610002"
OTHER = {"TGL_LHR": "01|02|1990", "DESA": "TEJOSARI", "KECAMATAN": "METRO TIMUR"}
DEAD = death("1", "Budi Santoso", NIK=NIK)


def _blocked(
    pemakaman: list[Baris], pemilih: list[Baris], aturan: tuple[Aturan, ...] = ATURAN
) -> tuple[int, list[HasilBlok]]:
    with prepared(pemakaman, pemilih) as con:
        found = block(con, "pasangan", aturan)
        count = con.execute("SELECT count(*) FROM pasangan").fetchone()
        return (count[0] if count else 0), found


@pytest.mark.parametrize(
    ("almarhum", "pemilih"),
    [
        (DEAD, voter("9", "Xaverius", NIK=NIK, **OTHER)),
        (DEAD, voter("9", "Xaverius", NIK=NIK[:12] + "****", **OTHER)),
        (death("1", "Budi Santoso", NIK="1802010101100001"), voter("9", "Xaverius", **OTHER)),
        (DEAD, voter("9", "Budhi Susanto", TGL_LHR="07|03|1961", NIK="")),
        (DEAD, voter("9", "Xaverius", TGL_LHR="03|07|1961")),
        (DEAD, voter("9", "Santoso Budi", TGL_LHR="01|01|1965")),
        (death("1", "Boedi Santosa", TANGGAL_LAHIR="", UMUR="60"), voter("9", "Budi Santoso")),
        (death("1", "Budi Santoso", DESA=""), voter("9", "Budi Santoso", DESA="TEJOSARI")),
        (death("1", "Qomarudin Zubair"), voter("9", "Komarudin Zubair", DESA="TEJOSARI", KECAMATAN="METRO TIMUR")),
        (
            death("1", "Xaverius", NIK_PELAPOR="1802010101900001", TANGGAL_LAHIR=""),
            voter("9", "Budi", NIK="1802010101900001", **OTHER),
        ),
    ],
    ids=["nik", "nik12", "kk", "born", "swapped", "turned", "spelt", "no-desa", "rare", "household"],
)
def test_whoever_may_be_meant_is_compared(almarhum: Baris, pemilih: Baris) -> None:
    assert _blocked([almarhum], [pemilih])[0] == 1


def test_who_shares_nothing_is_not_compared() -> None:
    assert _blocked([DEAD], [voter("9", "Xaverius", JK="P", **OTHER)])[0] == 0


def test_a_pair_found_by_many_rules_is_there_once_and_counted_for_the_first() -> None:
    count, found = _blocked([DEAD], [voter("9", "Budi Santoso", NIK=NIK)])
    assert count == 1
    assert [(one.nama, one.pasangan) for one in found if one.pasangan] == [("NIK sama", 1)]


def test_a_key_that_is_too_common_is_left_out_and_reported() -> None:
    rule = Aturan("desa dan tahun", (("desa", "desa"), ("th", "th")), paling=2)
    voters = [voter(str(number), f"Nama {number}") for number in range(3)]
    assert _blocked([DEAD], voters[:2], (rule,)) == (2, [HasilBlok("desa dan tahun", 2, 0)])
    assert _blocked([DEAD, death("2", "Ani")], voters, (rule,)) == (0, [HasilBlok("desa dan tahun", 0, 1)])
