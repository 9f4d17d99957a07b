"""The paper for the family: what stands on it, and a code that a phone reads back."""

import re

import pytest
import zxingcpp
from flask import Flask
from PIL import Image
from sqlalchemy import Engine

from pemakaman.akun.rules import Actor, Peran
from pemakaman.laporan.kode_qr import draw_qr
from pemakaman.laporan.rules import Status
from pemakaman.makam.models import Makam
from tests.pabrik import METRO, PROVINSI, make_actor, make_makam, sign_in
from tests.pabrik_kiriman import teks
from tests.pabrik_laporan import make_laporan, start

SCALE = 6
STEP = re.compile(r"([Mmh])(-?[\d.]+)(?:[ ,]?(-?[\d.]+))?")


def read_code(page: str) -> str:
    """Draw the lines of the page's code as a printer would, and read them like a phone."""
    drawn = re.search(r'viewBox="0 0 (\d+) \d+" class="qr".*?<path stroke="#000" d="([^"]+)"', page, re.DOTALL)
    assert drawn is not None
    side = int(drawn[1])
    picture = Image.new("L", (side * SCALE, side * SCALE), 255)
    x = y = 0.0
    for kind, first, second in STEP.findall(drawn[2]):
        if kind == "h":
            top = round((y - 0.5) * SCALE)
            picture.paste(0, (round(x * SCALE), top, round((x + float(first)) * SCALE), top + SCALE))
            x += float(first)
        else:
            x, y = (float(first), float(second)) if kind == "M" else (x + float(first), y + float(second))
    (found,) = zxingcpp.read_barcodes(picture)
    return str(found.text)


@pytest.fixture
def pengelola(database: Engine) -> Actor:
    return make_actor(Peran.PENGELOLA_MAKAM)


@pytest.fixture
def makam(pengelola: Actor) -> Makam:
    return make_makam(pengelola=[pengelola])


@pytest.mark.parametrize("text", ["https://contoh.go.id/lacak?n=K7QF-3M9X-2HTA", "x" * 200, "a"])
def test_a_drawn_code_reads_back(text: str) -> None:
    assert read_code(str(draw_qr(text, "Kode"))) == text


def test_words_of_the_code_are_escaped() -> None:
    assert "<title>&lt;b&gt;</title>" in str(draw_qr("a", "<b>"))


@pytest.mark.parametrize("status", [Status.LAPOR_AWAL, Status.DIAJUKAN])
def test_paper_carries_number_date_and_a_code_that_leads_to_the_report(
    app: Flask, pengelola: Actor, makam: Makam, status: Status
) -> None:
    laporan = make_laporan(pengelola, makam, status=status)
    client = sign_in(app, pengelola)
    for path in ("tanda-terima", "tanda-terima/cetak"):
        page = client.get(f"/laporan/{laporan.id}/{path}").text
        assert read_code(page) == f"http://localhost/lacak?n={laporan.nomor_terima}"
        words = teks(client.get(f"/laporan/{laporan.id}/{path}"))
        for word in (laporan.nomor_terima, "Ahmad Suhaimi", "TPU Uji", f"{laporan.buku_nomor}/{laporan.buku_tahun}"):
            assert str(word) in words
        assert str(laporan.nik) not in page


def test_the_code_opens_the_tracking_page_with_the_number(app: Flask, pengelola: Actor, makam: Makam) -> None:
    laporan = make_laporan(pengelola, makam)
    link = read_code(sign_in(app, pengelola).get(f"/laporan/{laporan.id}/tanda-terima/cetak").text)
    page = app.test_client().get(link.removeprefix("http://localhost")).text
    assert f'value="{laporan.nomor_terima}"' in page


@pytest.mark.parametrize("peran", [Peran.VERIFIKATOR, Peran.PEJABAT, Peran.OPERATOR_DESA, Peran.PETUGAS_PROVINSI])
def test_who_sees_the_report_prints_its_paper_again(app: Flask, pengelola: Actor, makam: Makam, peran: Peran) -> None:
    laporan = make_laporan(pengelola, makam)
    client = sign_in(app, make_actor(peran, PROVINSI if peran is Peran.PETUGAS_PROVINSI else None))
    assert client.get(f"/laporan/{laporan.id}/tanda-terima/cetak").status_code == 200
    assert f"/laporan/{laporan.id}/tanda-terima/cetak" in client.get(f"/laporan/{laporan.id}").text


def test_no_paper_of_a_draft_or_of_another_office(app: Flask, pengelola: Actor, makam: Makam) -> None:
    draft = start(pengelola, makam)
    assert sign_in(app, pengelola).get(f"/laporan/{draft}/tanda-terima/cetak").status_code == 303
    laporan = make_laporan(pengelola, makam)
    stranger = sign_in(app, make_actor(Peran.VERIFIKATOR, METRO))
    assert stranger.get(f"/laporan/{laporan.id}/tanda-terima/cetak").status_code == 404


def test_a_missing_person_is_followed_by_the_day_of_the_book(app: Flask, pengelola: Actor, makam: Makam) -> None:
    laporan = make_laporan(pengelola, makam, status=Status.LAPOR_AWAL, kasus="hilang", dimakamkan_tanggal=None)
    words = teks(sign_in(app, pengelola).get(f"/laporan/{laporan.id}/tanda-terima/cetak"))
    assert "Dicatat di buku" in words
    assert "tanggal dicatat" in words
