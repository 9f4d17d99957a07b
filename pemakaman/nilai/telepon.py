"""Telephone numbers as Indonesians write them, kept as E.164."""

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat, PhoneNumberType

from pemakaman.nilai.galat import NilaiError, name_character

_SEPARATORS = re.compile(r"[\s().\-/\u2010-\u2015\u200b-\u200f\u202a-\u202e\u2060\u2212\ufeff]")
_DIALLED = re.compile(r"\+?[0-9]+")
_PERSONAL = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE, PhoneNumberType.FIXED_LINE_OR_MOBILE}
_WRONG = (
    "Nomor telepon tidak benar. Periksa jumlah angkanya dan tulis satu nomor saja, "
    "misalnya 0812-3456-7890 atau (0721) 123456."
)


def check_telepon(text: str) -> str:
    """Return the number as E.164 ('+6281234567890'), or raise `NilaiError`.

    Mobile and landline, with or without the usual separators; a foreign number must start with +.
    """
    bare = _SEPARATORS.sub("", text)
    if not bare:
        raise NilaiError("Nomor telepon belum diisi.")
    if not _DIALLED.fullmatch(bare):
        wrong = next((ch for ch in bare.removeprefix("+") if ch not in "0123456789"), "+")
        raise NilaiError(f"Nomor telepon hanya boleh berisi angka, tetapi ada {name_character(wrong)}.")
    number = _parse(_with_country_code(bare))
    if number is None or not phonenumbers.is_valid_number(number):
        raise NilaiError(_WRONG)
    if phonenumbers.number_type(number) not in _PERSONAL:
        raise NilaiError("Nomor ini bukan nomor telepon orang. Tulis nomor HP atau telepon rumah.")
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def format_telepon(e164: str) -> str:
    """Write a stored number for reading: '0812-3456-7890'; a foreign one with its country code."""
    number = _parse(e164)
    if number is None:
        return e164
    is_home = number.country_code == 62
    style = PhoneNumberFormat.NATIONAL if is_home else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style)


def _with_country_code(bare: str) -> str:
    # phonenumbers reads 62812… as a landline of area 62, and people also write +62 0812… and 0062812….
    return re.sub(r"\A(?:\+62|0062|62)0?", "+62", bare)


def _parse(text: str) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(text, "ID")
    except NumberParseException:
        return None
