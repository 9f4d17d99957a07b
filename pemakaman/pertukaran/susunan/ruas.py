"""How the cell of each field becomes parts of an isian. A fault is a NilaiError with a sentence; nothing is guessed.

A part may be a day that is known only in part; `CATATAN` gathers what has no field of its own but must not be lost.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from pemakaman.laporan.rules import MENERANGKAN_LABEL
from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.nomor_kk import check_nomor_kk
from pemakaman.nilai.tanggal import parse_pukul
from pemakaman.nilai.telepon import check_telepon
from pemakaman.pertukaran.susunan.sel import (
    read_nama,
    read_nama_orang,
    read_nik,
    read_sebab,
    read_tanggal,
    read_text,
    split_pelapor,
    split_tempat_tanggal,
    split_waktu,
)
from pemakaman.sel import KolomError, read_sex
from pemakaman.tabel import Cell

CATATAN = "_catatan"
Bagian = dict[str, Any]
Reader = Callable[[Cell], Bagian]

KK_ANGKA = (
    "Excel menyimpan nomor KK sebagai angka; digit terakhir bisa hilang. Ubah kolom menjadi Teks lalu ketik ulang."
)
_BEREXCEL = "Excel mengubah isinya menjadi tanggal. Ubah kolom menjadi Teks lalu ketik ulang."
_UMUR = re.compile(
    r"(?P<kira>(?:±|\+/-|kurang lebih|sekitar|kira-kira|lk\.?)\s*)?(?P<angka>\d{1,3})\s*"
    r"(?P<satuan>th|thn|tahun|bln|bulan|hr|hari|minggu|mg)?\.?",
    re.IGNORECASE,
)
_RT_RW = re.compile(
    r"(?:rt\.?\s*)?0*(?P<rt>\d{1,3})\s*(?:[/\-–.,]|\s)\s*(?:rw\.?\s*)?0*(?P<rw>\d{1,3})",
    re.IGNORECASE,
)
_LETAK = re.compile(
    r"(?:(?:blok|blk)\.?\s*(?P<blok>[\w-]+))?[\s,/]*"
    r"(?:(?:blad|baris|petak|ptk)\.?\s*(?P<petak>[\w-]+))?[\s,/]*"
    r"(?:(?:nomor|no|nmr)\.?\s*(?P<nomor>[\w-]+))?",
    re.IGNORECASE,
)


def _text(name: str) -> Reader:
    def read(cell: Cell) -> Bagian:
        if isinstance(cell, date):
            raise NilaiError(_BEREXCEL)
        return {name: read_text(cell)}

    return read


def _note(label: str) -> Reader:
    def read(cell: Cell) -> Bagian:
        text = read_text(cell)
        return {CATATAN: f"{label}: {text}" if text else ""}

    return read


def _person(name: str) -> Reader:
    return lambda cell: {name: read_nama_orang(cell)}


def _nik_of(peran: str) -> Reader:
    return lambda cell: {f"{peran}_nik": read_nik(cell).get("nik", "")}


def _kk(name: str) -> Reader:
    def read(cell: Cell) -> Bagian:
        if isinstance(cell, int | float) and cell:
            raise NilaiError(KK_ANGKA)
        text = read_text(cell)
        return {name: check_nomor_kk(text) if text else ""}

    return read


def _day(name: str) -> Reader:
    return lambda cell: {name: read_tanggal(cell)}


def _hour(name: str) -> Reader:
    def read(cell: Cell) -> Bagian:
        text = read_text(cell)
        return {name: parse_pukul(text) if text else None}

    return read


def _nama(cell: Cell) -> Bagian:
    found = read_nama(cell)
    return {**found, CATATAN: found.pop("keterangan", "")}


def _sex(cell: Cell) -> Bagian:
    try:
        return {"jenis_kelamin": read_sex(read_text(cell).rstrip(".")) or ""}
    except KolomError:
        raise NilaiError("Tulis L atau P.") from None


def _ttl(cell: Cell) -> Bagian:
    tempat, lahir = split_tempat_tanggal(cell, akhir=True)
    return {"tempat_lahir": tempat, "lahir": lahir}


def _umur(cell: Cell) -> Bagian:
    text = read_text(cell)
    if not text:
        return {"umur": 0} if cell == 0 and not isinstance(cell, str | bool) and cell is not None else {}
    match = _UMUR.fullmatch(text)
    if match is None:
        raise NilaiError("Umur tidak terbaca. Tulis angka tahunnya, misalnya 67.")
    number, unit = int(match["angka"]), (match["satuan"] or "th").lower()
    is_years = unit.startswith("t")
    note = f"Umur menurut buku: {text}" if match["kira"] or not is_years else ""
    return {"umur": number if is_years else number // 12 * unit.startswith("b"), CATATAN: note}


def _rt(name: str) -> Reader:
    def read(cell: Cell) -> Bagian:
        return {name: re.sub(rf"\A{name}\.?\s*", "", read_text(cell), flags=re.IGNORECASE)}

    return read


def _rt_rw(cell: Cell) -> Bagian:
    if isinstance(cell, date):
        raise NilaiError(_BEREXCEL)
    text = read_text(cell)
    if not text:
        return {}
    match = _RT_RW.fullmatch(text)
    if match is None:
        raise NilaiError("RT/RW tidak terbaca. Tulis misalnya 003/005.")
    return {"rt": match["rt"], "rw": match["rw"]}


def _waktu(cell: Cell) -> Bagian:
    tanggal, pukul = split_waktu(cell)
    return {"meninggal_tanggal": tanggal, "meninggal_pukul": pukul}


def _meninggal_di(cell: Cell) -> Bagian:
    tempat, tanggal = split_tempat_tanggal(cell)
    return {"meninggal_tempat": tempat, "meninggal_tanggal": tanggal}


def _sebab(cell: Cell) -> Bagian:
    sebab, told = read_sebab(cell)
    return {"sebab": sebab, CATATAN: f"Sebab kematian menurut buku: {told}" if told else ""}


def _menerangkan(cell: Cell) -> Bagian:
    text = read_text(cell)
    if re.fullmatch(r"[1-4]\.?", text):
        return {"menerangkan": int(text[0])}
    known = next((kode for kode, label in MENERANGKAN_LABEL.items() if label.casefold() == text.casefold()), None)
    return {"menerangkan": known} if known else {CATATAN: f"Yang menerangkan: {text}" if text else ""}


def _letak(cell: Cell) -> Bagian:
    if isinstance(cell, date):
        raise NilaiError(_BEREXCEL)
    text = read_text(cell)
    match = _LETAK.fullmatch(text)
    if match is None or not text:
        return {"nomor_makam": text}
    return {"blok": match["blok"], "petak": match["petak"], "nomor_makam": match["nomor"]}


def _phone(cell: Cell) -> Bagian:
    text = read_text(cell)
    return {"pelapor_telepon": check_telepon(text) if text else ""}


def _pelapor(cell: Cell) -> Bagian:
    nama, telepon = split_pelapor(cell)
    return {"pelapor_nama": nama, "pelapor_telepon": telepon}


_TEKS = (
    *("tempat_lahir", "agama", "kewarganegaraan", "status_kawin", "pekerjaan", "alamat", "dusun", "meninggal_tempat"),
    *("surat_nomor", "blok", "petak", "nomor_makam", "izin_nomor", "nomor_lama", "pelapor_hubungan", "pelapor_alamat"),
)
PEMBACA: dict[str, Reader] = {
    **{name: _text(name) for name in _TEKS},
    **{name: _person(name) for name in ("bin_binti", "petugas_makam", "pelapor_nama")},
    **{f"{peran}_nama": _person(f"{peran}_nama") for peran in ("saksi1", "saksi2", "ayah", "ibu")},
    **{f"{peran}_nik": _nik_of(peran) for peran in ("pelapor", "saksi1", "saksi2", "ayah", "ibu")},
    "nama": _nama,
    "nik": lambda cell: dict(read_nik(cell)),
    "no_kk": _kk("no_kk"),
    "pelapor_no_kk": _kk("pelapor_no_kk"),
    "jenis_kelamin": _sex,
    "lahir": _day("lahir"),
    "ttl": _ttl,
    "umur": _umur,
    "rt": _rt("rt"),
    "rw": _rt("rw"),
    "rt_rw": _rt_rw,
    "meninggal_tanggal": _day("meninggal_tanggal"),
    "meninggal_pukul": _hour("meninggal_pukul"),
    "meninggal_waktu": _waktu,
    "meninggal_di": _meninggal_di,
    "sebab": _sebab,
    "menerangkan": _menerangkan,
    "dimakamkan_tanggal": _day("dimakamkan_tanggal"),
    "dimakamkan_pukul": _hour("dimakamkan_pukul"),
    "letak": _letak,
    "pelapor_hp": _pelapor,
    "pelapor_telepon": _phone,
    "keluarga": _note("Keluarga yang dapat dihubungi"),
    "hubungan": _note("Hubungan keluarga menurut buku"),
}
# A remark keeps its heading, so that one knows later what it was about; under these it speaks for itself.
_POLOS = frozenset({"keterangan", "ket", "ket.", "catatan"})


def reader_of(field: str, judul: str) -> Reader:
    """The reader of a field under this heading."""
    if field != "keterangan":
        return PEMBACA[field]
    if judul.casefold() in _POLOS:
        return lambda cell: {CATATAN: read_text(cell)}
    return _note(judul)
