"""What a signer types and ticks."""

import re
from typing import Any
from uuid import UUID

from wtforms.validators import ValidationError

from pemakaman.tandatangan.penanda import Rahasia
from pemakaman.tandatangan.rules import MOST_AT_ONCE
from pemakaman.widgets import BanyakCentangField, BaseForm, CentangField, NikField, SandiField, WajibDiisi

ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class PassphraseField(SandiField):
    """A passphrase of another service: the browser shall neither fill in nor remember one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lengkapi = "off"


class ChosenField(BanyakCentangField):
    """Ticked documents; `data` are their ids as text."""

    def pre_validate(self, form: Any) -> None:
        """Refuse what is no id; whether it is one of this office is asked when it is signed."""


def _check_chosen(form: Any, field: Any) -> None:
    chosen = form.chosen()
    if not chosen:
        raise ValidationError("Centang dulu dokumen yang akan ditandatangani.")
    if len(chosen) > MOST_AT_ONCE:
        raise ValidationError(f"Paling banyak {MOST_AT_ONCE} dokumen sekali tanda tangan.")
    if any(not ID.fullmatch(text) for text in chosen):
        raise ValidationError("Ada dokumen yang tidak dikenal. Buka lagi daftarnya.")


class SignForm(BaseForm):
    """Documents to sign with a certificate of this server."""

    dokumen = ChosenField("Dokumen", [_check_chosen])
    semua = CentangField("Semua dokumen di halaman ini")
    halaman = ChosenField("Dokumen di halaman ini")

    def chosen(self) -> list[str]:
        """Ids as they were posted: those that are ticked, or all of the page."""
        return list((self.halaman if self.semua.data else self.dokumen).data or [])

    def ids(self) -> list[UUID]:
        """The chosen documents, each once, in the order of the page; after validation."""
        return [UUID(text) for text in self.chosen()]

    def rahasia(self) -> Rahasia:
        """Nothing is asked for."""
        return Rahasia()


class BsreForm(SignForm):
    """The same with BSrE. Names that begin with `sandi` are carried to no other page and no error page."""

    sandi_nik = NikField("NIK penanda tangan", [WajibDiisi("Tulis NIK yang terdaftar di BSrE.")])
    sandi_tte = PassphraseField("Passphrase BSrE", [WajibDiisi("Tulis passphrase tanda tangan elektronik Anda.")])

    def rahasia(self) -> Rahasia:
        """What was typed, for this request."""
        return Rahasia(self.sandi_nik.data, self.sandi_tte.data)


FORMS: dict[str, type[SignForm]] = {"pkcs12": SignForm, "bsre": BsreForm}
