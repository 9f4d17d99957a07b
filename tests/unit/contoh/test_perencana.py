"""The invented persons and deaths are plausible and repeat themselves."""

from datetime import UTC, datetime

import pytest

from pemakaman.contoh.alur import JUMLAH
from pemakaman.contoh.isi import first_entry, pages, proofs
from pemakaman.contoh.kejadian import Desa, Kejadian, Perencana
from pemakaman.contoh.orang import Pencipta
from pemakaman.contoh.suku import SUKU
from pemakaman.contoh.tempat import KAB, TEMPAT
from pemakaman.laporan.isian import clean_isian
from pemakaman.laporan.kelengkapan import missing_proofs
from pemakaman.laporan.rules import Kasus
from pemakaman.makam.rules import JenisMakam
from pemakaman.nilai.nama import check_nama
from pemakaman.nilai.nik import check_nik, nik_warnings
from pemakaman.nilai.tanggal import TanggalTakLengkap
from pemakaman.nilai.telepon import check_telepon

SEKARANG = datetime(2026, 11, 23, 5, tzinfo=UTC)
DIKENAL_UMUM = {"soekarno", "soeharto", "prabowo", "jokowi", "megawati", "habibie", "susilo", "luhut", "gibran"}


def plan(sekarang: datetime = SEKARANG, skala: float = 1.0) -> list[Kejadian]:
    desa = {kab: [Desa(f"{kab}.01.1001", "Desa Satu", "Kecamatan Satu")] for kab in KAB}
    return list(Perencana(desa, dict.fromkeys(KAB, "Metro"), sekarang).plan(skala))


@pytest.fixture(scope="module")
def kejadian() -> list[Kejadian]:
    return plan()


def test_the_same_moment_gives_the_same_deaths(kejadian: list[Kejadian]) -> None:
    assert plan() == kejadian


def test_there_are_1500_in_every_state_and_case(kejadian: list[Kejadian]) -> None:
    assert len(kejadian) == 1500
    assert {item.tujuan for item in kejadian} == set(JUMLAH)
    assert {item.kasus for item in kejadian} == set(Kasus)
    assert len({item.id for item in kejadian}) == 1500


def test_every_name_may_be_typed_and_none_is_a_well_known_one(kejadian: list[Kejadian]) -> None:
    names = {
        orang.nama for item in kejadian for orang in (item.almarhum, item.pelapor, *item.saksi, item.ayah, item.ibu)
    }
    assert {check_nama(nama) for nama in names} == names
    assert not {word.lower() for nama in names for word in nama.split()} & DIKENAL_UMUM


def test_every_people_gives_names_for_both_sexes() -> None:
    pencipta = Pencipta(1)
    assert all(check_nama(pencipta.nama(suku, sex, umur=70)) for suku in SUKU for sex in "LP" for _ in range(50))


def test_every_nik_is_well_built_and_unique(kejadian: list[Kejadian]) -> None:
    found = [orang for item in kejadian for orang in (item.almarhum, item.pelapor, *item.saksi)]
    assert len({orang.nik for orang in found}) == len(found)
    for orang in found:
        lahir = TanggalTakLengkap(orang.lahir.year, orang.lahir.month, orang.lahir.day)
        warnings = nik_warnings(
            check_nik(orang.nik), lahir=lahir, jenis_kelamin=orang.jenis_kelamin, known_kecamatan=lambda _: True
        )
        assert warnings == []
        assert check_telepon(orang.telepon)


@pytest.mark.parametrize("hour", [0, 5, 11, 17, 22])
def test_nothing_lies_in_the_future_and_the_steps_follow_each_other(hour: int) -> None:
    sekarang = datetime(2026, 3, 1, hour, 30, tzinfo=UTC)
    for item in plan(sekarang, 0.1):
        moments = [item.garis.meninggal, item.garis.dimakamkan, *(kapan for kapan, _ in item.garis.langkah)]
        assert moments == sorted(moments)
        assert moments[-1] < sekarang
        assert item.almarhum.lahir <= item.garis.meninggal.date()


def test_most_are_buried_within_a_day(kejadian: list[Kejadian]) -> None:
    quick = [item for item in kejadian if (item.garis.dimakamkan.date() - item.garis.meninggal.date()).days <= 1]
    assert len(quick) > 0.9 * len(kejadian)


def test_every_page_may_be_kept_and_every_case_has_its_proofs(kejadian: list[Kejadian]) -> None:
    for item in kejadian:
        for bagian, isian in pages(item).items():
            assert clean_isian(bagian, isian)[1] == {}
        assert clean_isian(None, first_entry(item))[1] == {}
        assert item.kasus is Kasus.LAHIR_MATI or missing_proofs(item.kasus, proofs(item)) == []


def test_there_are_three_cemeteries_in_each_kab_kota() -> None:
    assert len(KAB) == 15
    assert all(sum(tempat.kab_kode == kab for tempat in TEMPAT) == 3 for kab in KAB)
    assert sum(tempat.jenis is JenisMakam.KREMATORIUM for tempat in TEMPAT) == 1
