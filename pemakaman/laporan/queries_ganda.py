"""Looking for reports of the same death, anywhere in the country, and the suspicions that are kept."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    and_,
    bindparam,
    column,
    exists,
    func,
    or_,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TEXT, array
from sqlalchemy.orm import Session
from sqlalchemy.sql import cast

from pemakaman.akun.rules import Actor
from pemakaman.laporan.models import APPROVED_ROWS, DugaanGanda, Laporan, LaporanOrang, SetelanLaporan
from pemakaman.laporan.queries import OFFICE, WHO, in_register, visible_filter
from pemakaman.laporan.rules import Status
from pemakaman.laporan.rules_ganda import (
    JENDELA,
    UMUR_MELESET,
    Jati,
    Perbandingan,
    compare_all,
    fingerprint_pair,
    is_standing,
    sought_keys,
    stored_keys,
)
from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.tanggal import TanggalTakLengkap

TERBUKA = "terbuka"
_WINDOWS = "jendela_ganda"
# A rejected or annulled report says of nobody that he died; a merged one speaks through its heir.
_SILENT = (Status.DRAF, Status.DITOLAK, Status.DIBATALKAN)
_COLUMNS = (
    *(Laporan.id, Laporan.kab_kode, Laporan.status, Laporan.status_sebelum, Laporan.digabung_ke),
    *WHO,
)


@dataclass(frozen=True)
class Sisi:
    """One report as the comparison sees it: its own identity data first, then those of rows merged into it."""

    id: UUID
    kab_kode: str
    jati: tuple[Jati, ...]


@dataclass(frozen=True)
class Serupa:
    """A report that may be the same death; `sidik` fingerprints the identity data of both."""

    laporan_id: UUID
    perbandingan: Perbandingan
    sidik: str


def has_open_ganda(session: Session, laporan_id: UUID) -> bool:
    """Is a suspicion about this report still undecided?"""
    query = select(DugaanGanda.id).where(_of(laporan_id), DugaanGanda.status == TERBUKA)
    return session.scalar(query.limit(1)) is not None


def open_ganda_filter() -> ColumnElement[bool]:
    """Reports about which a suspicion is undecided; correlates `Laporan`."""
    return or_(
        exists().where(DugaanGanda.laporan_a == Laporan.id, DugaanGanda.status == TERBUKA),
        exists().where(DugaanGanda.laporan_b == Laporan.id, DugaanGanda.status == TERBUKA),
    )


def list_dugaan(session: Session, laporan_id: UUID, *, for_update: bool = False) -> Sequence[DugaanGanda]:
    """Every suspicion about a report, decided or not, oldest first."""
    query = select(DugaanGanda).where(_of(laporan_id)).order_by(DugaanGanda.laporan_a, DugaanGanda.laporan_b)
    if for_update:
        query = query.with_for_update().execution_options(populate_existing=True)
    return session.scalars(query).all()


def other_of(dugaan: DugaanGanda, laporan_id: UUID) -> UUID:
    """The other report of a pair."""
    return dugaan.laporan_b if dugaan.laporan_a == laporan_id else dugaan.laporan_a


def list_merged(session: Session, laporan_id: UUID) -> Sequence[Laporan]:
    """The rows that were merged into a report, in the order of the book."""
    query = select(Laporan).where(Laporan.digabung_ke == laporan_id)
    return session.scalars(query.order_by(Laporan.masuk_buku_pada, Laporan.id)).all()


def seen_merged(session: Session, laporan_id: UUID, *, actor: Actor) -> Sequence[Laporan]:
    """The rows merged into a report, as far as the actor may see them; an office sees them all."""
    rows = list_merged(session, laporan_id)
    if actor.peran in OFFICE:
        return rows
    seen = set(
        session.scalars(select(Laporan.id).where(Laporan.id.in_([row.id for row in rows]), visible_filter(actor)))
    )
    return [row for row in rows if row.id in seen]


def seen_heirs(session: Session, ids: Collection[UUID | None], *, actor: Actor) -> dict[UUID, str]:
    """Book numbers of those of the reports that the actor may see: where merged rows went."""
    wanted = {one for one in ids if one is not None}
    if not wanted:
        return {}
    query = select(Laporan.id, Laporan.buku_nomor, Laporan.buku_tahun)
    rows = session.execute(query.where(Laporan.id.in_(wanted), visible_filter(actor)))
    return {row.id: f"{row.buku_nomor}/{row.buku_tahun}" for row in rows}


def find_resembling(session: Session, laporan_id: UUID) -> list[Serupa]:
    """Reports of the register that may be the death of this one; its changes must have been flushed.

    Found by NIK at any time, by name within the window; a merged row counts as its heir.
    """
    sides = read_sides(session, [laporan_id])
    if laporan_id not in sides:
        return []
    mine, windows = sides[laporan_id], _windows(session)
    found = _candidates(session, mine, max([JENDELA, *windows.values()]))
    found.discard(laporan_id)
    return _resembling(mine, read_sides(session, found).values(), windows)


def find_resembling_each(session: Session, ids: Sequence[UUID]) -> dict[UUID, list[Serupa]]:
    """`find_resembling` for many reports, with a few questions for all of them."""
    sides, windows = read_sides(session, ids), _windows(session)
    found = _candidates_each(session, sides, max([JENDELA, *windows.values()]))
    strangers = read_sides(session, {other for others in found.values() for other in others} - sides.keys())
    known = sides | strangers
    return {
        own: _resembling(sides[own], [known[other] for other in others - {own} if other in known], windows)
        for own, others in found.items()
    }


def _resembling(mine: Sisi, others: Iterable[Sisi], windows: Mapping[str, int]) -> list[Serupa]:
    compared = ((other, compare_sides(mine, other, windows)) for other in others)
    serupa = (
        Serupa(other.id, outcome, fingerprint_pair(mine.jati, other.jati))
        for other, outcome in compared
        if outcome.jenis
    )
    return sorted(serupa, key=lambda one: str(one.laporan_id))


def compare_pair(session: Session, a: UUID, b: UUID) -> Serupa | None:
    """How two reports compare now, whatever comes of it; None when one of them says of nobody that he died."""
    sides = read_sides(session, [a, b])
    if len(sides) < 2:
        return None
    perbandingan = compare_sides(sides[a], sides[b], _windows(session))
    return Serupa(b, perbandingan, fingerprint_pair(sides[a].jati, sides[b].jati))


def compare_sides(a: Sisi, b: Sisi, windows: Mapping[str, int]) -> Perbandingan:
    """Compare under the wider of the two offices' windows, so that both see the same."""
    return compare_all(a.jati, b.jati, max(windows.get(side.kab_kode, JENDELA) for side in (a, b)))


def read_sides(session: Session, ids: Collection[UUID]) -> dict[UUID, Sisi]:
    """Those of the reports that stand in the register or wait as drafts, with what was merged into them."""
    if not ids:
        return {}
    rows = session.execute(select(*_COLUMNS).where(or_(Laporan.id.in_(ids), Laporan.digabung_ke.in_(ids)))).all()
    jati = {row.id: make_jati(row) for row in rows}
    for key, names in _parents(session, [key for key, one in jati.items() if one.is_infant()]).items():
        jati[key] = replace(jati[key], orang_tua=frozenset(names))
    own = {row.id: row for row in rows if row.digabung_ke is None and _speaks(row)}
    merged: dict[UUID, list[Jati]] = {}
    for row in rows:
        if row.digabung_ke in own:
            merged.setdefault(row.digabung_ke, []).append(jati[row.id])
    return {key: Sisi(key, row.kab_kode, (jati[key], *merged.get(key, ()))) for key, row in own.items() if key in ids}


def make_jati(row: Any, orang_tua: Iterable[str] = ()) -> Jati:
    """The identity data of a report or of a row with its columns."""
    return Jati(
        nik=row.nik_pilihan or row.nik,
        nama=row.nama,
        bin_binti=row.bin_binti,
        jenis_kelamin=row.jenis_kelamin,
        lahir=_birth(row),
        umur=row.umur,
        meninggal=row.meninggal_tanggal,
        dimakamkan=row.dimakamkan_tanggal,
        kasus=row.kasus,
        orang_tua=frozenset(orang_tua),
    )


def find_second_death(session: Session, laporan: Laporan) -> Laporan | None:
    """Another approved report of the same identity, also one that is frozen now."""
    nik = laporan.nik_pilihan or laporan.nik
    same = [Laporan.nik_identitas == nik] if nik else []
    if laporan.penduduk_id is not None:
        same.append(Laporan.penduduk_id == laporan.penduduk_id)
    if not same:
        return None
    return session.scalars(select(Laporan).where(or_(*same), APPROVED_ROWS, Laporan.id != laporan.id).limit(1)).first()


def keys_of(session: Session, rows: Sequence[Laporan]) -> list[tuple[Laporan, list[str]]]:
    """What each report's `kunci_ganda` should hold."""
    parents = _parents(session, [row.id for row in rows if _may_be_infant(row)])
    return [(row, stored_keys(make_jati(row, parents.get(row.id, ())))) for row in rows]


def count_open(session: Session) -> int:
    """How many suspicions of the whole country are undecided."""
    return session.scalar(select(func.count()).select_from(DugaanGanda).where(DugaanGanda.status == TERBUKA)) or 0


def _of(laporan_id: UUID) -> ColumnElement[bool]:
    return or_(DugaanGanda.laporan_a == laporan_id, DugaanGanda.laporan_b == laporan_id)


def _birth(row: Any) -> TanggalTakLengkap | None:
    if row.lahir_tahun is None:
        return None
    try:
        return TanggalTakLengkap(row.lahir_tahun, row.lahir_bulan, row.lahir_hari)
    except NilaiError:
        return TanggalTakLengkap(row.lahir_tahun)


def _speaks(row: Any) -> bool:
    return row.status == Status.DRAF or is_standing(row.status, row.status_sebelum)


def _may_be_infant(row: Any) -> bool:
    return make_jati(row).is_infant()


def _parents(session: Session, ids: Sequence[UUID]) -> dict[UUID, set[str]]:
    if not ids:
        return {}
    roles = LaporanOrang.peran.in_(("ayah", "ibu"))
    query = select(LaporanOrang.laporan_id, LaporanOrang.nama).where(LaporanOrang.laporan_id.in_(ids), roles)
    found: dict[UUID, set[str]] = {}
    for laporan_id, nama in session.execute(query):
        if nama:
            found.setdefault(laporan_id, set()).add(nama)
    return found


def _windows(session: Session) -> dict[str, int]:
    # Asked once in a transaction: a batch compares hundreds of rows in one.
    if _WINDOWS not in session.info:
        rows = session.execute(select(SetelanLaporan.kab_kode, SetelanLaporan.jendela_ganda))
        session.info[_WINDOWS] = {row.kab_kode: row.jendela_ganda for row in rows}
    found: dict[str, int] = session.info[_WINDOWS]
    return found


def _candidates(session: Session, mine: Sisi, window: int) -> set[UUID]:
    """Reports worth comparing; the heir stands for a row that was merged."""
    numbers = {jati.nik for jati in mine.jati if jati.nik}
    keys = {key for jati in mine.jati for key in sought_keys(jati, window)}
    asked = []
    if numbers:
        asked.append(_alive(or_(Laporan.nik.in_(numbers), Laporan.nik_pilihan.in_(numbers))))
    if keys:
        wanted = cast(array(sorted(keys)), ARRAY(TEXT))
        asked.append(_alive(and_(Laporan.kunci_ganda.overlap(wanted), _born_near(mine), _died_near(mine, window))))
    rows = session.execute(union_all(*asked)).all() if asked else []
    return {row.digabung_ke or row.id for row in rows}


def _candidates_each(session: Session, sides: Mapping[UUID, Sisi], window: int) -> dict[UUID, set[UUID]]:
    """`_candidates` of each report; those of its NIK and those of its name are asked for apart."""
    found: dict[UUID, set[UUID]] = {own: set() for own in sides}
    by_number: dict[str, set[UUID]] = {}
    for own, side in sides.items():
        for number in (jati.nik for jati in side.jati if jati.nik):
            by_number.setdefault(number, set()).add(own)
    if by_number:
        same = _alive(or_(Laporan.nik.in_(by_number), Laporan.nik_pilihan.in_(by_number)))
        for row in session.execute(same.add_columns(Laporan.nik, Laporan.nik_pilihan)):
            for own in by_number.get(row.nik, set()) | by_number.get(row.nik_pilihan, set()):
                found[own].add(row.digabung_ke or row.id)
    sought = list(filter(None, (_sought(side, window) for side in sides.values())))
    for row in session.execute(_by_keys(), {"dicari": sought}) if sought else ():
        found[row.untuk].add(row.digabung_ke or row.id)
    return found


def _sought(mine: Sisi, window: int) -> dict[str, Any] | None:
    """What `_by_keys` asks for one report; None when its name says nothing."""
    keys = {key for jati in mine.jati for key in sought_keys(jati, window)}
    if not keys:
        return None
    days, years = _days_near(mine, window), _years_near(mine)
    return {
        "untuk": str(mine.id),
        "kunci": sorted(keys),
        **({"hari_awal": f"{days[0]}", "hari_akhir": f"{days[1]}"} if days else {}),
        **({"tahun_awal": years[0], "tahun_akhir": years[1]} if years else {}),
    }


@lru_cache(maxsize=1)
def _by_keys() -> Select[*tuple[Any, ...]]:
    """The same conditions as in `_candidates`, for a list of reports as JSON."""
    json = func.jsonb_to_recordset(bindparam("dicari", type_=JSONB)).table_valued(
        column("untuk", Laporan.id.type),
        column("kunci", ARRAY(TEXT)),
        *(column(name, Date) for name in ("hari_awal", "hari_akhir")),
        *(column(name, Integer) for name in ("tahun_awal", "tahun_akhir")),
    )
    dicari = json.render_derived(name="dicari", with_types=True)
    sought = dicari.c
    days = (Laporan.meninggal_tanggal, Laporan.dimakamkan_tanggal)
    died_near = or_(sought.hari_awal.is_(None), *(day.between(sought.hari_awal, sought.hari_akhir) for day in days))
    born_near = or_(
        sought.tahun_awal.is_(None),
        Laporan.lahir_tahun.is_(None),
        Laporan.lahir_tahun.between(sought.tahun_awal, sought.tahun_akhir),
    )
    query = _alive(and_(born_near, died_near)).add_columns(sought.untuk)
    return query.join_from(dicari, Laporan, Laporan.kunci_ganda.overlap(sought.kunci))


def _alive(condition: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    standing = or_(in_register(), Laporan.status == Status.DIGABUNG)
    return select(Laporan.id, Laporan.digabung_ke).where(condition, Laporan.status.not_in(_SILENT), standing)


def _died_near(mine: Sisi, window: int) -> ColumnElement[bool]:
    """The keys name whole months; this leaves out the days of them that lie too far away."""
    days = _days_near(mine, window)
    if days is None:
        return Laporan.status.is_not(None)
    near = (Laporan.meninggal_tanggal, Laporan.dimakamkan_tanggal)
    return or_(*(day.between(*days) for day in near))


def _days_near(mine: Sisi, window: int) -> tuple[date, date] | None:
    days = [day for jati in mine.jati for day in (jati.hari, jati.hari_makam) if day is not None]
    span = timedelta(days=window)
    return (min(days) - span, max(days) + span) if days else None


def _born_near(mine: Sisi) -> ColumnElement[bool]:
    """Leaves out births that cannot agree, so that few rows have to be fetched and compared."""
    years = _years_near(mine)
    if years is None:
        return Laporan.status.is_not(None)
    return or_(Laporan.lahir_tahun.is_(None), Laporan.lahir_tahun.between(*years))


def _years_near(mine: Sisi) -> tuple[int, int] | None:
    years = [jati.lahir.tahun if jati.lahir else None for jati in mine.jati]
    known = [year for year in years if year is not None]
    if not known or len(known) < len(years):
        return None
    return min(known) - UMUR_MELESET, max(known) + UMUR_MELESET
