"""One form with every field, and what may be posted to it."""

from datetime import date, time

from pemakaman.nilai.tanggal import TanggalTakLengkap
from pemakaman.widgets import (
    AngkaField,
    BanyakCentangField,
    BaseForm,
    BerkasField,
    CentangField,
    KkField,
    NamaField,
    NikField,
    PilihanField,
    PukulField,
    RadioField,
    SandiField,
    TanggalField,
    TanggalTakLengkapField,
    TeksField,
    TeksPanjangField,
    TeleponField,
    WajibDiisi,
)

WAJIB = [WajibDiisi("Bagian ini perlu diisi.")]
PILIHAN = [("L", "Laki-laki"), ("P", "Perempuan", "Ibu, istri, anak perempuan")]


class SemuaForm(BaseForm):
    teks = TeksField("Tempat lahir", WAJIB, petunjuk="Kota atau kabupaten")
    panjang = TeksPanjangField("Catatan", WAJIB)
    angka = AngkaField("Anak ke", WAJIB, maksimal=30)
    nik = NikField("NIK", WAJIB)
    kk = KkField("Nomor KK", WAJIB)
    nama = NamaField("Nama almarhum", WAJIB)
    telepon = TeleponField("Nomor HP", WAJIB)
    pilihan = PilihanField("Kabupaten", WAJIB, choices=PILIHAN)
    radio = RadioField("Jenis kelamin", WAJIB, choices=PILIHAN)
    centang = CentangField("Saya menyatakan data ini benar", WAJIB)
    banyak = BanyakCentangField("Bukti", WAJIB, choices=PILIHAN)
    wafat = TanggalField("Tanggal meninggal", WAJIB, cepat=True, petunjuk="Lihat surat kematian")
    lahir = TanggalTakLengkapField("Tanggal lahir", WAJIB)
    pukul = PukulField("Pukul", WAJIB)
    berkas = BerkasField("Foto bukti", WAJIB)
    sandi = SandiField("Kata sandi", WAJIB)


DIISI = {
    "teks": "Metro",
    "panjang": "baris satu\r\nbaris dua",
    "angka": "3",
    "nik": "1871.0141 0890 0001",
    "kk": "1871014108900001",
    "nama": "Siti  Aminah",
    "telepon": "0812-3456-7890",
    "pilihan": "L",
    "radio": "P",
    "centang": "1",
    "banyak": ["L", "P", "L"],
    "wafat-hari": "03",
    "wafat-bulan": "Mar",
    "wafat-tahun": "2026",
    "lahir-bulan": "Agustus",
    "lahir-tahun": "1950",
    "pukul": "14.30",
    "sandi": " sandi yang panjang ",
}
NILAI = {
    "teks": "Metro",
    "panjang": "baris satu\nbaris dua",
    "angka": 3,
    "nik": "1871014108900001",
    "kk": "1871014108900001",
    "nama": "Siti Aminah",
    "telepon": "+6281234567890",
    "pilihan": "L",
    "radio": "P",
    "centang": True,
    "banyak": ["L", "P"],
    "wafat": date(2026, 3, 3),
    "lahir": TanggalTakLengkap(1950, 8),
    "pukul": time(14, 30),
    "sandi": " sandi yang panjang ",
}
SALAH = {
    "teks": "a\x00b",
    "panjang": "x" * 5000,
    "angka": "tiga",
    "nik": "187101",
    "kk": "satu",
    "nama": "Ali <b>",
    "telepon": "bukan",
    "pilihan": "Z",
    "radio": "Z",
    "banyak": ["Z"],
    "wafat-hari": "31",
    "wafat-bulan": "Feb",
    "wafat-tahun": "2026",
    "lahir-hari": "5",
    "lahir-tahun": "1950",
    "pukul": "25.00",
}
