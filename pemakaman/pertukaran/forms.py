"""The form with which a sheet is uploaded."""

from pemakaman.pertukaran.buku import OTOMATIS, SUSUNAN
from pemakaman.widgets import BaseForm, BerkasField, CentangField, PilihanField, RadioField, WajibDiisi

CHOICES = [(OTOMATIS, "Kenali sendiri dari judul kolomnya"), *((s.kode, s.nama) for s in SUSUNAN.values())]


class ImporForm(BaseForm):
    """Which cemetery, which file, and whether to try only."""

    makam_id = PilihanField("Makam", [WajibDiisi("Pilih makam.")])
    berkas = BerkasField(
        "Lembar buku pemakaman",
        [WajibDiisi("Pilih berkas Excel atau CSV.")],
        petunjuk="Berkas .xlsx atau .csv, paling besar 10 MB. Kolom NIK harus bertipe Teks.",
        terima=".xlsx,.csv,.txt",
        paling=1,
    )
    susunan = RadioField("Susunan kolom", default=OTOMATIS, choices=CHOICES)
    tanggal_makam_sama = CentangField(
        "Tanggal pemakaman sama dengan tanggal meninggal",
        petunjuk="Hanya untuk susunan Pasaman Barat, yang tidak punya kolom tanggal pemakaman. "
        "Centang bila Anda yakin semua jenazah dimakamkan pada hari meninggal.",
    )
    uji = CentangField(
        "Coba dulu, jangan simpan apa pun",
        default=True,
        petunjuk="Anda akan melihat baris mana yang baik dan mana yang salah. Sesudah itu tinggal menekan Masukkan.",
    )
