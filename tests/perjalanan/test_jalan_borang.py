"""The graveside form in a real browser: how many taps, what is read while one types, photos, and small screens."""

import base64
import json
import random
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect
from sqlalchemy import select

from pemakaman import store
from pemakaman.config import ROOT
from pemakaman.db import reading, today_in, transaction
from pemakaman.laporan.models import Bukti, Laporan
from pemakaman.nilai.nik import birth_date_from_nik, nik_warnings, normalize_nik, read_nik
from pemakaman.nilai.tanggal import NAMA_BULAN, NAMA_HARI, ZONA
from pemakaman.petak.services import blok as blok_services
from pemakaman.petak.services import petak as petak_services
from tests.perjalanan.conftest import OpenBrowser
from tests.perjalanan.pengisian import make_photo
from tests.perjalanan.peramban import PHONE, Peramban
from tests.perjalanan.petugas import KAB, Kantor

NIK, MIRING = "1871015708900001", 6
PALING_BANYAK_KETUK = 12
HARI_INI = date(2026, 11, 27)


@dataclass
class Jari:
    """One finger. A tap opens a field or presses a button; choosing from a native list is two. Typing does not count,
    nor does what the camera asks for itself."""

    peramban: Peramban
    ketuk: int = 0

    def tekan(self, locator: Locator) -> None:
        """One tap."""
        locator.click()
        self.ketuk += 1

    def ketik(self, label: str, teks: str) -> None:
        """A tap into a field, then the keyboard."""
        self.tekan(self.peramban.page.get_by_label(label, exact=True))
        self.peramban.page.keyboard.type(teks)

    def pilih(self, label: str, mulai: str) -> None:
        """A tap that opens the list, another one on the line."""
        daftar = self.peramban.page.get_by_label(label, exact=True)
        baris = next(teks for teks in daftar.locator("option").all_inner_texts() if teks.startswith(mulai))
        daftar.select_option(label=baris)
        self.ketuk += 2

    def foto(self, label: str, path: Path) -> None:
        """A tap on the field; the camera gives the picture."""
        with self.peramban.page.expect_file_chooser() as memilih:
            self.tekan(self.peramban.page.get_by_label(label, exact=True))
        memilih.value.set_files(path)


@pytest.fixture(scope="module")
def denah(kantor: Kantor) -> None:
    """Two blocks of plots."""
    actor = kantor.actors["pengelola.kedaton"]
    biasa = {"jenis": "tunggal", "status": "kosong", "panjang_cm": 250, "lebar_cm": 150}
    with transaction() as session:
        for nama in "AB":
            isian = {"nama": nama, "golongan": "umum", "keterangan": None}
            blok = blok_services.create_blok(session, kantor.makam_id, isian, actor=actor)
            petak_services.add_petak(session, blok.id, rentang="001 … 009", baris="", isian=biasa, actor=actor)


def _camera_photo(path: Path) -> Path:
    """4000 × 3000 lying on its side, as a phone held upright writes it; its upper part is red."""
    picture = Image.effect_noise((4000, 3000), 60).convert("RGB")
    picture.paste((200, 30, 30), (0, 0, 2000, 3000))
    exif = Image.Exif()
    exif[0x0112] = MIRING
    picture.save(path, "JPEG", quality=90, exif=exif)
    return path


def _words(hari: date) -> str:
    return f"{NAMA_HARI[hari.weekday()]}, {hari.day} {NAMA_BULAN[hari.month - 1]} {hari.year}"


def _last() -> tuple[Laporan, list[Image.Image]]:
    with reading() as session:
        laporan = session.scalars(select(Laporan).order_by(Laporan.dibuat_pada.desc()).limit(1)).one()
        bukti = session.scalars(select(Bukti).where(Bukti.laporan_id == laporan.id)).all()
    return laporan, [Image.open(BytesIO(store.get(satu.sha256))) for satu in bukti]


def test_practised_user_needs_at_most_twelve_taps(
    open_browser: OpenBrowser, kantor: Kantor, denah: None, tmp_path: Path
) -> None:
    peramban = open_browser("60-borang", PHONE)
    kantor.enter(peramban, "pengelola.kedaton")
    peramban.open("/laporan/baru/singkat")
    halaman, jari = peramban.page, Jari(peramban)
    jari.ketik("Nama almarhum/almarhumah", "Rohani Kusuma")
    jari.ketik("NIK (boleh kosong)", NIK)
    halaman.get_by_text("187101 570890 0001").wait_for()
    halaman.get_by_text("Perempuan, 17-08-1990, Kedaton", exact=True).first.wait_for()
    assert halaman.get_by_label("NIK (boleh kosong)", exact=True).input_value() == NIK
    halaman.get_by_text("Menurut NIK: Perempuan.", exact=True).wait_for()
    assert halaman.get_by_role("radio", checked=True).count() == 0
    jari.tekan(halaman.get_by_label("Perempuan", exact=True))
    jari.tekan(halaman.get_by_role("button", name="Hari ini"))
    halaman.get_by_text(_words(today_in(KAB)), exact=True).wait_for()
    jari.pilih("Blok di denah", "B ")
    jari.ketik("Nomor petak", "004")
    jari.ketik("Nama pelapor (boleh kosong)", "Siti Aminah")
    jari.ketik("Nomor HP pelapor (boleh kosong)", "081234567890")
    jari.foto("Foto makam", _camera_photo(tmp_path / "kamera.jpg"))
    halaman.get_by_text("kamera.jpg, ").wait_for()
    peramban.look("terisi")
    jari.tekan(halaman.get_by_role("button", name="Simpan dan ambil nomor buku"))
    halaman.get_by_role("heading", name="Tanda terima").wait_for()
    assert jari.ketuk <= PALING_BANYAK_KETUK, jari.ketuk
    laporan, [gambar] = _last()
    assert (laporan.nama, laporan.nik, laporan.jenis_kelamin, laporan.petak) == ("Rohani Kusuma", NIK, "P", "004")
    # Upright and small: the shrinking browser has turned it by what the camera wrote.
    assert gambar.size == (1200, 1600)
    red, green, _ = gambar.convert("RGB").getpixel((600, 200))  # type: ignore[misc]
    assert red > 150 > green


def test_form_without_script_takes_photos(open_browser: OpenBrowser, kantor: Kantor, tmp_path: Path) -> None:
    peramban = open_browser("61-borang-tanpa-skrip", PHONE, skrip=False)
    kantor.enter(peramban, "pengelola.kedaton")
    peramban.open("/laporan/baru/singkat")
    foto = make_photo(tmp_path / "ktp.jpg", "KTP")
    peramban.page.get_by_label("KTP atau KK").set_input_files(foto)
    peramban.press("Simpan dan ambil nomor buku")
    assert "Pilih fotonya lagi" in peramban.isi
    peramban.look("pilih-lagi")
    peramban.fill("Nama almarhum/almarhumah", "Tanpa Skrip")
    peramban.fill_date("Tanggal dimakamkan", today_in(KAB) - timedelta(days=1))
    peramban.page.get_by_label("KTP atau KK").set_input_files(foto)
    peramban.press("Simpan dan ambil nomor buku")
    assert peramban.judul == "Tanda terima"
    assert _last()[1][0].size == (1200, 1600)


def test_photos_of_the_shell_are_turned_taken_again_and_sent(
    open_browser: OpenBrowser, kantor: Kantor, tmp_path: Path
) -> None:
    peramban = open_browser("63-borang-kulit", PHONE)
    kantor.enter(peramban, "pengelola.kedaton")
    peramban.open("/lapangan/")
    halaman = peramban.page
    halaman.get_by_text("Atas nama Sukirman").wait_for()
    halaman.get_by_role("link", name="Catat pemakaman").click()
    peramban.fill("Nama almarhum/almarhumah", "Foto Diputar")
    halaman.get_by_role("button", name="Hari ini").first.click()
    _choose(halaman, _camera_photo(tmp_path / "kamera.jpg"), make_photo(tmp_path / "ktp.jpg", "KTP"))
    expect(halaman.locator(".foto__satu")).to_have_count(2)
    halaman.get_by_label("Foto 2: foto apa").select_option(label="KTP atau KK")
    halaman.get_by_role("button", name="Putar foto 1").click()
    expect(halaman.locator(".foto__kabar")).to_have_text("Foto diputar.")
    halaman.get_by_label("Ulangi foto 2").set_input_files(make_photo(tmp_path / "lagi.jpg", "KTP LAGI"))
    expect(halaman.locator(".foto__kabar")).to_have_text("Foto diganti.")
    bad = tmp_path / "besar.png"
    bad.write_bytes(b"x" * 10_500_000)
    _choose(halaman, bad, make_photo(tmp_path / "buang.jpg", "BUANG"))
    expect(halaman.locator(".foto__kabar")).to_have_text("3 foto. besar.png: terlalu besar, paling besar 10 MB.")
    peramban.look("foto")
    for tombol in ("Hapus foto 3", "Ya, hapus foto 3"):
        halaman.get_by_role("button", name=tombol).click()
    peramban.context.grant_permissions(["geolocation"])
    peramban.context.set_geolocation({"latitude": -5.3821, "longitude": 105.2634})
    halaman.get_by_text("Titik makam di peta").click()
    halaman.get_by_role("button", name="Ambil titik makam").click()
    halaman.get_by_text("Lokasi terisi").wait_for()
    halaman.get_by_role("button", name="Simpan", exact=True).click()
    halaman.get_by_text("Diterima, nomor").first.wait_for()
    laporan, gambar = _last()
    assert (laporan.nama, laporan.lintang, laporan.bujur) == ("Foto Diputar", -5.3821, 105.2634)
    assert sorted(satu.size for satu in gambar) == [(1200, 1600), (1600, 1200)]


def _choose(halaman: Page, *paths: Path) -> None:
    halaman.get_by_label("Pilih dari HP").set_input_files(list(paths))


def test_form_holds_in_landscape_and_with_large_text(open_browser: OpenBrowser, kantor: Kantor) -> None:
    peramban = open_browser("62-borang-lebar", PHONE)
    kantor.enter(peramban, "pengelola.kedaton")
    peramban.open("/laporan/baru/singkat")
    peramban.fill("NIK (boleh kosong)", "1871015708900")
    peramban.page.get_by_text("13 dari 16 angka", exact=True).first.wait_for()
    peramban.page.get_by_role("button", name="Kemarin").click()
    peramban.page.get_by_text("Titik makam di peta").click()
    # Lying, and with the browser's own zoom at 200 %, which leaves the page half the room.
    for width, height in ((740, 360), (180, 370)):
        peramban.page.set_viewport_size({"width": width, "height": height})
        peramban._check_width(f"{width}x{height}")
    assert _focus_order(peramban)[:7] == ["nama", "tidak_dikenal", "nik", "jenis_kelamin", "makam_id", *_DATE[:2]]


_DATE = ("dimakamkan_tanggal-hari", "dimakamkan_tanggal-bulan", "dimakamkan_tanggal-tahun")


def _focus_order(peramban: Peramban) -> list[str]:
    """The fields one comes through with the Tab key; each must have a name that is spoken."""
    peramban.page.get_by_label("Nama almarhum/almarhumah").focus()
    found: list[str] = []
    for _ in range(9):
        name, spoken = peramban.page.evaluate("""() => { const satu = document.activeElement;
            return [satu.name, satu.labels?.[0]?.textContent.trim() || satu.textContent.trim()]; }""")
        assert spoken, name
        found.append(name)
        peramban.page.keyboard.press("Tab")
    return found


def _numbers() -> list[str]:
    """Real ones, slips of every digit, impossible days, and what people type between the digits."""
    dice = random.Random(1871)
    found = []
    for _ in range(450):
        day = date(1915, 1, 1) + timedelta(days=dice.randrange(41_000))
        kode = dice.choice(list(ZONA)) + f"{dice.randrange(10000):04}"
        dd = day.day + 40 * dice.randrange(2)
        nik = f"{kode}{dd:02}{day:%m%y}{dice.randrange(10000):04}"
        at, slip = dice.randrange(16), dice.random()
        found.append(nik if slip < 0.5 else nik[:at] + str(dice.randrange(10)) + nik[at + 1 :])
    for dd in (0, 29, 30, 31, 32, 40, 41, 69, 70, 71, 72, 99):
        found += [
            f"187101{dd:02}{mm:02}{yy:02}0001" for mm, yy in ((0, 50), (2, 0), (2, 1), (4, 26), (11, 26), (13, 90))
        ]
    return [*found, "1871 0157-0890.0001", "187101\u200b5708900001", "187101570890000", "18710157089000011", "18O1", ""]


def test_browser_and_program_read_every_nik_alike(browser: Browser) -> None:
    numbers = _numbers()
    source = base64.b64encode((ROOT / "frontend/js/nik.js").read_bytes()).decode()
    halaman = browser.new_page()
    read = halaman.evaluate(
        """async ([sumber, semua, [tahun, bulan, hari]]) => {
            const { bacaNik } = await import(`data:text/javascript;base64,${sumber}`);
            return semua.map((satu) => bacaNik(satu, new Date(tahun, bulan - 1, hari)));
        }""",
        [source, numbers, [HARI_INI.year, HARI_INI.month, HARI_INI.day]],
    )
    halaman.close()
    different = [json.dumps([nik, js]) for nik, js in zip(numbers, read, strict=True) if not _agree(nik, js)]
    assert different == []


def _agree(nik: str, js: dict[str, Any]) -> bool:
    parts = read_nik(nik)
    if parts is None or not js["penuh"]:
        return parts is None and not js["penuh"] and js["angka"] == normalize_nik(nik)
    born = birth_date_from_nik(nik, None, HARI_INI)
    warnings = nik_warnings(nik, lahir=None, jenis_kelamin=None, known_kecamatan=lambda _: True)
    by_sex = {
        sex: any(
            w.kode == "jenis_kelamin_beda"
            for w in nik_warnings(nik, lahir=None, jenis_kelamin=sex, known_kecamatan=lambda _: True)
        )
        for sex in "LP"
    }
    sex = next((mine for mine, other in (("L", "P"), ("P", "L")) if by_sex[other] and not by_sex[mine]), None)
    return js == {
        "angka": normalize_nik(nik),
        "bersih": True,
        "penuh": True,
        "kode": parts.kode_kecamatan,
        "provinsi": parts.kode_kecamatan[:2] in ZONA,
        "kelamin": sex,
        "lahir": [born.year, born.month, born.day] if born else None,
        "mustahil": any(w.kode == "tanggal_mustahil" for w in warnings),
    }
