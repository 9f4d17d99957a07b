"""The old book's road: a file of any layout, its columns, a trial, the import by a real worker, and undoing it."""

from pathlib import Path

from tests.contoh.susun_enam import JEPARA, as_ods
from tests.perjalanan.conftest import OpenBrowser
from tests.perjalanan.peramban import DESK, Peramban
from tests.perjalanan.petugas import Kantor

SECONDS = 60


def wait_for(peramban: Peramban, teks: str) -> None:
    """The page renews itself until a worker is through."""
    peramban.page.get_by_text(teks).first.wait_for(timeout=SECONDS * 1000)


def test_an_old_book_comes_in_and_goes_again(open_browser: OpenBrowser, kantor: Kantor, tmp_path: Path) -> None:
    berkas = tmp_path / "buku 2019.ods"
    berkas.write_bytes(as_ods(JEPARA))
    juru = open_browser("40-buku-lama", DESK)
    kantor.enter(juru, "pengelola.kedaton")
    juru.open("/impor-buku")
    juru.look("kosong")
    juru.follow("Unggah buku lama")
    juru.look("unggah")
    juru.page.get_by_label("Berkas buku lama").set_input_files(berkas)
    juru.press("Unggah")
    assert juru.judul == "Pilih kolom"
    juru.look("kolom")
    juru.pick("Tgl. Pemakaman", "Jangan dibaca")
    juru.press("Coba berkas ini")
    assert "Pilih kolom yang memuat tanggal pemakaman" in juru.isi
    juru.look("kolom-salah")
    juru.pick("Tgl. Pemakaman", "Pemakaman: Tanggal pemakaman")
    juru.press("Coba berkas ini")
    wait_for(juru, "Masukkan 1 baris yang baik")
    juru.look("percobaan")
    saved = juru.save("Unduh baris yang salah", tmp_path / "salah.xlsx")
    assert saved.read_bytes().startswith(b"PK")
    juru.press("Masukkan 1 baris yang baik")
    wait_for(juru, "Batalkan seluruh impor")
    juru.look("hasil")
    juru.follow("Batalkan seluruh impor")
    juru.look("batal")
    juru.fill("Alasan pembatalan", "Kolom tertukar")
    juru.press("Batalkan seluruh impor")
    assert "Kolom tertukar" in juru.isi
    juru.look("dibatalkan")
