"""Forms of `pemilih`."""

from pemakaman.pemilih.rules import JENIS_DAFTAR, KODE_LABEL
from pemakaman.widgets import (
    AngkaField,
    BaseForm,
    BerkasField,
    Panjang,
    PilihanField,
    RadioField,
    TanggalField,
    TeksField,
    TeksPanjangField,
    WajibDiisi,
)


class ImporForm(BaseForm):
    """A voter list to bring in; the choices of `wilayah` are set by the route."""

    wilayah = PilihanField("Wilayah daftar", [WajibDiisi("Pilih wilayahnya.")], kosong="Pilih wilayah")
    jenis = PilihanField(
        "Jenis daftar",
        [WajibDiisi("Pilih jenis daftarnya.")],
        choices=[(jenis, jenis) for jenis in JENIS_DAFTAR],
    )
    periode = TeksField(
        "Periode",
        [WajibDiisi("Tulis periodenya, misalnya 2026-T3."), Panjang(maksimal=40)],
        petunjuk="Misalnya 2026-T3 untuk triwulan ketiga 2026.",
        kelas="govuk-input--width-10",
    )
    tanggal = TanggalField("Tanggal penetapan", petunjuk="Tanggal keputusan KPU. Boleh dikosongkan.")
    sumber = TeksField(
        "Sumber", [Panjang(maksimal=100)], petunjuk="Siapa yang memberi daftar ini.", kelas="govuk-input--width-20"
    )
    jumlah_disebut = AngkaField(
        "Jumlah pemilih menurut KPU", petunjuk="Boleh dikosongkan.", kelas="govuk-input--width-10"
    )
    berkas = BerkasField(
        "Berkas CSV atau Excel (.xlsx)",
        [WajibDiisi("Pilih berkasnya dulu.")],
        petunjuk="Paling besar 120 MB. NIK di Excel harus berupa teks, bukan bilangan.",
        terima=".csv,.txt,.xlsx",
        batas_mb=120,
        paling=1,
    )


class AlasanForm(BaseForm):
    """Why a proposal is refused or undone."""

    alasan = TeksPanjangField("Alasan", [WajibDiisi("Tulis alasannya."), Panjang(3, 1000)], baris=2)


class KodeForm(BaseForm):
    """Which code the kab/kota sends, and how long it waits for a receipt."""

    kode = RadioField("Kode keterangan", [WajibDiisi("Pilih kode 1 atau 91.")], choices=list(KODE_LABEL.items()))
    hari_tanda_terima = AngkaField(
        "Hari menunggu tanda terima KPU",
        [WajibDiisi("Tulis jumlah harinya.")],
        petunjuk="Hari kalender sejak paket dibuat. Lewat dari itu paketnya ditandai terlambat.",
        minimal=1,
        maksimal=365,
    )


class TerimaForm(BaseForm):
    """KPU's receipt for names that were put back."""

    tanda_terima = TeksField(
        "Nomor tanda terima dari KPU",
        [WajibDiisi("Tulis nomor tanda terima dari KPU.")],
        petunjuk="Nomor surat atau berita acara KPU.",
        kelas="govuk-input--width-20",
        lengkapi="off",
        paling=100,
    )
    tanggal = TanggalField("Tanggal tanda terima", [WajibDiisi("Isi tanggal tanda terima.")], cepat=True)


class PaketForm(BaseForm):
    """What goes into a package; the choices of `periode` are set by the route."""

    isi = RadioField(
        "Isi paket",
        [WajibDiisi("Pilih isi paketnya.")],
        choices=[
            ("baru", "Usul baru saja", "Yang belum pernah masuk paket."),
            ("semua", "Semua usul yang dikonfirmasi", "Termasuk yang sudah pernah dikirim."),
        ],
        default="baru",
    )
    periode = PilihanField("Periode (triwulan)", [WajibDiisi("Pilih triwulannya.")])
