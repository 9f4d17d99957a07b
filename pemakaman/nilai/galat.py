"""What a value says when it is wrong, or when it only looks odd."""

from dataclasses import dataclass


class NilaiError(ValueError):
    """A typed value that cannot be used; `pesan` is shown as it stands beside the field.

    `bagian` names the part that is wrong when a value has several ('hari', 'bulan', 'tahun').
    """

    def __init__(self, pesan: str, *, bagian: str | None = None) -> None:
        super().__init__(pesan)
        self.pesan = pesan
        self.bagian = bagian


@dataclass(frozen=True, slots=True)
class Peringatan:
    """A soft warning: the user may look again and confirm."""

    kode: str
    pesan: str


def name_character(ch: str) -> str:
    """Name a character so that a person can find it, also when it cannot be seen or printed."""
    if ch.isprintable() and not ch.isspace():
        return f"“{ch}”"
    return f"tanda tak terlihat (U+{ord(ch):04X})"
