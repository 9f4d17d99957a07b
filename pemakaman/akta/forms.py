"""Forms of `akta`."""

from pemakaman.widgets import (
    BaseForm,
    BerkasField,
    CentangField,
    Panjang,
    TanggalField,
    TeksField,
    TeksPanjangField,
    WajibDiisi,
)

TERIMA_TABEL = ".csv,.txt,.xlsx"


class AktaForm(BaseForm):
    """Number and date of a kutipan; `yakin` shows only once a warning asks for it."""

    nomor = TeksField(
        "Nomor akta kematian",
        [WajibDiisi("Nomor akta belum diisi. Salin dari kutipan akta kematian.")],
        petunjuk="Salin persis dari kutipan, misalnya 1871-KM-15032024-0001.",
        lengkapi="off",
        paling=60,
    )
    tanggal = TanggalField(
        "Tanggal kutipan akta",
        [WajibDiisi("Tanggal akta belum diisi. Salin dari kutipan akta kematian.")],
        cepat=True,
    )
    yakin = CentangField("Nomor itu sudah saya cocokkan dengan kutipan akta")


class PerbaikanForm(AktaForm):
    """The same, with the reason of a correction."""

    alasan = TeksPanjangField(
        "Alasan perbaikan",
        [WajibDiisi("Tulis alasan perbaikan, misalnya salah ketik."), Panjang(3, 500)],
        baris=2,
    )


class ImporForm(BaseForm):
    """A file of numbers to try."""

    berkas = BerkasField(
        "Berkas CSV atau Excel (.xlsx)",
        [WajibDiisi("Pilih berkasnya dulu.")],
        terima=TERIMA_TABEL,
        batas_mb=10,
        paling=1,
    )
    terima_peringatan = CentangField(
        "Catat juga nomor yang bentuknya tidak biasa",
        petunjuk="Pakai ini untuk akta lama. Nomor dan tanggalnya tetap diperiksa.",
    )
