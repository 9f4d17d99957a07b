"""What the papers of a case need besides the report; one small form per kind, and why a file is printed again."""

import re
from typing import Any

from wtforms.validators import StopValidation

from pemakaman.akun.rules import Actor
from pemakaman.berkas.kebutuhan import PENDAMPING
from pemakaman.berkas.rules import CETAK_ULANG, SEBAB_TERPANJANG, is_printable
from pemakaman.dokumen.jenis import JENIS_LABEL, Jenis
from pemakaman.laporan.models import LaporanOrang
from pemakaman.widgets import (
    BanyakCentangField,
    BaseForm,
    NamaField,
    NikField,
    RadioField,
    TeksField,
    WajibDiisi,
)

_NIK = re.compile(r"[0-9](?:[ .-]?[0-9]){15}")
BOLEH_KOSONG = "Boleh kosong; nanti diisi tangan."


def check_no_nik(form: Any, field: Any) -> None:
    """A number stands on the public check page, in the trail and in the name of the file."""
    if _NIK.search(field.data or ""):
        raise StopValidation("Nomor surat jangan memuat NIK: nomor ini terlihat di halaman periksa keaslian.")


class LembarForm(BaseForm):
    """A paper that needs nothing besides the report."""

    pengantar = "Semua isinya diambil dari laporan. Yang belum ada dicetak kosong dan diisi tangan."

    def masukan(self) -> dict[str, str]:
        """What was typed, as the paper prints it."""
        return {name: str(field.data) for name, field in self._fields.items() if name != "csrf_token" and field.data}

    @classmethod
    def first(cls, pelapor: LaporanOrang | None, actor: Actor) -> dict[str, Any]:
        """What is proposed before anything was typed."""
        return {}


class KuasaForm(LembarForm):
    """F-1.07: who gives the power, who takes it, and why."""

    pengantar = "Pemberi kuasa adalah keluarga almarhum; penerima kuasa adalah yang mengurus."
    kuasa_nama = NamaField("Nama penerima kuasa", [WajibDiisi("Tulis nama penerima kuasa.")])
    kuasa_nik = NikField("NIK penerima kuasa", [WajibDiisi("Tulis NIK penerima kuasa.")])
    alasan = RadioField(
        "Mengapa dikuasakan?",
        [WajibDiisi("Pilih mengapa dikuasakan.")],
        choices=[("sakit", "Sakit"), ("lainnya", "Sebab lain")],
    )
    alasan_teks = TeksField("Sebab lain", petunjuk="Misalnya bekerja di luar kota.", paling=60)
    pemberi_nama = NamaField("Nama pemberi kuasa", petunjuk=BOLEH_KOSONG)
    pemberi_lahir = TeksField("Tempat dan tanggal lahir, atau usia", petunjuk=BOLEH_KOSONG, paling=60)
    pemberi_pekerjaan = TeksField("Pekerjaan pemberi kuasa", petunjuk=BOLEH_KOSONG, paling=40)
    pemberi_alamat = TeksField("Alamat pemberi kuasa", petunjuk=BOLEH_KOSONG, paling=120)

    def validate_alasan_teks(self, field: TeksField) -> None:
        """Another reason needs its words."""
        if self.alasan.data == "lainnya" and not field.data:
            raise StopValidation("Tulis sebabnya.")

    @classmethod
    def first(cls, pelapor: LaporanOrang | None, actor: Actor) -> dict[str, Any]:
        """The reporter is taken for the one who acts; it can be changed."""
        return {"kuasa_nama": pelapor.nama, "kuasa_nik": pelapor.nik} if pelapor else {}


class PemakamanForm(LembarForm):
    """The cemetery's letter: who manages it signs."""

    pengantar = "Isinya menurut buku pokok pemakaman."
    nomor_surat = TeksField("Nomor surat", [check_no_nik], petunjuk="Menurut agenda makam. Boleh kosong.", paling=60)
    nama_pengelola = NamaField("Nama pengelola yang menandatangani", petunjuk=BOLEH_KOSONG)


class DesaForm(LembarForm):
    """F-2.29: the head of the village signs."""

    pengantar = "Ditandatangani kepala desa, lurah, atau sebutan lainnya."
    nomor_surat = TeksField("Nomor surat", [check_no_nik], petunjuk="Menurut agenda desa. Boleh kosong.", paling=60)
    nama_kepala = NamaField("Nama kepala desa atau lurah", petunjuk=BOLEH_KOSONG)
    jabatan_kepala = TeksField("Jabatannya", petunjuk="Bila lain dari biasanya, misalnya Pj. Kepala Desa.", paling=60)
    nip_kepala = TeksField("NIP", petunjuk="Bila ada.", paling=30)


class TerimaForm(LembarForm):
    """The receipt at the counter."""

    pengantar = "Tanda terima diberikan kepada yang menyerahkan berkas."
    penyerah = NamaField("Yang menyerahkan", [WajibDiisi("Tulis nama yang menyerahkan.")])
    petugas = NamaField("Petugas penerima", [WajibDiisi("Tulis nama petugas.")])

    @classmethod
    def first(cls, pelapor: LaporanOrang | None, actor: Actor) -> dict[str, Any]:
        """The reporter gives, the account receives."""
        return {"penyerah": pelapor.nama if pelapor else None, "petugas": actor.nama}


class AktaForm(LembarForm):
    """F-2.01F: what is done with the certificate."""

    pengantar = "Dibawa ke loket bersama kutipan akta yang asli."
    keperluan = RadioField(
        "Untuk apa?",
        [WajibDiisi("Pilih untuk apa.")],
        choices=[("pembetulan", "Pembetulan akta"), ("pembatalan", "Pembatalan akta")],
    )
    akta_nomor = TeksField("Nomor akta kematian", [WajibDiisi("Tulis nomor aktanya.")], paling=40)
    alasan = TeksField("Apa yang keliru", [WajibDiisi("Tulis apa yang keliru.")], paling=SEBAB_TERPANJANG)


FORM: dict[Jenis, type[LembarForm]] = {
    Jenis.F_1_07: KuasaForm,
    Jenis.F_2_29: DesaForm,
    Jenis.SK_PEMAKAMAN: PemakamanForm,
    Jenis.TANDA_TERIMA: TerimaForm,
    Jenis.F_2_01F: AktaForm,
}


class CetakUlangForm(BaseForm):
    """Why a file is printed once more: out of a list, or in words."""

    sebab = RadioField("Sebab", [WajibDiisi("Pilih sebabnya.")], choices=list(CETAK_ULANG.items()))
    sebab_lain = TeksField("Sebab lain", paling=SEBAB_TERPANJANG)

    def validate_sebab_lain(self, field: TeksField) -> None:
        """Another reason needs its words."""
        if self.sebab.data == "lainnya" and not field.data:
            raise StopValidation("Tulis sebabnya.")

    @property
    def words(self) -> str:
        """The reason as it stands in the trail."""
        return str(self.sebab_lain.data) if self.sebab.data == "lainnya" else CETAK_ULANG[self.sebab.data]


class IsiBerkasForm(BaseForm):
    """Which papers the file is made of anew, and why."""

    kertas = BanyakCentangField(
        "Dokumen di dalam berkas",
        choices=lambda: [(one.value, JENIS_LABEL[one]) for one in PENDAMPING if is_printable(one)],
    )
    alasan = TeksField("Mengapa diubah?", [WajibDiisi("Tulis mengapa isi berkas diubah.")], paling=SEBAB_TERPANJANG)

    def kinds(self) -> frozenset[Jenis]:
        """The ticked ones."""
        return frozenset(Jenis(one) for one in self.kertas.data)
