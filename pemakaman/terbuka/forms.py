"""The form of a province's choices."""

from typing import Any

from wtforms.validators import ValidationError

from pemakaman.terbuka.rules.lisensi import LISENSI
from pemakaman.widgets import BaseForm, CentangField, RadioField, TeksPanjangField, WajibDiisi


class SetelanForm(BaseForm):
    """Publish or not, under which licence, and who answers."""

    terbit = CentangField("Buka angka provinsi ini untuk umum")
    lisensi = RadioField(
        "Lisensi",
        [WajibDiisi("Pilih lisensinya.")],
        choices=[(kode, f"{satu.nama}: {satu.arti}") for kode, satu in LISENSI.items()],
    )
    kontak = TeksPanjangField(
        "Siapa yang dapat ditanya",
        petunjuk="Nama kantor, alamat, dan e-mail dinas. Dibaca umum; jangan tulis nomor pribadi.",
        baris=3,
        paling=300,
    )

    def validate_kontak(self, ruas: TeksPanjangField) -> None:
        """Whoever publishes can be asked."""
        if self.terbit.data and not (ruas.data or "").strip():
            raise ValidationError("Isi kantor yang dapat ditanya tentang angka ini.")

    def isian(self) -> dict[str, Any]:
        """The choices as they are stored."""
        lines = [" ".join(line.split()) for line in (self.kontak.data or "").splitlines()]
        return {
            "terbit": bool(self.terbit.data),
            "lisensi": self.lisensi.data,
            "kontak": "\n".join(line for line in lines if line),
        }
