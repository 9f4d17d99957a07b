"""Forms of the monthly report."""

from typing import Any

from pemakaman.pantau.rules.status import CARA_LABEL
from pemakaman.widgets import (
    AngkaField,
    BaseForm,
    BerkasField,
    NamaField,
    Panjang,
    RadioField,
    TanggalField,
    TeksField,
    TeksPanjangField,
    WajibDiisi,
)

MOST_LINES = 5


class SuratForm(BaseForm):
    """Number and date of the letter."""

    nomor_surat = TeksField(
        "Nomor surat",
        [WajibDiisi("Isi nomor surat.")],
        petunjuk="Misalnya 470/123/Disdukcapil/2026.",
        kelas="govuk-input--width-20",
        lengkapi="off",
        paling=80,
    )
    tanggal_surat = TanggalField("Tanggal surat", [WajibDiisi("Isi tanggal surat.")], cepat=True)


class TertandaForm(BaseForm):
    """The signed copy."""

    berkas = BerkasField(
        "Salinan surat yang sudah ditandatangani",
        [WajibDiisi("Pilih berkasnya dulu.")],
        petunjuk="PDF atau foto JPEG/PNG, paling besar 10 MB.",
        paling=1,
    )


class TarikForm(BaseForm):
    """Why a signed report becomes a draft again."""

    alasan = TeksPanjangField(
        "Mengapa ditarik?", [WajibDiisi("Tulis mengapa laporan ditarik."), Panjang(3, 1000)], baris=2
    )


class KirimForm(BaseForm):
    """When and how the letter went out."""

    dikirim_tanggal = TanggalField("Tanggal dikirim", [WajibDiisi("Isi tanggal laporan dikirim.")], cepat=True)
    dikirim_cara = RadioField(
        "Dikirim lewat", [WajibDiisi("Pilih bagaimana laporan dikirim.")], choices=list(CARA_LABEL.items())
    )


class SetelanForm(BaseForm):
    """Deadlines and letterhead; `hari_ingat` is asked of a kab/kota only."""

    hari_lapor = AngkaField(
        "Tanggal tenggat laporan", [WajibDiisi("Isi tanggal tenggat, 1 sampai 28.")], minimal=1, maksimal=28
    )
    hari_ingat = AngkaField(
        "Tanggal tenggat makam menutup buku",
        [WajibDiisi("Isi tanggal tenggat makam, 1 sampai 28.")],
        petunjuk="Pengelola diingatkan di berandanya sampai buku bulan itu ditutup.",
        minimal=1,
        maksimal=28,
    )
    kop = TeksPanjangField(
        "Kop surat",
        [WajibDiisi("Isi kop surat kantor.")],
        petunjuk="Satu baris satu kalimat, paling banyak lima baris.",
        baris=4,
        paling=500,
    )
    tujuan = TeksPanjangField(
        "Surat ditujukan kepada",
        [WajibDiisi("Isi kepada siapa surat ditujukan.")],
        petunjuk="Tanpa kata Yth.; paling banyak lima baris.",
        baris=3,
        paling=400,
    )
    tempat = TeksField("Tempat surat dibuat", [WajibDiisi("Isi tempat surat dibuat.")], paling=60)
    jabatan = TeksField("Jabatan yang menandatangani", [WajibDiisi("Isi jabatannya.")], paling=150)
    nama_pejabat = NamaField("Nama yang menandatangani", petunjuk="Boleh kosong; nanti diisi tangan.")
    nip = TeksField("NIP", petunjuk="Boleh kosong.", kelas="govuk-input--width-20", lengkapi="off", paling=30)

    def isian(self) -> dict[str, Any]:
        """The settings as they are stored."""
        return {
            "hari_lapor": self.hari_lapor.data,
            "kop": clean_lines(self.kop.data),
            "tujuan": "\n".join(clean_lines(self.tujuan.data)),
            "tempat": self.tempat.data,
            "jabatan": self.jabatan.data,
            "nama_pejabat": self.nama_pejabat.data or None,
            "nip": self.nip.data or None,
            **({"hari_ingat": self.hari_ingat.data} if "hari_ingat" in self else {}),
        }


def clean_lines(text: str) -> list[str]:
    """The lines that say something, MOST_LINES of them, without spaces too many."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return [line for line in lines if line][:MOST_LINES]
