"""Forms of the public search and of a family's objection."""

from typing import Any

from wtforms.validators import ValidationError

from pemakaman.petak.rules_cari import SHORTEST_NAME, is_long_enough
from pemakaman.widgets import (
    AngkaField,
    BaseForm,
    NamaField,
    PilihanField,
    RadioField,
    TeksField,
    TeksPanjangField,
    WajibDiisi,
)


class CariMakamForm(BaseForm):
    """Who is looked for."""

    nama = NamaField(
        "Nama almarhum/almarhumah",
        [WajibDiisi("Tulis nama yang dicari.")],
        petunjuk="Paling sedikit tiga huruf. Ejaan boleh sedikit berbeda.",
    )
    tahun = AngkaField("Tahun meninggal (boleh kosong)", minimal=1900, maksimal=2200, paling=4)
    makam = TeksField("Nama makam (boleh kosong)", petunjuk="Misalnya Beringin Raya.", paling=100)
    kab_kode = PilihanField("Kabupaten/kota", kosong="Semua yang terbuka")

    def validate_nama(self, field: Any) -> None:
        """No leafing through a cemetery."""
        if not is_long_enough(field.data or ""):
            raise ValidationError(f"Tulis paling sedikit {SHORTEST_NAME} huruf dari namanya.")


class KeberatanForm(BaseForm):
    """May strangers find this grave?"""

    keberatan = RadioField(
        "Pencarian makam untuk umum",
        [WajibDiisi("Pilih salah satu.")],
        choices=[
            ("ya", "Keluarga keberatan: makam ini tidak boleh ditemukan umum"),
            ("tidak", "Keluarga tidak keberatan"),
        ],
    )
    keterangan = TeksPanjangField(
        "Siapa yang memintanya?",
        petunjuk="Nama dan hubungan keluarga, serta kapan disampaikan.",
        baris=2,
        paling=300,
    )
