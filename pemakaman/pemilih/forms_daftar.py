"""Forms of one voter list: KPU's figures, and reducing an old list."""

from pemakaman.widgets import AngkaField, BaseForm, BerkasField, CentangField, WajibDiisi


class AngkaKpuForm(BaseForm):
    """KPU's figures: a total, a table, or both."""

    jumlah = AngkaField(
        "Jumlah pemilih menurut KPU", petunjuk="Dari berita acara atau keputusan KPU.", kelas="govuk-input--width-10"
    )
    berkas = BerkasField(
        "Rekap KPU per kecamatan, desa/kelurahan, atau TPS",
        petunjuk="CSV atau Excel (.xlsx). Mengganti rekap KPU yang diunggah sebelumnya.",
        terima=".csv,.txt,.xlsx",
        batas_mb=20,
        paling=1,
    )


class RingkasForm(BaseForm):
    """A clear yes before rows are deleted."""

    yakin = CentangField(
        "Saya mengerti nama pemilih di daftar ini dihapus dan tidak dapat dikembalikan",
        [WajibDiisi("Centang dulu bila Anda yakin.")],
    )
