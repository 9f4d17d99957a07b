"""The burial book as plain values: what is printed and what a closed month keeps. Knows no table and no session."""

import types
import typing
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, TypeVar

from pemakaman.makam.rules import SusunanBuku

T = TypeVar("T")


@dataclass(frozen=True)
class OrangBuku:
    """Reporter or witness of a row."""

    nama: str | None = None
    nik: str | None = None
    hubungan: str | None = None
    telepon: str | None = None
    alamat: str | None = None


@dataclass(frozen=True)
class BarisBuku:
    """One number of a book, with whole NIKs. With `batal` (the reason) the number is not in use and the rest is empty.

    Codes are those of the report (`status`, `sebab`, …); `digabung_ke` and `alamat_wilayah` are words already.
    """

    tahun: int
    nomor: int
    batal: str | None = None
    status: str | None = None
    kasus: str | None = None
    digabung_ke: str | None = None
    susulan: bool = False
    tidak_dikenal: bool = False
    nama: str | None = None
    bin_binti: str | None = None
    nik: str | None = None
    nik_alasan: str | None = None
    no_kk: str | None = None
    jenis_kelamin: str | None = None
    tempat_lahir: str | None = None
    lahir_tahun: int | None = None
    lahir_bulan: int | None = None
    lahir_hari: int | None = None
    umur: int | None = None
    agama: str | None = None
    kewarganegaraan: str | None = None
    status_kawin: str | None = None
    pekerjaan: str | None = None
    alamat: str | None = None
    rt: str | None = None
    rw: str | None = None
    dusun: str | None = None
    alamat_wilayah: str | None = None
    meninggal_tanggal: date | None = None
    meninggal_pukul: time | None = None
    meninggal_tempat_jenis: str | None = None
    meninggal_tempat: str | None = None
    sebab: int | None = None
    menerangkan: int | None = None
    surat_nomor: str | None = None
    surat_tanggal: date | None = None
    surat_penerbit: str | None = None
    dimakamkan_tanggal: date | None = None
    dimakamkan_pukul: time | None = None
    blok: str | None = None
    petak: str | None = None
    nomor_makam: str | None = None
    tumpang: bool = False
    tumpang_persetujuan: str | None = None
    tumpang_surat: str | None = None
    izin_nomor: str | None = None
    petugas_makam: str | None = None
    keterangan: str | None = None
    nomor_lama: str | None = None
    tidak_terbaca: tuple[str, ...] = ()
    bukti_kk_ktp: bool = False
    akta_nomor: str | None = None
    akta_tanggal: date | None = None
    pelapor: OrangBuku = field(default_factory=OrangBuku)
    saksi1: OrangBuku = field(default_factory=OrangBuku)
    saksi2: OrangBuku = field(default_factory=OrangBuku)


@dataclass(frozen=True)
class UbahanBuku:
    """One field of a correction; `ruas` is its code, the values are words."""

    ruas: str
    semula: str | None = None
    menjadi: str | None = None


@dataclass(frozen=True)
class KoreksiCetak:
    """One numbered correction entry. `baris` is the number it speaks of, '12/2026'."""

    nomor: int
    tahun: int
    tanggal: date
    baris: str
    jenis: str
    asal: str = ""
    alasan: str | None = None
    ubahan: tuple[UbahanBuku, ...] = ()


@dataclass(frozen=True)
class MakamBuku:
    """The cemetery of a book. Names are bare; `sebutan` is what its desa is called there, `kepala_desa` its head."""

    nama: str
    kode: str
    jenis: str = ""
    desa: str = ""
    kecamatan: str = ""
    kab_kota: str = ""
    sebutan: str = "Desa"
    kepala_desa: str = "Kepala Desa/Lurah"
    zona: str = "WIB"


@dataclass(frozen=True)
class BagianBuku:
    """One cemetery of a print: its rows (read once, in order) and then its corrections."""

    makam: MakamBuku
    baris: Iterable[BarisBuku]
    koreksi: Iterable[KoreksiCetak] = ()


@dataclass(frozen=True)
class KepalaBuku:
    """What a print says of itself. `ringkasan` is printed as a table of label and value before the signatures."""

    susunan: SusunanBuku
    periode: str
    nik_tampak: bool
    tempat: str
    tanggal: date
    petugas: str
    dibuat: datetime
    ringkasan: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Cetakan:
    """How a print came out."""

    halaman: int
    baris: int


def to_json(value: object) -> dict[str, Any]:
    """A row, correction or cemetery as JSON keeps it; what is empty is left out."""
    if not is_dataclass(value) or isinstance(value, type):
        raise TypeError(type(value).__name__)
    found = {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    return {name: plain for name, plain in found.items() if not _is_empty(plain)}


def _is_empty(plain: Any) -> bool:
    # Zero is a value: a child dies at the age of 0.
    return plain is None or plain is False or (isinstance(plain, list | dict) and not plain)


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return to_json(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date | time) else value


def from_json(data: Mapping[str, Any], kind: type[T]) -> T:
    """The value that `to_json` wrote: `from_json(data, BarisBuku)`; keys that the class does not know are left out."""
    key: Any = kind
    hints = _hints(key)
    return kind(**{name: _read(value, hints[name]) for name, value in data.items() if name in hints})


@lru_cache(maxsize=16)
def _hints(kind: Hashable) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _read(value: Any, hint: Any) -> Any:
    if isinstance(hint, types.UnionType):
        hint = next(one for one in typing.get_args(hint) if one is not type(None))
    if value is None:
        return None
    if typing.get_origin(hint) is tuple:
        inner = typing.get_args(hint)[0]
        return tuple(_read(one, inner) for one in value)
    if hint in (date, time):
        return hint.fromisoformat(value)
    return from_json(value, hint) if isinstance(hint, type) and is_dataclass(hint) else value
