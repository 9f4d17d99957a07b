"""Forms that begin a report, add proofs, and send it."""

from typing import Any

from pemakaman.laporan.berkas_bukti import PALING_BANYAK
from pemakaman.laporan.forms import pilihan
from pemakaman.laporan.forms.petak import PetakForm
from pemakaman.laporan.rules import Kasus
from pemakaman.makam.forms import DerajatField
from pemakaman.widgets import (
    BanyakCentangField,
    BaseForm,
    BerkasField,
    CentangField,
    NamaField,
    NikField,
    PilihanField,
    RadioField,
    TanggalField,
    TeksField,
    TeksPanjangField,
    TeleponField,
    WajibDiisi,
)

# The script shrinks these before they go up a thin line.
PERKECIL = {"data-perkecil": ""}


class MulaiForm(BaseForm):
    """Which cemetery, which case, and how much to fill in now."""

    makam_id = PilihanField("Makam", [WajibDiisi("Pilih makam tempat jenazah dikuburkan.")], kosong="Pilih makam")
    kasus = RadioField("Bagaimana kematiannya?", [WajibDiisi("Pilih salah satu.")], choices=pilihan.KASUS)


class LaporAwalForm(PetakForm):
    """The short report, in the order of the graveside; the page without a script takes the photos with it."""

    BANTU = ("makam_id", *pilihan.FOTO, *PetakForm.BANTU)

    nama = NamaField("Nama almarhum/almarhumah", petunjuk="Seperti di KTP atau KK, tanpa gelar.")
    tidak_dikenal = CentangField("Nama tidak diketahui")
    nik = NikField("NIK (boleh kosong)", petunjuk="16 angka. Bila tidak sempat, foto saja KTP atau KK-nya.")
    jenis_kelamin = RadioField("Jenis kelamin", choices=pilihan.KELAMIN, kelas="govuk-radios--inline")
    makam_id = PilihanField("Makam", [WajibDiisi("Pilih makam tempat jenazah dikuburkan.")], kosong="Pilih makam")
    dimakamkan_tanggal = TanggalField("Tanggal dimakamkan", cepat=True, petunjuk="Misalnya 5 3 2026 atau 5 Maret 2026.")
    blok = TeksField("Blok (boleh kosong)", kelas="govuk-input--width-10", paling=40)
    petak = TeksField("Petak (boleh kosong)", kelas="govuk-input--width-10", paling=40)
    nomor_makam = TeksField("Nomor makam (boleh kosong)", kelas="govuk-input--width-10", paling=40)
    kasus = PilihanField("Keadaan kematian", choices=pilihan.KASUS_PENDEK, default=Kasus.RUMAH.value)
    lintang = DerajatField("Lintang", petunjuk="Misalnya -5,4295.", atribut={"data-lokasi": "lintang"})
    bujur = DerajatField("Bujur", petunjuk="Misalnya 105,2610.", atribut={"data-lokasi": "bujur"})
    pelapor_nama = NamaField("Nama pelapor (boleh kosong)")
    pelapor_telepon = TeleponField("Nomor HP pelapor (boleh kosong)")
    foto_makam = BerkasField("Foto makam", atribut=PERKECIL)
    foto_ktp = BerkasField("KTP atau KK", atribut=PERKECIL)
    foto_surat = BerkasField("Surat kematian", atribut=PERKECIL)
    foto_lain = BerkasField("Foto lain", atribut=PERKECIL)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kasus.kosong = None

    def jenis_foto(self) -> list[tuple[str, str]]:
        """Kinds of photo and what they are called here."""
        return [(jenis.value, teks) for jenis, teks in pilihan.FOTO.values()]

    def foto(self) -> list[BerkasField]:
        """The fields that take photos."""
        return [self[name] for name in pilihan.FOTO]

    def validate(self, extra_validators: Any = None) -> bool:
        """Besides the fields: one report takes so many photos, whatever their kinds."""
        sound = bool(super().validate(extra_validators))
        count = sum(len(field.data) for field in self.foto())
        if count > PALING_BANYAK:
            self.foto_makam.add_error(f"Paling banyak {PALING_BANYAK} foto semuanya. Yang dipilih {count}.")
            return False
        return sound

    def tell_lost_photos(self) -> None:
        """No browser gives a file back to a page: where the page comes again, say so at each field that had some."""
        for field in self.foto():
            if field.data:
                field.add_error(f"Pilih fotonya lagi: {len(field.data)} foto tadi belum tersimpan.")


class BuktiForm(BaseForm):
    """Files of one kind at a time."""

    jenis = PilihanField("Jenis bukti", [WajibDiisi("Pilih jenis bukti dulu.")], choices=pilihan.BUKTI)
    berkas = BerkasField(
        "Foto atau berkas",
        petunjuk="JPEG, PNG, atau PDF, paling besar 10 MB. Foto dokumen aslinya, jangan fotokopi.",
    )


class AjukanForm(BaseForm):
    """Reasons that sending may need, and the warnings confirmed one by one."""

    terima = BanyakCentangField("Baca setiap peringatan, lalu centang bila sudah Anda pastikan")

    alasan_terlambat = TeksPanjangField(
        "Mengapa terlambat dilaporkan?", petunjuk="Lebih dari 30 hari sejak meninggal.", baris=3, paling=500
    )
    alasan_nik_sama = TeksPanjangField(
        "NIK ini sudah dipakai laporan lain. Mengapa ini orang yang berbeda?", baris=3, paling=500
    )


class SaringForm(BaseForm):
    """Filters of the list; sent by GET."""

    class Meta(BaseForm.Meta):
        """A GET form changes nothing, so it needs no token."""

        csrf = False

    status = PilihanField("Status", kosong="Semua status")
    makam = PilihanField("Makam", kosong="Semua makam")
