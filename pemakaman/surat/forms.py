"""Forms of templates and letters."""

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms.validators import ValidationError

from pemakaman.berkas.forms_lembar import check_no_nik
from pemakaman.surat.naskah import fields_of, find_mistakes
from pemakaman.surat.rules import (
    ISI_TERPANJANG,
    ISIAN_TERPANJANG,
    JUDUL_TERPANJANG,
    NOMOR_TERPANJANG,
    is_free,
    question_of,
)
from pemakaman.widgets import BaseForm, TanggalField, TeksField, TeksPanjangField, WajibDiisi

MOST_LINES = 6


class TemplatForm(BaseForm):
    """Title and wording of a letter."""

    judul = TeksField(
        "Judul surat", [WajibDiisi("Isi judul surat.")], petunjuk="Misalnya Surat keterangan.", paling=JUDUL_TERPANJANG
    )
    isi = TeksPanjangField(
        "Isi surat",
        [WajibDiisi("Isi teks surat.")],
        petunjuk="Baris kosong memulai alinea baru. **tebal**, *miring*, dan baris berawalan - menjadi daftar.",
        id="isi-surat",  # `isi` is the main part of every page
        kelas="templat__isi",
        baris=18,
        paling=ISI_TERPANJANG,
        atribut={"spellcheck": "false"},
    )

    def validate_isi(self, field: Any) -> None:
        """Say each mistake with its line."""
        mistakes = find_mistakes(field.data or "")
        if mistakes:
            raise ValidationError(" ".join(one.pesan for one in mistakes))


class SuratForm(BaseForm):
    """Number and date of a letter; a subclass adds what its template asks."""

    nomor = TeksField(
        "Nomor surat", [WajibDiisi("Isi nomor surat."), check_no_nik], paling=NOMOR_TERPANJANG, lengkapi="off"
    )
    tanggal = TanggalField("Tanggal surat", [WajibDiisi("Isi tanggal surat.")], cepat=True)

    def free(self) -> list[Any]:
        """The fields of the template's own questions."""
        return [field for name, field in self._fields.items() if is_free(name)]

    def isian(self) -> dict[str, str]:
        """Their answers."""
        return {field.name: " ".join((field.data or "").split()) for field in self.free()}


def letter_form(isi: str) -> type[SuratForm]:
    """A form that asks everything that this wording needs besides the report."""
    asked: dict[str, Any] = {
        nama: TeksField(question_of(nama), [WajibDiisi(f"Isi {question_of(nama).lower()}.")], paling=ISIAN_TERPANJANG)
        for nama in fields_of(isi)
        if is_free(nama)
    }
    return type("FormSurat", (SuratForm,), asked)


class PengantarForm(BaseForm):
    """A covering letter: number, date, addressee, subject."""

    nomor = TeksField(
        "Nomor surat", [WajibDiisi("Isi nomor surat."), check_no_nik], paling=NOMOR_TERPANJANG, lengkapi="off"
    )
    tanggal = TanggalField("Tanggal surat", [WajibDiisi("Isi tanggal surat.")], cepat=True)
    tujuan = TeksPanjangField(
        "Kepada",
        [WajibDiisi("Isi kepada siapa surat ini.")],
        petunjuk="Satu baris satu kalimat, paling banyak enam baris; “Yth.” dicetak sendiri.",
        baris=3,
        paling=400,
    )
    keperluan = TeksField("Yang dikirim", [WajibDiisi("Isi apa yang dikirim.")], paling=JUDUL_TERPANJANG)

    def lines(self) -> Sequence[str]:
        """The addressee, line by line."""
        lines = [" ".join(line.split()) for line in self.tujuan.data.splitlines()]
        return [line for line in lines if line][:MOST_LINES]


def shown_values(nilai: Mapping[str, str]) -> list[str]:
    """The fields that have no value, to be told before the letter is made."""
    return [nama for nama, teks in nilai.items() if not teks]
