"""The main road: a burial reported by telephone becomes an application and an akta number."""

import re
from pathlib import Path

from pypdf import PdfReader

from tests.perjalanan.conftest import OpenBrowser
from tests.perjalanan.pengisian import (
    Kejadian,
    add_proof,
    begin,
    fill_almarhum,
    fill_kematian,
    fill_rest,
    make_photo,
)
from tests.perjalanan.peramban import DESK, PHONE, Peramban
from tests.perjalanan.petugas import Kantor

KEJADIAN = Kejadian()
SURAT = "Surat keterangan kematian (dokter, kepala desa, atau lurah)"
CATATAN = "Di KTP tertulis Muhammad Zainal Abidin. Samakan dengan KTP."


def squeeze(text: str) -> str:
    """Without any white space: the boxes of the form stand apart in the PDF's text."""
    return re.sub(r"\s", "", text)


def test_burial_becomes_an_application_and_an_akta_number(
    open_browser: OpenBrowser, kantor: Kantor, tmp_path: Path
) -> None:
    admin = open_browser("1-admin", DESK)
    kantor.enter(admin, "admin.bandarlampung")
    _see_settings(admin)

    pengelola = open_browser("2-pengelola", PHONE)
    nomor = _report(pengelola, kantor, tmp_path)

    verifikator = open_browser("3-verifikator", DESK)
    kantor.enter(verifikator, "verif.bandarlampung")
    _return(verifikator)
    _mend(pengelola)
    _recommend(verifikator)

    pejabat = open_browser("4-pejabat", DESK)
    kantor.enter(pejabat, "pejabat.bandarlampung")
    _approve(pejabat)
    _check_document(pejabat.save("Unduh PDF", tmp_path / "berkas.pdf"), nomor)
    _print_together(pejabat)
    _record_akta(verifikator)


def _see_settings(admin: Peramban) -> None:
    """The form as the office has it stands beside its choices, without a button pressed."""
    admin.look("beranda")
    admin.open("/setelan/berkas")
    admin.page.frame_locator("iframe[name=pratinjau]").get_by_role("img").first.wait_for()
    admin.look("setelan-berkas")


def _report(pengelola: Peramban, kantor: Kantor, tmp_path: Path) -> str:
    """The whole report; returns the number in the burial book."""
    pengelola.open("/masuk")
    pengelola.look("masuk")
    kantor.enter(pengelola, "pengelola.kedaton")
    begin(pengelola)
    fill_almarhum(pengelola, KEJADIAN, KEJADIAN.salah_ketik)
    fill_kematian(pengelola, KEJADIAN)
    fill_rest(pengelola, KEJADIAN)
    pengelola.look("bukti")
    add_proof(pengelola, SURAT, make_photo(tmp_path / "surat.jpg", "SURAT KETERANGAN KEMATIAN"))
    add_proof(pengelola, "KK atau KTP-el almarhum", make_photo(tmp_path / "kk.jpg", "KARTU KELUARGA"))
    pengelola.look("bukti-ada")
    pengelola.follow("Lanjut: periksa dan ajukan")
    pengelola.look("periksa")
    pengelola.press("Ajukan")
    pengelola.look("tanda-terima")
    assert pengelola.judul == "Tanda terima"
    return pengelola.nomor_buku


def _open_desk(peramban: Peramban, nama: str, tumpukan: str) -> None:
    peramban.open("/meja")
    peramban.follow(tumpukan)
    peramban.follow(nama)


def _return(verifikator: Peramban) -> None:
    verifikator.look("beranda")
    verifikator.open("/meja")
    verifikator.look("antrean")
    verifikator.follow(KEJADIAN.salah_ketik)
    verifikator.look("meja")
    verifikator.press("Ambil untuk diperiksa")
    verifikator.look("meja-dipegang")
    verifikator.follow("Kembalikan")
    verifikator.page.get_by_role("group", name="Almarhum").get_by_label("Nama", exact=True).check()
    verifikator.fill("Apa yang salah pada “Nama”?", CATATAN)
    verifikator.look("kembalikan")
    verifikator.press("Kembalikan ke pelapor")
    verifikator.look("dikembalikan")


def _mend(pengelola: Peramban) -> None:
    pengelola.open("/laporan")
    pengelola.look("perlu-diperbaiki")
    pengelola.follow("Perbaiki")
    pengelola.look("lihat-catatan")
    pengelola.follow("Cetak dokumen satu per satu")
    pengelola.look("dokumen")
    pengelola.follow("Kembali ke laporan")
    pengelola.follow("Nama")
    at_the_field = pengelola.page.locator("#ruas-nama")
    assert CATATAN in at_the_field.inner_text()
    pengelola.look("catatan-di-ruas")
    pengelola.fill("Nama lengkap", KEJADIAN.nama)
    pengelola.press("Simpan, lalu periksa")
    pengelola.press("Ajukan")
    assert pengelola.judul == "Tanda terima"


def _recommend(verifikator: Peramban) -> None:
    verifikator.open("/meja")
    verifikator.follow(KEJADIAN.nama)
    verifikator.press("Ambil untuk diperiksa")
    verifikator.choose("Hasil pengecekan identitas", "Sudah dicek di SIAK, datanya cocok")
    verifikator.fill("Catatan untuk pejabat (boleh kosong)", "Nama sudah sama dengan KTP.")
    verifikator.look("meja-dicek")
    verifikator.press("Sarankan disetujui")
    assert "menunggu persetujuan pejabat" in verifikator.isi


def _approve(pejabat: Peramban) -> None:
    pejabat.look("beranda")
    pejabat.open("/meja")
    pejabat.look("antrean")
    pejabat.follow(KEJADIAN.nama)
    pejabat.look("meja")
    pejabat.press("Setujui")
    # No reload by hand: the page itself comes to the finished document.
    pejabat.page.get_by_role("link", name="Unduh PDF").wait_for(timeout=8_000)
    pejabat.look("berkas-siap")


def _check_document(path: Path, nomor: str) -> None:
    text = squeeze("".join(page.extract_text() for page in PdfReader(path).pages)).upper()
    hari = KEJADIAN.meninggal
    for expected in (KEJADIAN.nama, KEJADIAN.nik, KEJADIAN.pelapor, nomor, f"Tgl:{hari:%d}Bln:{hari:%m}Thn:{hari:%Y}"):
        assert squeeze(expected).upper() in text


def _print_together(pejabat: Peramban) -> None:
    pejabat.open("/berkas?saring=semua")
    pejabat.tick(f"Pilih berkas {KEJADIAN.nama}")
    pejabat.fill("Sebab dicetak lagi", "Lembar pertama kena hujan")
    pejabat.look("cetak")
    pejabat.press("Buat satu PDF")
    pejabat.page.get_by_role("link", name="Unduh PDF").wait_for()
    pejabat.look("cetakan")


def _record_akta(verifikator: Peramban) -> None:
    verifikator.open("/akta")
    verifikator.look("akta")
    verifikator.follow("Catat akta")
    verifikator.look("catat-akta")
    verifikator.fill("Nomor akta kematian", f"1871-KM-{KEJADIAN.hari_ini:%d%m%Y}-0001")
    verifikator.page.get_by_role("button", name="Hari ini").click()
    verifikator.press("Catat akta")
    assert "Nomor akta tercatat." in verifikator.isi
    verifikator.look("akta-tercatat")
    verifikator.follow("Perbaiki")
    verifikator.look("perbaiki-akta")
