"""What a kab/kota settles for books and graves: defaults, limits, who, and two who save at once."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, select

from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import reading, transaction
from pemakaman.errors import Forbidden, Invalid, StaleVersion
from pemakaman.jejak.models import Jejak
from pemakaman.makam.models import SetelanMakam
from pemakaman.makam.rules import BATAS_SETELAN, SETELAN
from pemakaman.makam.services import save_setelan
from pemakaman.makam.setelan import BAWAAN, Setelan, list_cari_umum, setelan_of
from tests.layanan.verifikasi.test_serentak import at_once
from tests.pabrik import METRO, make_actor, sign_in

ISIAN: dict[str, Any] = {name: getattr(BAWAAN, name) for name in SETELAN}
FORM = {"susunan_buku": "jepara", "tumpang_tahun": "4", "pindah_tahun": "2", "iptm_tahun": "5", "iptm_ingat_hari": "30"}


def save(actor: Actor, versi: int = 0, **isian: Any) -> None:
    with transaction() as session:
        save_setelan(session, {**ISIAN, **isian}, versi=versi, actor=actor)


def stored(kab: str = "18.71") -> Setelan:
    with reading() as session:
        return setelan_of(session, kab)


def test_without_a_row_the_defaults_of_the_table_hold(database: Engine) -> None:
    defaults = {column.name: column.default.arg for column in SetelanMakam.__table__.columns if column.default}
    assert {name: getattr(BAWAAN, name) for name in SETELAN} == {name: defaults[name] for name in SETELAN}
    assert stored() == BAWAAN


def test_what_is_saved_holds_for_the_own_kab_only_and_stands_in_the_trail(database: Engine) -> None:
    save(make_actor(Peran.ADMIN_KAB), cari_umum=True, iptm_tahun=5)
    assert (stored().cari_umum, stored().iptm_tahun, stored().versi) == (True, 5, 1)
    assert stored(METRO) == BAWAAN
    with reading() as session:
        assert list_cari_umum(session) == ["18.71"]
        event = session.scalar(select(Jejak).where(Jejak.objek == "setelan_makam"))
    assert event is not None
    assert event.rincian["cari_umum"] == [None, True]


@pytest.mark.parametrize("ruas", [*BATAS_SETELAN, "susunan_buku"])
def test_out_of_bounds_is_told_at_its_field(database: Engine, ruas: str) -> None:
    with pytest.raises(Invalid) as refused:
        save(make_actor(Peran.ADMIN_KAB), **{ruas: -1})
    assert list(refused.value.galat) == [ruas]


@pytest.mark.parametrize("peran", [Peran.PENGELOLA_MAKAM, Peran.VERIFIKATOR, Peran.PEJABAT, Peran.PETUGAS_PROVINSI])
def test_only_the_admin_of_a_kab_settles(database: Engine, peran: Peran) -> None:
    with pytest.raises(Forbidden):
        save(make_actor(peran))


@pytest.mark.parametrize("versi", [0, 1])
def test_two_at_once_one_is_kept_and_the_other_is_told(database: Engine, versi: int) -> None:
    admin = make_actor(Peran.ADMIN_KAB)
    if versi:
        save(admin)
    outcome = at_once(
        *(
            lambda s, tahun=tahun: save_setelan(s, {**ISIAN, "iptm_tahun": tahun}, versi=versi, actor=admin)  # type: ignore[misc]
            for tahun in (4, 5)
        )
    )
    (refused,) = [error for error in outcome if error is not None]
    assert isinstance(refused, StaleVersion)
    assert stored().iptm_tahun == (4 if outcome[0] is None else 5)


def test_the_page_keeps_what_was_typed_and_warns_of_the_public_search(app: Flask, database: Engine) -> None:
    klien = sign_in(app, make_actor(Peran.ADMIN_KAB))
    assert "siapa saja tanpa akun" in klien.get("/makam/setelan").text
    assert klien.post("/makam/setelan", data={**FORM, "versi": "0", "iptm_tahun": "99"}).status_code == 422
    assert klien.post("/makam/setelan", data={**FORM, "versi": "0"}).status_code == 303
    late = klien.post("/makam/setelan", data={**FORM, "versi": "0", "iptm_tahun": "7"})
    assert late.status_code == 409
    assert 'value="7"' in late.text
    assert (stored().susunan_buku, stored().tumpang_boleh, stored().iptm_tahun) == ("jepara", False, 5)


def test_home_and_list_lead_the_admin_there(app: Flask, database: Engine) -> None:
    klien = sign_in(app, make_actor(Peran.ADMIN_KAB))
    assert all("/makam/setelan" in klien.get(path).text for path in ("/", "/makam"))
    assert "/makam/setelan" not in sign_in(app, make_actor(Peran.PENGELOLA_MAKAM)).get("/makam").text
