"""The life of a file of boundaries: read, tried, used, laid aside. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

TINGKAT_LABEL = {2: "Kabupaten/kota", 3: "Kecamatan"}
COBA, BERLAKU, LAMA = "coba", "berlaku", "lama"
STATUS_LABEL = {COBA: "Percobaan", BERLAKU: "Dipakai", LAMA: "Tidak dipakai"}
ANTRE, JADI, GAGAL = "antre", "jadi", "gagal"
SHOWN = 50
"""So many lines of one finding are kept; the rest is a number."""

TEMUAN_LABEL = {
    "tidak_ada": "Tidak ada di berkas (di peta akan kosong)",
    "tak_dikenal": "Tidak dipakai karena kodenya",
    "rusak": "Tidak dipakai karena batasnya",
    "dua_kali": "Lebih dari satu bidang, digabung",
    "diperbaiki": "Garisnya memotong diri sendiri, sudah diperbaiki",
    "bertumpuk": "Bertumpuk atau bercelah dengan tetangganya, sudah dirapikan",
    "nama_beda": "Nama di berkas berbeda dari nama Kemendagri",
}


@dataclass(frozen=True)
class Temuan:
    """One kind of finding: how many, and the first of them."""

    label: str
    jumlah: int
    isi: tuple[str, ...]


def keep_findings(found: Mapping[str, list[str]]) -> dict[str, Any]:
    """Findings as a row keeps them."""
    return {kind: {"jumlah": len(lines), "isi": lines[:SHOWN]} for kind, lines in found.items() if lines}


def list_findings(hasil: Mapping[str, Any]) -> list[Temuan]:
    """Findings of a row, in the order of what matters."""
    kept = hasil.get("temuan", {})
    return [
        Temuan(label, kept[kind]["jumlah"], tuple(kept[kind]["isi"]))
        for kind, label in TEMUAN_LABEL.items()
        if kind in kept
    ]
