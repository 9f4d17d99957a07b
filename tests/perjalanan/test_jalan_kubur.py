"""Around a grave: its heir and permit, a planned burial until it stands in the book, and a stranger who looks."""

from datetime import timedelta

import pytest

from pemakaman.db import reading
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import Status
from pemakaman.makam.models import Makam
from tests.pabrik_kubur import make_petak
from tests.pabrik_laporan import hari_ini, make_laporan
from tests.perjalanan.conftest import OpenBrowser
from tests.perjalanan.peramban import DESK, PHONE, Peramban
from tests.perjalanan.petugas import Kantor

ALMARHUM, WARIS, PENGGANTI = "Ahmad Suhaimi", "Siti Aminah", "Budi Hartono"
CALON = "Wayan Sudarma"
PETAK = "A-014"


@pytest.fixture
def makam(kantor: Kantor) -> Makam:
    """The cemetery, with one empty plot."""
    with reading() as session:
        makam = session.get_one(Makam, kantor.makam_id)
    make_petak(makam, PETAK)
    return makam


@pytest.fixture
def laporan(kantor: Kantor, makam: Makam) -> Laporan:
    """A burial of three years ago as far as its permit goes."""
    return make_laporan(kantor.actors["pengelola.kedaton"], makam, nama=ALMARHUM, status=Status.LAPOR_AWAL)


def test_heir_permit_plan_and_a_stranger_who_looks(open_browser: OpenBrowser, kantor: Kantor, laporan: Laporan) -> None:
    admin = open_browser("40-kubur-admin", DESK)
    kantor.enter(admin, "admin.bandarlampung")
    _open_the_search(admin)

    pengelola = open_browser("41-kubur-pengelola", PHONE)
    kantor.enter(pengelola, "pengelola.kedaton")
    _change_heir(pengelola, laporan)
    _renew_permit(pengelola)
    _remind(pengelola)
    _plan(pengelola)
    _record(pengelola)

    peziarah = open_browser("42-kubur-peziarah", PHONE)
    _look_for(peziarah, found=True)
    _object(pengelola, laporan)
    _look_for(peziarah, found=False)


def _open_the_search(admin: Peramban) -> None:
    admin.follow("Setelan buku dan makam")
    admin.look("setelan")
    admin.tick("Buka pencarian makam untuk umum")
    admin.press("Simpan setelan")
    assert "Setelan buku dan makam disimpan." in admin.isi
    admin.look("setelan-disimpan")


def _change_heir(pengelola: Peramban, laporan: Laporan) -> None:
    pengelola.open(f"/laporan/{laporan.id}")
    pengelola.follow("Ahli waris dan izin makam")
    pengelola.look("kubur-kosong")
    pengelola.follow("Catat penanggung jawab")
    assert pengelola.page.get_by_label("Nama penanggung jawab").input_value() == WARIS
    pengelola.look("waris-ditawarkan")
    pengelola.press("Simpan")
    pengelola.follow("Ganti penanggung jawab")
    pengelola.fill("Nama penanggung jawab", PENGGANTI)
    pengelola.fill_date("Sejak kapan?", hari_ini())
    pengelola.press("Simpan")
    assert "Tulis mengapa diganti." in pengelola.isi
    pengelola.look("ganti-tanpa-sebab")
    pengelola.fill("Mengapa diganti?", "Ibu Siti pindah ke Metro.")
    pengelola.fill("Nomor HP (boleh kosong)", "0812-3456-7890")
    pengelola.press("Simpan")
    table = pengelola.page.get_by_role("table", name="Penanggung jawab sebelumnya")
    assert WARIS in table.inner_text()
    pengelola.look("waris-diganti")


def _renew_permit(pengelola: Peramban) -> None:
    pengelola.follow("Catat izin")
    assert pengelola.page.get_by_label("Nama pemegang izin").input_value() == PENGGANTI
    pengelola.fill("Nomor izin", "IPTM/2023/17")
    pengelola.fill_date("Berlaku mulai", hari_ini() - timedelta(days=1000))
    pengelola.fill_date("Berlaku sampai", hari_ini() - timedelta(days=5))
    pengelola.press("Simpan izin")
    pengelola.look("izin-habis")
    pengelola.follow("Perpanjang")
    pengelola.fill("Nomor izin", "IPTM/2026/3")
    pengelola.fill_date("Berlaku sampai", hari_ini() + timedelta(days=30))
    pengelola.look("perpanjang")
    pengelola.press("Simpan izin")
    assert "Sudah diperpanjang" in pengelola.isi
    pengelola.look("izin-diperpanjang")


def _remind(pengelola: Peramban) -> None:
    pengelola.open("/")
    assert "izin makam habis dalam 60 hari" in pengelola.isi
    pengelola.look("beranda")
    pengelola.follow("izin makam habis dalam 60 hari")
    assert "IPTM/2026/3" in pengelola.isi
    pengelola.look("daftar-izin")
    pengelola.follow("Ingatkan")
    pengelola.look("ingatkan")
    pengelola.follow("Cetak sebagai surat")
    pengelola.look("surat")
    pengelola.follow("Ingatkan")
    pengelola.press("Sudah saya ingatkan")
    assert "Dicatat: pemegang izin sudah diingatkan." in pengelola.isi
    pengelola.look("sudah-diingatkan")


def _plan(pengelola: Peramban) -> None:
    pengelola.open("/rencana")
    pengelola.look("rencana-kosong")
    pengelola.press("Rencanakan pemakaman")
    pengelola.fill("Nama yang akan dimakamkan", CALON)
    plots = pengelola.page.get_by_label("Petak (boleh kosong)")
    plots.select_option(index=1)
    assert PETAK in plots.locator("option:checked").inner_text()
    pengelola.fill("Nama yang dapat dihubungi", "Ketut Sari")
    pengelola.fill("Nomor HP-nya (boleh kosong)", "0813-1111-2222")
    pengelola.fill("Catatan untuk penggali (boleh kosong)", "Bawa papan dan tenda.")
    pengelola.look("rencana-terisi")
    pengelola.press("Simpan rencana")
    pengelola.look("rencana")
    pengelola.follow("Lembar hari ini")
    assert all(word in pengelola.isi for word in (CALON, PETAK, "0813-1111-2222", "Bawa papan dan tenda."))
    pengelola.look("lembar-hari")


def _record(pengelola: Peramban) -> None:
    pengelola.follow(CALON)
    pengelola.look("rencana-satu")
    pengelola.press("Catat pemakaman ini")
    assert pengelola.page.get_by_label("Nama lengkap").input_value() == CALON
    pengelola.open(pengelola.page.url.removeprefix(pengelola.situs.url).replace("almarhum", "periksa"))
    pengelola.press("Simpan sebagai lapor awal")
    pengelola.open("/rencana/lembar-hari")
    assert "sudah dicatat" in pengelola.isi
    pengelola.look("lembar-hari-tercatat")


def _look_for(peziarah: Peramban, *, found: bool) -> None:
    # Each server process remembers for a minute whether to show the link; the page itself is open at once.
    peziarah.open("/cari-makam")
    peziarah.look("cari")
    peziarah.fill("Nama almarhum/almarhumah", "ahmad suhaimy")
    peziarah.press("Cari")
    assert (ALMARHUM in peziarah.isi) is found
    assert ("Tidak ditemukan." in peziarah.isi) is not found
    peziarah.look("ditemukan" if found else "tidak-ditemukan")


def _object(pengelola: Peramban, laporan: Laporan) -> None:
    pengelola.open(f"/laporan/{laporan.id}/kubur")
    pengelola.follow("Ubah pilihan keluarga")
    pengelola.tick("Keluarga keberatan: makam ini tidak boleh ditemukan umum")
    pengelola.fill("Siapa yang memintanya?", f"{PENGGANTI}, anak, datang sendiri.")
    pengelola.look("keberatan")
    pengelola.press("Simpan")
    assert "Keluarga keberatan: makam ini tidak dapat ditemukan umum." in pengelola.isi
