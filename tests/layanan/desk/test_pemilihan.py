"""Elections and settings: who may set them, for which areas, and whom they hold for."""

from dataclasses import replace
from datetime import date, time

import pytest
from sqlalchemy import Engine

from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import reading, transaction
from pemakaman.desk.models import Pemilihan
from pemakaman.desk.queries.pemilihan import get_pemilihan, list_pemilihan, list_pemungutan, list_wilayah
from pemakaman.desk.queries.setelan import setelan_of
from pemakaman.desk.rules.laju import limits
from pemakaman.desk.services.pemilihan import IsianPemilihan, create_pemilihan, update_pemilihan
from pemakaman.desk.services.setelan import save_setelan
from pemakaman.errors import Forbidden, Invalid, NotFound, StaleVersion
from tests.pabrik import METRO, make_actor

PSU = IsianPemilihan("PSU Way Dadi", "psu", date(2025, 2, 1), ["18.71.01"])


@pytest.fixture
def provinsi(database: Engine) -> Actor:
    return make_actor(Peran.PETUGAS_PROVINSI)


def create(actor: Actor, isian: IsianPemilihan = PSU) -> Pemilihan:
    with transaction() as session:
        return create_pemilihan(session, isian, actor=actor)


def settle(actor: Actor, kode: str, *, alarm: int = 5, versi: int = 0, **batas: dict[str, float]) -> None:
    with transaction() as session:
        said = {"alarm_hari": alarm, "jam_tenggat": time(17), "batas": batas, "versi": versi}
        save_setelan(session, kode, **said, actor=actor)


def test_election_of_a_kecamatan_holds_for_its_kab_only(provinsi: Actor) -> None:
    create(provinsi)
    with reading() as session:
        assert [(one.nama, one.wilayah) for one in list_pemungutan(session, "18.71")] == [
            ("PSU Way Dadi", ("18.71.01",))
        ]
        assert list_pemungutan(session, METRO) == []


def test_election_of_the_province_is_seen_by_every_kab(provinsi: Actor) -> None:
    pemilihan = create(provinsi, replace(PSU, wilayah=["18"]))
    with reading() as session:
        for actor in (provinsi, make_actor(Peran.PEJABAT, METRO)):
            assert [one.id for one in list_pemilihan(session, actor=actor)] == [pemilihan.id]
        with pytest.raises(NotFound):
            get_pemilihan(session, pemilihan.id, actor=make_actor(Peran.PETUGAS_PROVINSI, "17"))


def test_election_that_is_over_is_set_inactive(provinsi: Actor) -> None:
    pemilihan = create(provinsi)
    with transaction() as session:
        changed = replace(PSU, aktif=False, wilayah=["18.71.01", "18.72"])
        update_pemilihan(session, pemilihan.id, changed, versi=1, actor=provinsi)
    with reading() as session:
        assert [one.aktif for one in list_pemungutan(session, "18.71")] == [False]
        assert [kode for kode, _ in list_wilayah(session, pemilihan.id)] == ["18.71.01", "18.72"]


def test_areas_outside_the_province_are_refused(provinsi: Actor) -> None:
    with pytest.raises(Invalid) as refused:
        create(provinsi, replace(PSU, wilayah=["17.01"]))
    assert "17.01 tidak ada di provinsi Anda" in refused.value.galat["wilayah"][0]
    with pytest.raises(Invalid):
        create(provinsi, replace(PSU, wilayah=[], nama=" ", hari_suket=99, target_ikd=101, jenis="arisan"))


def test_kab_does_not_set_elections_or_limits(provinsi: Actor) -> None:
    admin = make_actor(Peran.ADMIN_KAB)
    with pytest.raises(Forbidden):
        create(admin)
    with pytest.raises(Forbidden):
        settle(admin, "18.71")


def test_election_changed_by_two_is_refused_to_the_second(provinsi: Actor) -> None:
    pemilihan = create(provinsi)
    for expected in (None, StaleVersion):
        if expected is None:
            with transaction() as session:
                update_pemilihan(session, pemilihan.id, replace(PSU, nama="PSU I"), versi=1, actor=provinsi)
        else:
            with pytest.raises(expected), transaction() as session:
                update_pemilihan(session, pemilihan.id, PSU, versi=1, actor=provinsi)


def test_areas_changed_by_two_are_refused_to_the_second(provinsi: Actor) -> None:
    pemilihan = create(provinsi)
    with transaction() as session:
        update_pemilihan(session, pemilihan.id, replace(PSU, wilayah=["18.71.02"]), versi=1, actor=provinsi)
    with pytest.raises(StaleVersion), transaction() as session:
        update_pemilihan(session, pemilihan.id, replace(PSU, wilayah=["18.72"]), versi=1, actor=provinsi)
    with reading() as session:
        assert [kode for kode, _ in list_wilayah(session, pemilihan.id)] == ["18.71.02"]


def test_kab_follows_its_own_settings_then_the_province_then_the_defaults(provinsi: Actor) -> None:
    def alarm() -> tuple[int, int]:
        with reading() as session:
            return setelan_of(session, "18.71").alarm_hari, setelan_of(session, METRO).alarm_hari

    assert alarm() == (7, 7)
    settle(provinsi, "18", alarm=10)
    assert alarm() == (10, 10)
    settle(provinsi, METRO, alarm=3)
    assert alarm() == (10, 3)


def test_limits_are_kept_where_they_differ_and_make_sense(provinsi: Actor) -> None:
    settle(provinsi, "18", rekam_persen={"kuning": 95, "merah": 90}, ikd_persen={"kuning": 100, "merah": 50})
    with reading() as session:
        setelan = setelan_of(session, METRO)
        assert setelan.batas == {"rekam_persen": {"kuning": 95, "merah": 90}}
        assert limits("rekam_persen", setelan.batas).merah == 90
    with pytest.raises(Invalid) as refused:
        settle(provinsi, "18", versi=1, rekam_persen={"kuning": 80, "merah": 90})
    assert "batas kuning 80 tidak boleh lebih kecil daripada merah 90" in str(refused.value.galat)


def test_settings_of_another_province_are_not_found(provinsi: Actor) -> None:
    with pytest.raises(NotFound):
        settle(provinsi, "17.01")
    settle(provinsi, "18")
    with pytest.raises(StaleVersion):
        settle(provinsi, "18")
