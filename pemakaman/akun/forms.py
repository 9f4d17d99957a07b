"""Forms of `akun`."""

from collections.abc import Sequence

from pemakaman.akun.rules import PERAN_LABEL, Peran
from pemakaman.widgets import (
    AngkaField,
    BaseForm,
    NamaField,
    Panjang,
    PilihanField,
    RadioField,
    SandiField,
    TeksField,
    TeksPanjangField,
    WajibDiisi,
)

PETUNJUK_SANDI = "Paling sedikit 12 huruf, angka, atau spasi. Empat kata yang mudah Anda ingat sudah baik."


class SignInForm(BaseForm):
    """Name and password."""

    nama_pengguna = TeksField(
        "Nama pengguna",
        [WajibDiisi("Tulis nama pengguna Anda.")],
        lengkapi="username",
        atribut={"autocapitalize": "none"},
        kelas="govuk-input--width-20",
    )
    sandi = SandiField("Kata sandi", [WajibDiisi("Tulis kata sandi Anda.")], kelas="govuk-input--width-20")


class NewPasswordForm(BaseForm):
    """A password chosen by its owner, typed once; it can be made visible."""

    sandi = SandiField(
        "Kata sandi baru",
        [WajibDiisi("Tulis kata sandi baru.")],
        baru=True,
        petunjuk=PETUNJUK_SANDI,
        kelas="govuk-input--width-20",
    )


class ChangePasswordForm(BaseForm):
    """The old password, then the new one."""

    sandi_lama = SandiField(
        "Kata sandi sekarang", [WajibDiisi("Tulis kata sandi Anda yang sekarang.")], kelas="govuk-input--width-20"
    )
    sandi = SandiField(
        "Kata sandi baru",
        [WajibDiisi("Tulis kata sandi baru.")],
        baru=True,
        petunjuk=PETUNJUK_SANDI,
        kelas="govuk-input--width-20",
    )


class FilterForm(BaseForm):
    """What the list of accounts is narrowed to."""

    cari = TeksField("Nama atau nama pengguna", paling=100)
    peran = PilihanField("Peran", choices=[(p.value, PERAN_LABEL[p]) for p in Peran], kosong="Semua peran")
    status = PilihanField(
        "Status",
        choices=[
            ("aktif", "Aktif"),
            ("nonaktif", "Nonaktif"),
            ("belum_masuk", "Belum membuat kata sandi"),
        ],
        kosong="Semua",
    )

    class Meta(BaseForm.Meta):
        """A search changes nothing and is a link."""

        csrf = False


class RoleForm(BaseForm):
    """Which kind of account."""

    peran = RadioField("Peran", [WajibDiisi("Pilih peran.")])

    def offer(self, peran: Sequence[Peran]) -> None:
        """Only the roles that the administrator may create."""
        self.peran.choices = [(p.value, PERAN_LABEL[p], PERAN_PETUNJUK[p]) for p in peran]

    class Meta(BaseForm.Meta):
        """Choosing changes nothing yet."""

        csrf = False


PERAN_PETUNJUK = {
    Peran.PENGELOLA_MAKAM: "Mencatat pemakaman di satu atau beberapa makam.",
    Peran.OPERATOR_DESA: "Mencatat pemakaman di desa/kelurahannya, juga makam keluarga.",
    Peran.VERIFIKATOR: "Memeriksa laporan, menyarankan, dan mencatat nomor akta.",
    Peran.PEJABAT: "Menyetujui laporan yang disarankan verifikator.",
    Peran.ADMIN_KAB: "Mengelola pengguna, makam, dan setelan berkas kabupaten/kota.",
    Peran.PETUGAS_PROVINSI: "Membaca laporan seluruh kabupaten/kota di provinsinya.",
    Peran.PETUGAS_KPU: "Mengunduh paket pemilih meninggal wilayahnya.",
    Peran.AUDITOR: "Membaca jejak.",
    Peran.ADMIN_SISTEM: "Mengelola akun seluruh wilayah dan sistem.",
}


class NewAkunForm(BaseForm):
    """Who, and for which region; the region is chosen level by level."""

    nama = NamaField("Nama lengkap petugas", [WajibDiisi("Tulis nama petugas.")])
    nama_pengguna = TeksField(
        "Nama pengguna",
        [WajibDiisi("Tulis nama pengguna.")],
        petunjuk="Dipakai untuk masuk. Huruf a–z, angka, titik, atau tanda hubung, tanpa spasi. Jangan memakai NIK.",
        lengkapi="off",
        atribut={"autocapitalize": "none"},
        paling=60,
    )
    provinsi = PilihanField("Provinsi")
    kab_kota = PilihanField("Kabupaten/kota")
    kecamatan = PilihanField("Kecamatan")
    desa = PilihanField("Desa/kelurahan")


class RenameForm(BaseForm):
    """A corrected name."""

    nama = NamaField("Nama lengkap petugas", [WajibDiisi("Tulis nama petugas.")])
    versi = AngkaField("Versi")


class ReasonForm(BaseForm):
    """Why an account is shut or opened."""

    alasan = TeksPanjangField("Alasan", [WajibDiisi("Tulis alasannya."), Panjang(5, 500)], baris=3, paling=500)
    versi = AngkaField("Versi")
