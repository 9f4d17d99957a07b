"""Fields in which one chooses: a select, radios, tick boxes."""

from collections.abc import Callable, Iterable
from typing import Any

from wtforms.validators import StopValidation

from pemakaman.ruas.dasar import Ruas, first_text

Choice = tuple[str, str] | tuple[str, str, str]
"""Value, text and, if wanted, a hint."""


class PilihanField(Ruas):
    """One of a list, as a native select; `data` is the chosen value or ''. `choices` may be set later."""

    jenis = "pilihan"
    kosong: str | None = "Pilih"

    def __init__(
        self,
        *args: Any,
        choices: Iterable[Choice] | Callable[[], Iterable[Choice]] = (),
        kosong: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.choices = choices
        self.kosong = self.kosong if kosong is None else kosong

    def options(self) -> list[tuple[str, str, str]]:
        """Value, text and hint of every choice."""
        found = self.choices() if callable(self.choices) else self.choices
        return [(str(c[0]), str(c[1]), str(c[2]) if len(c) > 2 else "") for c in found]

    def daftar_pilihan(self) -> list[tuple[str, str, bool, str]]:
        """Choices for the macro, each with whether it is chosen."""
        empty = [("", self.kosong, "")] if self.kosong is not None else []
        return [(v, t, v == (self.data or ""), hint) for v, t, hint in [*empty, *self.options()]]

    def process_data(self, value: Any) -> None:
        """Show a stored choice."""
        self.data = "" if value is None else str(value)

    def process_formdata(self, valuelist: Iterable[Any]) -> None:
        """Take the first text."""
        self.data = first_text(valuelist)

    def pre_validate(self, form: Any) -> None:
        """Refuse what the list does not have."""
        if self.data and self.data not in {value for value, _, _ in self.options()}:
            raise StopValidation("Pilihan tidak dikenal. Pilih salah satu dari daftar.")


class RadioField(PilihanField):
    """One of a few, all in sight."""

    jenis = "radio"
    kosong = None
    is_control = False


class BanyakCentangField(PilihanField):
    """Any number of a few; `data` is a list of values."""

    jenis = "banyak"
    kosong = None
    is_control = False

    def daftar_pilihan(self) -> list[tuple[str, str, bool, str]]:
        """Choices for the macro, each with whether it is ticked."""
        return [(v, t, v in (self.data or []), hint) for v, t, hint in self.options()]

    def process_data(self, value: Any) -> None:
        """Show stored choices."""
        self.data = [str(v) for v in value] if value else []

    def process_formdata(self, valuelist: Iterable[Any]) -> None:
        """Take each text once."""
        self.data = list(dict.fromkeys(v for v in valuelist if isinstance(v, str) and v))

    def pre_validate(self, form: Any) -> None:
        """Refuse what the list does not have."""
        if set(self.data or []) - {value for value, _, _ in self.options()}:
            raise StopValidation("Ada pilihan yang tidak dikenal. Pilih dari daftar.")


class CentangField(Ruas):
    """A lone tick box; `data` is bool."""

    jenis = "centang"
    is_control = False

    def process_data(self, value: Any) -> None:
        """Show a stored answer."""
        self.data = bool(value)

    def process_formdata(self, valuelist: Iterable[Any]) -> None:
        """A box that is not ticked is not sent at all."""
        self.data = first_text(valuelist) not in ("", "0", "false")
