"""Open figures as anybody reads them: the same as inside, small ones closed, kept on the way, nobody's data."""

import csv
import io
import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from pemakaman import menu
from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import reading, transaction
from pemakaman.errors import Forbidden, StaleVersion
from pemakaman.pantau.hitung import count_everything
from pemakaman.pantau.models import Corong
from pemakaman.pantau.rules.bulan import month_of
from pemakaman.pantau.rules.periode import bulan_kode
from pemakaman.terbuka.queries import read_tabel
from pemakaman.terbuka.rules.ukuran import KODE, KOLOM
from pemakaman.terbuka.services import save_settings
from pemakaman.wilayah.models import Wilayah
from pemakaman.wilayah.queries import children
from tests.pabrik import BANDAR_LAMPUNG, METRO, PROVINSI, make_actor, make_makam, sign_in
from tests.pabrik_bulanan import LALU, in_month, make_row
from tests.pabrik_laporan import hari_ini
from tests.rumah.test_halaman import page_problems

KONTAK = "Disdukcapil Provinsi Lampung\nangka@lampung.example"
MASA = bulan_kode(LALU)


def open_up(*, versi: int = 0, **isian: Any) -> Actor:
    actor = make_actor(Peran.PETUGAS_PROVINSI, PROVINSI)
    with transaction() as session:
        chosen = {"terbit": True, "lisensi": "cc-by-4.0", "kontak": KONTAK, **isian}
        save_settings(session, chosen, versi=versi, actor=actor)
    menu.forget_public()
    return actor


@pytest.fixture
def terbuka(database: Engine) -> Actor:
    """Seven burials in Bandar Lampung and two in Metro last month, one this month; a province that publishes."""
    actor = make_actor(Peran.PENGELOLA_MAKAM)
    for kab, count in ((BANDAR_LAMPUNG, 7), (METRO, 2)):
        makam = make_makam(kab, pengelola=[actor])
        for _ in range(count):
            make_row(actor, makam, in_month(LALU))
    make_row(actor, makam, hari_ini())
    count_everything()
    return open_up()


def read(app: Flask, path: str = "/angka/data.csv", **query: str) -> list[dict[str, str]]:
    response = app.test_client().get(path, query_string={"wilayah": PROVINSI, "tahun": str(LALU.tahun)} | query)
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.text)))


def burials(rows: list[dict[str, str]], kode: str) -> dict[str, str]:
    return next(r for r in rows if (r["kode_wilayah"], r["bulan"], r["ukuran"]) == (kode, MASA, "dimakamkan"))


def test_the_province_has_the_same_figures_as_inside(app: Flask, terbuka: Actor) -> None:
    rows = read(app)
    with reading() as session:
        key = (PROVINSI, "dimakamkan", LALU.awal)
        inside = session.get_one(Corong, key)
        expected = {kode: getattr(inside, kode) for kode in KODE}
    shown = {r["ukuran"]: r["nilai"] for r in rows if r["kode_wilayah"] == PROVINSI and r["bulan"] == MASA}
    assert shown == {kode: str(value) if value >= 5 else "" for kode, value in expected.items()}
    assert shown["dimakamkan"] == "9"


def test_every_open_figure_of_a_kab_is_the_one_inside(app: Flask, terbuka: Actor) -> None:
    with reading() as session:
        query = select(Corong).where(Corong.sumbu == "dimakamkan")
        inside = {(one.tempat, bulan_kode(month_of(one.bulan))): one for one in session.scalars(query)}
    for row in read(app):
        if row["nilai"] and row["keterangan"] == "" and len(row["bulan"]) == 7:
            assert getattr(inside[row["kode_wilayah"], row["bulan"]], row["ukuran"]) == int(row["nilai"])


def test_a_small_kab_and_its_neighbour_are_closed(app: Flask, terbuka: Actor) -> None:
    rows = read(app)
    for kode in (METRO, BANDAR_LAMPUNG):
        row = burials(rows, kode)
        assert (row["nilai"], row["keterangan"]) == ("", "disembunyikan")


def test_the_month_that_runs_is_not_published(app: Flask, terbuka: Actor) -> None:
    assert bulan_kode(month_of(hari_ini())) not in {row["bulan"] for row in read(app)}


def test_json_holds_the_same_rows(app: Flask, terbuka: Actor) -> None:
    query = {"wilayah": PROVINSI, "tahun": str(LALU.tahun)}
    told = app.test_client().get("/angka/data.json", query_string=query).get_json()
    assert told["kolom"] == [nama for nama, _, _ in KOLOM]
    plain = [["" if value is None else str(value) for value in row] for row in told["baris"]]
    assert plain == [list(row.values()) for row in read(app)]


def test_metadata_name_source_licence_contact_and_codes(app: Flask, terbuka: Actor) -> None:
    told = app.test_client().get("/angka/metadata.json?wilayah=18").get_json()
    assert told["lisensi"]["nama"] == "CC BY 4.0"
    assert told["kontak"] == KONTAK
    assert {one["kode"] for one in told["ukuran"]} == set(KODE)
    assert {"kode": METRO, "nama": "Kota Metro"} in told["kode_referensi"]["daftar"]
    assert told["periode"]["sampai"] == MASA


@pytest.mark.parametrize("path", ["/angka", "/angka/data.csv", "/angka/data.json", "/angka/metadata.json"])
def test_answers_may_be_kept_and_set_no_cookie(app: Flask, terbuka: Actor, path: str) -> None:
    client = app.test_client()
    first = client.get(path, query_string={"wilayah": PROVINSI})
    assert first.cache_control.public
    # Who just signed in is not shown the page he opened before; files are the same for everybody.
    assert ("Cookie" in first.headers.get("Vary", "")) == (path == "/angka")
    assert "Set-Cookie" not in first.headers
    again = client.get(path, query_string={"wilayah": PROVINSI}, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    head = client.head(path, query_string={"wilayah": PROVINSI})
    assert (head.status_code, head.headers["ETag"]) == (200, first.headers["ETag"])


def test_a_tag_changes_with_the_figures(app: Flask, terbuka: Actor) -> None:
    client = app.test_client()
    first = client.get("/angka/data.csv?wilayah=18").headers["ETag"]
    actor = make_actor(Peran.PENGELOLA_MAKAM)
    make_row(actor, make_makam(pengelola=[actor]), in_month(LALU))
    count_everything()
    assert client.get("/angka/data.csv?wilayah=18", headers={"If-None-Match": first}).status_code == 200


def test_a_page_with_somebodys_menu_is_not_kept(app: Flask, terbuka: Actor) -> None:
    page = sign_in(app, terbuka).get("/angka")
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("tahun=1999", "Tidak ada angka tahun 1999"),
        ("tahun=x", "empat angka"),
        ("tahun=٢٠٢٦", "empat angka"),
        ("wilayah=31", "belum membuka"),
        ("wilayah=%00", ""),
        ("ukuran=nama", "Tidak ada angka dengan nama itu"),
        ("bulan=2099-01", "Tidak ada angka bulan"),
        ("bulan=x", "Tulis bulan"),
    ],
)
def test_what_is_not_there_is_said_in_words(app: Flask, terbuka: Actor, query: str, words: str) -> None:
    page = app.test_client().get(f"/angka?{query}")
    assert page.status_code in {400, 404}
    assert words in page.text


def test_nothing_of_a_person_is_told(app: Flask, terbuka: Actor) -> None:
    client = app.test_client()
    for path in ("/angka", f"/angka?bulan={MASA}", "/angka/data.csv", "/angka/data.json", "/angka/metadata.json"):
        text = client.get(path).text
        assert "Almarhum Uji" not in text
        assert re.search(r"\d{16}", text) is None


def test_pages_are_well_made_and_the_link_is_at_the_foot(app: Flask, terbuka: Actor) -> None:
    client = app.test_client()
    for path in ("/angka", f"/angka?tahun={LALU.tahun}&bulan={MASA}&ukuran=akta"):
        page = client.get(path)
        assert list(page_problems(page)) == []
    assert 'href="/angka"' in client.get("/masuk").text


def test_a_province_that_does_not_publish_tells_nothing(app: Flask, terbuka: Actor) -> None:
    open_up(versi=1, terbit=False)
    client = app.test_client()
    assert "Belum ada provinsi" in client.get("/angka").text
    assert client.get("/angka/data.csv").status_code == 404
    assert client.get("/angka?wilayah=18").status_code == 404
    assert 'href="/angka"' not in client.get("/masuk").text


def test_where_several_provinces_publish_one_chooses(app: Flask, terbuka: Actor) -> None:
    with transaction() as session:
        actor = make_actor(Peran.PETUGAS_PROVINSI, "31")
        save_settings(session, {"terbit": True, "lisensi": "cc-by-4.0", "kontak": "Dukcapil"}, versi=0, actor=actor)
    client = app.test_client()
    page = client.get("/angka")
    assert list(page_problems(page)) == []
    assert re.findall(r"/angka\?wilayah=(\d\d)", page.text) == ["31", "18"]
    assert "Provinsi Lampung" in client.get("/angka?wilayah=18").text
    assert client.get("/angka/data.csv").status_code == 404


def test_pictures_and_their_files_hold_no_closed_figure(app: Flask, database: Engine) -> None:
    open_up()
    with transaction() as session:
        for kode, _ in children(session, PROVINSI):
            values = dict.fromkeys(KODE, 3 if kode == METRO else 20)
            rest = dict.fromkeys(set(Corong.__table__.columns.keys()) - {*KODE, "tempat", "sumbu", "bulan"}, 0)
            session.add(Corong(tempat=kode, sumbu="dimakamkan", bulan=LALU.awal, **values, **rest))
    client = app.test_client()
    query = {"bulan": MASA, "tahun": LALU.tahun, "wilayah": PROVINSI}
    assert "diarsir" in client.get("/angka", query_string=query).text
    file = client.get("/angka", query_string=query | {"unduh": "csv", "gambar": "kab"}).text
    figures = {row[0]: row[-1] for row in csv.reader(io.StringIO(file.lstrip("\ufeff"))) if row}
    assert (figures["Lampung Selatan"], figures["Kota Metro"]) == ("20", "")


def test_a_region_that_is_new_or_gone_changes_no_other_group(owner: Engine, database: Engine) -> None:
    def groups() -> set[tuple[str, ...]]:
        tabel = read_tabel(session, PROVINSI, "Lampung", LALU.tahun, LALU)
        return {one.bagian for one in tabel.bulan[LALU]["dimakamkan"].potong}

    with Session(owner) as session:
        for kode, _ in children(session, PROVINSI):
            session.add(Corong(tempat=kode, sumbu="dimakamkan", bulan=LALU.awal, dimakamkan=20))
        session.flush()
        before = groups()
        last = session.get_one(Wilayah, "18.13")
        values = {"nama_cari": "baru", "tingkat": 2, "induk": PROVINSI, "berlaku_dari": hari_ini()}
        session.add(Wilayah(kode="18.14", nama="Kabupaten Baru", **values))
        session.flush()
        assert groups() == before - {("18.13",)} | {("18.13", "18.14")}
        last.berlaku_sampai = last.berlaku_dari + timedelta(days=1)
        assert groups() == before - {("18.13",)} | {("18.13", "18.14")}
        session.rollback()


def test_settings_are_saved_by_the_province_with_a_trail(app: Flask, terbuka: Actor) -> None:
    client = sign_in(app, terbuka)
    assert list(page_problems(client.get("/setelan/angka-terbuka"))) == []
    form = {"terbit": "1", "lisensi": "cc0-1.0", "kontak": "", "versi": "1"}
    refused = client.post("/setelan/angka-terbuka", data=form)
    assert refused.status_code == 422
    assert "Isi kantor" in refused.text
    saved = client.post("/setelan/angka-terbuka", data=form | {"kontak": "Diskominfo"})
    assert saved.status_code == 303
    assert "CC0 1.0" in app.test_client().get("/angka").text


def test_settings_opened_before_another_saved_are_refused(terbuka: Actor) -> None:
    with pytest.raises(StaleVersion, match="diubah orang lain"):
        open_up(versi=0)


def test_a_kab_does_not_decide_for_its_province(database: Engine) -> None:
    with transaction() as session, pytest.raises(Forbidden):
        save_settings(session, {}, versi=0, actor=make_actor(Peran.ADMIN_KAB))
