"""The official book: a month closed, corrected and opened again; counts and prints; the monthly report; an old book."""

import csv
import io
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest
import xlsxwriter
from pypdf import PdfReader
from xlsxwriter.worksheet import Worksheet

from pemakaman.buku.masa import Masa
from pemakaman.db import transaction
from pemakaman.laporan import services
from pemakaman.makam.services import assign_manager, create_makam
from pemakaman.makam.tutup import hold_book_alone
from tests.pabrik_buku_lama import rows_of
from tests.pabrik_laporan import hari_ini
from tests.pabrik_tutup import hari, lalu
from tests.perjalanan.conftest import OpenBrowser
from tests.perjalanan.pengisian import make_photo
from tests.perjalanan.peramban import DESK, PHONE, Peramban
from tests.perjalanan.petugas import Kantor

PENGELOLA, ADMIN = "pengelola.kedaton", "admin.bandarlampung"
KELIRU, BENAR = "Siti Mulyanah", "Siti Mulyani"
SEPI, DIAM = "TPU Kedaton Baru", "TPU Sukamenanti"
NOMOR_SURAT = "470/123/Disdukcapil/2026"
ALASAN_BUKA = "Satu halaman buku kertas terlewat."
SECONDS = 60


def wait_for(peramban: Peramban, teks: str) -> None:
    """The page renews itself until a worker is through."""
    peramban.page.get_by_text(teks).first.wait_for(timeout=SECONDS * 1000)


def wait_for_link(peramban: Peramban, nama: str) -> None:
    """The same for a file."""
    peramban.page.get_by_role("link", name=nama).first.wait_for(timeout=SECONDS * 1000)


def make_another(kantor: Kantor, nama: str, desa: str = "18.71.01.1003") -> UUID:
    """A cemetery more for the manager."""
    isian = {"nama": nama, "jenis": "tpu", "pengelolaan": "pemda", "desa_kode": desa, "telepon": "+62721700123"}
    with transaction() as session:
        makam = create_makam(session, isian, actor=kantor.actors[ADMIN])
        assign_manager(session, makam.id, kantor.actors[PENGELOLA].id or UUID(int=0), actor=kantor.actors[ADMIN])
    return makam.id


def choose_makam(peramban: Peramban, kantor: Kantor) -> None:
    """The cemetery of the office, among others."""
    peramban.page.get_by_label("Makam", exact=True).select_option(str(kantor.makam_id))


def bury(kantor: Kantor, nama: str, tanggal: date, **isian: object) -> UUID:
    """A row of the book."""
    laporan_id = uuid4()
    values = {"nama": nama, "jenis_kelamin": "L", "dimakamkan_tanggal": tanggal, **isian}
    with transaction() as session:
        services.quick_lapor_awal(
            session,
            actor=kantor.actors[PENGELOLA],
            laporan_id=laporan_id,
            makam_id=kantor.makam_id,
            isian=values,
        )
    return laporan_id


def test_month_closed_corrected_and_opened_again(open_browser: OpenBrowser, kantor: Kantor, tmp_path: Path) -> None:
    make_another(kantor, SEPI)
    pengelola = open_browser("50-buku-pengelola", PHONE)
    kantor.enter(pengelola, PENGELOLA)
    _record(pengelola, kantor)
    _close(pengelola, tmp_path)
    _say_nihil(pengelola)
    _correct(pengelola)

    admin = open_browser("51-buku-admin", DESK)
    kantor.enter(admin, ADMIN)
    _open_again(admin)
    pengelola.open("/")
    assert kantor.makam in pengelola.page.locator(".pemberitahuan").inner_text()


def _record(pengelola: Peramban, kantor: Kantor) -> None:
    """A burial of the last day of last month."""
    pengelola.open("/laporan/baru")
    choose_makam(pengelola, kantor)
    pengelola.press("Lapor awal (singkat)")
    pengelola.fill("Nama almarhum/almarhumah", KELIRU)
    pengelola.choose("Jenis kelamin", "Perempuan")
    pengelola.fill_date("Tanggal dimakamkan", lalu().akhir)
    pengelola.press("Simpan dan ambil nomor buku")
    assert pengelola.judul == "Tanda terima"


def _close(pengelola: Peramban, folder: Path) -> None:
    masa = lalu()
    pengelola.open("/")
    pengelola.look("beranda")
    pengelola.page.locator(".pemberitahuan").get_by_role("link", name="TPU Kedaton", exact=True).wait_for()
    pengelola.open("/buku")
    pengelola.look("buku")
    pengelola.follow("Tutup buku bulanan")
    pengelola.look("tutup-buku")
    pengelola.follow(f"Tutup {masa.nama}, TPU Kedaton")
    assert pengelola.judul == f"Tutup buku {masa.nama}"
    pengelola.look("bulan")
    pengelola.press(f"Tutup {masa.nama}")
    wait_for_link(pengelola, "Unduh lembar tutup buku")
    lembar = pengelola.save("Unduh lembar tutup buku", folder / "lembar.pdf")
    assert KELIRU.upper() in PdfReader(lembar).pages[0].extract_text().upper()
    foto = make_photo(folder / "tertanda.jpg", "LEMBAR TUTUP BUKU")
    pengelola.page.get_by_label("Foto atau pindaian lembar yang sudah ditandatangani").set_input_files(foto)
    pengelola.press("Unggah lembar bertanda tangan")
    wait_for(pengelola, "Lembar bertanda tangan tersimpan.")
    pengelola.look("bulan-ditutup")


def _say_nihil(pengelola: Peramban) -> None:
    masa = lalu()
    pengelola.open("/buku/tutup")
    pengelola.follow(f"Tutup {masa.nama}, {SEPI}")
    pengelola.look("nihil")
    pengelola.press(f"Nihil, lalu tutup {masa.nama}")
    wait_for_link(pengelola, "Unduh lembar tutup buku")
    pengelola.look("ditutup-nihil")
    pengelola.open("/buku/tutup")
    assert "Semua bulan yang sudah berakhir telah ditutup." in pengelola.isi
    pengelola.look("semua-ditutup")
    pengelola.open("/")
    assert pengelola.page.locator(".pemberitahuan").count() == 0


def _correct(pengelola: Peramban) -> None:
    """Another name and a plot, in a month that is closed."""
    pengelola.open("/laporan")
    pengelola.follow(KELIRU)
    pengelola.look("laporan-ditutup")
    pengelola.follow("Lengkapi")
    pengelola.fill("Nama lengkap", BENAR)
    pengelola.look("ubah-ditutup")
    pengelola.press("Simpan dan lanjut")
    pengelola.open(pengelola.page.url.removeprefix(pengelola.situs.url).replace("kematian", "pemakaman"))
    pengelola.fill("Blok", "C")
    pengelola.press("Simpan dan lanjut")
    pengelola.open("/laporan")
    pengelola.follow(BENAR)
    for teks in ("Koreksi nomor 1/", "Koreksi nomor 2/", KELIRU):
        assert teks in pengelola.isi
    pengelola.look("laporan-koreksi")
    pengelola.follow("Lihat bulan ini")
    koreksi = pengelola.page.get_by_role("table", name="Koreksi sesudah ditutup").inner_text()
    assert KELIRU in koreksi
    assert BENAR in koreksi
    pengelola.look("bulan-tertutup")


def _open_again(admin: Peramban) -> None:
    masa = lalu()
    admin.open("/buku")
    admin.look("buku")
    admin.follow("Tutup buku bulanan")
    admin.look("tutup-daftar")
    admin.page.get_by_role("row", name="TPU Kedaton M-").get_by_role("link").click()
    assert admin.judul == f"Buku {masa.nama}"
    admin.look("bulan-tertutup")
    admin.follow("Buka lagi bulan ini")
    admin.press(f"Buka lagi {masa.nama}")
    assert "Tulis mengapa bulan ini dibuka lagi." in admin.isi
    admin.fill("Mengapa bulan ini dibuka lagi?", ALASAN_BUKA)
    admin.look("buka-lagi")
    admin.press(f"Buka lagi {masa.nama}")
    assert ALASAN_BUKA in admin.isi
    assert "Belum ditutup" in admin.isi
    admin.look("dibuka-lagi")


def test_counts_and_a_printed_book(open_browser: OpenBrowser, kantor: Kantor, tmp_path: Path) -> None:
    bury(kantor, "Rohman Hidayat", hari_ini(), nik="1871010107500003")
    admin = open_browser("52-rekap-admin", DESK)
    kantor.enter(admin, ADMIN)
    _count(admin, tmp_path)
    _print(admin, kantor, tmp_path)
    pengelola = open_browser("53-cetak-pengelola", PHONE)
    kantor.enter(pengelola, PENGELOLA)
    _print_a_range(pengelola, kantor, tmp_path)


def _count(admin: Peramban, folder: Path) -> None:
    admin.open("/buku")
    admin.follow("Rekap pemakaman")
    admin.look("rekap")
    admin.follow("Kedaton")
    assert "Kecamatan Kedaton" in admin.isi
    admin.look("rekap-kecamatan")
    admin.follow("Kedaton")
    admin.look("rekap-desa")
    admin.follow("Satu tingkat ke atas")
    path = admin.save("Unduh CSV", folder / "rekap.csv")
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    assert rows[0][:3] == ["No", "Desa/kelurahan", "Kode"]
    assert rows[-1][1] == "Jumlah"
    admin.pick("Menurut", "Alamat almarhum")
    admin.press("Tampilkan")
    assert admin.page.get_by_label("Menurut", exact=True).input_value() == "alamat"
    admin.look("rekap-alamat")


def _print(admin: Peramban, kantor: Kantor, folder: Path) -> None:
    admin.open(f"/makam/{kantor.makam_id}")
    admin.look("makam")
    admin.follow("Cetak buku")
    admin.tick("Satu tahun")
    admin.fill("Tahun buku", str(hari_ini().year))
    admin.look("pesan-buku")
    admin.press("Buat PDF")
    wait_for_link(admin, "Unduh PDF")
    admin.look("cetakan-jadi")
    path = admin.save("Unduh PDF", folder / "buku.pdf")
    assert path.read_bytes().startswith(b"%PDF")
    text = PdfReader(path).pages[0].extract_text().upper()
    assert "ROHMAN HIDAYAT" in text
    assert "1871010107500003" not in text
    admin.open("/buku")
    assert "Siap diunduh" in admin.isi
    admin.look("cetakan-daftar")


def _print_a_range(pengelola: Peramban, kantor: Kantor, folder: Path) -> None:
    """The days are asked for, and a manager may have whole NIK."""
    pengelola.open(f"/buku?makam={kantor.makam_id}")
    pengelola.tick("Dari tanggal sampai tanggal")
    pengelola.press("Buat PDF")
    assert "Tulis tanggal awal." in pengelola.isi
    pengelola.look("masa-salah")
    pengelola.fill_date("Dari tanggal pemakaman", hari_ini())
    pengelola.fill_date("Sampai tanggal pemakaman", hari_ini())
    pengelola.tick("Ditampilkan utuh")
    pengelola.press("Buat PDF")
    wait_for_link(pengelola, "Unduh PDF")
    text = PdfReader(pengelola.save("Unduh PDF", folder / "buku.pdf")).pages[0].extract_text()
    assert "1871010107500003" in "".join(text.split())


@pytest.fixture
def diam(kantor: Kantor) -> None:
    """Last month somebody was buried in one cemetery, and another one says nothing."""
    make_another(kantor, DIAM, "18.71.01.1004")
    bury(kantor, "Hasan Basri", hari(lalu()))


@pytest.mark.usefixtures("diam")
def test_monthly_report_from_the_draft_to_the_province(
    open_browser: OpenBrowser, kantor: Kantor, tmp_path: Path
) -> None:
    pejabat = open_browser("54-bulanan-pejabat", DESK)
    kantor.enter(pejabat, "pejabat.bandarlampung")
    _draft(pejabat, lalu())
    _sign(pejabat, tmp_path)
    _send(pejabat)
    _call_the_silent(pejabat, tmp_path)

    provinsi = open_browser("55-bulanan-provinsi", DESK)
    kantor.enter(provinsi, "provinsi.lampung")
    _see_from_the_province(provinsi, lalu())


def _draft(pejabat: Peramban, masa: Masa) -> None:
    pejabat.look("beranda")
    pejabat.open("/bulanan")
    pejabat.look("bulanan")
    pejabat.follow(f"Buka laporan bulan {masa.nama}")
    pejabat.look("belum-dibuat")
    pejabat.press("Buat draf")
    assert f"Draf laporan bulan {masa.nama} dibuat." in pejabat.isi
    pejabat.press("Simpan nomor surat")
    assert "Isi nomor surat" in pejabat.isi
    pejabat.look("draf-salah")
    pejabat.fill("Nomor surat", NOMOR_SURAT)
    pejabat.fill_date("Tanggal surat", hari_ini())
    pejabat.press("Simpan nomor surat")
    pejabat.look("draf")


def _sign(pejabat: Peramban, folder: Path) -> None:
    surat = pejabat.save("Surat dan lampiran (PDF)", folder / "surat.pdf")
    text = PdfReader(surat).pages[0].extract_text()
    assert NOMOR_SURAT in text
    lampiran = pejabat.save("Lampiran (Excel)", folder / "lampiran.xlsx")
    assert lampiran.read_bytes().startswith(b"PK")
    pejabat.page.get_by_label("Salinan surat yang sudah ditandatangani").set_input_files(surat)
    pejabat.press("Unggah salinan tertanda")
    wait_for(pejabat, "Salinan tertanda disimpan. Angkanya sekarang tetap.")
    pejabat.look("ditandatangani")


def _send(pejabat: Peramban) -> None:
    pejabat.press("Catat sudah dikirim")
    assert "Pilih bagaimana laporan dikirim." in pejabat.isi
    pejabat.fill_date("Tanggal dikirim", hari_ini())
    pejabat.tick("Srikandi")
    pejabat.press("Catat sudah dikirim")
    wait_for(pejabat, "Tercatat: laporan sudah dikirim.")
    pejabat.look("dikirim")


def _call_the_silent(pejabat: Peramban, folder: Path) -> None:
    pejabat.open("/bulanan")
    assert "Sudah dikirim" in pejabat.isi
    pejabat.look("bulanan-dikirim")
    pejabat.page.get_by_role("listitem").filter(has_text="Makam belum lapor").get_by_role("link").click()
    baris = pejabat.page.get_by_role("row", name=DIAM)
    assert baris.get_by_role("link", name="0721").get_attribute("href") == "tel:+62721700123"
    assert "Sukirman" in baris.inner_text()
    pejabat.look("belum-lapor")
    path = pejabat.save("CSV", folder / "belum.csv")
    assert DIAM in path.read_text("utf-8-sig")


def _see_from_the_province(provinsi: Peramban, masa: Masa) -> None:
    provinsi.look("beranda")
    provinsi.open("/bulanan")
    baris = provinsi.page.get_by_role("row", name="Kota Bandar Lampung")
    assert "Dikirim" in baris.inner_text()
    provinsi.look("bulanan")
    baris.get_by_role("link").click()
    assert NOMOR_SURAT in provinsi.isi
    assert provinsi.page.get_by_role("button", name="Tarik menjadi draf").count() == 0
    provinsi.look("bulan-kab")
    provinsi.open("/bulanan/belum-lapor")
    provinsi.look("belum-lapor-kab")
    provinsi.follow("Kota Bandar Lampung")
    assert DIAM in provinsi.isi


DEPAN = ("Ahmad", "Wagiman", "Sukirno", "Marsinah", "Tukijan", "Rohaya", "Zulkifli", "Paini", "Hasanah", "Legimin")
BELAKANG = ("Suhaimi", "Kusuma", "Hidayat", "Santoso", "Wibowo", "Saleh", "Lubis", "Siregar", "Nasution", "Harahap")
BELAKANG += ("Rahman", "Yusuf", "Hakim", "Susanto", "Gunawan", "Setiadi", "Purnomo", "Wijaya", "Halim", "Basri")
TANPA_NAMA, TANPA_HARI = 11, 10
TERAKHIR = f"{DEPAN[-1]} {BELAKANG[-1]}"
BAIK = f"Masukkan {len(DEPAN) * len(BELAKANG) - 2} baris yang baik"


def write_old_book(path: Path) -> Path:
    """Titles, a heading in two lines with merged cells, empty rows, a total, bad dates, and a sheet of another kind."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("2009")
        _write_heading(sheet)
        pairs = [(depan, belakang) for depan in DEPAN for belakang in BELAKANG]
        for nomor, (depan, belakang) in enumerate(pairs):
            tanggal = f"{nomor % 28 + 1}/{nomor % 12 + 1}/2009"
            nama, dikubur = f"{depan} {belakang}" if nomor != TANPA_NAMA else "", tanggal
            if nomor == TANPA_HARI:
                dikubur = "31-02-2009"
            cells = (nomor + 1, nama, "LP"[nomor % 2], tanggal, dikubur, "A", str(nomor + 1))
            sheet.write_row(6 + nomor, 0, cells)
        sheet.write_row(8 + len(pairs), 1, ("JUMLAH", len(pairs)))
        lain = book.add_worksheet("Iuran")
        lain.write_row(0, 0, ("Nama Warga", "Alamat", "No. HP"))
        lain.write_row(1, 0, ("Budi Hartono", "Jalan Melati 5", "0812-3456-7890"))
    return path


def _write_heading(sheet: Worksheet) -> None:
    for row, judul in enumerate(("BUKU MAKAM WARGA KEDATON", "Tahun 2009, disalin dari buku tulis")):
        sheet.merge_range(row, 0, row, 6, judul)
    for column, judul in enumerate(("No", "Si Mayit", "JK")):
        sheet.merge_range(3, column, 4, column, judul)
    for column, judul, bawah in ((3, "Tanggal", ("Meninggal", "Dikubur")), (5, "Letak", ("Blok", "No. Makam"))):
        sheet.merge_range(3, column, 3, column + 1, judul)
        sheet.write_row(4, column, bawah)


def test_old_book_stopped_undone_and_brought_in_again(
    open_browser: OpenBrowser, kantor: Kantor, tmp_path: Path
) -> None:
    berkas = write_old_book(tmp_path / "BUKU 2009.xlsx")
    juru = open_browser("56-buku-lama", DESK)
    kantor.enter(juru, PENGELOLA)
    _try(juru, kantor, berkas, "Kolom yang judulnya dikenal sudah dipilihkan.")
    juru.look("percobaan")
    salah = rows_of(juru.save("Unduh baris yang salah", tmp_path / "salah.xlsx").read_bytes())
    assert salah[0][-1] == "Kesalahan"
    assert ["31-02-2009" in row for row in salah[1:]] == [True, False]
    _bring_in(juru, kantor)
    juru.look("hasil")
    juru.follow("Batalkan seluruh impor")
    juru.fill("Alasan pembatalan", "Tahun buku keliru.")
    juru.press("Batalkan seluruh impor")
    wait_for(juru, "Tahun buku keliru.")
    juru.look("dibatalkan")
    juru.open("/laporan")
    assert TERAKHIR not in juru.isi
    _try(juru, kantor, berkas, "Pilihan terakhir Anda untuk judul yang sama sudah dipasang.")
    _bring_in(juru, kantor)
    juru.open("/impor-buku")
    juru.look("daftar")
    juru.open("/laporan")
    assert TERAKHIR in juru.isi


def _try(juru: Peramban, kantor: Kantor, berkas: Path, petunjuk: str) -> None:
    """From the file to the counts of the trial."""
    juru.open("/impor-buku/baru")
    choose_makam(juru, kantor)
    juru.page.get_by_label("Berkas buku lama").set_input_files(berkas)
    juru.press("Unggah")
    wait_for(juru, petunjuk)
    if "dikenal" in petunjuk:
        juru.look("kolom")
        juru.press("Coba berkas ini")
        assert "Pilih kolom yang memuat nama almarhum" in juru.isi
        juru.pick("Si Mayit", "Almarhum: Nama almarhum")
    juru.press("Coba berkas ini")
    wait_for(juru, BAIK)


def _bring_in(juru: Peramban, kantor: Kantor) -> None:
    """Stopped on the way, and taken up again.

    Whoever stops waits for the rows in hand; more portions follow, should the worker be the quicker one once more.
    """
    with transaction() as session:
        # As long as somebody else holds the book the first row waits, so that there is time to stop.
        hold_book_alone(session, kantor.makam_id)
        juru.press(BAIK)
        juru.page.get_by_role("progressbar", name="Kemajuan impor").wait_for()
        juru.page.get_by_role("button", name="Hentikan").click(no_wait_after=True)
        juru.page.wait_for_timeout(500)
    wait_for(juru, "Tekan Lanjutkan untuk meneruskan dari sana")
    juru.look("dihentikan")
    juru.press("Lanjutkan")
    wait_for_link(juru, "Batalkan seluruh impor")
    assert "2\nbaris salah" in juru.isi
