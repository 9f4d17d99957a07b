"""An old book, copied from pictures of its pages: sent, typed beside the picture, mended, brought in, seen."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from tests.perjalanan.conftest import OpenBrowser
from tests.perjalanan.peramban import DESK, PHONE, Peramban
from tests.perjalanan.petugas import Kantor

ISI = (
    ("No", "Nama", "Umur", "Meninggal", "Dimakamkan", "Blok"),
    ("1", "Marhasan bin Jalil", "58 th", "3-2-2003", "4-2-2003", "A"),
    ("2", "(kabur)", "", "", "9-2-2003", "A"),
    ("3", "Siti Rohani", "71 th", "11-2-2003", "11-2-2003", "A"),
)
KOLOM = (30, 90, 400, 520, 690, 870)


def draw_page(path: Path, judul: str) -> Path:
    """A page of an old book, as one would photograph it."""
    page = Image.new("RGB", (960, 1280), (246, 240, 222))
    draw = ImageDraw.Draw(page)
    font = ImageFont.load_default(26)
    draw.text((30, 30), judul, fill=(60, 40, 20), font=ImageFont.load_default(36))
    for number, cells in enumerate(ISI):
        top = 110 + number * 60
        draw.line((20, top - 12, 940, top - 12), fill=(150, 130, 100), width=2)
        for left, text in zip(KOLOM, cells, strict=True):
            draw.text((left, top), text, fill=(30, 40, 110), font=font)
    page.save(path, "JPEG", quality=80)
    return path


def type_row(peramban: Peramban, nama: str | None, hari: str, **boxes: str) -> None:
    """One row; without a name it cannot be read."""
    if nama is None:
        peramban.page.get_by_label("Tidak terbaca: Nama", exact=True).check()
    else:
        peramban.fill("Nama", nama)
    for label, text in boxes.items():
        peramban.fill(label.replace("_", " "), text)
    group = peramban.page.get_by_role("group", name="Tanggal dimakamkan", exact=True)
    group.get_by_label("Hari").fill(hari)


def press(peramban: Peramban, tombol: str, jawab: str) -> None:
    """Press a button and wait until the page says what it did."""
    peramban.press(tombol)
    peramban.page.get_by_text(jawab).first.wait_for()


def send_pages(peramban: Peramban, folder: Path) -> None:
    """From the list of old books to a batch of two pages."""
    peramban.open("/impor-buku")
    peramban.follow("Salin dari foto buku")
    peramban.follow("Salin buku lain")
    peramban.fill("Nama buku", f"Buku 2003 {peramban.nama}")
    peramban.fill("Tahun (boleh kosong)", "2003")
    peramban.look("mulai")
    press(peramban, "Mulai", "Salinan dimulai.")
    pages = [draw_page(folder / f"{number}.jpg", f"BUKU MAKAM 2003, hal. {number}") for number in (1, 2)]
    peramban.page.get_by_label("Foto halaman", exact=True).set_input_files([str(one) for one in pages])
    press(peramban, "Kirim foto", "2 foto diterima.")
    peramban.look("halaman")


def copy_book(peramban: Peramban, folder: Path) -> None:
    """Three rows, one that cannot be read and one with a fault that is mended, into the book."""
    send_pages(peramban, folder)
    peramban.follow("Halaman 1")
    group = peramban.page.get_by_role("group", name="Tanggal dimakamkan", exact=True)
    group.get_by_label("Bulan").fill("2")
    type_row(peramban, f"Marhasan {peramban.nama[-3:]}", "4", NIK="187101", Umur="58", Blok="A")
    press(peramban, "Simpan baris, lanjut", "masih ada yang perlu diperbaiki")
    peramban.look("salah")
    peramban.fill("NIK", "")
    press(peramban, "Simpan baris, lanjut", "Baris 1 disimpan.")
    type_row(peramban, None, "9", Umur=peramban.nama[:2])
    press(peramban, "Simpan baris, lanjut", "Baris 2 disimpan.")
    type_row(peramban, f"Siti Rohani {peramban.nama[-3:]}", "11", Umur="71")
    press(peramban, "Simpan baris, lanjut", "Baris 3 disimpan.")
    assert "Baris dari halaman ini (3)" in peramban.isi
    peramban.look("ketik")
    press(peramban, "Masukkan 3 baris halaman ini ke buku", "3 baris masuk buku.")
    press(peramban, "Halaman ini selesai", "Halaman 1 selesai.")
    assert peramban.judul == "Halaman 2"
    peramban.follow("Semua halaman")
    assert "1 dari 2" in peramban.isi
    peramban.look("kemajuan")
    peramban.open("/laporan")
    assert f"Siti Rohani {peramban.nama[-3:]}" in peramban.isi
    peramban.follow("Tanpa nama")
    assert "Tidak terbaca di buku" in peramban.isi
    peramban.look("laporan")


@pytest.mark.parametrize("ukuran", [DESK, PHONE], ids=["meja", "hp"])
def test_book_copied_from_pictures(
    open_browser: OpenBrowser, kantor: Kantor, tmp_path: Path, ukuran: tuple[int, int]
) -> None:
    pengelola = open_browser("30-salinan-meja" if ukuran == DESK else "31-salinan-hape", ukuran)
    kantor.enter(pengelola, "pengelola.kedaton")
    copy_book(pengelola, tmp_path)


def test_book_copied_without_script(open_browser: OpenBrowser, kantor: Kantor, tmp_path: Path) -> None:
    pengelola = open_browser("32-salinan-polos", PHONE, skrip=False)
    pengelola.diam = True
    kantor.enter(pengelola, "pengelola.kedaton")
    copy_book(pengelola, tmp_path)


def test_keys_lead_through_a_row_and_the_picture_stays_as_it_was_left(
    open_browser: OpenBrowser, kantor: Kantor, tmp_path: Path
) -> None:
    pengelola = open_browser("33-salinan-tombol", DESK)
    pengelola.diam = True
    kantor.enter(pengelola, "operator.kedaton")
    send_pages(pengelola, tmp_path)
    pengelola.follow("Halaman 1")
    pengelola.press("Putar")
    pengelola.page.get_by_label("Nomor di buku", exact=True).focus()
    for text in ("7", "Zainal Tombol"):
        pengelola.page.keyboard.type(text)
        pengelola.page.keyboard.press("Enter")
    assert pengelola.page.evaluate("document.activeElement.name") == "bin_binti"
    type_row(pengelola, "Zainal Tombol", "4")
    pengelola.page.get_by_role("group", name="Tanggal dimakamkan", exact=True).get_by_label("Bulan").fill("2")
    pengelola.page.keyboard.press("Control+Enter")
    pengelola.page.get_by_text("Baris 1 disimpan.").wait_for()
    assert pengelola.page.evaluate("document.activeElement.name") == "nomor_lama"
    pengelola.page.locator(".penampil__gambar[style*='rotate(90deg)']").wait_for()
