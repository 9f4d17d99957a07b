"""What a correction needs besides the fields of its page group, and the decisions about it."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from pemakaman.laporan.forms import pilihan
from pemakaman.laporan.forms.dasar import BagianForm
from pemakaman.laporan.models import Bukti
from pemakaman.laporan.rules import BUKTI_LABEL, JenisBukti
from pemakaman.perbaikan.rules import MOST_NOTE, MOST_REASON
from pemakaman.widgets import BanyakCentangField, BaseForm, BerkasField, PilihanField, TeksPanjangField, WajibDiisi


class DasarForm(BaseForm):
    """Why, and on what proof."""

    alasan = TeksPanjangField(
        "Alasan perbaikan",
        [WajibDiisi("Tulis alasan perbaikan.")],
        petunjuk="Misalnya: tanggal meninggal salah ketik, menurut surat kematian tanggal 3.",
        baris=3,
        paling=MOST_REASON,
    )
    bukti = BanyakCentangField("Bukti yang sudah ada", petunjuk="Centang yang menunjukkan data yang benar.")
    jenis = PilihanField("Jenis bukti baru", choices=pilihan.BUKTI)
    berkas = BerkasField(
        "Foto atau berkas baru",
        petunjuk="JPEG, PNG, atau PDF, paling besar 10 MB. Foto dokumen aslinya, jangan fotokopi.",
    )

    def set_bukti(self, bukti: Iterable[Bukti]) -> None:
        """Offer the proofs one may point at."""
        self.bukti.choices = [
            (str(one.id), BUKTI_LABEL[JenisBukti(one.jenis)], f"{one.nama_berkas}{_origin(one)}") for one in bukti
        ]


def _origin(bukti: Bukti) -> str:
    return ", baru Anda unggah" if bukti.untuk == "perbaikan" else ""


class PutusanForm(BaseForm):
    """Why a correction is refused."""

    alasan = TeksPanjangField(
        "Alasan menolak",
        [WajibDiisi("Tulis alasan menolak.")],
        petunjuk="Dibaca oleh yang meminta.",
        baris=3,
        paling=MOST_REASON,
    )


class PembetulanForm(BaseForm):
    """What somebody wants to have mended on the certificate."""

    keperluan = TeksPanjangField(
        "Apa yang perlu dibetulkan pada akta?",
        [WajibDiisi("Tulis apa yang perlu dibetulkan pada akta.")],
        petunjuk="Misalnya: nama ibu salah ketik. Dibaca juga oleh pengelola makam.",
        baris=2,
        paling=MOST_NOTE,
    )


class SemuaIsian:
    """The fields of both forms in the order of the page, for the summary of errors."""

    def __init__(self, isian: BagianForm, dasar: DasarForm) -> None:
        self.parts = (isian, dasar)

    def __iter__(self) -> Any:
        return chain(*self.parts)

    @property
    def form_errors(self) -> Sequence[str]:
        """Messages that belong to no field."""
        return [pesan for part in self.parts for pesan in part.form_errors]
