"""The exchange with KPU: a list, proposals, a field check, a package, KPU's receipt, and a name that came back."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from pemakaman.akta.services import record_akta
from pemakaman.db import reading, transaction
from pemakaman.makam.models import Makam
from pemakaman.nilai.tanggal import TanggalTakLengkap
from pemakaman.pemilih import services
from pemakaman.pemilih.models import DaftarPemilih, Pemilih, Usul
from tests.pabrik_daftar import Row, rows, write
from tests.pabrik_laporan import hari_ini, make_laporan
from tests.pabrik_perbaikan import approve
from tests.perjalanan.conftest import OpenBrowser
from tests.perjalanan.peramban import DESK, Peramban
from tests.perjalanan.petugas import Kantor

ORANG = ("Suparjo", "Wagiman", "Tukiran", "Ngatimin")
LAHIR = date(1950, 3, 12)
TANDA_TERIMA, SEBAB = "31/PL.02.1-BA/1871/2026", ("NIK tidak ada di daftar kami", "Keluarga menyatakan pindah")


def nik_of(number: int) -> str:
    return f"187101{LAHIR:%d%m%y}{number + 81:04}"


def voter(number: int) -> Row:
    """The dead as KPU's list writes him."""
    return {
        "KECAMATAN": "Kedaton",
        "DESA": "Kedaton",
        "DPID": str(9_000_000 + number),
        "NIK": nik_of(number),
        "NAMA": ORANG[number].upper(),
        "JK": "L",
        "TMPT_LHR": "KOTABUMI",
        "TGL_LHR": f"{LAHIR:%d|%m|%Y}",
        "ALAMAT": f"JL. MELATI {number + 1}",
        "RT": "003",
        "RW": "001",
        "TPS": "003",
    }


def voter_file(path: Path, dead: Sequence[int]) -> Path:
    """Two hundred living, these dead, and a row that cannot be read."""
    return write(path, [*rows(200), *map(voter, dead), {**voter(0), "NIK": "12", "NAMA": "NIK TERLALU PENDEK"}])


@pytest.fixture(scope="module")
def laporan(kantor: Kantor) -> list[UUID]:
    """Four approved reports with a surat keterangan; the first has its akta."""
    with reading() as session:
        makam = session.get_one(Makam, kantor.makam_id)
    pengelola, verifikator, pejabat = (
        kantor.actors[nama] for nama in ("pengelola.kedaton", "verif.bandarlampung", "pejabat.bandarlampung")
    )
    found, lahir = [], TanggalTakLengkap(LAHIR.year, LAHIR.month, LAHIR.day)
    for number, nama in enumerate(ORANG):
        found.append(make_laporan(pengelola, makam, nama=nama, nik=nik_of(number), lahir=lahir).id)
        approve(verifikator, pejabat, found[-1])
    nomor = f"1871-KM-{hari_ini():%d%m%Y}-0001"
    with transaction() as session:
        record_akta(session, found[0], nomor=nomor, tanggal=hari_ini(), actor=verifikator)
    return found


def test_a_dead_voter_is_struck_refused_and_comes_back(
    open_browser: OpenBrowser, kantor: Kantor, laporan: list[UUID], tmp_path: Path
) -> None:
    admin, verifikator, pejabat, kpu = (open_browser(f"{70 + n}-pemilih-{who}", DESK) for n, who in enumerate(SIAPA))
    for peramban, who in zip((admin, verifikator, pejabat, kpu), SIAPA, strict=True):
        kantor.enter(peramban, f"{who}.bandarlampung")
    _import(admin, voter_file(tmp_path / "dpb-3.csv", range(len(ORANG))), "2026-T3")
    _see_list(admin)
    _propose(verifikator)
    _propose_others(kantor, laporan)
    _check_in_the_field(verifikator, tmp_path)
    _confirm(pejabat)
    _confirm_others(kantor)
    sandi = _pack(pejabat)
    _take_package(kpu, sandi, tmp_path)
    _answer(kpu)
    _see_refused(verifikator)

    admin.diam = True
    _import(admin, voter_file(tmp_path / "dpb-4.csv", [0]), "2026-T4")
    _see_changes(admin)
    _see_returned(pejabat)


SIAPA = ("admin", "verif", "pejabat", "kpu")


def _import(admin: Peramban, path: Path, periode: str) -> None:
    admin.open("/pemilih")
    admin.look("pemilih-kosong")
    admin.follow("Impor daftar")
    admin.pick("Wilayah daftar", "Seluruh Kota Bandar Lampung")
    admin.pick("Jenis daftar", "DPB")
    admin.fill("Periode", periode)
    admin.fill("Jumlah pemilih menurut KPU", "205")
    admin.page.get_by_label("Berkas CSV atau Excel (.xlsx)").set_input_files(path)
    admin.look("impor")
    admin.press("Impor daftar")
    admin.page.get_by_role("link", name="Buka daftar").wait_for()
    assert "pemilih masuk" in admin.isi
    admin.look("impor-selesai")


def _see_list(admin: Peramban) -> None:
    """KPU's total is not ours: the row that could not be read is missing."""
    admin.follow("Buka daftar")
    admin.page.get_by_text("KPU menyebut 205 pemilih; berkas ini memuat 204").wait_for()
    admin.look("daftar-satu")
    admin.follow("Kedaton")
    admin.look("daftar-kecamatan")
    admin.follow("Kedaton")
    assert "TPS" in admin.isi
    admin.look("daftar-desa")


def _propose(verifikator: Peramban) -> None:
    verifikator.look("beranda")
    tombol = verifikator.page.get_by_role("button", name="Usulkan dihapus")
    # The worker matches each report; the page shows what is done.
    for _ in range(50):
        verifikator.open("/pemilih")
        if tombol.count() == len(ORANG):
            break
        verifikator.page.wait_for_timeout(400)
    verifikator.look("calon")
    tombol.first.click()
    verifikator.page.get_by_text("Orang kedua perlu mengonfirmasi").wait_for()
    verifikator.look("diusulkan")


def _propose_others(kantor: Kantor, laporan: Sequence[UUID]) -> None:
    """As the first one, without the page."""
    with transaction() as session:
        daftar_id = session.scalars(select(DaftarPemilih.id)).one()
        proposed = set(session.scalars(select(Usul.pemilih_id)))
        for number, laporan_id in enumerate(laporan):
            pemilih_id = session.scalars(select(Pemilih.id).where(Pemilih.nik == nik_of(number))).one()
            if pemilih_id not in proposed:
                services.propose(
                    session,
                    laporan_id=laporan_id,
                    daftar_id=daftar_id,
                    pemilih_id=pemilih_id,
                    actor=kantor.actors["verif.bandarlampung"],
                )


def _check_in_the_field(verifikator: Peramban, tmp_path: Path) -> None:
    verifikator.open("/pemilih/lapangan")
    verifikator.look("cek")
    verifikator.follow("Kedaton")
    verifikator.follow("Kedaton")
    verifikator.look("cek-desa")
    verifikator.page.get_by_role("button", name="Buat daftar").first.click()
    verifikator.page.get_by_role("link", name="Unduh PDF untuk dicetak").wait_for()
    verifikator.look("cek-satu")
    path = verifikator.save("Unduh PDF untuk dicetak", tmp_path / "cek.pdf")
    assert path.read_bytes().startswith(b"%PDF")
    verifikator.follow("Catat hasil")
    row = verifikator.page.locator(".kartu").filter(has_text=ORANG[0].upper())
    row.get_by_label("Meninggal", exact=True).check()
    row.get_by_label("Bila meninggal: orang yang sama?").select_option(label="Ya, orang yang sama")
    verifikator.fill("Keterangan dari (nama, hubungan)", "Sutini, istri", row)
    verifikator.look("cek-hasil")
    verifikator.press("Simpan")
    assert "1 dari 4" in verifikator.isi


def _confirm(pejabat: Peramban) -> None:
    pejabat.look("beranda")
    pejabat.open("/pemilih/usul")
    pejabat.look("usul")
    pejabat.page.get_by_role("row").filter(has_text=ORANG[0].upper()).get_by_role("link", name="Periksa").click()
    pejabat.page.get_by_role("heading", name="Usul: SUPARJO").wait_for()
    assert "Meninggal, orang yang sama" in pejabat.isi
    pejabat.look("usul-satu")
    pejabat.press("Konfirmasi usul")


def _confirm_others(kantor: Kantor) -> None:
    with transaction() as session:
        for usul in session.scalars(select(Usul).where(Usul.status == "diusulkan")).all():
            services.confirm(session, usul.id, versi=usul.versi, actor=kantor.actors["pejabat.bandarlampung"])


def _pack(pejabat: Peramban) -> str:
    """The package, made by the worker while the page waits; returns its password."""
    pejabat.open("/paket")
    pejabat.follow("Buat paket")
    pejabat.look("paket-baru")
    pejabat.make_paket()
    pejabat.look("paket-jadi")
    sandi = pejabat.see_password()
    pejabat.look("sandi")
    return sandi


def _take_package(kpu: Peramban, sandi: str, tmp_path: Path) -> None:
    """What KPU downloads opens with what it was told, and holds the names in the order of their numbers."""
    kpu.look("beranda")
    kpu.open("/paket")
    kpu.look("paket")
    files = kpu.unpack(tmp_path / "paket.zip", sandi)
    assert files["BERITA-ACARA-00001.pdf"].startswith(b"%PDF")
    found = list(csv.DictReader(io.StringIO(files["USUL-00001.csv"].decode("utf-8-sig"))))
    assert [(row["NO"], row["NIK"], row["KET"]) for row in found] == [
        (str(number + 1), nik_of(number), "1") for number in range(len(ORANG))
    ]
    assert [row["JENIS_BUKTI"] for row in found[:2]] == ["Akta kematian", "Surat keterangan kematian"]


def _answer(kpu: Peramban) -> None:
    kpu.follow("Nomor 1")
    assert "Lihat sandi" not in kpu.isi
    kpu.look("paket-satu")
    kpu.follow("Catat tanda terima")
    kpu.fill("Nomor tanda terima", TANDA_TERIMA)
    kpu.fill_date("Tanggal tanda terima", hari_ini())
    kpu.fill("Jumlah nama diterima", "3")
    kpu.fill("Jumlah nama ditolak", "2")
    kpu.page.locator("textarea[name=baris]").fill(f"2;{SEBAB[0]}\n3;{SEBAB[1]}")
    kpu.press("Simpan tanda terima")
    kpu.look("tanda-terima-salah")
    kpu.fill("Jumlah nama diterima", "2")
    kpu.press("Simpan tanda terima")
    assert TANDA_TERIMA in kpu.isi
    kpu.look("tanda-terima")


def _see_refused(verifikator: Peramban) -> None:
    """Both reasons stand on their proposals."""
    for number, sebab in ((1, SEBAB[0]), (2, SEBAB[1])):
        verifikator.open("/pemilih/usul?status=ditolak")
        row = verifikator.page.get_by_role("row").filter(has_text=ORANG[number].upper())
        row.get_by_role("link", name="Buka").click()
        verifikator.page.get_by_text(f"Ditolak KPU (paket 1, baris {number + 1}): {sebab}").wait_for()
    verifikator.look("usul-ditolak-kpu")


def _see_changes(admin: Peramban) -> None:
    admin.follow("Buka daftar")
    admin.page.get_by_text("Dibanding daftar sebelumnya").wait_for()
    admin.diam = False
    admin.look("daftar-berikutnya")
    admin.follow("tidak ada lagi")
    assert ORANG[1].upper() in admin.isi
    admin.look("perubahan")


def _see_returned(pejabat: Peramban) -> None:
    pejabat.open("/pemilih")
    assert "1 nama yang sudah diserahkan muncul lagi" in pejabat.isi
    pejabat.follow("Lihat namanya")
    pejabat.look("kembali")
    pejabat.follow(ORANG[0].upper())
    pejabat.look("kembali-satu")
    pejabat.tick("Disampaikan ke KPU")
    pejabat.fill("Catatan", "Dikirim lewat surat bersama nomor aktanya.")
    pejabat.press("Simpan")
    pejabat.open("/pemilih")
    assert "muncul lagi" not in pejabat.page.locator(".pemberitahuan--bahaya").all_inner_texts()
    pejabat.open("/paket/kalender")
    assert "2026-T4" in pejabat.isi
    pejabat.look("kalender")
