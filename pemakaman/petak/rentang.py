"""Plot numbers typed as a range: 'A-001 … A-120', '1-40', 'B7 s.d. B12', several with commas. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pemakaman.nilai.galat import NilaiError

PALING_BANYAK = 2000
NOMOR_TERPANJANG = 20
CONTOH = "Tulis misalnya A-001 … A-120, atau 1-40."

# Words and dots between the two ends; a lone dash only where both ends are bare numbers.
_ANTARA = re.compile(r"\s*(?:…|\.{2,}|–|—|\bs/d\b|\bs\.d\.?|\bsd\b|\bsampai\b)\s*|\s+-\s+", re.IGNORECASE)
_ANGKA_SAJA = re.compile(r"([0-9]+)\s*-\s*([0-9]+)")
_UJUNG = re.compile(r"(.*?)([0-9]+)")
_SAH = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 ./\-]*[A-Za-z0-9])?")


@dataclass(frozen=True)
class Rencana:
    """Numbers to be made, and those that are there already."""

    baru: list[str]
    sudah_ada: list[str]


def read_range(text: str) -> list[str]:
    """The numbers in order, each once; raises NilaiError saying what cannot be read. At most 2,000."""
    found: dict[str, str] = {}
    for part in (part.strip() for part in text.replace(";", ",").split(",")):
        for nomor in _read_part(part) if part else ():
            found.setdefault(nomor.lower(), nomor)
            if len(found) > PALING_BANYAK:
                raise NilaiError(f"Paling banyak {PALING_BANYAK} petak sekali jalan. Bagi menjadi beberapa kali.")
    if not found:
        raise NilaiError(CONTOH)
    return list(found.values())


def plan_range(wanted: Iterable[str], ada: Iterable[str]) -> Rencana:
    """What of the wanted numbers is new; capitals do not make another number."""
    known = {nomor.lower() for nomor in ada}
    baru, sudah = list[str](), list[str]()
    for nomor in wanted:
        (sudah if nomor.lower() in known else baru).append(nomor)
    return Rencana(baru, sudah)


def _read_part(part: str) -> list[str]:
    bare = _ANGKA_SAJA.fullmatch(part)
    ends = list(bare.groups()) if bare else _ANTARA.split(part)
    if len(ends) == 1:
        return [_checked(part)]
    if len(ends) != 2 or not all(ends):
        raise NilaiError(f"“{part[:40]}” tidak terbaca sebagai rentang. {CONTOH}")
    return _between(ends[0].strip(), ends[1].strip(), part)


def _between(first: str, last: str, part: str) -> list[str]:
    left, right = _UJUNG.fullmatch(_checked(first)), _UJUNG.fullmatch(_checked(last))
    if left is None or right is None:
        raise NilaiError(f"Kedua ujung “{part[:40]}” harus berakhir dengan angka. {CONTOH}")
    # 'A-001 … 120' repeats the beginning silently.
    head = left[1]
    if right[1] and right[1].lower() != head.lower():
        raise NilaiError(f"Kedua ujung “{part[:40]}” berbeda awalannya. {CONTOH}")
    low, high = int(left[2]), int(right[2])
    if high < low:
        raise NilaiError(f"Rentang “{part[:40]}” terbalik: nomor akhirnya lebih kecil.")
    if high - low >= PALING_BANYAK:
        raise NilaiError(f"Paling banyak {PALING_BANYAK} petak sekali jalan. Bagi menjadi beberapa kali.")
    width = len(left[2]) if left[2].startswith("0") else 0
    return [_checked(f"{head}{number:0{width}}") for number in range(low, high + 1)]


def _checked(nomor: str) -> str:
    nomor = " ".join(nomor.split())
    if len(nomor) > NOMOR_TERPANJANG:
        raise NilaiError(f"Nomor petak paling panjang {NOMOR_TERPANJANG} huruf: “{nomor[:40]}”.")
    if not _SAH.fullmatch(nomor):
        raise NilaiError(
            f"“{nomor[:40]}” bukan nomor petak. Pakai huruf, angka, titik, garis miring, dan tanda hubung."
        )
    return nomor
