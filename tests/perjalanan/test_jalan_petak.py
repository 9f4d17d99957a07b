"""A block is drawn, somebody is buried in A-003, a second one only by the rule, and one is moved; in both sizes."""

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from pemakaman.db import today_in
from tests.pabrik_petak import years_ago
from tests.perjalanan.conftest import OpenBrowser
from tests.perjalanan.pengisian import make_photo
from tests.perjalanan.peramban import DESK, PHONE, Peramban
from tests.perjalanan.petugas import Kantor

PERTAMA, KEDUA = "Zainuddin", "Rohani Kusuma"


def test_graves_from_the_empty_block_to_a_move(open_browser: OpenBrowser, kantor: Kantor, tmp_path: Path) -> None:
    pengelola = open_browser("40-petak-pengelola", PHONE)
    kantor.enter(pengelola, "pengelola.kedaton")
    _make_block(pengelola, kantor.makam_id)
    _bury_first(pengelola)
    _bury_second(pengelola)
    _add_photo_and_size(pengelola, tmp_path)
    _move(pengelola, tmp_path)

    admin = open_browser("41-petak-admin", DESK)
    kantor.enter(admin, "admin.bandarlampung")
    _change_many(admin, kantor.makam_id)


def _today() -> date:
    return today_in("18.71")


def _make_block(pengelola: Peramban, makam_id: UUID) -> None:
    pengelola.open(f"/makam/{makam_id}")
    pengelola.follow("Blok dan petak")
    pengelola.look("blok-kosong")
    pengelola.follow("Tambah blok")
    pengelola.fill("Nama blok", "A")
    pengelola.pick("Untuk siapa", "Islam")
    pengelola.look("blok-baru")
    pengelola.press("Simpan")
    pengelola.fill("Nomor petak", "A-001 … A-012")
    pengelola.fill("Panjang (boleh kosong)", "250")
    pengelola.fill("Lebar (boleh kosong)", "150")
    pengelola.press("Lihat dulu")
    assert "12 petak akan dibuat" in pengelola.isi
    pengelola.look("petak-pratinjau")
    pengelola.press("Buat 12 petak")
    pengelola.look("denah-kosong")


def _start_in(pengelola: Peramban, nomor: str) -> None:
    """From the drawn plot to the short report."""
    pengelola.page.get_by_role("link", name=f"Petak {nomor},").click()
    pengelola.page.wait_for_load_state()
    pengelola.follow("Catat pemakaman di sini")
    pengelola.press("Lapor awal (singkat)")


def _bury_first(pengelola: Peramban) -> None:
    _start_in(pengelola, "A-003")
    pengelola.fill("Nama almarhum/almarhumah", PERTAMA)
    pengelola.fill_date("Tanggal dimakamkan", years_ago(4))
    assert pengelola.page.get_by_label("Nomor petak").input_value() == "A-003"
    pengelola.look("singkat-petak")
    pengelola.press("Simpan dan ambil nomor buku")
    assert pengelola.judul == "Tanda terima"


def _plan(pengelola: Peramban) -> None:
    pengelola.open("/makam")
    pengelola.follow("TPU Kedaton")
    pengelola.follow("Blok dan petak")
    pengelola.follow("Blok A")


def _bury_second(pengelola: Peramban) -> None:
    _plan(pengelola)
    pengelola.look("denah-terisi")
    _start_in(pengelola, "A-003")
    pengelola.fill("Nama almarhum/almarhumah", KEDUA)
    pengelola.fill_date("Tanggal dimakamkan", _today())
    pengelola.press("Simpan dan ambil nomor buku")
    assert "sudah terisi" in pengelola.isi
    pengelola.look("petak-terisi")
    pengelola.tick("Makam tumpang: di liang ini sudah ada jenazah lain")
    pengelola.page.get_by_text("Persetujuan makam tumpang", exact=True).click()
    pengelola.fill("Ahli waris jenazah pertama yang menyetujui", "Aminah, istri")
    pengelola.fill("Nomor surat persetujuan tumpang", "12/AW/2026")
    pengelola.look("tumpang-terisi")
    pengelola.press("Simpan dan ambil nomor buku")
    assert pengelola.judul == "Tanda terima"
    pengelola.open("/laporan")
    pengelola.follow(KEDUA)
    assert "Makam tumpang dengan" in pengelola.isi
    pengelola.look("laporan-tumpang")


def _add_photo_and_size(pengelola: Peramban, folder: Path) -> None:
    pengelola.follow("Blok A, A-003")
    pengelola.choose("Foto apa", "Nisan")
    pengelola.page.get_by_label("Foto", exact=True).set_input_files(make_photo(folder / "nisan.jpg", "ZAINUDDIN"))
    pengelola.press("Tambah foto")
    pengelola.look("petak-satu")
    pengelola.follow("Ubah petak")
    pengelola.context.grant_permissions(["geolocation"])
    pengelola.context.set_geolocation({"latitude": -5.3821, "longitude": 105.2634})
    pengelola.page.get_by_role("button", name="Pakai lokasi HP ini").click()
    pengelola.page.get_by_text("Lokasi terisi").wait_for()
    assert pengelola.page.get_by_label("Lintang (boleh kosong)").input_value() == "-5,382100"
    pengelola.look("petak-ubah")
    pengelola.press("Simpan")
    assert "-5.382100, 105.263400" in pengelola.isi


def _move(pengelola: Peramban, folder: Path) -> None:
    pengelola.follow(PERTAMA)
    pengelola.follow("Pindah atau gali")
    pengelola.look("pindah-kosong")
    pengelola.follow("Catat pemindahan")
    pengelola.tick("Dipindahkan ke petak lain")
    pengelola.page.get_by_label("Blok di denah").select_option(index=1)
    pengelola.fill("Nomor petak", "A-009")
    pengelola.fill_date("Tanggal pelaksanaan", _today())
    pengelola.fill("Alasan", "Disatukan dengan makam keluarga.")
    pengelola.pick("Siapa yang memberi izin", "Dinas atau pengelola pemakaman")
    pengelola.fill("Nama penerbit", "Dinas Perumahan dan Permukiman")
    pengelola.fill("Nomor surat izin", "503/118/2026")
    pengelola.fill_date("Tanggal surat izin", _today() - timedelta(days=2))
    pengelola.page.get_by_label("Foto atau berkas surat izin").set_input_files(make_photo(folder / "izin.jpg", "IZIN"))
    pengelola.look("pindah-terisi")
    pengelola.press("Catat")
    assert "A-009" in pengelola.isi
    pengelola.look("pindah-tercatat")
    pengelola.follow(PERTAMA)
    assert "Sekarang di Blok A, A-009" in pengelola.isi
    pengelola.look("laporan-pindah")


def _change_many(admin: Peramban, makam_id: UUID) -> None:
    admin.open(f"/makam/{makam_id}/blok")
    admin.look("blok")
    admin.follow("Blok A")
    for nomor in ("A-011", "A-012"):
        admin.page.get_by_label(f"Pilih {nomor}").check()
    admin.pick("Keadaan", "Tidak dipakai")
    admin.press("Ubah")
    assert "2 petak diubah" in admin.isi
    admin.page.get_by_label("Pilih A-010").check()
    admin.pick("Keadaan", "Dipesan")
    admin.press("Ubah")
    admin.look("denah")
