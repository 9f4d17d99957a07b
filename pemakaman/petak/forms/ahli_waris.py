"""Forms of the person in charge of a grave."""

from typing import Any

from pemakaman.laporan.forms.pilihan import HUBUNGAN, with_stored
from pemakaman.petak.rules_ahli_waris import ISIAN, PALING_ALASAN
from pemakaman.widgets import (
    BaseForm,
    NamaField,
    PilihanField,
    TanggalField,
    TeksPanjangField,
    TeleponField,
    WajibDiisi,
)


class AhliWarisForm(BaseForm):
    """What is known of him."""

    nama = NamaField("Nama penanggung jawab", [WajibDiisi("Tulis nama penanggung jawab makam.")])
    hubungan = PilihanField("Hubungan dengan almarhum", choices=HUBUNGAN, kosong="Tidak tahu")
    telepon = TeleponField("Nomor HP (boleh kosong)", petunjuk="Dihubungi soal izin makam dan perawatan.")
    alamat = TeksPanjangField("Alamat (boleh kosong)", baris=2, paling=300)

    def keep_stored(self, hubungan: str | None) -> None:
        """A relation that the list does not have stays choosable."""
        self.hubungan.choices = with_stored(HUBUNGAN, hubungan)

    def isian(self) -> dict[str, Any]:
        """The values by name."""
        return {name: self[name].data for name in ISIAN}


class GantiForm(AhliWarisForm):
    """The next one, since when and why; the first one needs no reason."""

    sejak = TanggalField("Sejak kapan?", [WajibDiisi("Isi sejak kapan.")], cepat=True)
    sebab_ganti = TeksPanjangField(
        "Mengapa diganti?",
        petunjuk="Misalnya: penanggung jawab lama pindah ke luar kota, atau meninggal.",
        baris=2,
        paling=PALING_ALASAN,
    )

    def isian(self) -> dict[str, Any]:
        """The values by name."""
        return {**super().isian(), "sejak": self.sejak.data, "sebab_ganti": self.sebab_ganti.data or ""}
