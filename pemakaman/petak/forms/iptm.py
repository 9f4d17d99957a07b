"""Forms of permits."""

from typing import Any

from pemakaman.petak.rules_iptm import KEADAAN_LABEL, PALING_ALASAN, PALING_NOMOR
from pemakaman.widgets import (
    BaseForm,
    NamaField,
    PilihanField,
    TanggalField,
    TeksField,
    TeksPanjangField,
    TeleponField,
    WajibDiisi,
)

KEADAAN = (("menunggu", "Perlu diperpanjang"), *KEADAAN_LABEL.items(), ("semua", "Semua izin"))
DIINGATKAN = (("belum", "Belum diingatkan"), ("sudah", "Sudah diingatkan"))


class IptmForm(BaseForm):
    """A permit."""

    nomor = TeksField("Nomor izin", [WajibDiisi("Tulis nomor izinnya.")], paling=PALING_NOMOR, lengkapi="off")
    pemegang = NamaField("Nama pemegang izin", [WajibDiisi("Tulis nama pemegang izin.")])
    telepon = TeleponField("Nomor HP pemegang (boleh kosong)", petunjuk="Untuk mengingatkan sebelum izin habis.")
    berlaku_dari = TanggalField("Berlaku mulai", [WajibDiisi("Isi tanggal mulai berlaku.")])
    berlaku_sampai = TanggalField(
        "Berlaku sampai",
        petunjuk="Kosongkan bila masanya seperti setelan kabupaten/kota; tanggalnya dihitung sendiri.",
    )

    def isian(self) -> dict[str, Any]:
        """The values by name."""
        names = ("nomor", "pemegang", "telepon", "berlaku_dari", "berlaku_sampai")
        return {name: self[name].data for name in names}


class AlasanForm(BaseForm):
    """Why something ends."""

    alasan = TeksPanjangField("Alasan", [WajibDiisi("Tulis alasannya.")], baris=3, paling=PALING_ALASAN)


class SaringIptmForm(BaseForm):
    """Filters of the renewal list; sent by GET."""

    class Meta(BaseForm.Meta):
        """A GET form changes nothing, so it needs no token."""

        csrf = False

    keadaan = PilihanField("Keadaan izin", choices=KEADAAN)
    makam = PilihanField("Makam", kosong="Semua makam")
    diingatkan = PilihanField("Pengingat", choices=DIINGATKAN, kosong="Semua")
