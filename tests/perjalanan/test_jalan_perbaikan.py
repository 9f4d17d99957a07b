"""An approved report corrected on a new letter, and the family that follows it by its receipt without any account."""

import re
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from pemakaman.db import reading
from pemakaman.laporan.models import Laporan
from pemakaman.makam.models import Makam
from pemakaman.verifikasi import services as meja
from tests.pabrik_laporan import make_laporan, make_nik
from tests.pabrik_verifikasi import act, check_identity
from tests.perjalanan.conftest import OpenBrowser
from tests.perjalanan.pengisian import make_photo
from tests.perjalanan.peramban import DESK, PHONE, Peramban
from tests.perjalanan.petugas import Kantor

NAMA = "Rahmat Santosa"
KELIRU, BENAR = "Rumah, Jalan Melati 5", "RSUD Dr. H. Abdul Moeloek, ruang Mawar"
ALASAN = "Menurut surat rumah sakit, beliau meninggal di RSUD, bukan di rumah."


@pytest.fixture
def approved(kantor: Kantor) -> Laporan:
    """A report that the office approved; a worker makes its document."""
    with reading() as session:
        makam = session.get_one(Makam, kantor.makam_id)
    laporan = make_laporan(kantor.actors["pengelola.kedaton"], makam, nama=NAMA, nik=make_nik())
    petugas = kantor.actors["verif.bandarlampung"]
    act(meja.claim, laporan.id, actor=petugas)
    check_identity(laporan.id, petugas)
    act(meja.recommend, laporan.id, actor=petugas, versi=None)
    act(meja.approve, laporan.id, actor=kantor.actors["pejabat.bandarlampung"], versi=None)
    return laporan


def test_correction_makes_a_new_version_and_the_family_follows(
    open_browser: OpenBrowser, kantor: Kantor, tmp_path: Path, approved: Laporan
) -> None:
    pengelola = open_browser("27-perbaikan-pengelola", PHONE)
    kantor.enter(pengelola, "pengelola.kedaton")
    _ask(pengelola, tmp_path)
    alamat = _read_receipt(pengelola)

    pejabat = open_browser("28-perbaikan-pejabat", DESK)
    kantor.enter(pejabat, "pejabat.bandarlampung")
    _agree(pejabat)
    _see_versions(pejabat)
    _see_outcome(pengelola)

    keluarga = open_browser("29-perbaikan-keluarga", PHONE)
    _follow(keluarga, alamat, approved)


def _open_report(pengelola: Peramban) -> None:
    pengelola.open("/laporan")
    pengelola.follow(NAMA)


def _ask(pengelola: Peramban, folder: Path) -> None:
    _open_report(pengelola)
    pengelola.look("disetujui")
    pengelola.follow("Minta perbaikan data")
    pengelola.look("pilih-bagian")
    pengelola.follow("Kematian")
    pengelola.fill("Nama atau alamat tempatnya", BENAR)
    pengelola.press("Kirim permintaan")
    assert "Tulis alasan perbaikan." in pengelola.isi
    pengelola.look("minta-tanpa-alasan")
    pengelola.pick("Tempat meninggal", "Rumah sakit")
    pengelola.fill("Alasan perbaikan", ALASAN)
    pengelola.pick("Jenis bukti baru", "Surat keterangan kematian (dokter, kepala desa, atau lurah)")
    surat = make_photo(folder / "surat-rs.jpg", "SURAT KEMATIAN RSUD")
    pengelola.page.get_by_label("Foto atau berkas baru").set_input_files(surat)
    pengelola.look("minta-terisi")
    pengelola.press("Kirim permintaan")
    assert "Menunggu putusan pejabat" in pengelola.isi
    pengelola.look("diminta")


def _read_receipt(pengelola: Peramban) -> str:
    """The address in the code on the printed receipt, read off its picture."""
    _open_report(pengelola)
    pengelola.follow("Cetak tanda terima")
    pengelola.look("tanda-terima")
    picture = pengelola.picture(f"{pengelola.nama}-{pengelola.urutan:02}-tanda-terima-360.png")
    with Image.open(picture) as image:
        (code,) = zxingcpp.read_barcodes(image)
    return code.text


def _agree(pejabat: Peramban) -> None:
    pejabat.look("beranda")
    pejabat.open("/perbaikan")
    pejabat.look("daftar")
    pejabat.follow(NAMA)
    table = pejabat.page.get_by_role("table", name="Nilai lama dan nilai baru")
    assert KELIRU in table.inner_text()
    assert BENAR in table.inner_text()
    pejabat.look("banding")
    pejabat.press("Setujui dan perbaiki data")
    pejabat.look("disetujui")


def _see_versions(pejabat: Peramban) -> None:
    _open_report(pejabat)
    pejabat.follow("Lihat berkas")
    pejabat.page.get_by_role("link", name="Unduh PDF").wait_for()
    old = pejabat.page.get_by_role("table", name="Versi berkas yang sudah diganti")
    assert "Diganti" in old.inner_text()
    pejabat.look("versi-baru")


def _see_outcome(pengelola: Peramban) -> None:
    _open_report(pengelola)
    assert BENAR in pengelola.isi
    pengelola.look("sudah-diperbaiki")


def _follow(keluarga: Peramban, alamat: str, laporan: Laporan) -> None:
    assert alamat.startswith(keluarga.situs.url)
    keluarga.open(alamat.removeprefix(keluarga.situs.url))
    keluarga.look("lacak")
    hari = laporan.dimakamkan_tanggal
    assert hari is not None
    keluarga.press("Lacak")
    assert "Isi tanggal dimakamkan." in keluarga.isi
    keluarga.fill_date("Tanggal dimakamkan", hari)
    keluarga.press("Lacak")
    assert "R. S." in keluarga.isi
    for secret in (NAMA, laporan.nik or "", "Siti Aminah"):
        assert secret not in keluarga.page.content()
    assert not re.search(r"\d{16}", keluarga.page.content())
    assert keluarga.context.cookies() == []
    keluarga.look("terlacak")
