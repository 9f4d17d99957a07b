"""Forms of the work around a decision: handing over, notes, questions, settings, ready sentences."""

from collections.abc import Iterable
from typing import Any

from pemakaman.laporan.rules import BUKTI_LABEL
from pemakaman.laporan.services.permintaan import DAPAT_DIMINTA, PALING_TEKS
from pemakaman.verifikasi.alasan_bawaan import UNTUK_LABEL, join_reason
from pemakaman.verifikasi.queries.alasan import Kalimat
from pemakaman.verifikasi.ruas import RUAS_LABEL
from pemakaman.verifikasi.services.catatan import PALING_CATATAN
from pemakaman.verifikasi.services.setelan import PALING_KALIMAT
from pemakaman.widgets import (
    AngkaField,
    BaseForm,
    CentangField,
    PilihanField,
    RadioField,
    TanggalField,
    TeksField,
    TeksPanjangField,
)

TULIS_SENDIRI = "Tulis sendiri"


class KalimatField(PilihanField):
    """A ready sentence to take as it is, or to begin with; `data` is its key."""

    def offer(self, kalimat: Iterable[Kalimat]) -> None:
        """Let these be chosen."""
        self.choices = [(one.kunci, one.teks) for one in kalimat]

    def sentence(self) -> str:
        """The words of what was chosen, or ''."""
        return next((teks for kunci, teks, _ in self.options() if kunci == self.data), "")


class HandOverForm(BaseForm):
    """To whom."""

    kepada = PilihanField("Serahkan kepada", kosong="Pilih petugas")


class NoteForm(BaseForm):
    """An internal note."""

    isi_catatan = TeksPanjangField(
        "Catatan internal", petunjuk="Hanya dibaca kantor Anda.", baris=2, paling=PALING_CATATAN
    )


class AskForm(BaseForm):
    """A question to the manager."""

    siap_tanya = KalimatField("Kalimat siap", kosong=TULIS_SENDIRI)
    pertanyaan = TeksPanjangField(
        "Pertanyaan kepada pengelola", petunjuk="Pengelola membacanya di laporannya.", baris=2, paling=PALING_TEKS
    )

    def teks(self) -> str:
        """What is asked."""
        return join_reason(self.siap_tanya.sentence(), self.pertanyaan.data)


class ProofForm(BaseForm):
    """A proof asked for by its name."""

    bukti_jenis = PilihanField(
        "Lampiran yang diminta",
        kosong="Pilih lampiran",
        choices=[(jenis.value, BUKTI_LABEL[jenis]) for jenis in DAPAT_DIMINTA],
    )
    siap_lampiran = KalimatField("Kalimat siap", kosong="Tanpa keterangan, atau tulis sendiri")
    keterangan_lampiran = TeksPanjangField("Keterangan (boleh kosong)", baris=2, paling=PALING_TEKS)

    def teks(self) -> str:
        """A word on what is asked for, or ''."""
        return join_reason(self.siap_lampiran.sentence(), self.keterangan_lampiran.data)


class TimesForm(BaseForm):
    """The times of an office."""

    hari_layanan = AngkaField(
        "Waktu layanan (hari kerja)",
        petunjuk="Dihitung sejak laporan masuk, tanpa hari selama laporan dikembalikan ke pelapor. "
        "Yang lewat naik ke pejabat.",
    )
    jendela_ganda = AngkaField(
        "Jendela dugaan ganda (hari)",
        petunjuk="Dua laporan dengan nama mirip dibandingkan bila tanggal meninggalnya berselisih paling banyak ini.",
    )
    hari_penarikan = AngkaField(
        "Waktu penarikan dari KPU (hari kerja)",
        petunjuk="Nama yang harus ditarik dan belum ada tanda terimanya sesudah waktu ini ditandai lewat.",
    )

    def isian(self) -> dict[str, Any]:
        """As they are stored."""
        return {name: self[name].data for name in ("hari_layanan", "jendela_ganda", "hari_penarikan")}


class HolidayForm(BaseForm):
    """A day on which the office differs from the calendar."""

    tanggal = TanggalField("Tanggal", petunjuk="Misalnya 17 3 2027.")
    nama = TeksField("Keterangan", petunjuk="Misalnya HUT kabupaten.", paling=100)
    libur = RadioField(
        "Kantor pada hari itu",
        choices=[("1", "Libur"), ("0", "Tetap buka, walau libur nasional atau cuti bersama")],
        default="1",
    )


class SentenceForm(BaseForm):
    """One ready sentence."""

    untuk = PilihanField("Dipakai untuk", choices=list(UNTUK_LABEL.items()), kosong="Pilih kegunaan")
    ruas = PilihanField(
        "Hanya untuk bagian (boleh kosong)",
        choices=list(RUAS_LABEL.items()),
        kosong="Semua bagian",
        petunjuk="Hanya berlaku untuk kalimat yang mengembalikan laporan.",
    )
    teks = TeksPanjangField("Kalimat", baris=3, paling=PALING_KALIMAT)
    urutan = AngkaField("Urutan", petunjuk="Angka kecil tampil lebih dulu.")
    aktif = CentangField("Dipakai")

    def isian(self) -> dict[str, Any]:
        """As it is stored."""
        return {
            "untuk": self.untuk.data,
            "ruas": self.ruas.data or None,
            "teks": (self.teks.data or "").strip(),
            "urutan": self.urutan.data,
            "aktif": bool(self.aktif.data),
        }
