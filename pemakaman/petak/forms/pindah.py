"""Forms of moves and exhumations."""

from uuid import UUID

from sqlalchemy.orm import Session

from pemakaman.laporan.forms.petak import PetakForm
from pemakaman.petak.rules import PENERBIT_LABEL, PINDAH_LABEL, JenisPindah
from pemakaman.widgets import (
    BaseForm,
    BerkasField,
    PilihanField,
    RadioField,
    TanggalField,
    TeksField,
    TeksPanjangField,
    WajibDiisi,
)


class PindahForm(PetakForm):
    """One event with its permit."""

    jenis = RadioField("Apa yang dilakukan", [WajibDiisi("Pilih apa yang dilakukan.")])
    tanggal = TanggalField("Tanggal pelaksanaan", [WajibDiisi("Isi tanggal pelaksanaan.")], cepat=True)
    tujuan = TeksField("Ke mana", petunjuk="Nama makam dan kota tujuan.", paling=200)
    penerbit_jenis = PilihanField(
        "Siapa yang memberi izin",
        [WajibDiisi("Pilih siapa yang memberi izin.")],
        choices=list(PENERBIT_LABEL.items()),
    )
    izin_penerbit = TeksField(
        "Nama penerbit", [WajibDiisi("Tulis siapa yang menerbitkan izin.")], petunjuk="Seperti di surat.", paling=150
    )
    izin_nomor = TeksField("Nomor surat izin", [WajibDiisi("Tulis nomor surat izinnya.")], paling=100)
    izin_tanggal = TanggalField("Tanggal surat izin", [WajibDiisi("Isi tanggal surat izin.")])
    alasan = TeksPanjangField("Alasan", [WajibDiisi("Tulis alasannya.")], baris=3, paling=500)
    berkas = BerkasField("Foto atau berkas surat izin", petunjuk="JPEG, PNG, atau PDF, paling besar 10 MB.", paling=1)

    def set_petak(self, session: Session, makam_id: UUID | None) -> None:
        """Without plots nobody is moved to another one."""
        super().set_petak(session, makam_id)
        self.jenis.choices = [
            (jenis.value, teks)
            for jenis, teks in PINDAH_LABEL.items()
            if self.petak_id or jenis != JenisPindah.PINDAH_PETAK
        ]


class BatalForm(BaseForm):
    """Why an entry was wrong."""

    alasan = TeksPanjangField("Mengapa catatan ini keliru", [WajibDiisi("Tulis alasannya.")], baris=3, paling=500)
