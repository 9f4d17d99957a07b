"""Fields of one line or several lines of typed text, and the values read out of them."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import time
from typing import Any

from wtforms.validators import StopValidation

from pemakaman.nilai.galat import NilaiError, name_character
from pemakaman.nilai.nama import PANJANG_NAMA, check_nama
from pemakaman.nilai.nik import check_nik
from pemakaman.nilai.nomor_kk import check_nomor_kk
from pemakaman.nilai.tanggal import parse_pukul
from pemakaman.nilai.telepon import check_telepon, format_telepon
from pemakaman.ruas.dasar import Ruas, first_text


class TeksField(Ruas):
    """One line of text. Subclasses read it (`read`) and write it back (`write`)."""

    tipe = "text"
    papan_ketik = ""
    lengkapi = ""
    ejaan: bool | None = None
    paling = 200
    terketik = ""
    problem: NilaiError | None = None

    def __init__(self, *args: Any, paling: int | None = None, lengkapi: str | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.paling = self.paling if paling is None else paling
        self.lengkapi = self.lengkapi if lengkapi is None else lengkapi

    def read(self, text: str) -> Any:
        """Value of a typed text that is not empty, or `NilaiError`."""
        return text

    def write(self, value: Any) -> str:
        """Text shown for a stored value."""
        return str(value)

    def empty_value(self) -> Any:
        """Value of an empty field."""
        return ""

    def process_data(self, value: Any) -> None:
        """Show a stored value."""
        self.data = value
        self.problem = None
        self.terketik = "" if value is None else self.write(value)

    def process_formdata(self, valuelist: Iterable[Any]) -> None:
        """Take the first text; more of the same name, or files, are ignored."""
        self.terketik = first_text(valuelist)
        text = self.terketik.strip()
        try:
            self.data = self.read(self._check_plain(text)) if text else self.empty_value()
        except NilaiError as error:
            self.problem = error
            self.data = text

    def is_empty(self) -> bool:
        """True when nothing but spaces was typed."""
        return not self.terketik.strip()

    def pre_validate(self, form: Any) -> None:
        """Say what could not be read; other checks would only repeat it."""
        if self.problem is not None:
            raise StopValidation(self.problem.pesan)

    def _check_plain(self, text: str) -> str:
        if len(text) > self.paling:
            raise NilaiError(f"Tulis paling banyak {self.paling} huruf. Yang diketik {len(text)}.")
        for ch in text:
            if unicodedata.category(ch) in ("Cc", "Cs") and ch not in "\n\t":
                raise NilaiError(f"Ada tanda yang tidak dapat disimpan: {name_character(ch)}. Hapus tanda itu.")
        return text


class TeksPanjangField(TeksField):
    """Several lines of text."""

    jenis = "panjang"
    paling = 4000

    def __init__(self, *args: Any, baris: int = 4, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.baris = baris

    def process_formdata(self, valuelist: Iterable[Any]) -> None:
        """Lines end with a bare newline, whatever the browser sends."""
        super().process_formdata([first_text(valuelist).replace("\r\n", "\n").replace("\r", "\n")])


class AngkaField(TeksField):
    """A whole number, zero or more; `data` is int or None."""

    papan_ketik = "numeric"
    kelas = "govuk-input--width-5"
    paling = 20

    def __init__(self, *args: Any, minimal: int = 0, maksimal: int = 2_147_483_647, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.minimal = minimal
        self.maksimal = maksimal

    def read(self, text: str) -> int:
        """Read digits; points between thousands may stand."""
        if not re.fullmatch(r"[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+", text):
            raise NilaiError("Tulis dengan angka saja, tanpa koma atau huruf.")
        number = int(text.replace(".", ""))
        if not self.minimal <= number <= self.maksimal:
            raise NilaiError(f"Angkanya harus antara {self.minimal} dan {self.maksimal}.")
        return number

    def empty_value(self) -> Any:
        """No number."""
        return None


class NikField(TeksField):
    """NIK. `data` has the bare digits once they are right, else what was typed."""

    papan_ketik = "numeric"
    lengkapi = "off"
    ejaan = False
    kelas = "govuk-input--width-20 nomor"
    dibaca = ""

    def atribut_tampil(self) -> dict[str, str]:
        """Marks the number for the script that reads it while it is typed."""
        return {"data-nik": self.dibaca, **super().atribut_tampil()}

    def read(self, text: str) -> str:
        """Sixteen digits."""
        return check_nik(text)


class KkField(NikField):
    """Nomor Kartu Keluarga, as `NikField`; its digits say nothing of a person."""

    dibaca = "kk"

    def read(self, text: str) -> str:
        """Sixteen digits."""
        return check_nomor_kk(text)


class NamaField(TeksField):
    """A person's name, kept as typed but for doubled spaces."""

    lengkapi = "off"
    ejaan = False
    # One more than a name may have for every place where spaces will be folded; check_nama has the last word.
    paling = PANJANG_NAMA * 3

    def read(self, text: str) -> str:
        """Letters and the few signs a name may have."""
        return check_nama(text)


class TeleponField(TeksField):
    """Telephone number; `data` is E.164."""

    tipe = "tel"
    papan_ketik = "tel"
    kelas = "govuk-input--width-20"

    def read(self, text: str) -> str:
        """Any usual Indonesian writing."""
        return check_telepon(text)

    def write(self, value: Any) -> str:
        """As people write it."""
        return format_telepon(str(value)) if value else ""


class PukulField(TeksField):
    """Time of day; `data` is `time` or None."""

    papan_ketik = "decimal"
    lengkapi = "off"
    kelas = "govuk-input--width-5"
    paling = 30

    def read(self, text: str) -> time:
        """14.30, 14:30, 1430."""
        return parse_pukul(text)

    def write(self, value: Any) -> str:
        """With a point, as in Indonesian."""
        return f"{value:%H.%M}" if isinstance(value, time) else str(value)

    def empty_value(self) -> Any:
        """No time."""
        return None


class SandiField(TeksField):
    """Password: spaces count, and it is never sent back to the page. `baru` for one being chosen."""

    jenis = "sandi"
    paling = 1000

    def __init__(self, *args: Any, baru: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lengkapi = "new-password" if baru else "current-password"

    def process_data(self, value: Any) -> None:
        """A stored password is not shown."""
        self.data = ""

    def process_formdata(self, valuelist: Iterable[Any]) -> None:
        """Keep every character."""
        self.data = first_text(valuelist)
        self.problem = NilaiError("Kata sandi terlalu panjang.") if len(self.data) > self.paling else None

    def is_empty(self) -> bool:
        """True when nothing was typed."""
        return not self.data
