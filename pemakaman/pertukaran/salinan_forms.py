"""Forms of copying a paper book: beginning a batch, adding pictures, typing a row."""

from collections.abc import Sequence
from typing import Any

from werkzeug.datastructures import MultiDict

from pemakaman.laporan.forms.pilihan import KELAMIN
from pemakaman.pertukaran.salinan_rules import RUAS_BUKU, Ketikan
from pemakaman.widgets import (
    AngkaField,
    BanyakCentangField,
    BaseForm,
    BerkasField,
    NamaField,
    NikField,
    PilihanField,
    TanggalField,
    TanggalTakLengkapField,
    TeksField,
    TeksPanjangField,
    TeleponField,
    WajibDiisi,
)

FOTO = "image/jpeg,image/png"
SEKALI_KIRIM = 12
_PENDEK = "govuk-input--width-10"


class SalinanForm(BaseForm):
    """Which cemetery and which book."""

    makam_id = PilihanField("Makam", [WajibDiisi("Pilih makam.")])
    nama = TeksField(
        "Nama buku",
        [WajibDiisi("Tulis nama bukunya, misalnya Buku 2003–2005.")],
        petunjuk="Seperti di sampulnya, misalnya Buku 2003–2005.",
        paling=100,
    )
    tahun = AngkaField(
        "Tahun (boleh kosong)",
        petunjuk="Bila semua barisnya dari satu tahun; terisi sendiri di baris pertama.",
        kelas="govuk-input--width-4",
        minimal=1900,
        maksimal=2200,
    )


class FotoForm(BaseForm):
    """Pictures of pages, many from the gallery or one from the camera."""

    berkas = BerkasField(
        "Foto halaman",
        petunjuk=f"JPEG atau PNG, paling besar 10 MB, {SEKALI_KIRIM} foto sekali kirim. Foto sama masuk sekali.",
        terima=FOTO,
        paling=SEKALI_KIRIM,
    )
    kamera = BerkasField("Atau foto dengan kamera HP", terima=FOTO, paling=1, kamera=True)


class BarisForm(BaseForm):
    """One row of a burial book."""

    nomor_lama = TeksField("Nomor di buku", kelas=_PENDEK, paling=40)
    nama = NamaField("Nama")
    bin_binti = NamaField("Bin atau binti")
    nik = NikField("NIK")
    jenis_kelamin = PilihanField("Jenis kelamin", choices=KELAMIN)
    umur = AngkaField("Umur", kelas="govuk-input--width-4", maksimal=130)
    lahir = TanggalTakLengkapField("Tanggal lahir")
    alamat = TeksField("Alamat", paling=300)
    meninggal_tanggal = TanggalField("Tanggal meninggal")
    meninggal_tempat = TeksField("Tempat meninggal", paling=200)
    dimakamkan_tanggal = TanggalField("Tanggal dimakamkan")
    blok = TeksField("Blok", kelas=_PENDEK, paling=40)
    petak = TeksField("Petak", kelas=_PENDEK, paling=40)
    nomor_makam = TeksField("Nomor makam", kelas=_PENDEK, paling=40)
    pelapor_nama = NamaField("Nama pelapor")
    pelapor_telepon = TeleponField("Nomor HP pelapor")
    keterangan = TeksPanjangField("Keterangan", baris=2, paling=1000)
    tidak_terbaca = BanyakCentangField("Tidak terbaca", choices=list(RUAS_BUKU.items()))


def row_form(
    ketikan: Ketikan, galat: Sequence[tuple[str, str]] = (), *, fokus: bool = False
) -> tuple[BarisForm, list[str]]:
    """The form with a row as it was typed and what is wrong at its fields; and what belongs to no field."""
    typed: Any = MultiDict(ketikan.teks)
    typed.setlist("tidak_terbaca", list(ketikan.tidak_terbaca))
    form = BarisForm(formdata=typed)
    by_field: dict[str, list[str]] = {}
    for ruas, pesan in galat:
        by_field.setdefault(ruas, []).append(pesan)
    if fokus:
        form.nomor_lama.atribut = {"autofocus": ""}
    return form, form.put_errors(by_field)
