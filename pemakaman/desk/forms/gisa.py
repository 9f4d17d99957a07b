"""The form of GISA."""

from pemakaman.desk.rules.gisa import BUKTI_TERBANYAK, INDIKATOR
from pemakaman.desk.services.gisa import IsianGisa
from pemakaman.widgets import (
    AngkaField,
    BaseForm,
    BerkasField,
    Panjang,
    PilihanField,
    TanggalField,
    TeksField,
    TeksPanjangField,
    WajibDiisi,
)


class GisaForm(BaseForm):
    """Decree, indicators, activities, proofs; a field for each indicator is added below."""

    sk_nomor = TeksField("Nomor SK", [WajibDiisi("Tulis nomor SK-nya.")], paling=100)
    sk_tanggal = TanggalField("Tanggal SK", [WajibDiisi("Tulis tanggal SK-nya.")])
    kegiatan = TeksPanjangField("Kegiatan", [Panjang(maksimal=2000)], baris=3)
    bukti = BerkasField(
        "Bukti (foto atau PDF)", petunjuk="SK, daftar hadir, atau foto kegiatan; satu berkas paling besar 10 MB.",
        paling=BUKTI_TERBANYAK,
    )  # fmt: skip
    alasan = TeksPanjangField("Alasan perubahan", [Panjang(maksimal=500)], baris=2)

    def isian(self) -> IsianGisa:
        """What was filled in, as the service takes it."""
        nilai = {kode: self[kode].data for kode in INDIKATOR}
        return IsianGisa(self.sk_nomor.data, self.sk_tanggal.data, nilai, self.kegiatan.data or "")


class GisaBaruForm(GisaForm):
    """A new one also names its region."""

    wilayah_kode = PilihanField("Wilayah", [WajibDiisi("Pilih wilayahnya.")])


for _kode, _label in INDIKATOR.items():
    setattr(GisaForm, _kode, AngkaField(f"{_label} (0–100)", [WajibDiisi("Tulis 0 sampai 100.")], maksimal=100))
