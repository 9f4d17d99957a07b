"""A burial book made ready for comparing: some ten thousands of rows, each folded on its own."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

import duckdb
import pyarrow as pa

from pemakaman.nilai.nama import bin_binti_split, sound_key_tokens
from pemakaman.nilai.nik import read_nik
from pemakaman.pencocokan.kolom import PEMAKAMAN, UNUSED
from pemakaman.pencocokan.nik_tulis import read_written_nik
from pemakaman.pencocokan.peta import RT_RW, address_words, age_of, date_parts, place_key, small_number

_MIXED = re.compile(r"(?=[^\W_]*[A-Za-z])(?=[^\W_]*[0-9])[^\W_]+")
_LETTERS = str.maketrans("0158347", "olsbeat")
_ALIAS = re.compile(r"\b(?:alias|als|gelar|glr)\b\.?", re.IGNORECASE)
# How a village calls its own; `nilai/gelar` knows the titles of papers.
_LEADING = re.compile(
    r"^\s*(?:bu|lik|cik|mang|wak|uwak|wo|pakde|bude|pakwo|makwo|mbok|mak|nek|kek|yai|nyai|simbok)\b\.?\s+(?=\S)",
    re.IGNORECASE,
)
_TRAILING = re.compile(r"(?<=\S)[\s,]+(?:h|hj|hi|nyai|yai)\.?\s*$", re.IGNORECASE)
_SHORT_BIN = re.compile(r"(?<=[A-Za-z]{3}) [bB]\.? (?=[A-Za-z]{3})")
SEX = {"l": "L", "p": "P", "w": "P", "1": "L", "2": "P"}
_RELATION = {
    **dict.fromkeys(("anak", "menantu"), "turun"),
    **dict.fromkeys(("istri", "isteri", "suami", "pasangan"), "pasangan"),
    **dict.fromkeys(("ayah", "ibu", "bapak", "orang", "orangtua", "mertua", "kakek", "nenek"), "naik"),
    "cucu": "cucu",
}
SCHEMA = pa.schema(
    [
        *[
            (name, pa.int64())
            for name in ("i", "th", "bl", "hr", "rt", "rw", "nik_tgl", "meninggal", "wafat", "pelapor_th")
        ],
        *[(name, pa.string()) for name in ("no", "nama_asli", "ayah", "jk", "tmpt", "alamat", "desa", "kec")],
        *[
            (name, pa.string())
            for name in (
                "nik",
                "nik12",
                "nik_teks",
                "nik_pelapor",
                "pelapor",
                "nik_jk",
                "lahir_asal",
                "hub",
                "pelapor_jk",
            )
        ],
        *[(name, pa.bool_()) for name in ("nik_milik_pelapor",)],
    ]
)


def prepare_rows(con: duckdb.DuckDBPyConnection, source: str, hari_ini: date) -> pa.Table:
    """The rows of `source` (columns of `kolom.PEMAKAMAN` and `i`) with folded values; names are still as written."""
    names = ["i", *(name for name in PEMAKAMAN if name not in UNUSED)]
    cursor = con.execute(f"SELECT {', '.join(names)} FROM {source} ORDER BY i")
    rows = [_row(dict(zip(names, values, strict=True)), hari_ini) for values in _all(cursor)]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def _all(cursor: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while part := cursor.fetchmany(10_000):
        yield from part


def _row(mentah: dict[str, Any], hari_ini: date) -> dict[str, Any]:
    text = {name: str(value) for name, value in mentah.items() if value is not None}
    own, father = bin_binti_split(_readable(text.get("nama", "")))
    nik = read_written_nik(text.get("nik", ""))
    pelapor = read_written_nik(text.get("nik_pelapor", ""))
    mine = nik.utuh is not None and nik.utuh == pelapor.utuh
    parts = read_nik(nik.utuh) if nik.utuh else None
    row: dict[str, Any] = {
        "i": mentah["i"],
        "no": text.get("no") or str(mentah["i"]),
        "nama_asli": own or None,
        "ayah": _sound(text.get("bin_binti") or father or ""),
        "jk": SEX.get(text.get("jenis_kelamin", " ").lower()[:1]),
        "tmpt": place_key(text.get("tempat_lahir", "")),
        "alamat": address_words(text.get("alamat", "")),
        "desa": place_key(text.get("desa", "")),
        "kec": place_key(text.get("kecamatan", "")),
        "rt": small_number(text.get("rt", "")) or _inside(text, 1),
        "rw": small_number(text.get("rw", "")) or _inside(text, 2),
        # A NIK that is the reporter's own says nothing of the dead.
        "nik": None if mine else nik.utuh,
        "nik12": None if mine or not nik.utuh else nik.utuh[:12],
        "nik_teks": None if mine else nik.teks,
        "nik_pelapor": pelapor.utuh,
        "nik_milik_pelapor": mine,
        "pelapor": _sound(text.get("nama_pelapor", "")),
        "nik_tgl": None if mine or parts is None else parts.tahun2 * 10000 + parts.bulan * 100 + parts.hari,
        "nik_jk": None if mine or parts is None else ("P" if parts.perempuan else "L"),
    }
    row |= _relation(text.get("hubungan", ""), pelapor.utuh)
    row |= _birth(text, hari_ini)
    return row


def _relation(hubungan: str, nik_pelapor: str | None) -> dict[str, Any]:
    """What the reporter is to the dead, and what his NIK says of his birth year and sex."""
    words = re.findall(r"[a-z]+", hubungan.lower())
    found = next((kind for word in words if (kind := _RELATION.get(word))), None)
    parts = read_nik(nik_pelapor) if nik_pelapor else None
    if found is None or parts is None:
        return {}
    # Who reports a death is grown up: 00 to 09 are the years after 2000.
    year = (2000 if parts.tahun2 < 10 else 1900) + parts.tahun2
    return {"hub": found, "pelapor_th": year, "pelapor_jk": "P" if parts.perempuan else "L"}


def _birth(text: dict[str, str], hari_ini: date) -> dict[str, Any]:
    died = date_parts(text.get("tanggal_meninggal") or text.get("tanggal_pemakaman") or "", hari_ini)
    year = died[0] if died else hari_ini.year
    born = date_parts(text.get("tanggal_lahir", ""), hari_ini)
    age = age_of(text.get("umur", ""))
    wafat = date(died[0], died[1], died[2]).toordinal() if died and died[1] and died[2] else None
    found: dict[str, Any] = {"meninggal": year, "wafat": wafat}
    if born and 1850 <= born[0] <= hari_ini.year:
        return found | {"th": born[0], "bl": born[1], "hr": born[2], "lahir_asal": "tgl" if born[2] else "tahun"}
    if age is not None:
        return found | {"th": year - age, "lahir_asal": "umur"}
    return found | {"lahir_asal": None}


def _inside(text: dict[str, str], group: int) -> int | None:
    """RT (1) or RW (2) written into the address."""
    found = RT_RW.search(text.get("alamat", ""))
    return small_number(found[group] or "") if found else None


def _readable(name: str) -> str:
    """Digits that a reader took for letters are read as such, 'B.' between two names as bin, an alias as a word."""
    name = _MIXED.sub(lambda found: found[0].translate(_LETTERS), name)
    name = _TRAILING.sub("", _LEADING.sub("", _ALIAS.sub(" ", name)))
    return _SHORT_BIN.sub(r" bin ", name)


@lru_cache(maxsize=1 << 16)
def _sound(name: str) -> str | None:
    own, _ = bin_binti_split(name)
    return " ".join(sound_key_tokens(own)) or None
