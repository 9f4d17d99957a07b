"""Distinct texts of a column folded once each: dates, places, addresses."""

import re
import unicodedata
from datetime import date, timedelta
from functools import lru_cache

from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.tanggal import parse_tanggal_sebagian

_PIPES = re.compile(r"\s*\|\s*")
_NUMBER = re.compile(r"[0-9]+")
_PLACE_WORDS = frozenset(
    [
        "desa",
        "ds",
        "kel",
        "kelurahan",
        "kec",
        "kecamatan",
        "kab",
        "kabupaten",
        "kota",
        "kotamadya",
        "kodya",
        "pekon",
        "tiyuh",
        "kampung",
        "kp",
        "kpg",
        "nagari",
        "gampong",
        "negeri",
        "prop",
        "prov",
        "provinsi",
        "propinsi",
    ]
)
_ADDRESS_WORDS = frozenset(
    [
        "jl",
        "jln",
        "jalan",
        "gg",
        "gang",
        "dsn",
        "dusun",
        "lk",
        "lingk",
        "lingkungan",
        "rt",
        "rw",
        "no",
        "nomor",
        "nomer",
        "blok",
        "blk",
        "komp",
        "komplek",
        "perum",
        "perumahan",
        "kp",
        "kampung",
        "desa",
        "kel",
        "kelurahan",
        "kec",
        "kecamatan",
        "kab",
        "umbul",
    ]
)
_SPLIT = re.compile(r"[^a-z0-9]+")
_AGE = re.compile(r"([0-9]{1,3})")


_NOISE = re.compile(
    r"\([^)]*\)|\?|\b(?:malam|kemis|jemuah|jumuah|senen|rebo|setu|minggon|pon|wage|kliwon|legi|pahing|paing|manis)\b",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"\s*([0-3][0-9])([01][0-9])((?:19|20)[0-9]{2})\s*")
_YEAR_MONTH = re.compile(r"\s*((?:1[89]|20)[0-9]{2})-(0[1-9]|1[0-2])\s*")
_SERIAL = re.compile(r"\s*[1-5][0-9]{4}\s*")
_FIRST_SERIAL = date(1899, 12, 30)
RT_RW = re.compile(r"\bRT\W*(?:/\W*RW\W*)?([0-9]{1,3})(?:\W+(?:RW\W*)?([0-9]{1,3}))?\b", re.IGNORECASE)


@lru_cache(maxsize=1 << 16)
def date_parts(text: str, hari_ini: date) -> tuple[int, int | None, int | None] | None:
    """(year, month, day) of a date in any usual form, as far as it is known; None when it cannot be read."""
    if _SERIAL.fullmatch(text):
        # What a spreadsheet leaves of a date: days since the end of 1899.
        day = _FIRST_SERIAL + timedelta(days=int(text))
        return day.year, day.month, day.day
    if month := _YEAR_MONTH.fullmatch(text):
        return int(month[1]), int(month[2]), None
    text = _CLOSED.sub(r"\1-\2-\3", _NOISE.sub(" ", text))
    try:
        found = parse_tanggal_sebagian(_PIPES.sub("-", text).strip(), hari_ini)
    except NilaiError:
        return None
    return found.tahun, found.bulan, found.hari


def age_of(text: str) -> int | None:
    """Years of an age as written: '63', '70 th', '± 75', '80an'; None when it is no age in years."""
    found = _AGE.search(text)
    if found is None or re.search(r"\b(?:bulan|bln|hari|minggu|jam)\b", text.lower()):
        return None
    years = int(found[1])
    return years if years <= 125 else None


@lru_cache(maxsize=1 << 16)
def place_key(text: str) -> str | None:
    """A place for comparing: words that only say what it is are left out, spelling is folded, spaces closed."""
    words = [word for word in _words(text) if word not in _PLACE_WORDS] or _words(text)
    return _fold("".join(words)) or None


def address_words(text: str) -> str | None:
    """Words and numbers of an address that tell it from others, in order of the alphabet, one space between."""
    words = {_fold(word) for word in _words(text) if word not in _ADDRESS_WORDS}
    return " ".join(sorted(filter(None, words))) or None


def small_number(text: str) -> int | None:
    """RT or RW as a number; None for none or zero."""
    found = _NUMBER.search(text)
    return int(found[0][:4]) or None if found else None


def _words(text: str) -> list[str]:
    text = text.lower()
    if text.isascii():
        return [word for word in _SPLIT.split(text) if word]
    apart = unicodedata.normalize("NFKD", text)
    return [word for word in _SPLIT.split("".join(ch for ch in apart if not unicodedata.combining(ch))) if word]


@lru_cache(maxsize=1 << 17)
def _fold(text: str) -> str:
    for old, new in (("oe", "u"), ("dj", "j"), ("tj", "c"), ("sy", "s"), ("ie", "i"), ("y", "i"), ("v", "f")):
        text = text.replace(old, new)
    return re.sub(r"(.)\1+", r"\1", text) if not text.isdigit() else text
