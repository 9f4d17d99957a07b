"""A photographed KTP in a real browser: proposals beside the photo, nothing filled without a press."""

import json
from pathlib import Path
from random import Random

from playwright.sync_api import Page, expect

from bench.kartu_ktp import HARI, Kartu, Keadaan, invent, photograph
from pemakaman.lapangan.pembaca_ktp import read_card
from pemakaman.lapangan.routes.ktp import told
from tests.perjalanan.conftest import OpenBrowser
from tests.perjalanan.peramban import PHONE, PICTURES
from tests.perjalanan.petugas import Kantor


def _card(path: Path) -> tuple[Kartu, Path]:
    kartu = invent(5, 1)[0]
    path.write_bytes(photograph(kartu, Keadaan(putar=2, derau=5), Random(3)))
    return kartu, path


def _answer_at_once(halaman: Page, photo: bytes) -> None:
    """What the engine reads, without the seconds that a busy machine needs for it."""
    saran = [told(satu) for satu in read_card(photo, HARI, lambda _: True, lama=60)]
    body = json.dumps({"hasil": "terbaca", "saran": saran})
    halaman.route("**/lapangan/baca-ktp", lambda route: route.fulfill(body=body, content_type="application/json"))


def test_proposals_in_the_shell_wait_for_a_press(open_browser: OpenBrowser, kantor: Kantor, tmp_path: Path) -> None:
    kartu, path = _card(tmp_path / "ktp.jpg")
    peramban = open_browser("67-baca-ktp", PHONE)
    kantor.enter(peramban, "pengelola.kedaton")
    peramban.open("/lapangan/")
    halaman = peramban.page
    halaman.get_by_text("Atas nama Sukirman").wait_for()
    halaman.get_by_role("link", name="Catat pemakaman").click()
    nama = halaman.get_by_label("Nama almarhum/almarhumah")
    nama.fill("Rohayati")
    halaman.get_by_label("Pilih dari HP").set_input_files(path)
    baca = halaman.get_by_role("button", name="Baca KTP")
    expect(halaman.locator(".foto__satu")).to_have_count(1)
    expect(baca).to_be_hidden()
    halaman.get_by_label("Foto 1: foto apa").select_option(label="KTP atau KK")
    _answer_at_once(halaman, path.read_bytes())
    baca.click()
    expect(halaman.get_by_role("heading", name="Yang terbaca di KTP")).to_be_focused()
    nik = halaman.get_by_label("NIK (boleh kosong)", exact=True)
    expect(nik).to_have_value("")
    expect(halaman.get_by_text("Sudah diisi: Rohayati")).to_be_visible()
    expect(halaman.get_by_label("Foto 1: foto apa")).to_have_value("kk_ktp")
    peramban.look("saran")
    halaman.locator(".ktp").screenshot(path=PICTURES / "67-baca-ktp-02-usulan-360.png")
    halaman.get_by_role("button", name="Pakai semua yang yakin dan masih kosong").click()
    expect(nik).to_have_value(kartu.orang.nik)
    expect(halaman.get_by_label("Perempuan", exact=True)).to_be_checked()
    expect(nama).to_have_value("Rohayati")
    halaman.get_by_role("button", name=f"Ganti dengan ini Nama: {kartu.orang.nama.upper()}").click()
    expect(nama).to_have_value(kartu.orang.nama.upper())
    peramban.context.set_offline(True)
    expect(baca).to_be_hidden()
    peramban.context.set_offline(False)


def test_the_page_with_a_line_reads_it_too(open_browser: OpenBrowser, kantor: Kantor, tmp_path: Path) -> None:
    kartu, path = _card(tmp_path / "ktp.jpg")
    peramban = open_browser("68-baca-ktp-daring", PHONE)
    kantor.enter(peramban, "pengelola.kedaton")
    peramban.open("/laporan/baru/singkat")
    halaman = peramban.page
    halaman.get_by_label("KTP atau KK").set_input_files(path)
    _answer_at_once(halaman, path.read_bytes())
    halaman.get_by_role("button", name="Baca KTP").click()
    halaman.get_by_role("button", name=f"Pakai NIK: {kartu.orang.nik}").click()
    expect(halaman.get_by_label("NIK (boleh kosong)", exact=True)).to_have_value(kartu.orang.nik)
    expect(halaman.get_by_label("Nama almarhum/almarhumah")).to_have_value("")
