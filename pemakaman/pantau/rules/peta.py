"""The figures that the map can show. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pemakaman.grafik.lukis import Sel, Tabel
from pemakaman.nilai.galat import NilaiError
from pemakaman.pantau.rules.kelengkapan import BANDING_LABEL, Kelengkapan

Angka = Mapping[str, float]


@dataclass(frozen=True)
class Ukuran:
    """One figure of a region: its words, and how it is made of counts; None where there is nothing to count."""

    label: str
    hitung: Callable[[Angka], float | None]
    persen: bool = True
    catatan: str = ""


def _share(part: str, whole: str) -> Callable[[Angka], float | None]:
    return lambda angka: round(100 * angka[part] / angka[whole], 1) if angka[whole] else None


def _recorded(angka: Angka) -> float | None:
    """A region where nobody keeps a book has no figure; one whose books stayed empty has none dead."""
    return float(angka["dimakamkan"]) if angka["dimakamkan"] or angka["makam"] else None


UKURAN: dict[str, Ukuran] = {
    "tercatat": Ukuran("Kematian tercatat", _recorded, persen=False),
    "nik": Ukuran("Punya NIK", _share("ada_nik", "dimakamkan")),
    "akta": Ukuran("Sudah berakta", _share("akta", "dimakamkan")),
    "akta30": Ukuran(
        "Berakta dalam 30 hari",
        _share("akta30", "dimakamkan"),
        catatan="Akta terbit paling lambat 30 hari sesudah dimakamkan; yang belum genap 30 hari ikut dihitung.",
    ),
    "sunyi": Ukuran(
        "Makam sunyi",
        _share("sunyi", "makam"),
        catatan="Bagian makam yang dipakai tetapi bulan ini dan bulan lalu tanpa pemakaman dan tanpa bulan yang "
        "ditutup atau nihil; keadaan sekarang, apa pun rentang bulannya.",
    ),
    "kelengkapan": Ukuran(
        "Kelengkapan (perkiraan)",
        lambda angka: angka.get("kelengkapan"),
        catatan="Warna menurut tengah rentangnya, dibulatkan ke 5 %; yang boleh disebut hanya rentangnya. Sumbernya "
        "ada di halaman Kelengkapan.",
    ),
}
BAWAAN = "tercatat"


def rough(persen: float) -> float:
    """A completeness that is only known as a range, in steps that claim no more."""
    return float(round(persen / 5) * 5)


def range_table(wilayah: Sequence[tuple[str, str]], nilai: Mapping[str, Kelengkapan], garis: float | None) -> Tabel:
    """Completeness of each region as a range, and on which side of the line it lies, if anybody can say."""
    rows: list[tuple[Sel, ...]] = []
    for kode, nama in wilayah:
        one = nilai.get(kode)
        if one is None or one.bulat is None:
            rows.append((nama, None, None, "terlalu sedikit untuk dinilai" if one else "angka acuan belum ada"))
            continue
        rows.append((nama, one.bulat[0], one.bulat[2], BANDING_LABEL[one.beside(garis)] if garis is not None else None))
    return Tabel(("Wilayah", "Terendah (%)", "Tertinggi (%)", "Dibanding garis nasional"), tuple(rows))


def read_ukuran(text: str) -> str:
    """The figure of an address; raises NilaiError."""
    if text and text not in UKURAN:
        raise NilaiError("Ukuran peta tidak dikenal. Pilih dari daftar.")
    return text or BAWAAN
