"""Search of the register: every way is bounded before anything is ranked, however large the register is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, or_, select, text
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import visible_filter
from pemakaman.makam.models import Makam
from pemakaman.nilai.kunci_nama import name_variants
from pemakaman.nilai.nama import names_resemble, search_key
from pemakaman.verifikasi.rules import SEARCH_LIMIT
from pemakaman.wilayah.models import Wilayah

# How many rows a name may bring before they are ranked.
CANDIDATES = 200
LIKENESS = 0.45


@dataclass(frozen=True)
class Pertanyaan:
    """What is searched for; everything given must agree."""

    nama: str | None = None
    nik: str | None = None
    nomor_buku: tuple[int, int] | None = None
    makam_id: UUID | None = None
    meninggal: date | None = None
    dimakamkan: date | None = None
    mirip: bool = False

    def is_empty(self) -> bool:
        """Nothing to search by: a cemetery alone is no question."""
        return not (self.nama or self.nik or self.nomor_buku or self.meninggal or self.dimakamkan)


@dataclass(frozen=True)
class Hasil:
    """What was found; `terpotong` when there is more than is shown, `diperluas` when spelling was not exact."""

    baris: Sequence[Row[*tuple[Any, ...]]]
    terpotong: bool
    diperluas: bool


def search(session: Session, tanya: Pertanyaan, *, actor: Actor) -> Hasil:
    """Reports of the jurisdiction that agree with the question, the best name first, else the newest."""
    conditions = [*_conditions(tanya), visible_filter(actor)]
    if not tanya.nama:
        rows = session.execute(_newest(conditions, SEARCH_LIMIT + 1)).all()
        return Hasil(rows[:SEARCH_LIMIT], len(rows) > SEARCH_LIMIT, False)
    rows = session.execute(_by_sound(tanya.nama, conditions)).all()
    widened = tanya.mirip or not rows
    if widened:
        seen = {row.id for row in rows}
        more = session.execute(_by_likeness(session, tanya.nama, conditions)).all()
        rows = [*rows, *(row for row in more if row.id not in seen)]
    ranked = _ranked(rows, tanya.nama)
    return Hasil(ranked[:SEARCH_LIMIT], len(ranked) > SEARCH_LIMIT, widened)


def _conditions(tanya: Pertanyaan) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if tanya.nik:
        found.append(or_(Laporan.nik == tanya.nik, Laporan.nik_identitas == tanya.nik))
    if tanya.nomor_buku:
        found += [Laporan.buku_nomor == tanya.nomor_buku[0], Laporan.buku_tahun == tanya.nomor_buku[1]]
    if tanya.makam_id is not None:
        found.append(Laporan.makam_id == tanya.makam_id)
    if tanya.meninggal is not None:
        found.append(Laporan.meninggal_tanggal == tanya.meninggal)
    if tanya.dimakamkan is not None:
        found.append(Laporan.dimakamkan_tanggal == tanya.dimakamkan)
    return found


def _columns() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Laporan.id,
            Laporan.nama,
            Laporan.bin_binti,
            Laporan.tidak_dikenal,
            Laporan.nik,
            Laporan.status,
            Laporan.buku_nomor,
            Laporan.buku_tahun,
            Laporan.meninggal_tanggal,
            Laporan.dimakamkan_tanggal,
            Makam.nama.label("makam"),
            Wilayah.nama.label("kecamatan"),
        )
        .join(Makam, Makam.id == Laporan.makam_id)
        .join(Wilayah, Wilayah.kode == Laporan.kec_kode)
    )


def _newest(conditions: list[ColumnElement[bool]], limit: int) -> Select[*tuple[Any, ...]]:
    # A cemetery's kab/kota lets a book number be found through the unique index of each book.
    same_area = Makam.kab_kode == Laporan.kab_kode
    return _columns().where(same_area, *conditions).order_by(Laporan.dimakamkan_tanggal.desc(), Laporan.id).limit(limit)


def _by_sound(nama: str, conditions: list[ColumnElement[bool]]) -> Select[*tuple[Any, ...]]:
    spelled = or_(*(Laporan.nama_bunyi.contains(variant) for variant in name_variants(nama)))
    return _bounded([spelled, *conditions])


def _by_likeness(session: Session, nama: str, conditions: list[ColumnElement[bool]]) -> Select[*tuple[Any, ...]]:
    session.execute(text(f"SET LOCAL pg_trgm.similarity_threshold = {LIKENESS}"))
    return _bounded([Laporan.nama_cari.op("%")(search_key(nama)), *conditions])


def _bounded(conditions: list[ColumnElement[bool]]) -> Select[*tuple[Any, ...]]:
    candidates = select(Laporan.id).where(*conditions).limit(CANDIDATES).subquery()
    return _columns().join(candidates, candidates.c.id == Laporan.id)


def _ranked(rows: Sequence[Row[*tuple[Any, ...]]], nama: str) -> list[Row[*tuple[Any, ...]]]:
    def rank(row: Row[*tuple[Any, ...]]) -> tuple[float, int, str]:
        known = f"{row.nama} bin {row.bin_binti}" if row.bin_binti else row.nama or ""
        burial = row.dimakamkan_tanggal.toordinal() if row.dimakamkan_tanggal else 0
        return (-round(names_resemble(nama, known), 3), -burial, str(row.id))

    return sorted(rows, key=rank)
