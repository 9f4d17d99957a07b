"""What all our form fields have in common, and the checks that any of them may carry.

Whatever is posted (missing, repeated, huge, a file in place of text) becomes a value or a message, never an
exception. `data` is the value that can be used, `terketik` what was typed and is shown again.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from flask import current_app
from markupsafe import Markup
from wtforms import Field
from wtforms.validators import StopValidation, ValidationError


class RuasWidget:
    """Draws a field with our macro, so that `form.nama()` and `ruas(form.nama)` are the same."""

    def __call__(self, field: Any, **kwargs: Any) -> Markup:
        """Return label, hint, message and control."""
        template = current_app.jinja_env.get_template("dasar/makro_ruas.html")
        drawn: Markup = template.module.ruas(field, **kwargs)  # type: ignore[attr-defined]
        return drawn


class Ruas(Field):  # type: ignore[misc]
    """What all our fields have in common: a kind (`jenis`) that the macro draws, a hint, extra attributes."""

    jenis = "teks"
    kelas = ""
    widget = RuasWidget()
    is_control = True
    data: Any
    errors: Sequence[str]

    def __init__(
        self,
        label: str = "",
        validators: Sequence[Any] | None = None,
        *,
        petunjuk: str = "",
        kelas: str | None = None,
        atribut: dict[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("description", petunjuk)
        super().__init__(label, validators, **kwargs)
        self.kelas = self.kelas if kelas is None else kelas
        self.atribut = atribut or {}

    @property
    def id_fokus(self) -> str:
        """Id of the control that the error summary leads to."""
        return str(self.id)

    def atribut_tampil(self) -> dict[str, str]:
        """HTML attributes of the control."""
        invalid = {"aria-invalid": "true"} if self.errors and self.is_control else {}
        return {**self.atribut, **invalid}

    def is_empty(self) -> bool:
        """True when the user gave nothing."""
        return not self.data

    def add_error(self, pesan: str, bagian: str | None = None) -> None:
        """Put a message found by another check (two fields together, the database) at this field."""
        self.errors = [*self.errors, pesan]


class WajibDiisi:
    """Refuses an empty field, with words of the field: `WajibDiisi("Tulis nama almarhum.")`."""

    def __init__(self, pesan: str = "Bagian ini belum diisi.") -> None:
        self.pesan = pesan

    def __call__(self, form: Any, field: Any) -> None:
        """Stop here when there is nothing."""
        if field.is_empty() if isinstance(field, Ruas) else not field.data:
            raise StopValidation(self.pesan)


class Panjang:
    """Bounds the length of a text; an empty one is the business of `WajibDiisi`."""

    def __init__(self, minimal: int = 0, maksimal: int | None = None, pesan: str | None = None) -> None:
        self.minimal = minimal
        self.maksimal = maksimal
        self.pesan = pesan

    def __call__(self, form: Any, field: Any) -> None:
        """Say how many letters there are and how many there may be."""
        length = len(field.data or "")
        if 0 < length < self.minimal:
            raise ValidationError(self.pesan or f"Tulis paling sedikit {self.minimal} huruf.")
        if self.maksimal is not None and length > self.maksimal:
            raise ValidationError(self.pesan or f"Tulis paling banyak {self.maksimal} huruf. Yang diketik {length}.")


def first_text(values: Iterable[Any]) -> str:
    """The first text among posted values; '' when there is none."""
    return next((v for v in values if isinstance(v, str)), "")
