"""Forms about struck names that came back, and about KPU's own dead."""

from pemakaman.pemilih.kembali import PANJANG_CATATAN
from pemakaman.pemilih.rules_kembali import StatusMuncul
from pemakaman.pemilih.tindak import DESA
from pemakaman.widgets import BaseForm, Panjang, PilihanField, RadioField, TeksPanjangField, WajibDiisi


class MunculForm(BaseForm):
    """What was done about an alarm."""

    status = RadioField(
        "Yang sudah dilakukan",
        [WajibDiisi("Pilih disampaikan ke KPU, atau selesai.")],
        choices=[
            (StatusMuncul.DISAMPAIKAN.value, "Disampaikan ke KPU", "KPU sudah diberi tahu, jawabannya ditunggu."),
            (StatusMuncul.SELESAI.value, "Selesai", "Tidak ada lagi yang perlu dilakukan."),
        ],
    )
    catatan = TeksPanjangField(
        "Catatan",
        [WajibDiisi("Tulis apa yang dilakukan, misalnya nomor surat ke KPU."), Panjang(3, PANJANG_CATATAN)],
        petunjuk="Misalnya nomor dan tanggal surat ke KPU, atau mengapa sudah selesai.",
        baris=3,
    )


class TugasForm(BaseForm):
    """Who is asked for reports; the cemeteries are set by the route."""

    ke = PilihanField("Tugaskan kepada", kosong="Pilih yang ditugasi")
    catatan = TeksPanjangField(
        "Catatan", [Panjang(maksimal=500)], petunjuk="Pesan untuk yang ditugasi, atau sebab selesai.", baris=2
    )

    def put_makam(self, makam: list[tuple[str, str]]) -> None:
        """Offer the village operators, then every cemetery."""
        self.ke.choices = [(DESA, "Operator desa/kelurahan masing-masing"), *makam]
