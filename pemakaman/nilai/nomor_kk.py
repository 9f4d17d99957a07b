"""Nomor Kartu Keluarga: sixteen digits, nothing more is certain about it."""

from pemakaman.nilai.digit import check_16_digits, mask_digits, remove_separators


def normalize_nomor_kk(text: str) -> str:
    """Remove the spaces, dots and dashes people write between the digits."""
    return remove_separators(text)


def check_nomor_kk(text: str) -> str:
    """Return the sixteen digits, or raise `NilaiError`."""
    return check_16_digits(text, nama="Nomor KK", sumber="Kartu Keluarga")


def mask_nomor_kk(nomor_kk: str) -> str:
    """Hide all but the last four digits."""
    return mask_digits(nomor_kk)
