"""The map page: figures of the parts of a place, points, and what is refused."""

from datetime import date
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Peran
from pemakaman.db import reading, today_in
from pemakaman.makam.models import Makam
from pemakaman.pantau.models import Corong
from pemakaman.pantau.queries import peta as queries
from pemakaman.pantau.queries.corong import Letak
from pemakaman.pantau.queries.tempat import Tempat
from pemakaman.pantau.rules.bulan import Bulan, month_of
from pemakaman.pantau.rules.langkah import Sumbu
from pemakaman.pantau.rules.periode import Periode
from tests.pabrik import BANDAR_LAMPUNG, DESA, METRO, make_actor, make_makam, sign_in
from tests.pabrik_peta import TIGA, file_of, put_in_use

LAMPUNG = Tempat("18", "Lampung", 1, (("18", "Lampung"),))
MARET = Bulan(2026, 3)


def keep(owner: Engine, *rows: object) -> None:
    """Kept figures, written as the counting would."""
    with Session(owner) as session, session.begin():
        session.add_all(rows)


def steps(tempat: str, bulan: date = MARET.awal, **angka: int) -> Corong:
    return Corong(tempat=tempat, sumbu="dimakamkan", bulan=bulan, **angka)


def parts(*kode: str) -> dict[str, dict[str, float]]:
    with reading() as session:
        return queries.count_parts(
            session, Letak(LAMPUNG), kode, sumbu=Sumbu.DIMAKAMKAN, periode=Periode(MARET, MARET.next())
        )


def place(owner: Engine, makam: Makam, bujur: float, lintang: float) -> None:
    with owner.begin() as connection:
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        connection.exec_driver_sql(
            "UPDATE makam SET bujur = %s, lintang = %s, dibuat_pada = '2025-01-01' WHERE id = %s",
            (bujur, lintang, makam.id),
        )


def test_months_of_the_period_are_added_up_by_part(database: Engine, owner: Engine) -> None:
    rows = [steps(METRO, dimakamkan=3, akta=1), steps(METRO, date(2026, 4, 1), dimakamkan=2)]
    keep(owner, *rows, steps(METRO, date(2026, 5, 1), dimakamkan=50), steps(BANDAR_LAMPUNG, dimakamkan=7))
    found = parts(METRO, BANDAR_LAMPUNG, "18.01")
    assert {kode: angka["dimakamkan"] for kode, angka in found.items()} == {METRO: 5, BANDAR_LAMPUNG: 7, "18.01": 0}
    assert found[METRO]["akta"] == 1


def test_only_cemeteries_inside_with_coordinates_are_points(database: Engine, owner: Engine) -> None:
    place(owner, make_makam(METRO), 105.3, -5.1)
    place(owner, make_makam(BANDAR_LAMPUNG), 105.2, -5.4)
    make_makam(METRO)
    metro = Tempat(METRO, "Kota Metro", 2, ((METRO, "Kota Metro"),))
    with reading() as session:
        assert [(one.nama, one.bujur) for one in queries.list_points(session, metro)] == [("TPU Uji", 105.3)]


def test_many_cemeteries_become_few_points(database: Engine, owner: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "MOST_POINTS", 3)
    for bujur in (105.30, 105.301, 105.302, 106.0):
        place(owner, make_makam(METRO), bujur, -5.1)
    with reading() as session:
        assert [one.nama for one in queries.list_points(session, LAMPUNG)] == ["3 makam", "TPU Uji"]


def test_the_province_sees_its_kab_kota_with_links_to_their_maps(app: Flask, database: Engine, owner: Engine) -> None:
    keep(owner, steps(METRO, month_of(today_in("18")).awal, dimakamkan=1234))
    page = sign_in(app, make_actor(Peran.PETUGAS_PROVINSI)).get("/pantau/peta")
    assert page.status_code == 200
    assert "1.234" in page.text
    assert "/pantau/peta?wilayah=18.72&amp;" in page.text


def test_boundaries_in_use_are_drawn_with_their_cemeteries(app: Flask, database: Engine, owner: Engine) -> None:
    actor = make_actor(Peran.PETUGAS_PROVINSI)
    put_in_use(file_of(TIGA), actor)
    place(owner, make_makam(METRO), 105.7, -5.2)
    client = sign_in(app, actor)
    assert "TPU Uji" in client.get("/pantau/peta").text
    assert "TPU Uji" not in client.get("/pantau/peta?titik=tidak").text
    assert "Batas: BIG uji." in client.get("/pantau/peta?ukuran=akta").text


@pytest.mark.parametrize("ukuran", ["tercatat", "nik", "akta", "akta30", "sunyi", "kelengkapan"])
def test_every_figure_has_its_map_and_its_file(app: Flask, database: Engine, ukuran: str) -> None:
    client = sign_in(app, make_actor(Peran.VERIFIKATOR))
    page = client.get(f"/pantau/peta?ukuran={ukuran}")
    assert (page.status_code, "Tanjungkarang Barat" in page.text) == (200, True)
    assert client.get(f"/pantau/peta?ukuran={ukuran}&unduh=csv&gambar=peta").status_code == 200


@pytest.mark.parametrize("kueri", ["ukuran=lain", "sumbu=x", "dari=2026-13", "dari=2026-05&sampai=2026-01"])
def test_an_address_that_cannot_be_read_says_so_and_shows_the_usual(app: Flask, database: Engine, kueri: str) -> None:
    page = sign_in(app, make_actor(Peran.VERIFIKATOR)).get(f"/pantau/peta?{kueri}")
    assert (page.status_code, "tidak terbaca" in page.text) == (400, True)


def test_another_kab_is_not_found_and_a_village_shows_its_kab(app: Flask, database: Engine) -> None:
    client = sign_in(app, make_actor(Peran.VERIFIKATOR))
    assert client.get(f"/pantau/peta?wilayah={METRO}").status_code == 404
    assert "Peta Kota Bandar Lampung" in client.get(f"/pantau/peta?wilayah={DESA[BANDAR_LAMPUNG]}").text


def test_an_unknown_place_is_not_found(app: Flask, database: Engine) -> None:
    client = sign_in(app, make_actor(Peran.PETUGAS_PROVINSI))
    for wilayah in ("18.99", "x", str(uuid4()), "18.72%"):
        assert client.get("/pantau/peta", query_string={"wilayah": wilayah}).status_code == 404
