"""Reference figures: what they are called, how they are typed, and what cannot be one. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from pemakaman.nilai.galat import NilaiError
from pemakaman.pantau.rules.angka import UMUR_LABEL

PENDUDUK, ANGKA_KEMATIAN, LENGKAP = "penduduk", "angka_kematian", "kelengkapan"
JENIS_LABEL = {
    PENDUDUK: "Jumlah penduduk",
    ANGKA_KEMATIAN: "Angka kematian per 1.000 penduduk setahun",
    LENGKAP: "Kelengkapan pencatatan kematian (persen)",
}
KELAMIN_LABEL = {"": "Semua", "L": "Laki-laki", "P": "Perempuan"}
UMUR_ACUAN = {"": "Semua umur"} | {kode: label for kode, label in UMUR_LABEL.items() if kode != "umur_tidak_diketahui"}
NASIONAL = "Indonesia"
TAHUN = range(2000, 2101)
# A crude rate above this was never seen outside catastrophes; it is a percentage or a slip of the decimal comma.
KASAR_PALING_TINGGI, UMUR_PALING_TINGGI = Decimal(50), Decimal(1000)
PENDUDUK_PALING_BANYAK = Decimal(2_000_000_000)
SUMBER_PANJANG, CATATAN_PANJANG = 200, 500

_BULAT = re.compile(r"[0-9]{1,10}|[0-9]{1,3}(?:\.[0-9]{3}){1,3}|[0-9]{1,3}(?:,[0-9]{3}){1,3}")
_PECAHAN = re.compile(r"[0-9]{1,4}(?:[.,][0-9]{1,3})?")


@dataclass(frozen=True)
class IsiAcuan:
    """One figure as it is to be stored. `wilayah_kode` None: the whole country."""

    jenis: str
    wilayah_kode: str | None
    tahun: int
    kelamin: str
    umur: str
    nilai: Decimal
    rendah: Decimal | None
    tinggi: Decimal | None
    sumber: str
    catatan: str | None

    @property
    def kunci(self) -> tuple[str, str, int, str, str]:
        """What a figure is about: there is one figure of each."""
        return self.jenis, self.wilayah_kode or "", self.tahun, self.kelamin, self.umur


def read_bilangan(text: str, jenis: str) -> Decimal:
    """A number as people write it: '1.124.683' persons, '6,5' per 1,000; raises NilaiError."""
    bare = text.strip()
    if jenis == PENDUDUK:
        if not _BULAT.fullmatch(bare):
            raise NilaiError("Tulis jumlah penduduk dengan angka bulat, misalnya 1.124.683.")
        return Decimal(bare.replace(".", "").replace(",", ""))
    if not _PECAHAN.fullmatch(bare):
        raise NilaiError("Tulis angka dengan koma dan paling banyak tiga angka di belakangnya, misalnya 6,5.")
    return Decimal(bare.replace(",", "."))


def check_isi(isi: IsiAcuan) -> dict[str, list[str]]:
    """Field → what is wrong with it; empty when the figure may be stored."""
    found: dict[str, list[str]] = {}
    if isi.tahun not in TAHUN:
        found["tahun"] = [f"Tahun harus antara {TAHUN[0]} dan {TAHUN[-1]}."]
    if not isi.sumber.strip():
        found["sumber"] = ["Tulis sumber angka ini, misalnya judul publikasi dan penerbitnya."]
    elif len(isi.sumber) > SUMBER_PANJANG:
        found["sumber"] = [f"Sumber paling panjang {SUMBER_PANJANG} huruf."]
    if isi.catatan and len(isi.catatan) > CATATAN_PANJANG:
        found["catatan"] = [f"Catatan paling panjang {CATATAN_PANJANG} huruf."]
    found |= _check_parts(isi)
    highest, why = _highest(isi)
    for name in ("nilai", "rendah", "tinggi"):
        value: Decimal | None = getattr(isi, name)
        if value is not None and value > highest:
            found[name] = [why]
    return found or _check_order(isi)


def _check_parts(isi: IsiAcuan) -> dict[str, list[str]]:
    """What is only known as a whole."""
    in_parts, is_desa = bool(isi.kelamin or isi.umur), (isi.wilayah_kode or "").count(".") == 3
    if isi.jenis == LENGKAP and in_parts:
        return {"umur": ["Kelengkapan hanya untuk semua umur dan semua jenis kelamin."]}
    if is_desa and (isi.jenis != PENDUDUK or in_parts):
        return {"wilayah_kode": ["Untuk desa/kelurahan hanya jumlah penduduk semua umur dan semua jenis kelamin."]}
    return {}


def _highest(isi: IsiAcuan) -> tuple[Decimal, str]:
    if isi.jenis == PENDUDUK:
        return PENDUDUK_PALING_BANYAK, "Jumlah penduduk ini terlalu besar. Periksa angkanya."
    if isi.jenis == LENGKAP:
        return Decimal(100), "Persen paling tinggi 100."
    if isi.umur:
        return UMUR_PALING_TINGGI, "Angka kematian per 1.000 penduduk paling tinggi 1.000."
    return KASAR_PALING_TINGGI, "Angka kematian semua umur di atas 50 per 1.000 tidak mungkin. Periksa komanya."


def _check_order(isi: IsiAcuan) -> dict[str, list[str]]:
    if (isi.rendah is None) != (isi.tinggi is None):
        missing = "rendah" if isi.rendah is None else "tinggi"
        return {missing: ["Isi batas rendah dan batas tinggi dua-duanya, atau kosongkan dua-duanya."]}
    if isi.rendah is not None and isi.rendah > isi.nilai:
        return {"rendah": ["Batas rendah lebih besar dari angkanya. Periksa keduanya."]}
    if isi.tinggi is not None and isi.tinggi < isi.nilai:
        return {"tinggi": ["Batas tinggi lebih kecil dari angkanya. Periksa keduanya."]}
    return {}


def read_kata(text: str, labels: Mapping[str, str], apa: str) -> str:
    """A code from the code itself or its label, whatever the case; raises NilaiError with what may be written."""
    wanted = " ".join(text.split()).lower().replace("–", "-")
    for kode, label in labels.items():
        if wanted in {kode.lower(), label.lower().replace("–", "-")}:
            return kode
    raise NilaiError(f"{apa} tidak dikenal. Tulis salah satu: {', '.join(kode for kode in labels if kode)}.")


def show_bilangan(value: Decimal | None, jenis: str) -> str:
    """'1.124.683' or '6,5', as `read_bilangan` reads it; '' for None."""
    if value is None:
        return ""
    if jenis == PENDUDUK:
        return f"{value:,.0f}".replace(",", ".")
    return f"{value.normalize():f}".replace(".", ",")
