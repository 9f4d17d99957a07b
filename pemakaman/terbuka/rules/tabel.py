"""The published table of one year: what each page and file of the open figures is made from. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pemakaman.pantau.rules.bulan import Bulan
from pemakaman.pantau.rules.periode import bulan_kode
from pemakaman.terbuka.rules.pohon import Pohon
from pemakaman.terbuka.rules.tutup import Bagian, Pilihan, add_up, choose
from pemakaman.terbuka.rules.ukuran import DISEMBUNYIKAN, GABUNGAN, KODE

Baris = tuple[str, str, str, str, int | None, str]
"""One row of the files, in the order of `ukuran.KOLOM`."""
Lapis = Mapping[str, Pilihan]
"""Figure → what is shown of it."""


@dataclass(frozen=True)
class Tabel:
    """A province in one year. `bulan` are its months that are over."""

    kode: str
    nama: str
    tahun: int
    kab: Mapping[str, str]
    bulan: Mapping[Bulan, Lapis]

    @property
    def setahun(self) -> Lapis:
        """The months together."""
        months = list(self.bulan.values())
        return {kode: add_up([one[kode] for one in months]) for kode in KODE}

    def name_of(self, bagian: Bagian) -> str:
        """Several regions as one name."""
        return " + ".join(self.kab[kode] for kode in bagian)

    def list_rows(self) -> Iterator[Baris]:
        """Every month, then the year; the province, its regions, and sums of several."""
        for bulan, lapis in self.bulan.items():
            yield from self._rows(bulan_kode(bulan), lapis)
        yield from self._rows(str(self.tahun), self.setahun)

    def _rows(self, masa: str, lapis: Lapis) -> Iterator[Baris]:
        for ukuran, pilihan in lapis.items():
            yield _row(self.kode, self.nama, masa, ukuran, pilihan.total)
            for kode, nama in self.kab.items():
                yield _row(kode, nama, masa, ukuran, pilihan.get_nilai(kode))
            for potong in pilihan.gabungan:
                names = self.name_of(potong.bagian)
                yield "+".join(potong.bagian), names, masa, ukuran, potong.jumlah, GABUNGAN


def _row(kode: str, nama: str, masa: str, ukuran: str, nilai: int | None) -> Baris:
    return kode, nama, masa, ukuran, nilai, DISEMBUNYIKAN if nilai is None else ""


def make_tabel(
    wilayah: tuple[str, str],
    tahun: int,
    kab: Mapping[str, str],
    bulan: Sequence[Bulan],
    angka: Mapping[Bulan, Mapping[str, Sequence[int]]],
    *,
    pohon: Pohon | None = None,
) -> Tabel:
    """From the kept figures of every kab/kota; where a month has none of a region, all its figures are 0.

    `pohon` holds just these regions; without it they are halved in the order of their codes.
    """
    shown: dict[Bulan, Lapis] = {}
    for one in bulan:
        found = angka.get(one, {})
        pilihan = choose({kode: found.get(kode, (0,) * len(KODE)) for kode in kab}, pohon)
        shown[one] = dict(zip(KODE, pilihan, strict=True))
    return Tabel(*wilayah, tahun, kab, shown)
