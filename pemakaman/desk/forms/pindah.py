"""Forms of a transfer of blank cards."""

from pemakaman.widgets import (
    AngkaField,
    BaseForm,
    Panjang,
    PilihanField,
    TanggalField,
    TeksPanjangField,
    WajibDiisi,
)


class KirimForm(BaseForm):
    """What is sent, where and when."""

    ke_kab = PilihanField("Dikirim ke", [WajibDiisi("Pilih kabupaten/kota penerima.")])
    jumlah = AngkaField("Jumlah keping", [WajibDiisi("Tulis jumlah keping yang dikirim.")], minimal=1)
    tanggal = TanggalField("Tanggal dikirim", [WajibDiisi("Tulis tanggal dikirim.")], cepat=True)
    catatan = TeksPanjangField("Catatan", [Panjang(maksimal=500)], petunjuk="Misalnya nomor surat jalan.", baris=2)


class TerimaForm(BaseForm):
    """What arrived."""

    jumlah = AngkaField("Jumlah yang diterima", [WajibDiisi("Hitung, lalu tulis jumlah yang diterima.")])
    tanggal = TanggalField("Tanggal diterima", [WajibDiisi("Tulis tanggal diterima.")], cepat=True)
    selisih_alasan = TeksPanjangField(
        "Sebab bila kurang", [Panjang(maksimal=500)], petunjuk="Hanya bila yang diterima kurang.", baris=2
    )


class PerbaikiForm(TerimaForm):
    """What arrived after all, and why it was written down otherwise."""

    alasan = TeksPanjangField("Alasan perbaikan", [WajibDiisi("Tulis alasannya."), Panjang(maksimal=500)], baris=2)


class KembaliForm(BaseForm):
    """Why a transfer goes back, and when it did."""

    alasan = TeksPanjangField("Alasan", [WajibDiisi("Tulis alasannya."), Panjang(maksimal=500)], baris=2)
    tanggal = TanggalField("Tanggal kembali ke pengirim", [WajibDiisi("Tulis tanggalnya.")], cepat=True)
