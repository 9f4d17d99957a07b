"""A print of many files, and handing one over at the counter."""

from typing import Any

from pemakaman.berkas.rules import HUBUNGAN_PENGAMBIL, IDENTITAS
from pemakaman.widgets import BaseForm, CentangField, NamaField, PilihanField, TeksField, WajibDiisi


class KumpulanForm(BaseForm):
    """Why files are printed once more; which ones, and as what, comes from the ticks and buttons of the list."""

    sebab = TeksField(
        "Sebab dicetak lagi", petunjuk="Wajib bila ada yang sudah pernah dicetak. Misalnya: lembar rusak.", paling=120
    )


class AmbilForm(BaseForm):
    """Who collected the file, and that his identity was looked at."""

    nama_pengambil = NamaField("Nama pengambil", [WajibDiisi("Tulis nama yang mengambil berkas.")])
    hubungan = PilihanField(
        "Hubungan dengan almarhum",
        [WajibDiisi("Pilih hubungannya.")],
        choices=[("", "Pilih"), *((one, one) for one in HUBUNGAN_PENGAMBIL)],
    )
    identitas = PilihanField(
        "Identitas yang ditunjukkan",
        [WajibDiisi("Pilih identitas yang ditunjukkan.")],
        choices=[("", "Pilih"), *((one, one) for one in IDENTITAS)],
    )
    identitas_diperiksa = CentangField("Identitasnya sudah saya periksa dan cocok dengan namanya")
    catatan = TeksField("Catatan", petunjuk="Boleh kosong.", paling=160)

    def isian(self) -> dict[str, Any]:
        """As it is noted."""
        return {
            "nama_pengambil": self.nama_pengambil.data,
            "hubungan": self.hubungan.data,
            "identitas": self.identitas.data,
            "identitas_diperiksa": bool(self.identitas_diperiksa.data),
            "catatan": self.catatan.data or None,
        }


class BatalAmbilForm(BaseForm):
    """Why a note of collection is undone."""

    sebab = TeksField("Sebab dibatalkan", [WajibDiisi("Tulis sebab catatan ini dibatalkan.")], paling=120)
