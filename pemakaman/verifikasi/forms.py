"""Forms of the review desk."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from pemakaman.log import mask
from pemakaman.verifikasi.alasan_bawaan import join_reason
from pemakaman.verifikasi.forms_kerja import TULIS_SENDIRI, KalimatField
from pemakaman.verifikasi.queries.alasan import Kalimat, for_field
from pemakaman.verifikasi.queries.antrean import Saring
from pemakaman.verifikasi.queries.cari import Pertanyaan
from pemakaman.verifikasi.ruas import BAGIAN_LABEL, RUAS_BAGIAN, RUAS_LABEL
from pemakaman.verifikasi.rules import read_book_number
from pemakaman.widgets import (
    AngkaField,
    BanyakCentangField,
    BaseForm,
    CentangField,
    NikField,
    PilihanField,
    RadioField,
    TanggalField,
    TeksField,
    TeksPanjangField,
)

PALING_ALASAN = 500


class FilterForm(BaseForm):
    """What the queue is narrowed to; sent in the address."""

    makam = PilihanField("Makam", kosong="Semua makam")
    wilayah = PilihanField("Kecamatan", kosong="Semua")
    dari = TanggalField("Dikirim sejak")
    sampai = TanggalField("Dikirim sampai")
    petugas = PilihanField("Dipegang", kosong="Siapa saja")

    def saring(self) -> Saring:
        """The readable part of what was chosen."""
        kode = self.wilayah.data if not self.wilayah.errors else ""
        return Saring(
            makam_id=UUID(self.makam.data) if self.makam.data and not self.makam.errors else None,
            kab_kode=kode if kode and kode.count(".") == 1 else None,
            kec_kode=kode if kode and kode.count(".") == 2 else None,
            dari=self.dari.data if not self.dari.errors else None,
            sampai=self.sampai.data if not self.sampai.errors else None,
            pemegang=UUID(self.petugas.data) if self.petugas.data and not self.petugas.errors else None,
        )


class SearchForm(BaseForm):
    """Search of the register; posted, so that no name or NIK stands in an address."""

    nama = TeksField("Nama", petunjuk="Ejaan boleh berbeda.", lengkapi="off", paling=100)
    nik = NikField("NIK", petunjuk="16 angka, harus persis.")
    nomor_buku = TeksField(
        "Nomor buku", petunjuk="Nomor/tahun, misalnya 12/2026.", kelas="govuk-input--width-10", paling=30
    )
    makam = PilihanField("Makam", kosong="Semua makam")
    meninggal = TanggalField("Tanggal meninggal")
    dimakamkan = TanggalField("Tanggal dimakamkan")
    mirip = CentangField("Cari juga nama yang hanya mirip")

    def validate(self, extra_validators: Any = None) -> bool:
        """Each part readable, and something to search by."""
        fine: bool = super().validate(extra_validators)
        if mask(self.nama.data or "") != (self.nama.data or ""):
            self.nama.add_error("Ini tampak seperti NIK. Ketik di kotak NIK.")
            fine = False
        if self.nomor_buku.data and read_book_number(self.nomor_buku.data) is None:
            self.nomor_buku.add_error("Tulis nomor dan tahun dengan garis miring, misalnya 12/2026.")
            fine = False
        if fine and self.pertanyaan().is_empty():
            self.nama.add_error("Isi paling sedikit satu: nama, NIK, nomor buku, atau tanggal.")
            return False
        return fine

    def pertanyaan(self) -> Pertanyaan:
        """What is searched for."""
        return Pertanyaan(
            nama=self.nama.data or None,
            nik=self.nik.data or None,
            nomor_buku=read_book_number(self.nomor_buku.data or ""),
            makam_id=UUID(self.makam.data) if self.makam.data else None,
            meninggal=self.meninggal.data,
            dimakamkan=self.dimakamkan.data,
            mirip=bool(self.mirip.data),
        )


class VersionForm(BaseForm):
    """A decision about the version that was read."""

    versi = AngkaField("Versi")

    @property
    def seen(self) -> int:
        """The version on the page; 0 when the form does not say."""
        return self.versi.data if isinstance(self.versi.data, int) else 0


class CheckForm(VersionForm):
    """How the identity was confirmed, and a word to the pejabat."""

    cara = RadioField(
        "Hasil pengecekan identitas",
        choices=[
            ("siak", "Sudah dicek di SIAK, datanya cocok"),
            ("tidak_ada", "Tidak ada di SIAK atau data penduduk"),
        ],
    )
    tanggal_cek = TanggalField("Tanggal dicek", cepat=True)
    alasan = TeksPanjangField(
        "Mengapa identitasnya tidak ada?",
        petunjuk="Misalnya: orang asing; bayi belum dibuatkan NIK; jenazah tidak dikenal.",
        baris=3,
        paling=PALING_ALASAN,
    )
    catatan = TeksField("Catatan untuk pejabat (boleh kosong)", paling=PALING_ALASAN)


class ChooseForm(VersionForm):
    """A candidate of whom something says that he lives."""

    yakin = CentangField("Saya sudah memastikan orang ini meninggal")
    alasan = TeksPanjangField(
        "Bagaimana Anda memastikannya?",
        petunjuk="Misalnya: menelepon keluarga, melihat surat asli, atau surat yang tercatat itu milik orang lain.",
        baris=3,
        paling=PALING_ALASAN,
    )


class NobodyForm(VersionForm):
    """Why none of the candidates is the dead person."""

    alasan_tidak_ada = TeksField(
        "Mengapa tidak ada yang cocok?",
        petunjuk="Misalnya: penduduk daerah lain; belum masuk data; orang asing.",
        paling=PALING_ALASAN,
    )


class ReasonForm(VersionForm):
    """An act that needs its reason: a ready sentence, one's own words, or both."""

    siap = KalimatField("Kalimat siap", kosong=TULIS_SENDIRI)
    alasan = TeksPanjangField("Alasan", baris=4, paling=PALING_ALASAN)

    def reason(self) -> str:
        """What is kept as the reason."""
        return join_reason(self.siap.sentence(), self.alasan.data)


class ApproveForm(VersionForm):
    """The second person's yes."""

    catatan = TeksField("Catatan (boleh kosong)", paling=PALING_ALASAN)


class ReturnFormBase(VersionForm):
    """Fields asked back: a tick box each, and under it the reason."""

    def notes(self) -> dict[str, str]:
        """Field → reason of everything that is ticked."""
        chosen = [ruas for bagian in RUAS_BAGIAN for ruas in self[f"pilih_{bagian}"].data or []]
        return {ruas: self._reason(ruas) for ruas in chosen if f"alasan_{ruas}" in self._fields}

    def _reason(self, ruas: str) -> str:
        return join_reason(self[f"siap_{ruas}"].sentence(), self[f"alasan_{ruas}"].data)

    def offer(self, kalimat: Sequence[Kalimat]) -> None:
        """Let the ready sentences be chosen, each field its own and the general ones."""
        for ruas in RUAS_LABEL:
            self[f"siap_{ruas}"].offer(for_field(kalimat, ruas))

    def put_reason_errors(self, galat: Mapping[str, list[str]]) -> list[str]:
        """Put each message at its field's reason."""
        return self.put_errors({f"alasan_{ruas}" if ruas else "": pesan for ruas, pesan in galat.items()})


def _return_fields() -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for bagian, daftar in RUAS_BAGIAN.items():
        fields[f"pilih_{bagian}"] = BanyakCentangField(BAGIAN_LABEL[bagian], choices=list(daftar.items()))
        for ruas, teks in daftar.items():
            fields[f"siap_{ruas}"] = KalimatField(f"Kalimat siap untuk “{teks}”", kosong=TULIS_SENDIRI)
            fields[f"alasan_{ruas}"] = TeksField(f"Apa yang salah pada “{teks}”?", paling=PALING_ALASAN)
    return fields


ReturnForm: Any = type("ReturnForm", (ReturnFormBase,), _return_fields())
