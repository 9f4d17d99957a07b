"""Forms about burials without akta that somebody is asked to settle."""

from pemakaman.pantau.rules.belum_akta import BUKU_LABEL, LEWAT, MENUNGGU_LABEL, STATUS_TUGAS_LABEL, UNTUK_LABEL, Untuk
from pemakaman.widgets import (
    BaseForm,
    Panjang,
    PilihanField,
    RadioField,
    TanggalField,
    TeksPanjangField,
    WajibDiisi,
)

_PETUNJUK = {
    Untuk.DESA: "Operator desa/kelurahan tempat makamnya.",
    Untuk.MAKAM: "Pengelola makam masing-masing.",
    Untuk.KUNJUNGAN: "Masuk bahan rencana jemput bola.",
}


class SelaluField(PilihanField):
    """One of them is always chosen."""

    kosong = None


class SaringBelumForm(BaseForm):
    """Filters of the work list; the places are set by the route."""

    tempat = SelaluField("Wilayah")
    menunggu = PilihanField(
        "Menunggu", choices=[(one.value, teks) for one, teks in MENUNGGU_LABEL.items()], kosong="Semua"
    )
    buku = SelaluField("Buku lama", choices=[(one.value, teks) for one, teks in BUKU_LABEL.items()])


class SerahForm(BaseForm):
    """To whom ticked reports are handed."""

    untuk = RadioField(
        "Serahkan kepada",
        [WajibDiisi("Pilih kepada siapa tugas ini diserahkan.")],
        choices=[(one.value, teks, _PETUNJUK[one]) for one, teks in UNTUK_LABEL.items()],
    )
    tenggat = TanggalField("Tenggat", petunjuk="Boleh kosong.")
    catatan = TeksPanjangField(
        "Catatan", [Panjang(maksimal=500)], petunjuk="Pesan untuk yang ditugasi. Jangan menulis NIK.", baris=2
    )


class HasilForm(BaseForm):
    """What came of a task."""

    hasil = TeksPanjangField(
        "Hasilnya",
        [WajibDiisi("Tulis apa hasilnya."), Panjang(3, 500)],
        petunjuk="Misalnya: keluarga sudah mengajukan, atau keluarga pindah dan tidak ditemukan.",
        baris=2,
    )


class SaringTugasForm(BaseForm):
    """Filters of the tasks."""

    status = PilihanField(
        "Keadaan",
        choices=[(LEWAT, "Lewat tenggat"), *((one.value, teks) for one, teks in STATUS_TUGAS_LABEL.items())],
        kosong="Semua",
    )
    untuk = PilihanField("Kepada", choices=[(one.value, teks) for one, teks in UNTUK_LABEL.items()], kosong="Semua")
