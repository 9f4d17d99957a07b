"""Kemendagri region codes in levels 2.2.2.4: provinsi, kab/kota, kecamatan, desa/kelurahan."""

import re

from pemakaman.nilai.galat import NilaiError

_DOTTED = re.compile(r"[0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]{4})?)?)?")
_BARE = re.compile(r"[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{10}")


def check_kode(text: str) -> str:
    """Return the code with dots ('18.71.01.1001'), from dots or bare digits, or raise `NilaiError`."""
    bare = text.strip()
    if _DOTTED.fullmatch(bare):
        return bare
    if _BARE.fullmatch(bare):
        parts = (bare[0:2], bare[2:4], bare[4:6], bare[6:10])
        return ".".join(part for part in parts if part)
    raise NilaiError(
        "Kode wilayah tidak benar. Tulis 2 angka provinsi, 4 angka kabupaten/kota, 6 angka kecamatan, "
        "atau 10 angka desa/kelurahan, misalnya 18.71.01.1001."
    )


def level(kode: str) -> int:
    """1 provinsi, 2 kabupaten/kota, 3 kecamatan, 4 desa/kelurahan."""
    return len(_parts(kode))


def parent(kode: str) -> str | None:
    """The code one level up; None for a province."""
    return ".".join(_parts(kode)[:-1]) or None


def is_within(kode: str, area: str) -> bool:
    """Tell whether `kode` is `area` itself or lies inside it; whole parts are compared, not characters."""
    inner, outer = _parts(kode), _parts(area)
    return inner[: len(outer)] == outer


def province_of(kode: str) -> str:
    """The province part, '18'."""
    return _parts(kode)[0]


def kab_of(kode: str) -> str | None:
    """The kab/kota code, '18.71'; None when the code is only a province."""
    return _up_to(kode, 2)


def kec_of(kode: str) -> str | None:
    """The kecamatan code, '18.71.01'; None when the code stops above it."""
    return _up_to(kode, 3)


def form_digits(kode: str, n: int) -> str:
    """The digits for a form with `n` Kode Wilayah boxes, at most `n` and only whole levels.

    A village number cut in half would name another village, so boxes that cannot hold it stay empty.
    """
    digits = ""
    for part in _parts(kode):
        if len(digits) + len(part) > n:
            break
        digits += part
    return digits


def _parts(kode: str) -> list[str]:
    return check_kode(kode).split(".")


def _up_to(kode: str, wanted: int) -> str | None:
    parts = _parts(kode)
    return ".".join(parts[:wanted]) if len(parts) >= wanted else None
