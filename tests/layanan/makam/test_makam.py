"""Registering cemeteries and naming their managers."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine, select

from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import reading, transaction
from pemakaman.errors import Forbidden, Invalid, NotFound, StaleVersion
from pemakaman.jejak.models import Jejak
from pemakaman.makam import queries, services
from pemakaman.makam.models import Makam
from pemakaman.makam.queries import Saring
from pemakaman.makam.rules import StatusMakam
from tests.pabrik import BANDAR_LAMPUNG, DESA, METRO, make_actor, make_makam

ISIAN: dict[str, Any] = {
    "nama": "TPU Beringin Raya",
    "jenis": "tpu",
    "pengelolaan": "pemda",
    "desa_kode": DESA[BANDAR_LAMPUNG],
    "alamat": "Jl. Wan Abdurrahman",
    "lintang": -5.4295,
    "bujur": 105.261,
    "telepon": None,
}


@pytest.fixture
def admin(database: Engine) -> Actor:
    return make_actor(Peran.ADMIN_KAB)


def _create(admin: Actor, **isian: Any) -> Makam:
    with transaction() as session:
        return services.create_makam(session, {**ISIAN, **isian}, actor=admin)


def _events(makam: Makam) -> list[Jejak]:
    with reading() as session:
        return list(session.scalars(select(Jejak).where(Jejak.objek_id == str(makam.id)).order_by(Jejak.id)))


def test_codes_of_a_kab_count_up(admin: Actor) -> None:
    assert [_create(admin).kode for _ in range(3)] == ["M-1871-0001", "M-1871-0002", "M-1871-0003"]


def test_parallel_admins_get_different_codes(admin: Actor) -> None:
    with ThreadPoolExecutor(max_workers=8) as pool:
        made = list(pool.map(lambda _: _create(admin).kode, range(16)))
    assert sorted(made) == [f"M-1871-{number:04}" for number in range(1, 17)]


def test_region_heads_follow_from_the_desa(admin: Actor) -> None:
    makam = _create(admin)
    assert (makam.kec_kode, makam.kab_kode) == ("18.71.01", "18.71")


@pytest.mark.parametrize(
    ("ruas", "nilai"),
    [
        ("nama", " "),
        ("jenis", "kuburan"),
        ("pengelolaan", ""),
        ("desa_kode", DESA[METRO]),
        ("desa_kode", "18.71.01"),
        ("lintang", 51.5),
        ("bujur", None),
    ],
)
def test_wrong_data_is_told_at_its_field(admin: Actor, ruas: str, nilai: object) -> None:
    with pytest.raises(Invalid) as caught:
        _create(admin, **{ruas: nilai})
    assert ruas in caught.value.galat


def test_only_the_admin_registers(database: Engine) -> None:
    with pytest.raises(Forbidden):
        _create(make_actor(Peran.VERIFIKATOR))


def test_change_is_kept_with_old_and_new(admin: Actor) -> None:
    makam = _create(admin)
    with transaction() as session:
        services.update_makam(session, makam.id, {**ISIAN, "nama": "TPU Baru"}, versi=makam.versi, actor=admin)
    assert _events(makam)[-1].rincian == {"nama": ["TPU Beringin Raya", "TPU Baru"]}


def test_second_editor_is_told(admin: Actor) -> None:
    makam = _create(admin)
    with transaction() as session:
        services.update_makam(session, makam.id, {**ISIAN, "nama": "TPU A"}, versi=makam.versi, actor=admin)
    with pytest.raises(StaleVersion) as caught, transaction() as session:
        services.update_makam(session, makam.id, {**ISIAN, "nama": "TPU B"}, versi=makam.versi, actor=admin)
    assert "TPU A" in caught.value.perubahan[0]


def test_status_change_needs_a_reason_and_keeps_it(admin: Actor) -> None:
    makam = _create(admin)
    with pytest.raises(Invalid), transaction() as session:
        services.change_status(session, makam.id, StatusMakam.PENUH, " ", versi=makam.versi, actor=admin)
    with transaction() as session:
        services.change_status(session, makam.id, StatusMakam.PENUH, "Petak habis", versi=makam.versi, actor=admin)
    assert _events(makam)[-1].rincian == {"status": ["aktif", "penuh"], "alasan": "Petak habis"}


def test_manager_sees_the_cemetery_once_assigned_and_no_more_when_taken_off(admin: Actor) -> None:
    makam, manager = _create(admin), make_actor(Peran.PENGELOLA_MAKAM)
    assert manager.id is not None
    with transaction() as session:
        services.assign_manager(session, makam.id, manager.id, actor=admin)
        services.assign_manager(session, makam.id, manager.id, actor=admin)
    with reading() as session:
        assert queries.get_makam(session, makam.id, actor=manager).id == makam.id
        assert [row.id for row in queries.list_pengelola(session, makam.id)] == [manager.id]
    with transaction() as session:
        services.unassign_manager(session, makam.id, manager.id, actor=admin)
    with reading() as session, pytest.raises(NotFound):
        queries.get_makam(session, makam.id, actor=manager)
    assert [event.peristiwa for event in _events(makam)] == [
        "makam.dibuat",
        "makam.pengelola_ditambah",
        "makam.pengelola_dilepas",
    ]


@pytest.mark.parametrize(("peran", "wilayah"), [(Peran.VERIFIKATOR, BANDAR_LAMPUNG), (Peran.PENGELOLA_MAKAM, METRO)])
def test_only_managers_of_the_same_kab_are_assigned(admin: Actor, peran: Peran, wilayah: str) -> None:
    makam, other = _create(admin), make_actor(peran, wilayah)
    with pytest.raises(Invalid), transaction() as session:
        services.assign_manager(session, makam.id, other.id or uuid4(), actor=admin)


@pytest.mark.parametrize(
    ("peran", "wilayah", "terlihat"),
    [
        (Peran.ADMIN_KAB, BANDAR_LAMPUNG, True),
        (Peran.VERIFIKATOR, METRO, False),
        (Peran.OPERATOR_DESA, DESA[BANDAR_LAMPUNG], True),
        (Peran.OPERATOR_DESA, DESA[METRO], False),
        (Peran.PETUGAS_PROVINSI, "18", True),
        (Peran.PETUGAS_PROVINSI, "16", False),
        (Peran.PENGELOLA_MAKAM, BANDAR_LAMPUNG, False),
        (Peran.PETUGAS_KPU, BANDAR_LAMPUNG, False),
        (Peran.ADMIN_SISTEM, None, False),
    ],
)
def test_who_sees_a_cemetery(database: Engine, peran: Peran, wilayah: str | None, terlihat: bool) -> None:
    makam, actor = make_makam(), make_actor(peran, wilayah)
    with reading() as session:
        rows = queries.list_makam(session, Saring(), actor=actor)
    assert [row.id for row in rows] == ([makam.id] if terlihat else [])


def test_recording_belongs_to_managers_desa_and_admin(database: Engine) -> None:
    manager = make_actor(Peran.PENGELOLA_MAKAM)
    own, other = make_makam(pengelola=[manager]), make_makam()
    with reading() as session:
        assert [row.id for row in queries.list_recording(session, actor=manager)] == [own.id]
        for peran in (Peran.ADMIN_KAB, Peran.OPERATOR_DESA):
            rows = queries.list_recording(session, actor=make_actor(peran))
            assert {row.id for row in rows} == {own.id, other.id}
        assert not queries.list_recording(session, actor=make_actor(Peran.VERIFIKATOR))


def test_filters_and_pages_of_the_list(admin: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    for nama in ("TPU Beringin Raya", "TPU Tanjung-Karang", "Makam Kupang"):
        _create(admin, nama=nama)
    with reading() as session:
        found = queries.list_makam(session, Saring(nama="tanjung karang"), actor=admin)
        assert [row.nama for row in found] == ["TPU Tanjung-Karang"]
        assert not queries.list_makam(session, Saring(status="penuh"), actor=admin)
        assert not queries.list_makam(session, Saring(kec_kode="18.71.02"), actor=admin)
        monkeypatch.setattr(queries, "PAGE_SIZE", 1)
        seen, last = [], None
        while rows := queries.list_makam(session, Saring(), actor=admin, sesudah=last):
            seen.append(rows[0].nama)
            last = rows[0].id
    assert seen == ["Makam Kupang", "TPU Beringin Raya", "TPU Tanjung-Karang"]


def test_code_is_found_as_typed(admin: Actor) -> None:
    makam = _create(admin)
    with reading() as session:
        found = queries.find_makam_by_kode(session, " m-1871-0001 ", actor=admin)
        assert found is not None
        assert found.id == makam.id
        stranger = make_actor(Peran.ADMIN_KAB, METRO)
        assert queries.find_makam_by_kode(session, "M-1871-0001", actor=stranger) is None
