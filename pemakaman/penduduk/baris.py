"""One resident as it is copied into the database: keys for the search, what tells a row, its fingerprint."""

import hashlib
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from pemakaman.db import today_in
from pemakaman.nilai.kunci_nama import name_keys
from pemakaman.nilai.nama import search_key
from pemakaman.penduduk.rules import HIDUP

# Raised whenever the keys of names are made otherwise: then every row counts as changed and gets new ones.
SUSUNAN = 1
PLAIN = (
    *("nama", "jenis_kelamin", "tempat_lahir", "tanggal_lahir", "alamat", "dusun", "rt", "rw", "agama", "pekerjaan"),
    *("status_kawin", "hubungan_keluarga", "kewarganegaraan", "nama_ayah", "nik_ayah", "nama_ibu", "nik_ibu"),
    "ktp_el",
)
FIELDS = (
    *("kec_kode", "desa_kode", "nik", "no_kk", *PLAIN, "status_dasar", "tanda_hidup_tanggal", "tanda_hidup"),
    *("kunci_baris", "nama_cari", "kunci_nama", "sidik"),
)
_TANDA = (("tanggal_ktp", "KTP-el dicetak"), ("tanggal_surat", "Surat atau layanan"))


@lru_cache(maxsize=100_000)
def _keys(nama: str) -> tuple[str, tuple[str, ...]]:
    return search_key(nama), tuple(sorted(name_keys(nama)))


def name_search(nama: str, lahir: date | None, desa_kode: str | None) -> tuple[str, list[str]]:
    """(`nama_cari`, `kunci_nama`): each key of the name with the year of birth and with the desa, where known."""
    cari, keys = _keys(nama)
    found = [f"{key}:{lahir.year}" for key in keys] if lahir else []
    if desa_kode:
        found += [f"{key}@{desa_kode}" for key in keys]
    return cari, found


def make_row(values: Mapping[str, Any], tempat: tuple[str | None, str | None]) -> tuple[Any, ...]:
    """The values of `FIELDS` from those of a read row and its region."""
    cari, keys = name_search(values["nama"], values.get("tanggal_lahir"), tempat[1])
    plain = [values.get(field) for field in PLAIN]
    sign, sign_day = _newest_sign(values)
    head = (*tempat, values.get("nik"), values.get("no_kk"), *plain, values.get("status_dasar") or HIDUP)
    told = (*head, sign_day, sign)
    sidik = hashlib.blake2b(repr((SUSUNAN, told)).encode(), digest_size=16).hexdigest()
    return (*told, _row_key(values, cari), cari, keys, sidik)


def _row_key(values: Mapping[str, Any], cari: str) -> str:
    """Name, birth, sex and mother; where birth or mother is missing also what else is known of the household."""
    lahir, ibu = values.get("tanggal_lahir"), values.get("nama_ibu")
    parts = [cari, f"{lahir or ''}", values.get("jenis_kelamin") or "", _keys(ibu)[0] if ibu else ""]
    if not (lahir and ibu):
        parts += [values.get(field) or "" for field in ("no_kk", "alamat", "rt", "rw")]
    return hashlib.blake2b("|".join(parts).encode(), digest_size=12).hexdigest()


def _newest_sign(values: Mapping[str, Any]) -> tuple[str | None, date | None]:
    today = today_in()
    known = [(day, words) for field, words in _TANDA if (day := values.get(field)) and day <= today]
    if not known:
        return None, None
    day, words = max(known)
    return words, day
