"""What KPU's receipt may say of a package, and where its numbers differ from ours."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

TERPANJANG_NOMOR = 100
TERPANJANG_SEBAB = 300
DITAMPILKAN = 5
"""Of many wrong lines the first few are named."""


@dataclass(frozen=True)
class IsianTerima:
    """A receipt as it was typed. `per_kecamatan`: key → (accepted, refused), empty when KPU does not state it."""

    nomor: str
    tanggal: date | None
    diterima: int | None
    ditolak: int | None
    per_kecamatan: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    baris: Mapping[int, str] = field(default_factory=dict)
    catatan: str = ""
    # The totals are meant as they stand, although they are not ours.
    beda: bool = False


@dataclass(frozen=True)
class Serahan:
    """What was handed over: rows, by kecamatan, on which day; and which day it is."""

    jumlah: int
    per_kecamatan: Mapping[str, int]
    dibuat: date
    hari_ini: date


@dataclass(frozen=True)
class Selisih:
    """One line of both sides' numbers."""

    nama: str
    kita: int
    diterima: int
    ditolak: int

    @property
    def is_beda(self) -> bool:
        """Does KPU count another number of names?"""
        return self.diterima + self.ditolak != self.kita


def read_rows(text: str) -> tuple[dict[int, str], list[str]]:
    """(row number → reason, what could not be read) of lines such as '12;NIK tidak ada'; a heading is passed over."""
    rows: dict[int, str] = {}
    wrong: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        first, reason = _parted(line)
        if not first and not reason:
            continue
        if number == 1 and first.upper() in {"NO", "NO.", "NOMOR"}:
            continue
        if not (first.isascii() and first.isdigit() and 0 < len(first) < 8):
            wrong.append(f"Baris tulisan {number}: “{first[:20]}” bukan nomor. Tulis misalnya 12;NIK tidak ditemukan.")
        elif int(first) in rows:
            wrong.append(f"Nomor {int(first)} tertulis dua kali. Hapus salah satunya.")
        else:
            rows[int(first)] = reason
    return rows, wrong


def _parted(line: str) -> tuple[str, str]:
    for sign in (";", "\t", ","):
        if sign in line:
            first, _, rest = line.partition(sign)
            return first.strip(' "'), " ".join(rest.strip(' ";').split())
    return line.strip(' "'), ""


def check_receipt(isian: IsianTerima, serahan: Serahan) -> dict[str, list[str]]:
    """What is wrong, by field; empty when the receipt may be kept."""
    galat: dict[str, list[str]] = {}
    if not 1 <= len(isian.nomor.strip()) <= TERPANJANG_NOMOR:
        galat["nomor"] = [f"Tulis nomor tanda terima dari KPU, paling banyak {TERPANJANG_NOMOR} huruf."]
    if (pesan := _wrong_day(isian.tanggal, serahan)) is not None:
        galat["tanggal"] = [pesan]
    if (pesan := _wrong_rows(isian.baris, serahan.jumlah)) is not None:
        galat["baris"] = [pesan]
    galat |= _wrong_totals(isian, serahan)
    if (pesan := _wrong_places(isian, serahan)) is not None:
        galat["per_kecamatan"] = [pesan]
    return galat


def _wrong_day(tanggal: date | None, serahan: Serahan) -> str | None:
    if tanggal is None:
        return "Isi tanggal tanda terima."
    if tanggal > serahan.hari_ini:
        return "Tanggal tanda terima belum terjadi."
    if tanggal < serahan.dibuat:
        return f"Tanggal tanda terima mendahului pembuatan paket ({serahan.dibuat:%d-%m-%Y}). Periksa lagi."
    return None


def _wrong_rows(baris: Mapping[int, str], jumlah: int) -> str | None:
    unknown = sorted(number for number in baris if not 1 <= number <= jumlah)
    if unknown:
        return f"Nomor {_listed(unknown)} tidak ada di paket ini; nomornya 1 sampai {jumlah}."
    silent = sorted(number for number, sebab in baris.items() if not sebab.strip())
    if silent:
        return f"Tulis sebab penolakan nomor {_listed(silent)}, misalnya {silent[0]};NIK tidak ditemukan."
    long = sorted(number for number, sebab in baris.items() if len(sebab) > TERPANJANG_SEBAB)
    return f"Sebab nomor {_listed(long)} terlalu panjang, paling banyak {TERPANJANG_SEBAB} huruf." if long else None


def _listed(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:DITAMPILKAN]))
    more = len(numbers) - DITAMPILKAN
    return f"{shown}, dan {more} lagi" if more > 0 else shown


def _wrong_totals(isian: IsianTerima, serahan: Serahan) -> dict[str, list[str]]:
    galat: dict[str, list[str]] = {}
    if isian.diterima is None:
        galat["diterima"] = ["Tulis jumlah nama yang diterima, 0 bila tidak ada."]
    if isian.ditolak is None:
        galat["ditolak"] = ["Tulis jumlah nama yang ditolak, 0 bila tidak ada."]
    if isian.diterima is None or isian.ditolak is None:
        return galat
    if len(isian.baris) != isian.ditolak:
        galat["ditolak"] = [
            f"Jumlah yang ditolak {isian.ditolak}, tetapi nomor baris yang disebut {len(isian.baris)}. Samakan dulu."
        ]
    total = isian.diterima + isian.ditolak
    if total != serahan.jumlah and not isian.beda:
        galat["diterima"] = [
            f"Diterima dan ditolak berjumlah {total}, padahal paket ini berisi {serahan.jumlah} nama. Betulkan, atau "
            "centang bahwa angkanya memang tertulis begitu di tanda terima KPU."
        ]
    return galat


def _wrong_places(isian: IsianTerima, serahan: Serahan) -> str | None:
    found = isian.per_kecamatan
    if not found:
        return None
    if found.keys() != serahan.per_kecamatan.keys():
        return "Isi jumlah semua kecamatan, atau kosongkan semuanya bila KPU tidak menyebutnya."
    sums = (sum(one for one, _ in found.values()), sum(two for _, two in found.values()))
    if isian.diterima is not None and isian.ditolak is not None and sums != (isian.diterima, isian.ditolak):
        return (
            f"Jumlah kecamatan {sums[0]} diterima dan {sums[1]} ditolak, padahal seluruhnya tertulis "
            f"{isian.diterima} dan {isian.ditolak}. Betulkan salah satunya."
        )
    return None


def compare_totals(
    serahan: Serahan, diterima: int, ditolak: int, per_kecamatan: Mapping[str, tuple[int, int]], nama: Mapping[str, str]
) -> list[Selisih]:
    """Both sides' numbers, the whole first."""
    whole = Selisih("Seluruhnya", serahan.jumlah, diterima, ditolak)
    if not per_kecamatan:
        return [whole]
    return [
        whole,
        *(
            Selisih(nama[key], kita, *per_kecamatan.get(key, (0, 0)))
            for key, kita in sorted(serahan.per_kecamatan.items(), key=lambda item: nama[item[0]])
        ),
    ]
