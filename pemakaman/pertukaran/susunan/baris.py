"""One row of a book becomes an isian, by the columns that were chosen. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.tanggal import TanggalTakLengkap
from pemakaman.pertukaran.kolom import TANGGAL_MAKAM, TANGGAL_MENINGGAL
from pemakaman.pertukaran.susunan.ruas import CATATAN, reader_of
from pemakaman.tabel import Cell

TANPA_TANGGAL = (
    "Tanggal pemakaman tidak tertulis. Tulis tanggalnya, atau pilih “tanggal pemakaman sama dengan tanggal meninggal” "
    "di halaman kolom bila memang demikian."
)
_SEBAGIAN = (
    "Hanya tertulis {}. Tulis tanggal lengkapnya; bila memang tidak ada yang tahu, pilih “terima dan tandai” untuk "
    "tanggal yang tidak lengkap di halaman kolom."
)
_SEBUTAN = {"dimakamkan_tanggal": "Tanggal pemakaman", "meninggal_tanggal": "Tanggal meninggal"}


class BarisError(Exception):
    """A row that cannot be used; one sentence for each fault, each with its column."""

    def __init__(self, pesan: Sequence[str]) -> None:
        super().__init__("; ".join(pesan))
        self.pesan = tuple(pesan)


@dataclass(frozen=True)
class Aturan:
    """What the importer vouches for, beyond what is written.

    `tanggal_makam_sama`: where no day of burial is written, it was the day of death. `terima_sebagian`: a day known
    only to the month or year is entered as its first possible one and said to be so in the remarks.
    """

    tanggal_makam_sama: bool = False
    terima_sebagian: bool = False


class Pembaca:
    """Reads rows by place → field; gathers every fault, so that a row is mended in one go."""

    def __init__(self, judul: Sequence[str], kolom: Mapping[str, str], aturan: Aturan) -> None:
        self.aturan = aturan
        self.kolom = [
            (int(place), judul[int(place)], reader_of(field, judul[int(place)]))
            for place, field in sorted(kolom.items(), key=lambda pair: int(pair[0]))
        ]
        places = {field: judul[int(place)] for place, field in kolom.items()}
        self.judul = {
            "dimakamkan_tanggal": places.get(TANGGAL_MAKAM, _SEBUTAN["dimakamkan_tanggal"]),
            "meninggal_tanggal": next((places[one] for one in TANGGAL_MENINGGAL if one in places), "Tanggal meninggal"),
        }

    def read(self, cells: Sequence[Cell]) -> dict[str, Any]:
        """The isian without its empty values; raises BarisError when there was a fault."""
        found, catatan, pesan = self._parts(cells)
        broken = {name for name, judul in self.judul.items() if any(text.startswith(f"{judul}: ") for text in pesan)}
        needed = {"dimakamkan_tanggal", *(("meninggal_tanggal",) if self.aturan.tanggal_makam_sama else ())}
        if not broken & needed:
            pesan += self._settle_days(found, catatan)
        if pesan:
            raise BarisError(pesan)
        found["keterangan"] = "\n".join(catatan)
        return {name: value for name, value in found.items() if value not in (None, "")}

    def _parts(self, cells: Sequence[Cell]) -> tuple[dict[str, Any], list[str], list[str]]:
        found: dict[str, Any] = {}
        origin: dict[str, str] = {}
        catatan: list[str] = []
        pesan: list[str] = []
        for place, judul, reader in self.kolom:
            try:
                part = reader(cells[place] if place < len(cells) else None)
            except NilaiError as error:
                pesan.append(f"{judul}: {error.pesan}")
                continue
            if note := part.pop(CATATAN, ""):
                catatan.append(note)
            for name, value in part.items():
                if value is None or value == "":
                    continue
                if found.setdefault(name, value) != value:
                    pesan.append(f"{judul}: Tidak sama dengan kolom {origin[name]}. Betulkan salah satunya.")
                origin.setdefault(name, judul)
        return found, catatan, pesan

    def _settle_days(self, found: dict[str, Any], catatan: list[str]) -> list[str]:
        """Make days of the dates, as far as the rules allow; what is wrong with them."""
        wrong = []
        mati, makam = found.get("meninggal_tanggal"), found.get("dimakamkan_tanggal")
        if makam is None and self.aturan.tanggal_makam_sama:
            makam = found["dimakamkan_tanggal"] = mati
        if makam is None:
            wrong.append(self._missing(mati))
        for name in ("meninggal_tanggal", "dimakamkan_tanggal"):
            value: TanggalTakLengkap | None = found.get(name)
            if value is None:
                continue
            if value.is_full:
                found[name] = value.earliest()
            elif self.aturan.terima_sebagian:
                found[name] = _first_day(value, mati) if name == "dimakamkan_tanggal" else None
                catatan.append(f"{_SEBUTAN[name]} hanya tertulis: {value.text()}")
            elif name == "meninggal_tanggal" or value is not mati:
                wrong.append(f"{self.judul[name]}: {_SEBAGIAN.format(value.text())}")
        return wrong

    def _missing(self, mati: TanggalTakLengkap | None) -> str:
        if self.aturan.tanggal_makam_sama:
            return f"{self.judul['meninggal_tanggal']}: Kosong. Tulis tanggal pemakaman atau tanggal meninggal."
        if self.judul["dimakamkan_tanggal"] != _SEBUTAN["dimakamkan_tanggal"] or mati is None:
            return f"{self.judul['dimakamkan_tanggal']}: Kosong. Tulis tanggal pemakaman."
        return TANPA_TANGGAL


def _first_day(makam: TanggalTakLengkap, mati: TanggalTakLengkap | None) -> Any:
    """The first day on which the burial can have been: nobody is buried before he died."""
    first = makam.earliest()
    if mati is not None and first < mati.earliest() <= makam.latest():
        return mati.earliest()
    return first
