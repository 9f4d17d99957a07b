"""What the family types off its receipt."""

from typing import Any

from wtforms.validators import ValidationError

from pemakaman.nilai.nomor_acak import read_nomor
from pemakaman.widgets import BaseForm, TanggalField, TeksField, WajibDiisi


class LacakForm(BaseForm):
    """Number and date. It changes nothing, so it needs no token, and the page no cookie."""

    class Meta(BaseForm.Meta):
        """Without a token."""

        csrf = False

    nomor = TeksField(
        "Nomor tanda terima",
        [WajibDiisi("Tulis nomor tanda terima.")],
        petunjuk="12 huruf dan angka, misalnya K7QF-3M9X-2HTA.",
        kelas="govuk-input--width-20",
        paling=40,
        atribut={"autocapitalize": "characters", "autocomplete": "off"},
    )
    tanggal = TanggalField(
        "Tanggal dimakamkan",
        [WajibDiisi("Isi tanggal dimakamkan.")],
        petunjuk="Seperti tertulis di tanda terima. Misalnya 5 3 2026 atau 5 Maret 2026.",
    )

    def validate_nomor(self, field: Any) -> None:
        """Small letters, spaces and O for 0 are understood."""
        if read_nomor(field.data or "") is None:
            raise ValidationError(
                "Nomor ini bukan nomor tanda terima: harus 12 huruf dan angka, misalnya K7QF-3M9X-2HTA."
            )
