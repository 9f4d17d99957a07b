"""Forms of cemeteries."""

import re
from typing import Any

from pemakaman.makam.rules import (
    BATAS_SETELAN,
    JENIS_LABEL,
    PENGELOLAAN_LABEL,
    SETELAN,
    STATUS_MAKAM_LABEL,
    SUSUNAN_LABEL,
)
from pemakaman.nilai.galat import NilaiError
from pemakaman.ruas.teks import TeksField
from pemakaman.widgets import (
    AngkaField,
    BaseForm,
    CentangField,
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


def _settled(name: str, label: str, petunjuk: str) -> AngkaField:
    low, high = BATAS_SETELAN[name]
    belum = [WajibDiisi(f"Isi angka {low} sampai {high}.")]
    return AngkaField(label, belum, minimal=low, maksimal=high, petunjuk=petunjuk, kelas="govuk-input--width-3")


class SetelanForm(BaseForm):
    """What a kab/kota settles for its books and graves."""

    susunan_buku = RadioField(
        "Susunan kolom buku yang dicetak",
        [WajibDiisi("Pilih susunan kolom buku.")],
        choices=list(SUSUNAN_LABEL.items()),
    )
    tumpang_boleh = CentangField("Makam tumpang boleh")
    tumpang_tahun = _settled("tumpang_tahun", "Jarak makam tumpang (tahun)", "Sejak pemakaman terakhir di petak itu.")
    tumpang_persetujuan = CentangField("Makam tumpang memerlukan persetujuan ahli waris yang pertama")
    pindah_tahun = _settled(
        "pindah_tahun", "Makam boleh dipindah sesudah (tahun)", "Sejak dimakamkan. Isi 0 bila tidak dibatasi."
    )
    iptm_tahun = _settled("iptm_tahun", "Masa izin penggunaan tanah makam (tahun)", "Di Jakarta 3 tahun.")
    iptm_ingat_hari = _settled(
        "iptm_ingat_hari", "Ingatkan berapa hari sebelum izin habis", "Izin yang masuk masa ini tampil di beranda."
    )
    cari_umum = CentangField("Buka pencarian makam untuk umum")

    def isian(self) -> dict[str, Any]:
        """The values by name."""
        return {name: self[name].data for name in SETELAN}
