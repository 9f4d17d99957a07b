"""The fields of each page group, and how one typed value becomes one that may be kept. Pure.

An `isian` maps field names to values: the columns of Laporan as they are, those of the persons with the
role before them ('pelapor_nik', 'saksi1_nama', 'ayah_lahir'), and a partial date of birth as one key, 'lahir'.
"""

import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any
from uuid import UUID

from pemakaman.laporan.rules import ALASAN_NIK_KOSONG, PERAN_ORANG, Kasus
from pemakaman.makam.rules import BUJUR, LINTANG
from pemakaman.nilai.galat import NilaiError, name_character
from pemakaman.nilai.nama import check_nama
from pemakaman.nilai.nik import check_nik
from pemakaman.nilai.nomor_kk import check_nomor_kk
from pemakaman.nilai.tanggal import TanggalTakLengkap
from pemakaman.nilai.telepon import check_telepon

Isian = Mapping[str, Any]
Cleaner = Callable[[Any], Any]

_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def text_upto(longest: int, *, lines: bool = False) -> Cleaner:
    """A cleaner for free text: trimmed, no control characters, at most `longest` characters."""

    def clean(value: Any) -> str:
        text = unicodedata.normalize("NFC", str(value)).replace("\r\n", "\n").strip()
        for char in text:
            if unicodedata.category(char) in _INVISIBLE and not (lines and char == "\n"):
                raise NilaiError(f"Isian memuat {name_character(char)} yang tidak dapat dicetak. Hapus tanda itu.")
        if len(text) > longest:
            raise NilaiError(f"Paling banyak {longest} huruf. Yang diketik {len(text)}; singkat isinya.")
        return text

    return clean


def one_choice(choices: tuple[str, ...]) -> Cleaner:
    """A cleaner that takes one of the listed codes."""

    def clean(value: Any) -> str:
        if str(value) not in choices:
            raise NilaiError("Pilih salah satu dari pilihan yang ada.")
        return str(value)

    return clean


def whole_number(lowest: int, highest: int) -> Cleaner:
    """A cleaner for a number between two bounds, typed or already a number."""

    def clean(value: Any) -> int:
        text = str(value).strip()
        if isinstance(value, bool) or not (text.isascii() and text.isdigit() and len(text) <= 6):
            raise NilaiError(f"Tulis angka {lowest} sampai {highest}.")
        if not lowest <= int(text) <= highest:
            raise NilaiError(f"Harus angka {lowest} sampai {highest}. Yang diketik {int(text)}.")
        return int(text)

    return clean


def degrees(lowest: float, highest: float, pesan: str) -> Cleaner:
    """A cleaner for a latitude or longitude within the country."""

    def clean(value: Any) -> float:
        if not isinstance(value, int | float) or isinstance(value, bool) or not lowest <= value <= highest:
            raise NilaiError(pesan)
        return round(float(value), 6)

    return clean


def _yes(value: Any) -> bool:
    return value is True or str(value).lower() in {"y", "ya", "1", "true", "on"}


def _typed(kind: type, pesan: str) -> Cleaner:
    def clean(value: Any) -> Any:
        if type(value) is not kind:
            raise NilaiError(pesan)
        return value

    return clean


_TANGGAL = _typed(date, "Tanggal tidak terbaca. Isi hari, bulan, dan tahun.")
_PUKUL = _typed(time, "Jam tidak terbaca. Tulis misalnya 14.30.")
_LAHIR = _typed(TanggalTakLengkap, "Tanggal lahir tidak terbaca. Isi tahun saja bila hanya itu yang diketahui.")
_NOMOR_RT = whole_number(0, 999)


def _uuid(value: Any) -> UUID:
    try:
        return value if isinstance(value, UUID) else UUID(str(value))
    except ValueError:
        raise NilaiError("Pilih petak dari makam ini.") from None


def _rt_rw(value: Any) -> str:
    return f"{_NOMOR_RT(value):03}"


def _field_names(value: Any) -> list[str] | None:
    """Fields that nobody could read on the paper, in the order of the pages; None when there is none."""
    if not isinstance(value, list | tuple) or not all(isinstance(name, str) and name in TERBACA for name in value):
        raise NilaiError("Ada nama isian yang tidak dikenal.")
    return [name for name in RUAS if name in value] or None


_ALMARHUM: dict[str, Cleaner] = {
    "tidak_dikenal": _yes,
    "nama": lambda value: check_nama(str(value)),
    "bin_binti": lambda value: check_nama(str(value)),
    "nik": lambda value: check_nik(str(value)),
    "nik_alasan": one_choice(ALASAN_NIK_KOSONG),
    "no_kk": lambda value: check_nomor_kk(str(value)),
    "jenis_kelamin": one_choice(("L", "P")),
    "tempat_lahir": text_upto(100),
    "lahir": _LAHIR,
    "umur": whole_number(0, 130),
    "agama": text_upto(60),
    "kewarganegaraan": text_upto(60),
    "dokumen_perjalanan": text_upto(40),
    "izin_tinggal": text_upto(60),
    "status_kawin": text_upto(60),
    "pekerjaan": text_upto(100),
    "anak_ke": whole_number(1, 40),
    "alamat": text_upto(300, lines=True),
    "rt": _rt_rw,
    "rw": _rt_rw,
    "dusun": text_upto(60),
    "alamat_desa_kode": text_upto(13),
    "alasan_nik_sama": text_upto(500, lines=True),
}
_KASUS = {"kasus": one_choice(tuple(Kasus))}
_KEMATIAN: dict[str, Cleaner] = {
    "meninggal_tanggal": _TANGGAL,
    "meninggal_pukul": _PUKUL,
    "meninggal_tempat_jenis": text_upto(60),
    "meninggal_tempat": text_upto(200),
    "sebab": whole_number(1, 6),
    "menerangkan": whole_number(1, 4),
    "surat_nomor": text_upto(100),
    "surat_tanggal": _TANGGAL,
    "surat_penerbit": text_upto(150),
    "alasan_terlambat": text_upto(500, lines=True),
}
_PEMAKAMAN: dict[str, Cleaner] = {
    "dimakamkan_tanggal": _TANGGAL,
    "dimakamkan_pukul": _PUKUL,
    "blok": text_upto(40),
    "petak": text_upto(40),
    "nomor_makam": text_upto(40),
    "petak_id": _uuid,
    "lintang": degrees(*LINTANG, "Lintang di Indonesia antara -11,5 dan 6,5. Contoh: -5,4295."),
    "bujur": degrees(*BUJUR, "Bujur di Indonesia antara 94 dan 142. Contoh: 105,2610."),
    "tumpang": _yes,
    "tumpang_persetujuan": text_upto(100),
    "tumpang_surat": text_upto(100),
    "izin_nomor": text_upto(100),
    "petugas_makam": lambda value: check_nama(str(value)),
    "keterangan": text_upto(1000, lines=True),
    "nomor_lama": text_upto(40),
}
_ORANG: dict[str, Cleaner] = {
    "nama": lambda value: check_nama(str(value)),
    "nik": lambda value: check_nik(str(value)),
    "no_kk": lambda value: check_nomor_kk(str(value)),
    "dokumen_perjalanan": text_upto(40),
    "kewarganegaraan": text_upto(60),
    "tempat_lahir": text_upto(100),
    "lahir": _LAHIR,
    "hubungan": text_upto(60),
    "telepon": lambda value: check_telepon(str(value)),
    "alamat": text_upto(300, lines=True),
}


def _orang(*peran: str) -> dict[str, Cleaner]:
    return {f"{prefix}_{name}": cleaner for prefix in peran for name, cleaner in _ORANG.items()}


_PERIKSA = {name: (_ALMARHUM | _KEMATIAN)[name] for name in ("alasan_nik_sama", "alasan_terlambat")}
_PERIKSA["tidak_terbaca"] = _field_names

BAGIAN: dict[str, dict[str, Cleaner]] = {
    "almarhum": {**_KASUS, **_ALMARHUM},
    "kematian": {**_KASUS, **_KEMATIAN},
    "pemakaman": _PEMAKAMAN,
    "pelapor": _orang("pelapor"),
    "saksi": _orang("saksi1", "saksi2"),
    "orang_tua": _orang("ayah", "ibu"),
    "bukti": {},
    "periksa": _PERIKSA,
}
RUAS: dict[str, Cleaner] = {name: cleaner for fields in BAGIAN.values() for name, cleaner in fields.items()}
# What a paper may say unreadably.
TERBACA = frozenset(RUAS) - {"tidak_terbaca", "nik_alasan", "tidak_dikenal", "kasus", *_PERIKSA}
# These columns cannot be empty: an unticked box is False, an unchosen case is the usual one.
KOSONG: dict[str, Any] = {"tidak_dikenal": False, "tumpang": False, "kasus": Kasus.RUMAH.value}


def clean_isian(bagian: str | None, isian: Isian) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """The values of a group as they are kept, and what is malformed by field; `bagian` None takes any field.

    Only the keys given are touched; an empty text or None empties the field. A key that is no field of
    the group is a mistake of the program (ValueError), not of the user.
    """
    fields = RUAS if bagian is None else BAGIAN[bagian]
    if unknown := set(isian) - set(fields):
        raise ValueError(f"bukan ruas bagian {bagian}: {sorted(unknown)}")
    values: dict[str, Any] = {}
    galat: dict[str, list[str]] = {}
    for name, value in isian.items():
        if value is None or (isinstance(value, str) and not value.strip()):
            values[name] = KOSONG.get(name)
            continue
        try:
            values[name] = fields[name](value)
        except NilaiError as error:
            galat[name] = [error.pesan]
    return values, galat


def read_isian(laporan: object, orang: Mapping[str, object]) -> dict[str, Any]:
    """All fields of a report and its persons as one isian; what is not known is None."""
    found = {name: _read(laporan, name) for name in RUAS if name.partition("_")[0] not in PERAN_ORANG}
    for peran in PERAN_ORANG:
        found |= {f"{peran}_{name}": _read(orang.get(peran), name) for name in _ORANG}
    return found


def _read(row: object, name: str) -> Any:
    if name != "lahir":
        return getattr(row, name, None)
    tahun = getattr(row, "lahir_tahun", None)
    if tahun is None:
        return None
    return TanggalTakLengkap(tahun, getattr(row, "lahir_bulan", None), getattr(row, "lahir_hari", None))
