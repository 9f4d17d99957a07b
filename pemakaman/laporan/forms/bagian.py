"""The forms of the page groups: kematian, pemakaman, pelapor, saksi, orang tua; and the list of all."""

from pemakaman.laporan.forms import pilihan
from pemakaman.laporan.forms.almarhum import LAHIR_PETUNJUK, AlmarhumForm
from pemakaman.laporan.forms.dasar import BagianForm
from pemakaman.laporan.forms.petak import PetakForm
from pemakaman.makam.forms import DerajatField
from pemakaman.widgets import (
    KkField,
    NamaField,
    NikField,
    PilihanField,
    PukulField,
    RadioField,
    TanggalField,
    TanggalTakLengkapField,
    TeksField,
    TeksPanjangField,
    TeleponField,
)

NIK_PETUNJUK = "16 angka, lihat KTP atau KK."


class KematianForm(BagianForm):
    """When, where and of what."""

    TAMBAHAN = ("surat_nomor", "surat_tanggal", "surat_penerbit")
    ANGKA = ("sebab", "menerangkan")
    BERSYARAT = ("alasan_terlambat",)

    kasus = PilihanField("Keadaan kematian", choices=pilihan.KASUS_PENDEK)
    meninggal_tanggal = TanggalField("Tanggal meninggal", cepat=True)
    alasan_terlambat = TeksPanjangField("Mengapa terlambat dilaporkan?", baris=3, paling=500)
    meninggal_pukul = PukulField("Pukul", petunjuk="Misalnya 14.30. Kosongkan bila tidak tahu.")
    meninggal_tempat_jenis = PilihanField("Tempat meninggal", choices=pilihan.TEMPAT_JENIS)
    meninggal_tempat = TeksField("Nama atau alamat tempatnya", petunjuk="Misalnya RSUD Abdul Moeloek.", paling=100)
    sebab = RadioField("Sebab kematian", choices=pilihan.SEBAB)
    menerangkan = RadioField("Yang menerangkan kematian", choices=pilihan.MENERANGKAN)
    surat_nomor = TeksField("Nomor surat kematian", paling=80)
    surat_tanggal = TanggalField("Tanggal surat kematian")
    surat_penerbit = TeksField("Penerbit surat", petunjuk="Rumah sakit, puskesmas, kelurahan, atau desa.", paling=120)


class PemakamanForm(PetakForm):
    """The burial itself."""

    TAMBAHAN = ("izin_nomor", "petugas_makam", "keterangan")

    dimakamkan_tanggal = TanggalField("Tanggal dimakamkan", cepat=True)
    dimakamkan_pukul = PukulField("Pukul", petunjuk="Misalnya 16.00. Boleh kosong.")
    blok = TeksField("Blok", kelas="govuk-input--width-10", paling=40)
    petak = TeksField("Petak", kelas="govuk-input--width-10", paling=40)
    nomor_makam = TeksField("Nomor makam", kelas="govuk-input--width-10", paling=40)
    lintang = DerajatField("Lintang", petunjuk="Misalnya -5,4295.", atribut={"data-lokasi": "lintang"})
    bujur = DerajatField("Bujur", petunjuk="Misalnya 105,2610.", atribut={"data-lokasi": "bujur"})
    izin_nomor = TeksField("Nomor izin makam", paling=80)
    petugas_makam = TeksField("Petugas makam", petunjuk="Yang menangani pemakaman.", paling=100)
    keterangan = TeksPanjangField("Keterangan", baris=3, paling=1000)


class PelaporForm(BagianForm):
    """Who reports."""

    TAMBAHAN = ("pelapor_no_kk", "pelapor_dokumen_perjalanan", "pelapor_tempat_lahir", "pelapor_lahir")

    pelapor_nama = NamaField("Nama pelapor", petunjuk="Keluarga, ahli waris, atau ketua RT.")
    pelapor_hubungan = PilihanField("Hubungan dengan almarhum", choices=pilihan.HUBUNGAN)
    pelapor_nik = NikField("NIK pelapor", petunjuk="16 angka milik pelapor, bukan milik almarhum.")
    pelapor_telepon = TeleponField("Nomor HP", petunjuk="Dihubungi bila ada yang perlu diperbaiki.")
    pelapor_alamat = TeksPanjangField("Alamat pelapor", baris=2, paling=200)
    pelapor_kewarganegaraan = RadioField("Kewarganegaraan", choices=pilihan.WARGA, kelas="govuk-radios--inline")
    pelapor_no_kk = KkField("Nomor KK pelapor")
    pelapor_dokumen_perjalanan = TeksField("Nomor paspor", paling=40)
    pelapor_tempat_lahir = TeksField("Tempat lahir", paling=100)
    pelapor_lahir = TanggalTakLengkapField("Tanggal lahir", petunjuk=LAHIR_PETUNJUK)


class SaksiForm(BagianForm):
    """The two witnesses; they sign nothing."""

    saksi1_nama = NamaField("Nama")
    saksi1_nik = NikField("NIK", petunjuk=NIK_PETUNJUK)
    saksi1_no_kk = KkField("Nomor KK", petunjuk="Boleh kosong.")
    saksi1_kewarganegaraan = RadioField("Kewarganegaraan", choices=pilihan.WARGA, kelas="govuk-radios--inline")
    saksi2_nama = NamaField("Nama")
    saksi2_nik = NikField("NIK", petunjuk=NIK_PETUNJUK)
    saksi2_no_kk = KkField("Nomor KK", petunjuk="Boleh kosong.")
    saksi2_kewarganegaraan = RadioField("Kewarganegaraan", choices=pilihan.WARGA, kelas="govuk-radios--inline")


class OrangTuaForm(BagianForm):
    """Father and mother of the deceased."""

    ayah_nama = NamaField("Nama")
    ayah_nik = NikField("NIK", petunjuk="Boleh kosong.")
    ayah_tempat_lahir = TeksField("Tempat lahir", paling=100)
    ayah_lahir = TanggalTakLengkapField("Tanggal lahir", petunjuk=LAHIR_PETUNJUK)
    ayah_kewarganegaraan = RadioField("Kewarganegaraan", choices=pilihan.WARGA, kelas="govuk-radios--inline")
    ibu_nama = NamaField("Nama")
    ibu_nik = NikField("NIK", petunjuk="Boleh kosong.")
    ibu_tempat_lahir = TeksField("Tempat lahir", paling=100)
    ibu_lahir = TanggalTakLengkapField("Tanggal lahir", petunjuk=LAHIR_PETUNJUK)
    ibu_kewarganegaraan = RadioField("Kewarganegaraan", choices=pilihan.WARGA, kelas="govuk-radios--inline")


BAGIAN_FORM: dict[str, type[BagianForm]] = {
    "almarhum": AlmarhumForm,
    "kematian": KematianForm,
    "pemakaman": PemakamanForm,
    "pelapor": PelaporForm,
    "saksi": SaksiForm,
    "orang_tua": OrangTuaForm,
}
