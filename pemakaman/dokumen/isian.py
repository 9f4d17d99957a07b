"""Everything a printed application needs, as plain values; knows no table and no session."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time

from pemakaman.nilai.tanggal import TanggalTakLengkap

MENGETAHUI = "Pejabat Dukcapil yang Membidangi"


@dataclass(frozen=True)
class IsianOrang:
    """One person of the form. An empty string is printed as empty boxes."""

    nama: str = ""
    nik: str = ""
    dokumen_perjalanan: str = ""
    no_kk: str = ""
    kewarganegaraan: str = ""
    tempat_lahir: str = ""
    lahir: TanggalTakLengkap | None = None


@dataclass(frozen=True)
class IsianKematian:
    """The seven items of the block KEMATIAN; `sebab` 1–6 and `yang_menerangkan` 1–4 as on the form."""

    nik: str = ""
    nama: str = ""
    tanggal: date | None = None
    pukul: time | None = None
    sebab: int | None = None
    tempat: str = ""
    yang_menerangkan: int | None = None


@dataclass(frozen=True)
class IsianPermohonan:
    """One application. `kop` holds the letterhead, first line first; `nomor_buku` goes into the foot."""

    kop: Sequence[str] = ()
    provinsi: str = ""
    kabupaten_kota: str = ""
    kecamatan: str = ""
    desa_kelurahan: str = ""
    kode_wilayah: str = ""
    pelapor: IsianOrang = IsianOrang()
    subjek: IsianOrang = IsianOrang()
    ayah: IsianOrang = IsianOrang()
    ibu: IsianOrang = IsianOrang()
    saksi1: IsianOrang = IsianOrang()
    saksi2: IsianOrang = IsianOrang()
    kematian: IsianKematian = IsianKematian()
    tempat_ttd: str = ""
    tanggal_ttd: str = ""
    pejabat_nama: str | None = None
    pelapor_nama: str = ""
    mengetahui: str = MENGETAHUI
    nomor_buku: str = ""
    jenis: frozenset[str] = field(default_factory=lambda: frozenset({"kematian"}))


def _padded(number: int | None, width: int = 2) -> str:
    return "" if number is None else f"{number:0{width}d}"


def _orang(orang: IsianOrang) -> dict[str, str]:
    lahir = orang.lahir
    return {
        "nama": orang.nama,
        "nik": orang.nik,
        "dokumen_perjalanan": orang.dokumen_perjalanan,
        "no_kk": orang.no_kk,
        "kewarganegaraan": orang.kewarganegaraan,
        "tempat_lahir": orang.tempat_lahir,
        "lahir.tgl": _padded(lahir.hari) if lahir else "",
        "lahir.bln": _padded(lahir.bulan) if lahir else "",
        "lahir.thn": _padded(lahir.tahun, 4) if lahir else "",
    }


def _kematian(kematian: IsianKematian) -> dict[str, str]:
    tanggal, pukul = kematian.tanggal, kematian.pukul
    return {
        "nik": kematian.nik,
        "nama": kematian.nama,
        "tempat": kematian.tempat,
        "tgl": _padded(tanggal.day) if tanggal else "",
        "bln": _padded(tanggal.month) if tanggal else "",
        "thn": _padded(tanggal.year, 4) if tanggal else "",
        "jam": _padded(pukul.hour) if pukul else "",
        "menit": _padded(pukul.minute) if pukul else "",
        "sebab": _padded(kematian.sebab, 1),
        "yang_menerangkan": _padded(kematian.yang_menerangkan, 1),
    }


def _tanda_tangan(isian: IsianPermohonan) -> dict[str, str]:
    place_date = ", ".join(part for part in (isian.tempat_ttd, isian.tanggal_ttd) if part)
    return {
        "ttd.tempat_tanggal": place_date,
        "ttd.pejabat": isian.pejabat_nama or "",
        "ttd.pelapor": isian.pelapor_nama,
        "ttd.mengetahui": isian.mengetahui,
        "nomor_buku": isian.nomor_buku,
    }


def clean_text(value: str) -> str:
    """One line, composed characters, nothing unprintable: what boxes and XML can carry."""
    line = " ".join(unicodedata.normalize("NFC", value).split())
    return "".join(character for character in line if character.isprintable())


def flatten_isian(isian: IsianPermohonan) -> dict[str, str]:
    """The application as {path: text}, the names that layouts use; an empty value is an empty string."""
    values = {
        "provinsi": isian.provinsi,
        "kabupaten_kota": isian.kabupaten_kota,
        "kecamatan": isian.kecamatan,
        "desa_kelurahan": isian.desa_kelurahan,
        "kode_wilayah": isian.kode_wilayah,
        "kode_wilayah.angka": "".join(filter(str.isdigit, isian.kode_wilayah)),
        **_tanda_tangan(isian),
        **{f"jenis.{jenis}": "1" for jenis in sorted(isian.jenis)},
        **{f"kematian.{name}": value for name, value in _kematian(isian.kematian).items()},
    }
    for role in ("pelapor", "subjek", "ayah", "ibu", "saksi1", "saksi2"):
        values |= {f"{role}.{name}": value for name, value in _orang(getattr(isian, role)).items()}
    return {path: clean_text(value) for path, value in values.items()}
