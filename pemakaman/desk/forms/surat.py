"""Forms of the daily letter."""

from typing import Any

from pemakaman.pantau.forms import clean_lines
from pemakaman.widgets import (
    BaseForm,
    NamaField,
    TanggalField,
    TeksField,
    TeksPanjangField,
    WajibDiisi,
)


class SuratHarianForm(BaseForm):
    """Number, date, address and who signs."""

    nomor_surat = TeksField(
        "Nomor surat",
        [WajibDiisi("Isi nomor surat.")],
        petunjuk="Misalnya 200.2/123/DESK/2026.",
        kelas="govuk-input--width-20",
        lengkapi="off",
        paling=80,
    )
    tanggal_surat = TanggalField("Tanggal surat", [WajibDiisi("Isi tanggal surat.")], cepat=True)
    kepada = TeksPanjangField(
        "Surat ditujukan kepada",
        [WajibDiisi("Isi kepada siapa surat ditujukan.")],
        petunjuk="Tanpa kata Yth.; paling banyak lima baris.",
        baris=2,
        paling=400,
    )
    jabatan = TeksField("Jabatan yang menandatangani", [WajibDiisi("Isi jabatannya.")], paling=150)
    nama_pejabat = NamaField("Nama yang menandatangani", petunjuk="Boleh kosong; nanti diisi tangan.")
    nip = TeksField("NIP", petunjuk="Boleh kosong.", kelas="govuk-input--width-20", lengkapi="off", paling=30)

    def isian(self) -> dict[str, Any]:
        """What was filled in, as the service takes it."""
        return {
            "nomor_surat": self.nomor_surat.data,
            "tanggal_surat": self.tanggal_surat.data,
            "kepada": "\n".join(clean_lines(self.kepada.data)),
            "jabatan": self.jabatan.data,
            "nama_pejabat": self.nama_pejabat.data,
            "nip": self.nip.data,
        }
