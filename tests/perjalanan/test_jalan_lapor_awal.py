"""The second road: a number at once at the grave, the rest later by the desa; also without any script."""

from datetime import date
from pathlib import Path
from uuid import UUID

from pemakaman.db import transaction
from pemakaman.laporan.rules import Status
from pemakaman.makam.models import Makam
from pemakaman.verifikasi import services as verifikasi
from tests.pabrik_laporan import make_laporan, read
from tests.pabrik_verifikasi import act, check_identity
from tests.perjalanan.conftest import OpenBrowser
from tests.perjalanan.pengisian import Kejadian, add_proof, fill_kematian, fill_rest, make_photo
from tests.perjalanan.peramban import DESK, PHONE, Peramban
from tests.perjalanan.petugas import Kantor

KEJADIAN = Kejadian(nama="Nurdin Kusuma", nik="1871012505610007", lahir=date(1961, 5, 25))
SURAT = "Surat keterangan kematian (dokter, kepala desa, atau lurah)"


def fill_short(peramban: Peramban, nama: str, dimakamkan: date) -> None:
    """The one page of a lapor awal."""
    peramban.fill("Nama almarhum/almarhumah", nama)
    peramban.choose("Jenis kelamin", "Laki-laki")
    peramban.fill_date("Tanggal dimakamkan", dimakamkan)


def report_short(peramban: Peramban, kantor: Kantor) -> str:
    """A lapor awal from the first page to the receipt; returns the number of the burial book."""
    kantor.enter(peramban, "pengelola.kedaton")
    peramban.open("/laporan/baru")
    peramban.press("Lapor awal (singkat)")
    peramban.look("singkat")
    peramban.press("Simpan dan ambil nomor buku")
    assert "Ada yang perlu diperbaiki" in peramban.isi
    peramban.look("singkat-salah")
    fill_short(peramban, KEJADIAN.nama, KEJADIAN.dimakamkan)
    peramban.press("Simpan dan ambil nomor buku")
    assert peramban.judul == "Tanda terima"
    peramban.look("tanda-terima")
    return peramban.nomor_buku


def test_number_at_once_and_completion_by_the_desa(open_browser: OpenBrowser, kantor: Kantor, tmp_path: Path) -> None:
    pengelola = open_browser("6-lapor-awal", PHONE)
    nomor = report_short(pengelola, kantor)
    assert nomor.endswith(f"/{KEJADIAN.dimakamkan.year}")

    operator = open_browser("7-operator", DESK)
    kantor.enter(operator, "operator.kedaton")
    operator.look("beranda")
    operator.open("/laporan")
    operator.look("laporan")
    operator.follow(KEJADIAN.nama)
    operator.look("lapor-awal")
    operator.follow("Lengkapi")
    _complete_almarhum(operator)
    fill_kematian(operator, KEJADIAN)
    fill_rest(operator, KEJADIAN)
    add_proof(operator, SURAT, make_photo(tmp_path / "surat.jpg", "SURAT KETERANGAN KEMATIAN"))
    add_proof(operator, "KK atau KTP-el almarhum", make_photo(tmp_path / "kk.jpg", "KARTU KELUARGA"))
    operator.follow("Lanjut: periksa dan ajukan")
    operator.press("Ajukan")
    assert operator.judul == "Tanda terima"
    assert nomor in operator.isi
    operator.look("diajukan")


def _complete_almarhum(operator: Peramban) -> None:
    assert operator.page.get_by_label("Nama lengkap").input_value() == KEJADIAN.nama
    operator.fill("NIK", KEJADIAN.nik)
    operator.fill("Tempat lahir", "Metro")
    operator.fill_date("Tanggal lahir", KEJADIAN.lahir)
    operator.choose("Kewarganegaraan", "Warga negara Indonesia")
    operator.fill("Alamat", "Jalan Kenanga 9")
    operator.pick("Kecamatan", "Kedaton")
    operator.press("Tampilkan desa/kelurahan")
    operator.pick("Desa/kelurahan", "Kedaton")
    operator.press("Simpan dan lanjut")


def test_lapor_awal_without_script(open_browser: OpenBrowser, kantor: Kantor) -> None:
    peramban = open_browser("8-tanpa-skrip", PHONE, skrip=False)
    peramban.open("/masuk")
    peramban.look("masuk")
    assert "/" in report_short(peramban, kantor)


def test_approval_without_script_comes_to_the_document(open_browser: OpenBrowser, kantor: Kantor) -> None:
    laporan_id = _recommended(kantor)
    peramban = open_browser("9-setujui-tanpa-skrip", DESK, skrip=False)
    kantor.enter(peramban, "pejabat.bandarlampung")
    peramban.open(f"/meja/{laporan_id}")
    peramban.look("meja")
    peramban.press("Setujui")
    peramban.page.get_by_role("link", name="Unduh PDF").wait_for()
    assert read(laporan_id).status == Status.DISETUJUI
    peramban.look("berkas-siap")


def _recommended(kantor: Kantor) -> UUID:
    """A report that only waits for the pejabat."""
    pengelola, verifikator = kantor.actors["pengelola.kedaton"], kantor.actors["verif.bandarlampung"]
    with transaction() as session:
        makam = session.get_one(Makam, kantor.makam_id)
    laporan_id = make_laporan(pengelola, makam).id
    act(verifikasi.claim, laporan_id, actor=verifikator)
    check_identity(laporan_id, verifikator)
    act(verifikasi.recommend, laporan_id, actor=verifikator, versi=None)
    return laporan_id
