"""Forms of blocks and plots."""

from pemakaman.makam.forms import DerajatField
from pemakaman.makam.rules import GOLONGAN_LABEL, JENIS_PETAK_LABEL, STATUS_PETAK_LABEL
from pemakaman.petak.services.foto import JENIS_FOTO
from pemakaman.widgets import (
    AngkaField,
    BanyakCentangField,
    BaseForm,
    BerkasField,
    PilihanField,
    RadioField,
    TeksField,
    TeksPanjangField,
    WajibDiisi,
)

UKURAN_PETUNJUK = "Sentimeter. Paling besar 250 × 150 menurut PP 9/1987."


class BlokForm(BaseForm):
    """One block."""

    nama = TeksField(
        "Nama blok", [WajibDiisi("Tulis nama blok.")], petunjuk="Misalnya A, atau Melati.", paling=40, lengkapi="off"
    )
    golongan = PilihanField(
        "Untuk siapa",
        [WajibDiisi("Pilih untuk siapa blok ini.")],
        choices=list(GOLONGAN_LABEL.items()),
        petunjuk="PP 9/1987 mengelompokkan petak menurut agama.",
    )
    keterangan = TeksPanjangField("Keterangan (boleh kosong)", baris=2, paling=500)
    versi = AngkaField()


class RentangForm(BaseForm):
    """Many plots at once."""

    rentang = TeksField(
        "Nomor petak",
        [WajibDiisi("Tulis nomor petak, misalnya A-001 … A-120.")],
        petunjuk="Satu nomor, atau rentang: A-001 … A-120, atau 1-40. Beberapa rentang dipisah koma.",
        paling=500,
        lengkapi="off",
    )
    baris = TeksField(
        "Baris atau blad (boleh kosong)",
        petunjuk="Bila blok terbagi menjadi baris, misalnya 1.",
        kelas="govuk-input--width-10",
        paling=20,
        lengkapi="off",
    )
    jenis = PilihanField("Jenis petak", choices=list(JENIS_PETAK_LABEL.items()))
    panjang_cm = AngkaField("Panjang (boleh kosong)", petunjuk=UKURAN_PETUNJUK, minimal=30, maksimal=2000)
    lebar_cm = AngkaField("Lebar (boleh kosong)", petunjuk="Sentimeter.", minimal=30, maksimal=2000)
    status = PilihanField("Keadaan sekarang", choices=list(STATUS_PETAK_LABEL.items()))


class PetakUbahForm(BaseForm):
    """One plot."""

    status = RadioField("Keadaan", [WajibDiisi("Pilih keadaan petak.")], choices=list(STATUS_PETAK_LABEL.items()))
    jenis = PilihanField("Jenis petak", [WajibDiisi("Pilih jenis petak.")], choices=list(JENIS_PETAK_LABEL.items()))
    panjang_cm = AngkaField("Panjang (boleh kosong)", petunjuk=UKURAN_PETUNJUK, minimal=30, maksimal=2000)
    lebar_cm = AngkaField("Lebar (boleh kosong)", petunjuk="Sentimeter.", minimal=30, maksimal=2000)
    lintang = DerajatField("Lintang (boleh kosong)", petunjuk="Misalnya -5,4295.", atribut={"data-lokasi": "lintang"})
    bujur = DerajatField("Bujur (boleh kosong)", petunjuk="Misalnya 105,2610.", atribut={"data-lokasi": "bujur"})
    keterangan = TeksPanjangField("Keterangan (boleh kosong)", baris=2, paling=500)
    versi = AngkaField()


class MassalForm(BaseForm):
    """What several plots become; an empty field leaves each as it is."""

    petak = BanyakCentangField("Petak")
    status = PilihanField("Keadaan", choices=list(STATUS_PETAK_LABEL.items()), kosong="Tidak diubah")
    jenis = PilihanField("Jenis", choices=list(JENIS_PETAK_LABEL.items()), kosong="Tidak diubah")
    panjang_cm = AngkaField("Panjang (cm)", minimal=30, maksimal=2000)
    lebar_cm = AngkaField("Lebar (cm)", minimal=30, maksimal=2000)


class FotoForm(BaseForm):
    """A photo of the grave or its stone."""

    jenis = RadioField("Foto apa", choices=list(JENIS_FOTO.items()), kelas="govuk-radios--inline")
    berkas = BerkasField("Foto", petunjuk="JPEG atau PNG, paling besar 10 MB.", terima="image/jpeg,image/png", paling=1)
