"""Forms of planned burials."""

from typing import Any

from pemakaman.petak.rules_rencana import PALING_ALASAN
from pemakaman.widgets import (
    BaseForm,
    NamaField,
    PilihanField,
    PukulField,
    TanggalField,
    TeksPanjangField,
    TeleponField,
    WajibDiisi,
)


class RencanaForm(BaseForm):
    """What the gravediggers need to know."""

    nama = NamaField("Nama yang akan dimakamkan", [WajibDiisi("Tulis nama yang akan dimakamkan.")])
    tanggal = TanggalField("Tanggal pemakaman", [WajibDiisi("Isi tanggal pemakaman.")])
    pukul = PukulField("Pukul (boleh kosong)", petunjuk="Misalnya 14.00.")
    petak_id = PilihanField(
        "Petak (boleh kosong)",
        kosong="Belum ditentukan",
        petunjuk="Hanya petak kosong. Petak yang dipilih ditandai dipesan.",
    )
    kontak_nama = NamaField("Nama yang dapat dihubungi", [WajibDiisi("Tulis nama yang dapat dihubungi.")])
    kontak_telepon = TeleponField("Nomor HP-nya (boleh kosong)")
    catatan = TeksPanjangField(
        "Catatan untuk penggali (boleh kosong)",
        petunjuk="Misalnya: bawa papan, liang lahat ganda.",
        baris=2,
        paling=500,
    )

    def isian(self) -> dict[str, Any]:
        """The values by name, without the plot."""
        names = ("nama", "tanggal", "pukul", "kontak_nama", "kontak_telepon", "catatan")
        return {name: self[name].data for name in names}


class PilihMakamForm(BaseForm):
    """At which cemetery."""

    class Meta(BaseForm.Meta):
        """A GET form changes nothing, so it needs no token."""

        csrf = False

    makam = PilihanField("Makam", [WajibDiisi("Pilih makam dulu.")], kosong="Pilih makam")


class BatalForm(BaseForm):
    """Why a plan does not take place."""

    alasan = TeksPanjangField("Mengapa batal?", [WajibDiisi("Tulis mengapa batal.")], baris=2, paling=PALING_ALASAN)
