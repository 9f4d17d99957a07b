"""Forms of closing a month, of its signed copy, and of opening it again."""

from pemakaman.widgets import BaseForm, BerkasField, CentangField, TeksField, TeksPanjangField, WajibDiisi


class TutupForm(BaseForm):
    """Who signs, and that one's own drafts are left out. The two buttons say 'tutup' or 'nihil'."""

    petugas = TeksField(
        "Nama petugas yang menandatangani",
        [WajibDiisi("Tulis nama petugas yang menandatangani.")],
        petunjuk="Tercetak di bawah lembar tutup buku.",
        paling=100,
    )
    draf = CentangField("Tutup saja; draf itu nanti menjadi baris susulan")


class TertandaForm(BaseForm):
    """The signed copy."""

    berkas = BerkasField(
        "Foto atau pindaian lembar yang sudah ditandatangani",
        [WajibDiisi("Pilih berkasnya.")],
        petunjuk="PDF, JPEG, atau PNG, paling besar 10 MB.",
        paling=1,
    )


class BukaForm(BaseForm):
    """Why a month is opened again."""

    alasan = TeksPanjangField(
        "Mengapa bulan ini dibuka lagi?", [WajibDiisi("Tulis mengapa bulan ini dibuka lagi.")], baris=3, paling=500
    )
