"""The funnel shows the reports of its place and period, and each of its figures leads to exactly these reports."""

import csv
import io
import re
from datetime import timedelta
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import now, reading, today_in, transaction
from pemakaman.jejak.models import JejakBaca
from pemakaman.jejak.services import record
from pemakaman.laporan.rules import Kasus, Status
from pemakaman.makam.models import Makam
from pemakaman.pantau.hitung import count_everything
from pemakaman.pantau.queries import corong, kematian, mutu
from pemakaman.pantau.queries.baris import count_rows, list_rows
from pemakaman.pantau.queries.corong import get_letak
from pemakaman.pantau.queries.tempat import list_anak
from pemakaman.pantau.routes.mutu import total
from pemakaman.pantau.rules.bulan import month_of
from pemakaman.pantau.rules.corong import LAIN_LABEL, MENURUT_DIMAKAMKAN, RUAS, SIFAT, Pilihan
from pemakaman.pantau.rules.kematian import by_age_and_sex
from pemakaman.pantau.rules.langkah import LANGKAH, Sumbu
from pemakaman.pantau.rules.mutu import UKURAN
from pemakaman.pantau.rules.periode import Periode, read_periode
from pemakaman.verifikasi.models import Keputusan
from tests.pabrik import BANDAR_LAMPUNG, DESA, METRO, PROVINSI, make_actor, make_makam, sign_in
from tests.pabrik_pembatalan import Almarhumah
from tests.pabrik_verifikasi import make_in, make_waiting

TETANGGA = "18.71.01.1005"


def decide(one: Almarhumah) -> None:
    """Who approved it, which the maker of the report leaves out."""
    values = {"disarankan_oleh": one.verifikator.id, "disetujui_oleh": one.pejabat.id, "disetujui_pada": now()}
    with transaction() as session:
        session.add(Keputusan(laporan_id=one.laporan_id, **values))
        record(session, "laporan.disetujui", "laporan", one.laporan_id, actor=one.pejabat)


def period() -> Periode:
    return read_periode("", "", month_of(today_in("18")))


@pytest.fixture
def isi(database: Engine) -> Makam:
    """Reports at every step, a stillbirth and a row of an old book; one cemetery lies in the next village."""
    verifikator, pejabat = make_actor(Peran.VERIFIKATOR), make_actor(Peran.PEJABAT)
    makam, lain = make_makam(), make_makam(desa=TETANGGA)
    almarhumah = Almarhumah()
    decide(almarhumah)
    almarhumah.hand_over()
    almarhumah.record_akta()
    for status in (Status.DIAJUKAN, Status.DISARANKAN, Status.DIKEMBALIKAN):
        make_in(status, verifikator, pejabat, makam)
    make_waiting(lain, status=Status.LAPOR_AWAL, diajukan_pada=None)
    make_waiting(lain, kasus=Kasus.LAHIR_MATI)
    old = today_in("18") - timedelta(days=5000)
    make_waiting(makam, status=Status.LAPOR_AWAL, diajukan_pada=None, asal="impor", nik=None,
                 meninggal_tanggal=None, dimakamkan_tanggal=old)  # fmt: skip
    make_waiting(make_makam(METRO))
    count_everything()
    return makam


def figures(session: Session, wilayah: str, makam: str, sumbu: Sumbu, actor: Actor) -> corong.Angka:
    letak = get_letak(session, wilayah, makam, actor=actor)
    return corong.total(corong.count_by_month(session, letak, sumbu, period()).values())


def test_every_figure_counts_the_rows_it_leads_to(isi: Makam) -> None:
    actor = make_actor(Peran.PETUGAS_PROVINSI)
    places = [(BANDAR_LAMPUNG, ""), (TETANGGA, ""), ("", str(isi.id))]
    lists = [Pilihan(name) for name in (*LANGKAH, *LAIN_LABEL)]
    lists += [Pilihan(*pair) for pair in RUAS] + [Pilihan("dimakamkan", name) for name in LANGKAH[1:]]
    with reading() as session:
        for (wilayah, makam), sumbu in zip(places, Sumbu, strict=True):
            letak = get_letak(session, wilayah, makam, actor=actor)
            angka = figures(session, wilayah, makam, sumbu, actor)
            found = {one: len(list_rows(session, letak, sumbu, period(), one, actor=actor)[0]) for one in lists}
            assert found == {one: one.count(angka) for one in lists}, letak


def test_figures_of_deaths_entries_and_waits_count_the_rows_they_lead_to(isi: Makam) -> None:
    actor = make_actor(Peran.PETUGAS_PROVINSI)
    lists = [Pilihan(sifat=sifat, nilai=nilai) for sifat, values in SIFAT.items() for nilai in values]
    with reading() as session:
        for wilayah, makam in ((BANDAR_LAMPUNG, ""), ("", str(isi.id))):
            letak = get_letak(session, wilayah, makam, actor=actor)
            shown = shown_figures(session, letak, actor)
            rows = {
                (one.sifat, one.nilai): len(list_rows(session, letak, axis_of(one), period(), one, actor=actor)[0])
                for one in lists
            }
            assert rows == dict.fromkeys(rows, 0) | shown
            assert rows == {
                (one.sifat, one.nilai): count_rows(session, letak, axis_of(one), period(), one) for one in lists
            }


def axis_of(pilihan: Pilihan) -> Sumbu:
    return Sumbu.DIMAKAMKAN if pilihan.sifat in MENURUT_DIMAKAMKAN else Sumbu.MASUK


def shown_figures(session: Session, letak: corong.Letak, actor: Actor) -> dict[tuple[str, str], int]:
    """As the pages of deaths, of quality and of the funnel show them."""
    kinds = kematian.count_kinds(session, letak, Sumbu.MASUK, period())
    found = {(sifat, nilai): count for sifat, values in kinds.items() for nilai, count in values.items()}
    for kelamin in ("L", "P", ""):
        ages = by_age_and_sex(kinds["umur"]).values()
        found["kelamin", kelamin] = sum(row[kelamin] for row in ages)
    cemeteries = mutu.count_by_makam(session, letak.tempat, period(), actor=actor)
    own = total([one for one in cemeteries if letak.makam_id is None or one.kunci == str(letak.makam_id)])
    found |= {("mutu", ukuran): own.of(ukuran) for ukuran in UKURAN if ukuran != "ganda"}
    found["mutu", "baris"] = own.baris
    days = corong.days_by_step(session, letak, period())
    return found | {("jeda", langkah): sum(counted.values()) for langkah, counted in days.items()}


def test_children_add_up_to_their_place(isi: Makam) -> None:
    actor = make_actor(Peran.PETUGAS_PROVINSI)
    with reading() as session:
        for kode in (PROVINSI, BANDAR_LAMPUNG, "18.71.01", DESA[BANDAR_LAMPUNG]):
            letak = get_letak(session, kode, "", actor=actor)
            anak = [one for one, _ in list_anak(session, letak.tempat)]
            children = corong.count_by_child(session, letak, anak, Sumbu.DIMAKAMKAN, period())
            assert corong.total(children.values()) == figures(session, kode, "", Sumbu.DIMAKAMKAN, actor)


def test_old_deaths_entered_now_do_not_swell_the_month_of_burial(isi: Makam) -> None:
    actor = make_actor(Peran.VERIFIKATOR)
    with reading() as session:
        by_burial = figures(session, BANDAR_LAMPUNG, "", Sumbu.DIMAKAMKAN, actor)
        by_entry = figures(session, BANDAR_LAMPUNG, "", Sumbu.MASUK, actor)
    assert (by_burial["dimakamkan"], by_burial["kertas"], by_burial["lahir_mati"]) == (5, 0, 1)
    # The row of the old book stands apart, whatever else was entered a month later.
    assert by_entry["dimakamkan"] + by_entry["susulan"] == 6
    assert (by_entry["susulan"] > 0, by_entry["kertas"]) == (True, 0)


def test_days_of_a_village_are_those_of_its_facts(isi: Makam) -> None:
    actor = make_actor(Peran.VERIFIKATOR)
    with reading() as session:
        kab = corong.days_by_step(session, get_letak(session, BANDAR_LAMPUNG, "", actor=actor), period())
        villages = [
            corong.days_by_step(session, get_letak(session, kode, "", actor=actor), period())
            for kode in (DESA[BANDAR_LAMPUNG], TETANGGA)
        ]
    assert sum(kab["diajukan"].values()) == sum(sum(one.get("diajukan", {}).values()) for one in villages) == 4


def text_of(answer: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer)).split())


@pytest.fixture
def client(app: Flask, isi: Makam) -> FlaskClient:
    return sign_in(app, make_actor(Peran.VERIFIKATOR))


def test_the_page_says_in_words_where_most_are_stuck(client: FlaskClient) -> None:
    page = client.get("/pantau").text
    assert "Paling banyak tertahan di: Diajukan → disetujui , 3 dari 4" in text_of(page)
    link = unescape(re.search(r'href="(/pantau/baris[^"]*belum=disetujui[^"]*)"', page)[1])  # type: ignore[index]
    assert "3 laporan" in text_of(client.get(link).text)


def test_rows_hide_the_nik_and_are_in_the_read_log(client: FlaskClient, database: Engine) -> None:
    page = client.get("/pantau/baris?langkah=diajukan").text
    assert re.search(r"\b1871\d{12}\b", page) is None
    with Session(database) as session:
        row = session.scalars(select(JejakBaca).where(JejakBaca.cara == "pantau.baris")).one()
    assert (row.jumlah, row.kata_cari) == (4, f"{BANDAR_LAMPUNG} diajukan")


def test_every_link_to_rows_shows_as_many_as_the_figure_it_stands_on(client: FlaskClient) -> None:
    pages = ("/pantau", "/pantau/kematian?sumbu=masuk", "/pantau/kelengkapan", "/pantau/mutu", "/pantau/belum-akta")
    pages += ("/pantau?sumbu=masuk", "/pantau/peta?sumbu=masuk")
    links: dict[str, str] = {}
    for page in pages:
        found = re.findall(r'<a [^>]*href="(/pantau/baris[^"]*)"[^>]*>(.*?)</a>', client.get(page).text, re.DOTALL)
        found = [(url, text_of(words).replace(".", "")) for url, words in found]
        links |= {unescape(url): words for url, words in found if re.match(r"\d+(?! ?[\d,]*.?%)", words)}
        assert found, page
    assert len(links) > 20
    wrong = {}
    for url, words in links.items():
        answer = text_of(client.get(url).text)
        number = re.match(r"\d+", words)[0]  # type: ignore[index]
        if f" {number} laporan , pemakaman terlama di atas" not in answer:
            wrong[url] = words
    assert wrong == {}


def test_a_cemetery_leads_to_its_funnel(client: FlaskClient, isi: Makam) -> None:
    village = client.get(f"/pantau?wilayah={DESA[BANDAR_LAMPUNG]}").text
    rows = client.get("/pantau/baris").text
    for page in (village, rows):
        link = re.search(rf'href="(/pantau\?[^"]*makam={isi.id}[^"]*)"', page)
        assert link is not None
        assert f"Corong {isi.nama}" in text_of(client.get(unescape(link[1])).text)


def test_a_province_chooses_a_kab_before_it_sees_rows(app: Flask, isi: Makam) -> None:
    client = sign_in(app, make_actor(Peran.PETUGAS_PROVINSI))
    for choice, many, here in (("langkah=dimakamkan", 6, 5), ("masa=semua&sifat=mutu&nilai=baris", 6, 5)):
        page = client.get(f"/pantau/baris?{choice}").text
        assert f"{many} laporan . Pilih kabupaten/kota" in text_of(page)
        assert "Siti Aminah" not in page
        kab = re.search(rf'href="(/pantau/baris[^"]*wilayah={BANDAR_LAMPUNG}[^"]*)"', page)
        assert kab is not None
        assert f"{here} laporan , pemakaman" in text_of(client.get(unescape(kab[1])).text)


def test_every_level_has_its_page(app: Flask, isi: Makam) -> None:
    client = sign_in(app, make_actor(Peran.PETUGAS_PROVINSI))
    for query in ("", "wilayah=18.71", "wilayah=18.71.01", f"wilayah={DESA[BANDAR_LAMPUNG]}", f"makam={isi.id}"):
        for sumbu in Sumbu:
            answer = client.get(f"/pantau?{query}&sumbu={sumbu}")
            assert (answer.status_code, "Angka per" in answer.text) == (200, True)


@pytest.fixture
def kosong(app: Flask, database: Engine) -> FlaskClient:
    return sign_in(app, make_actor(Peran.VERIFIKATOR))


def test_outside_the_jurisdiction_there_is_nothing(kosong: FlaskClient) -> None:
    makam = make_makam(METRO)
    places = (f"wilayah={METRO}", "wilayah=18", "wilayah=17", "wilayah=18.71.99", "wilayah=x", "makam=x")
    pages = ("/pantau", "/pantau/baris", "/pantau/belum-akta", "/pantau/belum-akta.csv")
    asked = [f"{page}?{place}" for page in pages for place in (*places, f"makam={makam.id}")]
    assert [url for url in asked if kosong.get(url).status_code != 404] == []


def test_what_cannot_be_read_is_said_on_the_page(kosong: FlaskClient) -> None:
    asked = [f"/pantau?{one}" for one in ("dari=2026-13", "sampai=x", "dari=2026-05&sampai=2026-01", "sumbu=lahir")]
    asked += ["/pantau?dari=1899-12", "/pantau/baris?langkah=akta&belum=disetujui", "/pantau/belum-akta?menunggu=x"]
    for url in asked:
        answer = kosong.get(url)
        assert (answer.status_code, "Alamat halaman ini tidak terbaca" in answer.text) == (400, True), url
    assert kosong.get("/pantau?sampai=2199-12").status_code == 200


def test_all_time_is_a_period_of_every_page(kosong: FlaskClient) -> None:
    pages = ("", "/kematian", "/kelengkapan", "/mutu", "/peta", "/baris", "/belum-akta")
    asked = [f"/pantau{page}?dari=1900-01&sampai=2199-12" for page in pages]
    assert [url for url in asked if kosong.get(url).status_code != 200] == []


def test_the_table_of_places_is_a_file(client: FlaskClient) -> None:
    answer = client.get("/pantau?unduh=csv&gambar=tempat")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert sum(int(row["Dimakamkan"]) for row in rows) == 5
    assert client.get("/pantau?unduh=xlsx&gambar=tempat").status_code == 200
    assert client.get("/pantau?unduh=png&gambar=tempat").status_code == 404
    assert client.get("/pantau?unduh=svg&gambar=corong").mimetype == "image/svg+xml"
