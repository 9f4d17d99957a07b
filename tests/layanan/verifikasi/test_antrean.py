"""The queue and the search: the right rows, each once, oldest first, within the jurisdiction."""

from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import reading, today_in, transaction
from pemakaman.laporan.rules import SET_ASIDE, Status
from pemakaman.verifikasi.queries.antrean import Saring, count_tabs, list_queue, shown_tabs
from pemakaman.verifikasi.queries.cari import Pertanyaan, search
from pemakaman.verifikasi.rules import Tab, read_kursor
from tests.pabrik import BANDAR_LAMPUNG, METRO, make_actor, make_makam
from tests.pabrik_verifikasi import long_ago, make_claimed, make_in, make_waiting

TODAY = today_in("18")
ALL = Saring()


@pytest.fixture
def petugas(database: Engine) -> Actor:
    return make_actor(Peran.VERIFIKATOR)


def pile(tab: Tab, actor: Actor, saring: Saring = ALL) -> list[UUID]:
    with reading() as session:
        return [row.id for row in list_queue(session, tab, actor=actor, saring=saring, sesudah=None, size=50).rows]


def every_page(tab: Tab, actor: Actor, size: int) -> list[UUID]:
    seen: list[UUID] = []
    sesudah = None
    with reading() as session:
        while True:
            page = list_queue(session, tab, actor=actor, saring=ALL, sesudah=sesudah, size=size)
            seen += [row.id for row in page.rows]
            if page.berikut is None:
                return seen
            sesudah = read_kursor(page.berikut)


def found(actor: Actor, **tanya: object) -> list[UUID]:
    with transaction() as session:
        return [row.id for row in search(session, Pertanyaan(**tanya), actor=actor).baris]  # type: ignore[arg-type]


def test_each_state_lies_on_its_pile(petugas: Actor) -> None:
    pejabat, makam = make_actor(Peran.PEJABAT), make_makam()
    in_queue = (Status.DIAJUKAN, Status.DIPERIKSA, Status.DIKEMBALIKAN, Status.DISARANKAN, Status.DITOLAK)
    made = {status: make_in(status, petugas, pejabat, makam) for status in in_queue}
    for status in SET_ASIDE - {Status.DIGABUNG}:
        make_in(status, petugas, pejabat, makam)
    assert pile(Tab.MENUNGGU, petugas) == [made[Status.DIAJUKAN]]
    assert pile(Tab.MILIK_SAYA, petugas) == [made[Status.DIPERIKSA]]
    assert pile(Tab.DIKEMBALIKAN, petugas) == [made[Status.DIKEMBALIKAN]]
    assert pile(Tab.PERSETUJUAN, pejabat) == [made[Status.DISARANKAN]]


def test_mine_are_only_mine(petugas: Actor) -> None:
    make_claimed(petugas)
    assert pile(Tab.MILIK_SAYA, make_actor(Peran.VERIFIKATOR)) == []


def test_late_and_without_nik(petugas: Actor) -> None:
    makam = make_makam()
    late = make_waiting(makam, meninggal_tanggal=TODAY - timedelta(days=40))
    unnumbered = make_waiting(makam, nik=None, nik_alasan="bayi")
    make_waiting(makam)
    assert pile(Tab.TERLAMBAT, petugas) == [late]
    assert pile(Tab.TANPA_NIK, petugas) == [unnumbered]


def test_oldest_first_and_other_offices_never(petugas: Actor) -> None:
    makam = make_makam()
    young = make_waiting(makam, diajukan_pada=long_ago(1))
    old = make_waiting(makam, diajukan_pada=long_ago(9))
    elsewhere = make_waiting(make_makam(METRO))
    assert pile(Tab.MENUNGGU, petugas) == [old, young]
    assert set(pile(Tab.MENUNGGU, make_actor(Peran.PETUGAS_PROVINSI))) == {old, young, elsewhere}


def test_filters_narrow_the_pile(petugas: Actor) -> None:
    here, there = make_makam(), make_makam(desa="18.71.02.1003")
    first = make_waiting(here, diajukan_pada=long_ago(10))
    second = make_waiting(there, diajukan_pada=long_ago(2))
    assert pile(Tab.MENUNGGU, petugas, Saring(makam_id=here.id)) == [first]
    assert pile(Tab.MENUNGGU, petugas, Saring(kec_kode="18.71.02")) == [second]
    assert pile(Tab.MENUNGGU, petugas, Saring(dari=TODAY - timedelta(days=5))) == [second]
    assert pile(Tab.MENUNGGU, petugas, Saring(sampai=TODAY - timedelta(days=5))) == [first]


def test_filter_by_another_office_shows_nothing(petugas: Actor) -> None:
    make_waiting(make_makam(METRO))
    assert pile(Tab.MENUNGGU, petugas, Saring(kab_kode=METRO)) == []


def test_paging_yields_every_row_exactly_once(petugas: Actor) -> None:
    makam, officer = make_makam(), make_actor(Peran.VERIFIKATOR)
    same = long_ago(60)
    gone = {"meninggal_tanggal": TODAY - timedelta(days=70)}
    made = [make_waiting(makam, diajukan_pada=same, **gone) for _ in range(9)]
    made += [make_claimed(officer, makam, diajukan_pada=long_ago(50 + n % 2), **gone) for n in range(4)]

    @settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.integers(min_value=1, max_value=15), st.sampled_from([Tab.TERLAMBAT, Tab.MENUNGGU]))
    def once(size: int, tab: Tab) -> None:
        seen = every_page(tab, petugas, size)
        assert len(seen) == len(set(seen))
        assert set(seen) == set(made if tab is Tab.TERLAMBAT else made[:9])

    once()


def test_counts_are_those_of_the_office(petugas: Actor) -> None:
    makam = make_makam()
    make_waiting(makam)
    make_waiting(makam, nik=None, nik_alasan="bayi")
    make_waiting(make_makam(METRO))
    with reading() as session:
        counts = count_tabs(session, shown_tabs(petugas), actor=petugas)
    assert (counts[Tab.MENUNGGU], counts[Tab.TANPA_NIK], counts[Tab.DIKEMBALIKAN]) == (2, 1, 0)


def test_only_who_claims_has_a_pile_of_his_own(petugas: Actor) -> None:
    assert Tab.MILIK_SAYA in shown_tabs(petugas)
    assert Tab.MILIK_SAYA not in shown_tabs(make_actor(Peran.PEJABAT))


@pytest.mark.parametrize(
    ("kept", "asked"),
    [
        ("Muhamad Yusuf", "Moehammad Joesoef"),
        ("Mohammad Hatta", "Muhamad Hatta"),
        ("Nurhayati", "Nur Hayati"),
        ("Nur Hayati", "Nurhayati"),
        ("Soeharto", "suharto"),
        ("Siti Aminatun", "Siti Aminatin"),
    ],
)
def test_search_forgives_spelling(petugas: Actor, kept: str, asked: str) -> None:
    makam = make_makam()
    laporan_id = make_waiting(makam, nama=kept)
    make_waiting(makam, nama="Bambang Sugeng")
    assert found(petugas, nama=asked) == [laporan_id]


def test_nearest_name_stands_first(petugas: Actor) -> None:
    makam = make_makam()
    longer = make_waiting(makam, nama="Siti Nurhaliza Putri Wijaya")
    exact = make_waiting(makam, nama="Siti Nurhaliza")
    assert found(petugas, nama="Siti Nurhaliza") == [exact, longer]


def test_search_by_nik_number_and_dates(petugas: Actor) -> None:
    makam = make_makam()
    laporan_id = make_waiting(makam, nik="1871010101900001", buku_nomor=777)
    make_waiting(makam, meninggal_tanggal=TODAY - timedelta(days=9), dimakamkan_tanggal=TODAY - timedelta(days=8))
    assert found(petugas, nik="1871010101900001") == [laporan_id]
    assert found(petugas, nomor_buku=(777, 2026)) == [laporan_id]
    assert found(petugas, nomor_buku=(777, 2026), makam_id=makam.id) == [laporan_id]
    assert found(petugas, meninggal=TODAY - timedelta(days=3)) == [laporan_id]
    assert found(petugas, dimakamkan=TODAY - timedelta(days=2)) == [laporan_id]
    assert found(petugas, nik="1871010101900001", meninggal=TODAY) == []


def test_search_stays_in_the_jurisdiction(petugas: Actor) -> None:
    make_waiting(make_makam(METRO), nama="Siti Aminah", nik="1872010101900001")
    assert found(petugas, nama="Siti Aminah") == found(petugas, nik="1872010101900001") == []
    assert len(found(make_actor(Peran.VERIFIKATOR, METRO), nama="Siti Aminah")) == 1


def test_search_shows_at_most_fifty_and_says_so(petugas: Actor) -> None:
    makam = make_makam(BANDAR_LAMPUNG)
    for _ in range(52):
        make_waiting(makam, nama="Sri Wahyuni")
    with transaction() as session:
        hasil = search(session, Pertanyaan(nama="Sri Wahyuni"), actor=petugas)
    assert (len(hasil.baris), hasil.terpotong) == (50, True)
