"""A manager fills in a whole report, page by page, as at the grave."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from PIL import Image, ImageDraw

from pemakaman.db import today_in
from tests.perjalanan.peramban import Peramban


@dataclass(frozen=True)
class Kejadian:
    """One death as the family tells it; nobody real."""

    nama: str = "Muhammad Zainal Abidin"
    nik: str = "1871011208540003"
    lahir: date = date(1954, 8, 12)
    pelapor: str = "Siti Rohani"
    salah_ketik: str = "Muhamad Zaenal Abidin"
    # Without its number and issuer the letter is weak evidence.
    surat: bool = True

    @property
    def hari_ini(self) -> date:
        """Today where the cemetery is."""
        return today_in("18.71")

    @property
    def meninggal(self) -> date:
        """Three days ago."""
        return self.hari_ini - timedelta(days=3)

    @property
    def dimakamkan(self) -> date:
        """The day after."""
        return self.meninggal + timedelta(days=1)


def make_photo(path: Path, teks: str) -> Path:
    """A photo as large as a telephone takes, with some writing on it."""
    picture = Image.new("RGB", (1200, 1600), (238, 234, 222))
    drawing = ImageDraw.Draw(picture)
    drawing.rectangle((60, 60, 1140, 1540), outline=(60, 60, 60), width=4)
    drawing.text((120, 140), teks, fill=(20, 20, 20), font_size=52)
    for line in range(18):
        drawing.line((120, 300 + line * 64, 1080 - (line % 4) * 90, 300 + line * 64), fill=(120, 120, 120), width=3)
    picture.save(path, "JPEG", quality=85)
    return path


def begin(peramban: Peramban) -> None:
    """From the home page to the first page of a complete report."""
    peramban.look("beranda")
    peramban.open("/laporan")
    peramban.look("laporan-kosong")
    peramban.follow("Isi laporan lengkap")
    peramban.look("mulai")
    peramban.press("Isi lengkap")


def fill_almarhum(peramban: Peramban, kejadian: Kejadian, nama: str) -> None:
    """Who died, with his last address."""
    peramban.look("almarhum")
    peramban.fill("Nama lengkap", nama)
    peramban.choose("Jenis kelamin", "Laki-laki")
    peramban.fill("NIK", kejadian.nik)
    peramban.fill("Nomor KK", "1871010101100001")
    peramban.fill("Tempat lahir", "Kotabumi")
    peramban.fill_date("Tanggal lahir", kejadian.lahir)
    peramban.pick("Agama", "Islam")
    peramban.choose("Kewarganegaraan", "Warga negara Indonesia")
    peramban.fill("Alamat", "Jalan Melati 5")
    peramban.fill("RT", "3")
    peramban.fill("RW", "1")
    peramban.pick("Kecamatan", "Kedaton")
    peramban.press("Tampilkan desa/kelurahan")
    peramban.pick("Desa/kelurahan", "Kedaton")
    peramban.press("Simpan dan lanjut")


def fill_kematian(peramban: Peramban, kejadian: Kejadian) -> None:
    """When, where and of what; the first try has the impossible day."""
    peramban.fill_date("Tanggal meninggal", kejadian.meninggal + timedelta(days=30))
    peramban.press("Simpan dan lanjut")
    assert "belum terjadi" in peramban.isi
    peramban.look("kematian-salah")
    peramban.fill_date("Tanggal meninggal", kejadian.meninggal)
    peramban.fill("Pukul", "04.30")
    peramban.pick("Tempat meninggal", "Rumah")
    peramban.fill("Nama atau alamat tempatnya", "Rumah, Jalan Melati 5")
    peramban.choose("Sebab kematian", "Sakit biasa / tua")
    peramban.choose("Yang menerangkan kematian", "Tenaga kesehatan")
    if kejadian.surat:
        peramban.page.get_by_text("Surat kematian (bila sudah ada)").click()
        peramban.fill("Nomor surat kematian", "474.3/012/2026")
        peramban.fill("Penerbit surat", "Puskesmas Kedaton")
    peramban.press("Simpan dan lanjut")


def fill_rest(peramban: Peramban, kejadian: Kejadian) -> None:
    """Burial, reporter, witnesses and parents."""
    peramban.look("pemakaman")
    peramban.fill_date("Tanggal dimakamkan", kejadian.dimakamkan)
    peramban.fill("Blok", "A")
    peramban.fill("Nomor makam", "12")
    peramban.press("Simpan dan lanjut")
    peramban.look("pelapor")
    peramban.fill("Nama pelapor", kejadian.pelapor)
    peramban.pick("Hubungan dengan almarhum", "Istri")
    peramban.fill("NIK pelapor", "1871015502580004")
    peramban.fill("Nomor HP", "0812-3456-7890")
    peramban.fill("Alamat pelapor", "Jalan Melati 5, Kedaton")
    peramban.choose("Kewarganegaraan", "WNI")
    peramban.press("Simpan dan lanjut")
    peramban.look("saksi")
    for judul, nama, nik in (
        ("Saksi I", "Budi Hartono", "1871010101700005"),
        ("Saksi II", "Made Wirawan", "1871010202710006"),
    ):
        kartu = peramban.page.get_by_role("region", name=judul, exact=True)
        peramban.fill("Nama", nama, kartu)
        peramban.fill("NIK", nik, kartu)
        peramban.choose("Kewarganegaraan", "WNI", kartu)
    peramban.press("Simpan dan lanjut")
    peramban.look("orang-tua")
    peramban.fill("Nama", "Zainuddin", peramban.page.get_by_role("region", name="Ayah almarhum"))
    peramban.fill("Nama", "Maryati", peramban.page.get_by_role("region", name="Ibu almarhum"))
    peramban.press("Simpan dan lanjut")


def add_proof(peramban: Peramban, jenis: str, path: Path) -> None:
    """One photo of a paper."""
    peramban.pick("Jenis bukti", jenis)
    peramban.page.get_by_label("Foto atau berkas").set_input_files(path)
    peramban.press("Unggah")
