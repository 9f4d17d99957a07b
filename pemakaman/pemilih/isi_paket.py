"""What lies in a package: its lists, the record of the hand-over, the manifest, and the encrypted ZIP around them."""

import hashlib
import io
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyzipper

from pemakaman.nilai.tanggal import format_tanggal, zone_of
from pemakaman.nilai.terbilang import spell_number
from pemakaman.pemilih.paket import proof_of, voter_values
from pemakaman.pemilih.paket_penarikan import HEADER, cells_of, withdrawal_bytes
from pemakaman.pemilih.rules import is_to_verify
from pemakaman.tabel import csv_bytes, xlsx_bytes

FORMATS = ("xlsx", "csv")
HEADER_NO = ("NO", *HEADER)
VERIFIKASI = "MOHON DIVERIFIKASI"
# A first line that no reader of strikes knows: a program that expects names to strike stops here.
JUDUL_VERIFIKASI = f"{VERIFIKASI}: nama di bawah ini belum berbukti meninggal; jangan dihapus sebelum ada buktinya"
MANIFES = "MANIFEST.json"

Cetak = Callable[[Mapping[str, Any]], bytes]


@dataclass(frozen=True)
class Lampiran:
    """One file of a package."""

    nama: str
    isi: bytes
    baris: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """As the manifest names it."""
        sidik = hashlib.sha256(self.isi).hexdigest()
        return {"nama": self.nama, "bita": len(self.isi), "sha256": sidik, "baris": self.baris}


@dataclass(frozen=True)
class Tempat:
    """Which package this is: its number, period and area in words, when it was made."""

    nomor: int
    periode: str
    wilayah_kode: str
    wilayah: str
    kab_kota: str
    tps: str | None
    dibuat: datetime


@dataclass(frozen=True)
class Terpilih:
    """The rows of a package in the order of their numbers: first those to strike, then those to verify."""

    hapus: Sequence[Any]
    verifikasi: Sequence[Any]

    @property
    def semua(self) -> list[Any]:
        """Row number 1 first."""
        return [*self.hapus, *self.verifikasi]


def sort_rows(rows: Sequence[Any]) -> Terpilih:
    """Part names to strike from names to verify, by the best proof there is today."""
    weak = [is_to_verify(proof_of(row)[0]) for row in rows]
    return Terpilih(
        hapus=[row for row, is_weak in zip(rows, weak, strict=True) if not is_weak],
        verifikasi=[row for row, is_weak in zip(rows, weak, strict=True) if is_weak],
    )


def list_files(nomor: int, terpilih: Terpilih, penarikan: Sequence[Sequence[str]]) -> list[Lampiran]:
    """The lists of a package; those without a row are left out. `penarikan` has its headings as the first row."""
    hapus = _numbered(terpilih.hapus, 1)
    verifikasi = _numbered(terpilih.verifikasi, len(hapus) + 1, ket="")
    made = []
    for kind in FORMATS:
        if hapus:
            isi = csv_bytes(HEADER_NO, hapus) if kind == "csv" else xlsx_bytes("Usul", HEADER_NO, hapus)
            made.append(Lampiran(f"USUL-{nomor:05}.{kind}", isi, len(hapus)))
        if verifikasi:
            made.append(Lampiran(f"VERIFIKASI-{nomor:05}.{kind}", _verify_bytes(verifikasi, kind), len(verifikasi)))
        if penarikan:
            name = f"PENARIKAN-KEMBALIKAN-KE-DAFTAR-{nomor:05}.{kind}"
            made.append(Lampiran(name, withdrawal_bytes(penarikan, kind), len(penarikan) - 1))
    return sorted(made, key=lambda one: one.nama)


def _numbered(rows: Sequence[Any], start: int, *, ket: str | None = None) -> list[list[str]]:
    return [[str(number), *cells_of(voter_values(row, ket=ket))] for number, row in enumerate(rows, start)]


def _verify_bytes(rows: Sequence[Sequence[str]], kind: str) -> bytes:
    table = [HEADER_NO, *rows]
    if kind == "csv":
        return csv_bytes([JUDUL_VERIFIKASI], table)
    return xlsx_bytes(VERIFIKASI, [JUDUL_VERIFIKASI, *[""] * (len(HEADER_NO) - 1)], table)


def record_values(
    tempat: Tempat,
    terpilih: Terpilih,
    berkas: Sequence[Lampiran],
    *,
    penarikan: int,
    kop: Sequence[str],
    kota: str,
) -> dict[str, Any]:
    """What the record of the hand-over prints."""
    hapus, verifikasi = len(terpilih.hapus), len(terpilih.verifikasi)
    hari = tempat.dibuat.astimezone(zone_of(tempat.wilayah_kode)).date()
    counts = [("Nama untuk dihapus", hapus), ("Nama untuk diverifikasi", verifikasi)]
    counts += [("Nama untuk dikembalikan ke daftar", penarikan)]
    return {
        "tempat": tempat,
        "nomor": f"{tempat.nomor:05}",
        "kop": list(kop),
        "kota": kota,
        "tanggal": format_tanggal(hari),
        "jumlah": [(label, number, spell_number(number)) for label, number in counts],
        "kecamatan": totals_by_place(terpilih),
        "berkas": [one.as_dict() for one in berkas],
    }


def totals_by_place(terpilih: Terpilih) -> list[dict[str, Any]]:
    """Kecamatan by kecamatan, and in it TPS by TPS: to strike, to verify."""
    found: dict[str, dict[tuple[str, str], Counter[str]]] = {}
    for untuk, rows in (("hapus", terpilih.hapus), ("verifikasi", terpilih.verifikasi)):
        for row in rows:
            voter = row.Pemilih
            places = found.setdefault(voter.kecamatan, {})
            places.setdefault((voter.desa, (voter.tps or "").lstrip("0") or "–"), Counter())[untuk] += 1
    return [
        {
            "nama": nama,
            "hapus": sum(count["hapus"] for count in places.values()),
            "verifikasi": sum(count["verifikasi"] for count in places.values()),
            "tps": [
                {"desa": desa, "tps": tps, "hapus": count["hapus"], "verifikasi": count["verifikasi"]}
                for (desa, tps), count in sorted(places.items(), key=lambda item: _place_key(*item[0]))
            ],
        }
        for nama, places in sorted(found.items())
    ]


def _place_key(desa: str, tps: str) -> tuple[str, int, str]:
    return desa, int(tps) if tps.isascii() and tps.isdigit() else 0, tps


def manifest(tempat: Tempat, berkas: Sequence[Lampiran], jumlah: Mapping[str, int]) -> dict[str, Any]:
    """What lies in the package, without personal data."""
    return {
        "nomor": tempat.nomor,
        "periode": tempat.periode,
        "wilayah": {"kode": tempat.wilayah_kode, "nama": tempat.wilayah, "tps": tempat.tps},
        "dibuat": tempat.dibuat.isoformat(timespec="seconds"),
        "jumlah": dict(jumlah),
        "berkas": [one.as_dict() for one in berkas],
    }


def manifest_file(isi: Mapping[str, Any]) -> Lampiran:
    """The manifest as the last file of the package."""
    return Lampiran(MANIFES, json.dumps(isi, ensure_ascii=False, indent=2).encode())


def zip_bytes(berkas: Sequence[Lampiran], sandi: str) -> bytes:
    """All files in one ZIP, each encrypted with AES-256. Names of files stay readable and hold no personal data."""
    target = io.BytesIO()
    with pyzipper.AESZipFile(target, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(sandi.encode())
        for one in berkas:
            archive.writestr(one.nama, one.isi)
    return target.getvalue()


def opens_with(content: bytes, sandi: str) -> bool:
    """Does this password open the package? False after a change of the server's secret key."""
    try:
        with pyzipper.AESZipFile(io.BytesIO(content)) as archive:
            return bool(archive.read(MANIFES, pwd=sandi.encode()))
    except (RuntimeError, KeyError, pyzipper.BadZipFile):
        return False
