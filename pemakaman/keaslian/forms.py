"""The code off a paper, or a file. Looking changes nothing, so neither form needs a token, and the page no cookie."""

import hashlib
import re
from typing import Any

from wtforms import HiddenField
from wtforms.validators import ValidationError

from pemakaman.keaslian.rules import LARGEST_MB
from pemakaman.nilai.kode_periksa import read_kode
from pemakaman.widgets import BaseForm, BerkasField, TeksField, WajibDiisi

_SIDIK = re.compile("[0-9a-f]{64}")


class _Tokenless(BaseForm):
    """Without a token."""

    class Meta(BaseForm.Meta):
        """Without a token."""

        csrf = False


class KodeForm(_Tokenless):
    """The code beside the square code of a document."""

    kode = TeksField(
        "Kode di dokumen",
        [WajibDiisi("Tulis kode yang tercetak di dokumen.")],
        petunjuk="26 huruf dan angka di samping kode kotak. Huruf kecil, spasi, dan tanda hubung tidak masalah.",
        paling=80,
        atribut={"autocapitalize": "characters", "autocomplete": "off"},
    )

    def validate_kode(self, field: Any) -> None:
        """Small letters, spaces and 0 for O are understood."""
        if read_kode(field.data or "") is None:
            raise ValidationError(
                "Ini bukan kode periksa: harus 26 huruf dan angka. Cocokkan dengan kertas, atau pindai kode kotaknya."
            )


class BerkasForm(_Tokenless):
    """A PDF, or its fingerprint when the browser took it; the file is only hashed and kept nowhere."""

    berkas = BerkasField(
        "Berkas PDF",
        petunjuk="Pilih berkasnya, atau tarik ke sini. Berkas tidak disimpan.",
        terima="application/pdf",
        batas_mb=LARGEST_MB,
        paling=1,
        atribut={"data-sidik": ""},
    )
    sidik = HiddenField()

    def validate_berkas(self, field: Any) -> None:
        """Either a file or its fingerprint."""
        if not field.data and not _SIDIK.fullmatch(self.sidik.data or ""):
            raise ValidationError("Pilih dulu berkas PDF yang akan diperiksa.")

    def fingerprint(self) -> str:
        """SHA-256 of the file; valid forms only."""
        if not self.berkas.data:
            return str(self.sidik.data)
        return hashlib.file_digest(self.berkas.data[0].stream, "sha256").hexdigest()
