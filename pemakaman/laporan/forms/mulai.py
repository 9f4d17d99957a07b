"""Forms that begin a report, add proofs, and send it."""

from pemakaman.laporan.forms import pilihan
from pemakaman.laporan.forms.petak import PetakForm
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


class MulaiForm(BaseForm):
    """Which cemetery, which case, and how much to fill in now."""

    makam_id = PilihanField("Makam", [WajibDiisi("Pilih makam tempat jenazah dikuburkan.")], kosong="Pilih makam")
    kasus = RadioField("Bagaimana kematiannya?", [WajibDiisi("Pilih salah satu.")], choices=pilihan.KASUS)


class LaporAwalForm(PetakForm):
    """The short report: what a grave digger knows at the grave."""

    BANTU = ("makam_id", *PetakForm.BANTU)

    makam_id = PilihanField("Makam", [WajibDiisi("Pilih makam tempat jenazah dikuburkan.")], kosong="Pilih makam")
    kasus = PilihanField("Keadaan kematian", choices=pilihan.KASUS_PENDEK)
    nama = NamaField("Nama almarhum/almarhumah", petunjuk="Seperti di KTP atau KK, tanpa gelar.")
    tidak_dikenal = CentangField("Nama tidak diketahui")
    jenis_kelamin = RadioField("Jenis kelamin", choices=pilihan.KELAMIN, kelas="govuk-radios--inline")
    dimakamkan_tanggal = TanggalField("Tanggal dimakamkan", cepat=True, petunjuk="Misalnya 5 3 2026 atau 5 Maret 2026.")
    nik = NikField("NIK (boleh kosong)", petunjuk="16 angka, lihat KTP atau KK.")
    blok = TeksField("Blok (boleh kosong)", kelas="govuk-input--width-10", paling=40)
    petak = TeksField("Petak (boleh kosong)", kelas="govuk-input--width-10", paling=40)
    nomor_makam = TeksField("Nomor makam (boleh kosong)", kelas="govuk-input--width-10", paling=40)
    pelapor_nama = NamaField("Nama pelapor (boleh kosong)")
    pelapor_telepon = TeleponField("Nomor HP pelapor (boleh kosong)")


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
