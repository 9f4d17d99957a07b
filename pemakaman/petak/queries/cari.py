"""The public search: only where the kab/kota allows it, only what stands in the book, only names and years."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, extract, func, or_, select, text, tuple_
from sqlalchemy.orm import Session, aliased

from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import was_annulled
from pemakaman.laporan.rules import Status
from pemakaman.makam.models import Makam
from pemakaman.makam.setelan import list_cari_umum
from pemakaman.nilai.kunci_nama import name_variants
from pemakaman.nilai.nama import bin_binti_split, names_resemble, search_key
from pemakaman.petak.models import Pemindahan
from pemakaman.petak.queries.letak import tell_place, with_place
from pemakaman.petak.rules import JenisPindah
from pemakaman.petak.rules_cari import LIKENESS, MOST_SHOWN, TAMPAK, Tanya
from pemakaman.wilayah.models import Wilayah
from pemakaman.wilayah.rules import search_form

CANDIDATES = 200
TRIGRAM = 0.45


@dataclass(frozen=True)
class Temuan:
    """One grave as a stranger sees it."""

    nama: str
    lahir: int | None
    meninggal: int | None
    makam: str
    letak: str
    kab: str


@dataclass(frozen=True)
class Hasil:
    """What was found; `terpotong` when there is more than is shown."""

    baris: list[Temuan]
    terpotong: bool


def list_kab(session: Session) -> list[tuple[str, str]]:
    """(kode, nama) of the kab/kota that let everyone search."""
    query = select(Wilayah.kode, Wilayah.nama).where(Wilayah.kode.in_(list_cari_umum(session)))
    return [(kode, nama) for kode, nama in session.execute(query.order_by(Wilayah.nama))]


def search(session: Session, tanya: Tanya) -> Hasil:
    """Graves whose name is like the one asked for, the likest first."""
    kab = {kode: nama for kode, nama in list_kab(session) if tanya.kab_kode in ("", kode)}
    if not kab:
        return Hasil([], terpotong=False)
    conditions = [Laporan.kab_kode.in_(kab), *_shown(), *_conditions(tanya)]
    rows = session.execute(_by_sound(tanya.nama, conditions)).all()
    if not rows:
        session.execute(text(f"SET LOCAL pg_trgm.similarity_threshold = {TRIGRAM}"))
        rows = session.execute(_bounded([Laporan.nama_cari.op("%")(search_key(tanya.nama)), *conditions])).all()
    ranked = _ranked(rows, tanya.nama)
    found = [_temuan(row, kab[row.kab_kode]) for row in ranked[:MOST_SHOWN]]
    return Hasil(found, len(ranked) > MOST_SHOWN)


def _shown() -> list[ColumnElement[bool]]:
    """Who may be alive, or whose family objects, is not shown by another report about him either.

    Nor is a grave that was moved away or dug up: nobody lies there to be visited.
    """
    other, merged = aliased(Laporan), aliased(Laporan)
    hidden = or_(other.status == Status.DIBEKUKAN, was_annulled(other), other.keberatan_cari)
    marked = select(other.id).where(other.nik_identitas == Laporan.nik_identitas, hidden)
    objected = select(merged.id).where(merged.digabung_ke == Laporan.id, merged.keberatan_cari)
    own = [Laporan.status.in_(TAMPAK), Laporan.keberatan_cari.is_(False)]
    return [*own, ~marked.exists(), ~objected.exists(), ~_gone()]


def _gone() -> ColumnElement[bool]:
    """Does the last event that holds say that nobody lies here any more?"""
    last, later = aliased(Pemindahan), aliased(Pemindahan)
    after = tuple_(later.tanggal, later.dibuat_pada, later.id) > tuple_(last.tanggal, last.dibuat_pada, last.id)
    newer = select(later.id).where(later.laporan_id == last.laporan_id, later.dibatalkan_pada.is_(None), after)
    of_report = (last.laporan_id == Laporan.id, last.dibatalkan_pada.is_(None))
    return select(last.id).where(*of_report, last.jenis != JenisPindah.PINDAH_PETAK, ~newer.exists()).exists()


def _conditions(tanya: Tanya) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if tanya.tahun is not None:
        died = func.coalesce(Laporan.meninggal_tanggal, Laporan.dimakamkan_tanggal)
        found.append(extract("year", died) == tanya.tahun)
    if wanted := search_form(tanya.makam):
        bare = func.regexp_replace(func.lower(Makam.nama), "[^[:alnum:]]", "", "g")
        found.append(Laporan.makam_id.in_(select(Makam.id).where(bare.contains(wanted, autoescape=True))))
    return found


def _by_sound(nama: str, conditions: list[ColumnElement[bool]]) -> Select[*tuple[Any, ...]]:
    spelled = or_(*(Laporan.nama_bunyi.contains(variant) for variant in name_variants(nama)))
    return _bounded([spelled, *conditions])


def _bounded(conditions: list[ColumnElement[bool]]) -> Select[*tuple[Any, ...]]:
    candidates = select(Laporan.id).where(and_(*conditions)).limit(CANDIDATES).subquery()
    query = (
        select(
            Laporan.id,
            Laporan.kab_kode,
            Laporan.nama,
            Laporan.bin_binti,
            Laporan.lahir_tahun,
            extract("year", Laporan.meninggal_tanggal).label("meninggal"),
            Makam.nama.label("makam"),
        )
        .join(candidates, candidates.c.id == Laporan.id)
        .join(Makam, Makam.id == Laporan.makam_id)
    )
    return with_place(query)


def _ranked(rows: Sequence[Row[*tuple[Any, ...]]], nama: str) -> list[Row[*tuple[Any, ...]]]:
    """Somebody named only as a father is not who was asked for: he is compared where the question names one."""
    with_father = bin_binti_split(nama)[1] is not None

    def likeness(row: Row[*tuple[Any, ...]]) -> float:
        known = f"{row.nama} bin {row.bin_binti}" if with_father and row.bin_binti else row.nama or ""
        return round(names_resemble(nama, known), 3)

    scored = [(likeness(row), row) for row in rows]
    scored.sort(key=lambda pair: (-pair[0], -(pair[1].meninggal or 0), str(pair[1].id)))
    return [row for score, row in scored if score >= LIKENESS]


def _temuan(row: Row[*tuple[Any, ...]], kab: str) -> Temuan:
    return Temuan(
        nama=bin_binti_split(row.nama)[0],
        lahir=row.lahir_tahun,
        meninggal=None if row.meninggal is None else int(row.meninggal),
        makam=row.makam,
        letak=tell_place(row),
        kab=kab,
    )
