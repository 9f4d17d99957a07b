"""Forms of cases and of the archive."""

from uuid import UUID

from wtforms.validators import StopValidation

from pemakaman.laporan.rules import BUKTI_LABEL
from pemakaman.nilai.nomor_acak import read_nomor
from pemakaman.pembatalan.rules import BUKTI_KASUS, HUBUNGAN, LONGEST, PUTUSAN_LABEL, read_nomor_kasus
from pemakaman.verifikasi.forms import ReasonForm, VersionForm
from pemakaman.widgets import (
    BanyakCentangField,
    BaseForm,
    BerkasField,
    NamaField,
    NikField,
    PilihanField,
    RadioField,
    TeksField,
    TeksPanjangField,
    TeleponField,
    WajibDiisi,
)
from pemakaman.wilayah.forms import WilayahField

KODE_LEBAR = "govuk-input--width-20 nomor"


class NomorTerimaField(TeksField):
    """The number of a report's receipt; `data` is the number as it is kept, or None."""

    def pre_validate(self, form: object) -> None:
        """Refuse what can be no receipt number."""
        super().pre_validate(form)
        if self.data and read_nomor(self.data) is None:
            raise StopValidation("Nomor tanda terima terdiri atas 12 huruf dan angka, misalnya K7QF-3M9X-2HTA.")

    @property
    def nomor(self) -> str | None:
        """The number as it is kept."""
        return read_nomor(self.data) if self.data else None


class AduanForm(BaseForm):
    """Who is alive, and what happened."""

    kab = WilayahField(
        "Kabupaten/kota tempat orang itu tercatat meninggal", [WajibDiisi("Pilih kabupaten/kota.")], sampai=2
    )
    nama = NamaField("Nama orang yang masih hidup", [WajibDiisi("Tulis nama orang yang masih hidup itu.")])
    nik = NikField("NIK orang itu (boleh kosong)", petunjuk="16 angka di KTP atau KK. Dengan NIK, petugas lebih cepat.")
    nomor_terima = NomorTerimaField(
        "Nomor tanda terima laporan (boleh kosong)",
        petunjuk="Bila Anda memegang tanda terima laporan pemakaman, misalnya K7QF-3M9X-2HTA.",
        lengkapi="off",
        kelas=KODE_LEBAR,
        paling=30,
    )
    keterangan = TeksPanjangField(
        "Apa yang terjadi?",
        [WajibDiisi("Tulis apa yang terjadi.")],
        petunjuk="Misalnya: rekening bank tertutup karena tercatat meninggal.",
        baris=4,
        paling=LONGEST,
    )


class PublikForm(AduanForm):
    """The same from somebody without an account, who must be within reach."""

    pengadu_nama = NamaField("Nama Anda", [WajibDiisi("Tulis nama Anda.")])
    pengadu_hubungan = RadioField("Siapa Anda?", [WajibDiisi("Pilih salah satu.")], choices=HUBUNGAN)
    pengadu_telepon = TeleponField(
        "Nomor HP Anda", [WajibDiisi("Tulis nomor HP yang dapat dihubungi petugas.")], lengkapi="tel"
    )


class StatusForm(BaseForm):
    """A case number."""

    nomor = TeksField(
        "Nomor kasus",
        [WajibDiisi("Tulis nomor kasusnya, misalnya MH-K7QF-3M9X-2HTA.")],
        petunjuk="Misalnya MH-K7QF-3M9X-2HTA.",
        lengkapi="off",
        kelas=KODE_LEBAR,
        paling=30,
    )

    def baca(self) -> str | None:
        """The number as it is kept, or None when it can be none."""
        return read_nomor_kasus(self.nomor.data or "")


class LaporanHidupForm(BaseForm):
    """An alarm about a report in sight."""

    keterangan = TeksPanjangField(
        "Mengapa Anda tahu orangnya masih hidup?",
        [WajibDiisi("Tulis apa yang Anda ketahui.")],
        petunjuk="Misalnya: orangnya datang sendiri ke kantor desa membawa KTP-el.",
        baris=4,
        paling=LONGEST,
    )


class CariForm(BaseForm):
    """Search of the report that a case is about."""

    nama = NamaField("Nama")
    nik = NikField("NIK")


class TutupForm(ReasonForm):
    """Why a case ends without a report."""

    alasan = TeksPanjangField("Mengapa kasus ini ditutup?", baris=3, paling=LONGEST)


class BuktiKasusForm(BaseForm):
    """Proof of a case."""

    jenis = PilihanField(
        "Jenis bukti",
        [WajibDiisi("Pilih jenis bukti dulu.")],
        choices=[(jenis.value, BUKTI_LABEL[jenis]) for jenis in BUKTI_KASUS],
    )
    berkas = BerkasField(
        "Foto atau berkas",
        [WajibDiisi("Pilih foto atau berkas dulu.")],
        petunjuk="JPEG, PNG, atau PDF, paling besar 10 MB.",
    )


class UsulPutusanForm(VersionForm):
    """The first person's judgement; the choices of `bukti` are the report's proofs of death."""

    putusan = RadioField("Putusan yang Anda usulkan", choices=list(PUTUSAN_LABEL.items()))
    bukti = BanyakCentangField("Bukti kematian yang sudah Anda cocokkan lagi")
    alasan = TeksPanjangField(
        "Alasan",
        petunjuk="Siapa yang datang, apa yang dicocokkan, dan kapan.",
        baris=3,
        paling=LONGEST,
    )

    def pilihan_bukti(self) -> list[UUID]:
        """The ticked proofs; anything that is none was refused by the field."""
        return [UUID(one) for one in self.bukti.data or []]


class PutusForm(VersionForm):
    """The second person's yes."""

    catatan = TeksField("Catatan (boleh kosong)", paling=500)


class KembalikanForm(ReasonForm):
    """The second person's no, for now."""

    alasan = TeksPanjangField("Apa yang harus diperiksa lagi?", baris=3, paling=LONGEST)
