"""Forms of cemeteries."""

import re
from typing import Any

from pemakaman.makam.rules import JENIS_LABEL, PENGELOLAAN_LABEL, STATUS_MAKAM_LABEL
from pemakaman.nilai.galat import NilaiError
from pemakaman.ruas.teks import TeksField
from pemakaman.widgets import (
    AngkaField,
    BaseForm,
    PilihanField,
    RadioField,
    TeksPanjangField,
    TeleponField,
    WajibDiisi,
)
from pemakaman.wilayah.forms import WilayahField


class DerajatField(TeksField):
    """Degrees with a comma or a point; `data` is float or None."""

    papan_ketik = "text"
    lengkapi = "off"
    kelas = "govuk-input--width-10"
    paling = 20

    def read(self, text: str) -> float:
        """Read a decimal number; degrees and minutes are refused in words."""
        bare = text.replace("−", "-").replace(",", ".").replace(" ", "").rstrip("°")
        if not re.fullmatch(r"[+-]?[0-9]{1,3}(\.[0-9]{1,15})?", bare):
            raise NilaiError("Tulis derajat dengan angka desimal, misalnya -5,4295.")
        return float(bare)

    def write(self, value: Any) -> str:
        """With a comma, as in Indonesian."""
        return f"{value:.6f}".rstrip("0").rstrip(".").replace(".", ",")

    def empty_value(self) -> Any:
        """Not known."""
        return None


class MakamForm(BaseForm):
    """What is known of a cemetery."""

    nama = TeksField("Nama makam", [WajibDiisi("Tulis nama makam.")], petunjuk="Misalnya TPU Beringin Raya.")
    jenis = RadioField("Jenis", [WajibDiisi("Pilih jenis makam.")], choices=list(JENIS_LABEL.items()))
    pengelolaan = RadioField(
        "Dikelola oleh",
        [WajibDiisi("Pilih siapa yang mengelola makam ini.")],
        choices=list(PENGELOLAAN_LABEL.items()),
    )
    desa_kode = WilayahField("Letak makam", [WajibDiisi("Pilih kecamatan dan desa/kelurahan.")])
    dusun = TeksField("Dusun (boleh kosong)", petunjuk="Dusun, jorong, lingkungan, atau kampung.", paling=60)
    alamat = TeksPanjangField("Alamat (boleh kosong)", baris=2, paling=300)
    telepon = TeleponField("Telepon (boleh kosong)")
    lintang = DerajatField("Lintang (boleh kosong)", petunjuk="Misalnya -5,4295.")
    bujur = DerajatField("Bujur (boleh kosong)", petunjuk="Misalnya 105,2610.")
    versi = AngkaField()


class StatusForm(BaseForm):
    """A change of status, with its reason."""

    status = RadioField("Status baru", [WajibDiisi("Pilih status.")], choices=list(STATUS_MAKAM_LABEL.items()))
    alasan = TeksPanjangField("Alasan", [WajibDiisi("Tulis alasan perubahan status.")], baris=2, paling=500)
    versi = AngkaField()


class PengelolaForm(BaseForm):
    """Which account joins the managers."""

    akun_id = PilihanField("Akun pengelola makam", [WajibDiisi("Pilih akun.")])


class NomorAwalForm(BaseForm):
    """Where a book that comes from paper goes on."""

    tahun = AngkaField("Tahun buku", [WajibDiisi("Tulis tahun buku.")], minimal=1900, maksimal=2200, paling=4)
    nomor_awal = AngkaField(
        "Nomor urut berikutnya",
        [WajibDiisi("Tulis nomor urut berikutnya.")],
        minimal=1,
        maksimal=1_000_000,
        petunjuk="Bila nomor terakhir di buku kertas 117, tulis 118.",
    )
