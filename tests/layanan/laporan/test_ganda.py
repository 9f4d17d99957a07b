"""Doubles are noticed on every path by which a report comes in or changes, in the same transaction."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, select

from pemakaman.akun.rules import SISTEM, Actor, Peran
from pemakaman.db import transaction
from pemakaman.errors import Invalid
from pemakaman.jejak.models import Jejak
from pemakaman.jejak.services import record
from pemakaman.laporan import services
from pemakaman.laporan.models import DugaanGanda, Laporan, SetelanLaporan
from pemakaman.laporan.queries_ganda import has_open_ganda, open_ganda_filter
from pemakaman.laporan.rules import Action, Status
from pemakaman.makam.models import Makam
from pemakaman.nilai.tanggal import TanggalTakLengkap
from tests.pabrik import DESA, METRO, make_actor, make_makam
from tests.pabrik_laporan import correct, fill, hari_ini, make_laporan, make_nik, save, start
from tests.pabrik_verifikasi import make_claimed, make_waiting

LAHIR = TanggalTakLengkap(1951, 8, 17)


@pytest.fixture
def pengelola(database: Engine) -> Actor:
    return make_actor(Peran.PENGELOLA_MAKAM)


@pytest.fixture
def makam(pengelola: Actor) -> Makam:
    return make_makam(pengelola=[pengelola])


def quick(actor: Actor, makam: Makam, *, hari: int = 3, asal: str = "formulir", **isian: Any) -> UUID:
    """A lapor awal of somebody who died `hari` days ago."""
    day = hari_ini() - timedelta(days=hari)
    known = {"nama": "Wayan Suhaimi", "lahir": LAHIR, "meninggal_tanggal": day, "dimakamkan_tanggal": day, **isian}
    with transaction() as session:
        made = services.quick_lapor_awal(
            session, actor=actor, laporan_id=uuid4(), makam_id=makam.id, isian=known, asal=asal
        )
        return made.id


def pairs() -> list[tuple[str, str]]:
    with transaction() as session:
        rows = session.scalars(select(DugaanGanda).order_by(DugaanGanda.dibuat_pada))
        return [(row.jenis, row.status) for row in rows]


def is_open(laporan_id: UUID) -> bool:
    with transaction() as session:
        by_filter = session.scalar(select(Laporan.id).where(Laporan.id == laporan_id, open_ganda_filter()))
        assert has_open_ganda(session, laporan_id) == (by_filter is not None)
        return by_filter is not None


def events(laporan_id: UUID) -> list[str]:
    with transaction() as session:
        query = select(Jejak.peristiwa).where(Jejak.objek_id == str(laporan_id)).order_by(Jejak.id)
        return [peristiwa for peristiwa in session.scalars(query) if "ganda" in peristiwa]


def test_the_senders_own_double_is_found_and_both_trails_tell(pengelola: Actor, makam: Makam) -> None:
    first, second = quick(pengelola, makam), quick(pengelola, makam, nama="Wajan Soehaimi")
    assert pairs() == [("mirip", "terbuka")]
    assert events(first) == events(second) == ["laporan.ganda_diduga"]
    assert is_open(first)
    assert is_open(second)


def test_sending_the_same_uuid_again_is_no_double(pengelola: Actor, makam: Makam) -> None:
    laporan_id, day = uuid4(), hari_ini()
    for _ in range(2):
        with transaction() as session:
            isian = {"nama": "Wayan", "dimakamkan_tanggal": day}
            services.quick_lapor_awal(session, actor=pengelola, laporan_id=laporan_id, makam_id=makam.id, isian=isian)
    assert pairs() == []


def test_row_of_a_sheet_and_desa_operator_meet_over_two_kab(pengelola: Actor, makam: Makam) -> None:
    operator = make_actor(Peran.OPERATOR_DESA, DESA[METRO])
    quick(pengelola, makam, asal="impor:badung", lahir=None, umur=75)
    quick(operator, make_makam(METRO), hari=10, lahir=None)
    assert pairs() == [("mirip", "terbuka")]


def test_ajukan_from_a_draft_is_found(pengelola: Actor, makam: Makam) -> None:
    make_laporan(pengelola, makam, status=Status.LAPOR_AWAL)
    make_laporan(pengelola, makam)
    assert pairs() == [("mirip", "terbuka")]


def test_draft_is_nobodys_double(pengelola: Actor, makam: Makam) -> None:
    make_laporan(pengelola, makam, status=Status.DRAF)
    make_laporan(pengelola, makam, status=Status.LAPOR_AWAL)
    assert pairs() == []


def test_far_in_time_or_birth_is_no_double(pengelola: Actor, makam: Makam) -> None:
    quick(pengelola, makam)
    quick(pengelola, makam, hari=40)
    quick(pengelola, makam, lahir=TanggalTakLengkap(1980, 1, 1))
    assert pairs() == []


def test_same_nik_is_found_however_long_ago(pengelola: Actor, makam: Makam) -> None:
    nik = make_nik("170851")
    quick(pengelola, makam, nik=nik, hari=300)
    quick(pengelola, makam, nik=nik)
    assert pairs() == [("nik", "terbuka")]


def test_same_nik_under_another_name_is_its_own_kind(pengelola: Actor, makam: Makam) -> None:
    nik = make_nik("170851")
    quick(pengelola, makam, nik=nik)
    quick(pengelola, makam, nik=nik, nama="Rohani", lahir=None)
    assert pairs() == [("nik_beda_nama", "terbuka")]


def test_changed_name_brings_a_pair_and_takes_it_away(pengelola: Actor, makam: Makam) -> None:
    first, second = quick(pengelola, makam), quick(pengelola, makam, nama="Budi Hartono")
    assert pairs() == []
    save(pengelola, second, "almarhum", nama="Suhaimi, Wayan")
    assert pairs() == [("mirip", "terbuka")]
    save(pengelola, second, "almarhum", nama="Budi Hartono")
    assert pairs() == [("mirip", "gugur")]
    assert events(first) == ["laporan.ganda_diduga", "laporan.ganda_gugur"]
    save(pengelola, second, "almarhum", nama="Wayan Suhaimi")
    assert pairs() == [("mirip", "terbuka")]


@pytest.mark.parametrize("bagian", ["kematian", "pemakaman"])
def test_changed_date_is_looked_at(pengelola: Actor, makam: Makam, bagian: str) -> None:
    day = hari_ini() - timedelta(days=60)
    first = quick(pengelola, makam, meninggal_tanggal=None, hari=3)
    quick(pengelola, makam, meninggal_tanggal=day, dimakamkan_tanggal=day)
    assert pairs() == []
    name = "meninggal_tanggal" if bagian == "kematian" else "dimakamkan_tanggal"
    save(pengelola, first, bagian, **{name: day})
    assert pairs() == [("mirip", "terbuka")]


def test_change_of_nothing_about_the_person_asks_nothing(pengelola: Actor, makam: Makam) -> None:
    first = quick(pengelola, makam)
    quick(pengelola, makam)
    save(pengelola, first, "pemakaman", blok="C")
    assert events(first) == ["laporan.ganda_diduga"]


def test_correction_after_approval_is_looked_at(pengelola: Actor, makam: Makam) -> None:
    approved = make_waiting(
        None, nama="Budi Hartono", status=Status.DISETUJUI, lahir_tahun=1951, lahir_bulan=8, lahir_hari=17
    )
    quick(pengelola, makam)
    correct(make_actor(Peran.PEJABAT), approved, nama="Wayan Suhaimi")
    assert pairs() == [("mirip", "terbuka")]


def test_mothers_name_of_a_named_baby_is_looked_at(pengelola: Actor, makam: Makam) -> None:
    baby = {"kasus": "bayi", "lahir": None, "umur": 0}
    quick(pengelola, makam, nama="Bayi Ny. Siti Aminah", **baby)
    named = quick(pengelola, makam, nama="Muhammad Rizki", **baby)
    assert pairs() == []
    save(pengelola, named, "orang_tua", ibu_nama="St. Aminah")
    assert pairs() == [("mirip", "terbuka")]


def test_claim_finds_what_two_senders_at_once_could_not_see(pengelola: Actor, makam: Makam) -> None:
    first = quick(pengelola, makam)
    day = hari_ini() - timedelta(days=3)
    who = {"lahir_tahun": 1951, "lahir_bulan": 8, "lahir_hari": 17, "meninggal_tanggal": day}
    claimed = make_claimed(make_actor(Peran.VERIFIKATOR), makam, nama="Wayan Suhaimi", **who)
    assert is_open(claimed)
    assert is_open(first)


def test_rejected_report_leaves_the_other_free(pengelola: Actor, makam: Makam) -> None:
    first, nik = quick(pengelola, makam), make_nik("170851")
    second = make_laporan(pengelola, makam, nama="Wayan Suhaimi", lahir=LAHIR, nik=nik).id
    officer = make_actor(Peran.VERIFIKATOR)
    assert is_open(first)
    with transaction() as session:
        row = session.get_one(Laporan, second)
        for action in (Action.CLAIM, Action.REJECT):
            services.change_status(session, row, action, actor=officer)
    assert not is_open(first)
    assert pairs() == [("mirip", "gugur")]


def test_window_of_the_office_counts(pengelola: Actor, makam: Makam) -> None:
    with transaction() as session:
        session.add(SetelanLaporan(kab_kode="18.71", jendela_ganda=60))
        record(session, "setelan_laporan.diubah", "setelan_laporan", "18.71", actor=SISTEM)
    quick(pengelola, makam, hari=3)
    quick(pengelola, makam, hari=50)
    assert pairs() == [("mirip", "terbuka")]


def test_manager_is_asked_at_ajukan_and_told_which_report(pengelola: Actor, makam: Makam) -> None:
    quick(pengelola, makam)
    laporan_id = start(pengelola, makam)
    fill(pengelola, laporan_id, nama="Wayan Suhaimi", lahir=LAHIR)
    with transaction() as session:
        found = services.check_laporan(session, laporan_id, actor=pengelola)
    pesan = next(one for one in found if one.kode == "nama.mungkin_ganda")
    assert not pesan.keras
    assert "Mungkin sudah dicatat: Wayan Suhaimi, meninggal" in pesan.pesan
    assert "di TPU Uji (buku nomor 1/" in pesan.pesan


def test_manager_learns_nothing_of_a_report_he_may_not_see(pengelola: Actor, makam: Makam) -> None:
    other = make_actor(Peran.PENGELOLA_MAKAM, METRO)
    quick(other, make_makam(METRO, pengelola=[other]))
    laporan_id = start(pengelola, makam)
    fill(pengelola, laporan_id, nama="Wayan Suhaimi", lahir=LAHIR)
    with transaction() as session:
        found = services.check_laporan(session, laporan_id, actor=pengelola)
    pesan = next(one.pesan for one in found if one.kode == "nama.mungkin_ganda")
    assert "1 laporan serupa di luar yang dapat Anda lihat" in pesan
    assert "Wayan" not in pesan


def test_unconfirmed_likeness_stops_ajukan(pengelola: Actor, makam: Makam) -> None:
    make_laporan(pengelola, makam)
    laporan = make_laporan(pengelola, makam, status=Status.DRAF)
    with pytest.raises(Invalid) as refused, transaction() as session:
        services.submit_laporan(session, laporan.id, actor=pengelola, versi=laporan.versi, diterima=())
    assert "Mungkin sudah dicatat" in refused.value.galat["_peringatan"][0]


def test_same_nik_under_another_name_says_that_one_is_wrong(pengelola: Actor, makam: Makam) -> None:
    nik = make_nik()
    make_laporan(pengelola, makam, nik=nik)
    with pytest.raises(Invalid) as refused:
        make_laporan(pengelola, makam, nik=nik, nama="Rohani", jenis_kelamin="P")
    (pesan,) = refused.value.galat["alasan_nik_sama"]
    assert "Orangnya tampak berbeda (nama, jenis kelamin)" in pesan
