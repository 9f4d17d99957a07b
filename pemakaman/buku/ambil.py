"""The rows of a print, taken out of the database into a file in one short reading, and read back from it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from pemakaman.buku import queries
from pemakaman.buku.baris import BagianBuku, BarisBuku, KepalaBuku, KoreksiCetak, MakamBuku, from_json, to_json
from pemakaman.buku.services.cetak import Pesanan
from pemakaman.makam.models import Makam
from pemakaman.nilai.tanggal import zone_of


@dataclass(frozen=True)
class Ambilan:
    """A print's head, and the cemeteries whose rows lie in files."""

    kepala: KepalaBuku
    makam: tuple[tuple[MakamBuku, Path, Path], ...]

    def bagian(self) -> Iterator[BagianBuku]:
        """The cemeteries in order; their rows are read as they are asked for."""
        for makam, baris, koreksi in self.makam:
            yield BagianBuku(makam, _read(baris, BarisBuku), _read(koreksi, KoreksiCetak))


def hold_still(session: Session) -> None:
    """Everything read after this shows one moment of the database; call it first."""
    session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))


def take_out(session: Session, pesanan: Pesanan, folder: Path) -> Ambilan:
    """Write the rows of a print to files in `folder`; memory does not grow with them."""
    found = queries.list_scope(session, pesanan.makam_id, pesanan.wilayah_kode, actor=pesanan.actor)
    several = pesanan.wilayah_kode is not None
    sections, summary = [], []
    for number, makam in enumerate(found):
        words = queries.describe_makam(session, makam)
        rows, changes = folder / f"{number}.baris", folder / f"{number}.koreksi"
        count = _write(rows, queries.stream_rows(session, makam.id, pesanan.dari, pesanan.sampai))
        corrected = _write(changes, queries.list_koreksi(session, makam.id, pesanan.dari, pesanan.sampai))
        summary.append((f"{words.nama} ({words.kode})" if several else "Isi buku", _told(session, makam, pesanan)))
        # In a print of many cemeteries those without a row stand in the summary only.
        if count or corrected or not several:
            sections.append((words, rows, changes))
    sections = sections or [(queries.describe_makam(session, found[0]), folder / "0.baris", folder / "0.koreksi")]
    return Ambilan(_head(session, pesanan, found[0], tuple(summary)), tuple(sections))


def _head(session: Session, pesanan: Pesanan, first: Makam, summary: tuple[tuple[str, str], ...]) -> KepalaBuku:
    words = queries.describe_makam(session, first)
    kecamatan = pesanan.wilayah_kode is not None and pesanan.wilayah_kode.count(".") == 2
    return KepalaBuku(
        susunan=pesanan.susunan,
        periode=pesanan.periode,
        nik_tampak=pesanan.nik_tampak,
        tempat=words.kecamatan if kecamatan else words.desa,
        tanggal=pesanan.dibuat.astimezone(zone_of(first.kab_kode)).date(),
        petugas=pesanan.petugas,
        dibuat=pesanan.dibuat,
        ringkasan=summary,
    )


def _told(session: Session, makam: Makam, pesanan: Pesanan) -> str:
    count, first, last = queries.count_rows(session, makam.id, pesanan.dari, pesanan.sampai)
    if not count:
        return "nihil"
    numbers = f", nomor {first} sampai {last}" if first is not None and first != last else ""
    return f"{count} baris{numbers}"


def _write(path: Path, values: Iterator[Any]) -> int:
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for value in values:
            file.write(json.dumps(to_json(value), ensure_ascii=False) + "\n")
            count += 1
    return count


def _read(path: Path, kind: type[Any]) -> Iterator[Any]:
    file: IO[str]
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield from_json(json.loads(line), kind)
