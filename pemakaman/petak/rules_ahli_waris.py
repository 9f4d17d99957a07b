"""Who answers for a grave: what may be written, and the mark by which a change sees that another was faster."""

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from pemakaman.nilai.tanggal import format_tanggal

ISIAN = ("nama", "hubungan", "telepon", "alamat")
PALING_ALASAN = 300


class Orang(Protocol):
    """What a mark is made of."""

    @property
    def id(self) -> Any: ...
    @property
    def nama(self) -> str: ...
    @property
    def hubungan(self) -> str | None: ...
    @property
    def telepon(self) -> str | None: ...
    @property
    def alamat(self) -> str | None: ...


def mark_of(orang: Orang | None) -> str:
    """Changes whenever the person or what is known of him changes; '' while there is none."""
    if orang is None:
        return ""
    parts = [str(orang.id), *(str(getattr(orang, name)) for name in ISIAN)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def check_ganti(
    isian: Mapping[str, Any], *, sejak_lama: date | None, dimakamkan: date | None, hari_ini: date
) -> dict[str, list[str]]:
    """What is wrong with a new person in charge, by field; `sejak_lama` since when the present one is, if any."""
    galat: dict[str, list[str]] = {}
    if not str(isian.get("nama") or "").strip():
        galat["nama"] = ["Tulis nama penanggung jawab makam."]
    sejak = isian.get("sejak")
    if sejak is None:
        galat["sejak"] = ["Isi sejak kapan."]
    elif sejak > hari_ini:
        galat["sejak"] = ["Tanggal ini belum terjadi. Periksa lagi."]
    elif dimakamkan is not None and sejak < dimakamkan:
        galat["sejak"] = [f"Tidak boleh sebelum tanggal dimakamkan, {format_tanggal(dimakamkan)}."]
    elif sejak_lama is not None and sejak < sejak_lama:
        galat["sejak"] = [f"Penanggung jawab sekarang baru sejak {format_tanggal(sejak_lama)}. Periksa tanggalnya."]
    if sejak_lama is not None and not str(isian.get("sebab_ganti") or "").strip():
        galat["sebab_ganti"] = ["Tulis mengapa diganti."]
    return galat
