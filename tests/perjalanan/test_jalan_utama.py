"""The main road: a burial reported by telephone becomes an application, an akta number and a voter proposal."""

import csv
import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.contoh_pemilih import HEADER, voter_rows
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


@pytest.fixture
def voter_file(tmp_path: Path) -> Path:
    """A small voter list that contains the person who will die, and one row that cannot be read."""
    path = tmp_path / "dpb-kedaton.csv"
    dead = {
        "KECAMATAN": "Kedaton",
        "DESA": "Kedaton",
        "NIK": KEJADIAN.nik,
        "NAMA": KEJADIAN.nama.upper(),
        "JK": "L",
        "TMPT_LHR": "KOTABUMI",
        "TGL_LHR": f"{KEJADIAN.lahir:%d|%m|%Y}",
        "ALAMAT": "JL. MELATI 5",
        "TPS": "003",
    }
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(voter_rows(200))
        writer.writerow([dead.get(name, "") for name in HEADER])
        writer.writerow(["Kedaton", "Kedaton", "", "", "12", "NIK TERLALU PENDEK"])
    return path


def squeeze(text: str) -> str:
    """Without any white space: the boxes of the form stand apart in the PDF's text."""
    return re.sub(r"\s", "", text)


def test_burial_becomes_an_application_and_a_voter_proposal(
    open_browser: OpenBrowser, kantor: Kantor, tmp_path: Path, voter_file: Path
) -> None:
    admin = open_browser("1-admin", DESK)
    kantor.enter(admin, "admin.bandarlampung")
    _import_voters(admin, voter_file)
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
    _propose(verifikator)
    _confirm_and_pack(pejabat)

    kpu = open_browser("5-kpu", DESK)
    kantor.enter(kpu, "kpu.bandarlampung")
    _take_package(kpu, tmp_path)


def _import_voters(admin: Peramban, path: Path) -> None:
    admin.look("beranda")
    admin.open("/pemilih")
    admin.look("pemilih-kosong")
    admin.follow("Impor daftar")
    admin.look("impor")
    admin.pick("Wilayah daftar", "Seluruh Kota Bandar Lampung")
    admin.pick("Jenis daftar", "DPB")
    admin.fill("Periode", "2026-T3")
    admin.page.get_by_label("Berkas CSV atau Excel (.xlsx)").set_input_files(path)
    admin.press("Impor daftar")
    admin.page.get_by_text("pemilih masuk").wait_for()
    assert "201" in admin.isi
    admin.look("impor-selesai")


def _see_settings(admin: Peramban) -> None:
    """The form as the office has it stands beside its choices, without a button pressed."""
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


def _propose(verifikator: Peramban) -> None:
    verifikator.open("/pemilih")
    verifikator.look("calon")
    verifikator.press("Usulkan dihapus")
    assert "Orang kedua perlu mengonfirmasi" in verifikator.isi
    verifikator.look("diusulkan")


def _confirm_and_pack(pejabat: Peramban) -> None:
    pejabat.open("/pemilih/usul")
    pejabat.look("usul")
    pejabat.follow("Periksa usul")
    pejabat.look("usul-satu")
    pejabat.press("Konfirmasi usul")
    pejabat.open("/paket")
    pejabat.follow("Buat paket")
    pejabat.look("paket-baru")
    pejabat.press("Buat paket")
    assert "Paket selesai dibuat" in pejabat.isi
    pejabat.look("paket")


def _take_package(kpu: Peramban, tmp_path: Path) -> None:
    kpu.look("beranda")
    kpu.open("/paket")
    kpu.look("paket")
    path = kpu.save("Unduh CSV", tmp_path / "paket.csv")
    rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
    assert [(row["NIK"], row["NAMA"], row["KET"]) for row in rows] == [(KEJADIAN.nik, KEJADIAN.nama.upper(), "1")]
    assert rows[0]["JENIS_BUKTI"] == "Akta kematian"
    kpu.follow("Nomor 1")
    kpu.look("paket-satu")
