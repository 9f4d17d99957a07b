"""Residents from the imported extract: a cascade of bounded look-ups, the narrowest first, trigrams last.

Only the extract of the report's own kab/kota is asked. Every step reads along one index and stops at its limit,
however large the table is; a step is left out when the ones before it already found the person beyond doubt.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

from psycopg.errors import QueryCanceled
from sqlalchemy import Boolean, ColumnElement, Select, case, cast, func, select, text
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from pemakaman.db import knowing, now
from pemakaman.nilai.kunci_nama import name_keys
from pemakaman.nilai.nama import search_key
from pemakaman.nilai.tanggal import zone_of
from pemakaman.penduduk.banding import compare
from pemakaman.penduduk.calon import EKSTRAK, Calon, Tanya
from pemakaman.penduduk.models import Penduduk

# Rows a step may read before they are put in order by name, and how many of them it hands on.
READ, KEPT = 1500, 30
HOUSEHOLD = 30
# From which score on a step is no longer needed: the person beyond reasonable doubt, a likely one, a name like his.
CERTAIN, LIKELY, FAIR = 22.0, 10.0, 6.0
ALWAYS = float("inf")
LIKENESS = 0.6
# The widest step gets this long and no longer; what it has not found by then stays unfound.
WIDEST_MS = 30
MOST_KEYS = 6
EARLIEST_BIRTH = 1900
# Extracts that may hold one NIK and are looked at.
MOST_SAME = 5
_KNOWN = "penduduk_menurut_nik"

_SHOWN = [
    getattr(Penduduk, name)
    for name in (
        *("nama", "nik", "no_kk", "jenis_kelamin", "tempat_lahir", "tanggal_lahir", "alamat", "rt", "rw", "kab_kode"),
        *("kec_kode", "desa_kode", "agama", "pekerjaan", "status_kawin", "hubungan_keluarga", "kewarganegaraan"),
        *("nama_ayah", "nik_ayah", "nama_ibu", "nik_ibu", "status_dasar", "ktp_el", "tanda_hidup_tanggal"),
        "tanda_hidup",
    )
]
AnySelect = Select[*tuple[Any, ...]]


class EkstrakPenduduk:
    """`PencariPenduduk` over the table of residents, inside the caller's transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def search(self, tanya: Tanya) -> list[Calon]:
        """Residents of the report's kab/kota whom it may mean."""
        found: dict[int, Calon] = {}
        best = -ALWAYS
        for enough, step in _steps(tanya):
            if best >= enough:
                break
            best = max([best, *self._take(tanya, self._session.execute(step), found)])
        if tanya.nama and best < FAIR:
            self._take(tanya, self._widest(tanya), found)
        return list(found.values())

    def _take(self, tanya: Tanya, rows: Iterable[Any], found: dict[int, Calon]) -> list[float]:
        """Keep those not met before; their scores."""
        fresh = {row.id: _calon(row) for row in rows if row.id not in found}
        found.update(fresh)
        return [compare(tanya, calon).skor for calon in fresh.values()]

    def _widest(self, tanya: Tanya) -> Sequence[Any]:
        """Names alike anywhere in the kab/kota, as far as the time goes."""
        query = _closest(tanya, [Penduduk.nama_cari.op("%")(search_key(tanya.nama or ""))])
        try:
            with self._session.begin_nested():
                self._session.execute(text(f"SET LOCAL pg_trgm.similarity_threshold = {LIKENESS}"))
                self._session.execute(text(f"SET LOCAL statement_timeout = {WIDEST_MS}"))
                rows = self._session.execute(query).all()
                self._session.execute(text("SET LOCAL statement_timeout = 0"))
        except OperationalError as error:
            if not isinstance(error.orig, QueryCanceled):
                raise
            return []
        return rows


def find_resident(session: Session, penduduk_id: int, *, kab_kode: str) -> Calon | None:
    """One resident of the extract of this kab/kota."""
    query = _columns().where(Penduduk.id == penduduk_id, Penduduk.kab_kode == kab_kode)
    row = session.execute(query).one_or_none()
    return None if row is None else _calon(row)


def list_by_nik(session: Session, nik: str) -> list[Calon]:
    """Who stands under a NIK in any extract; at most one a kab/kota."""
    known: dict[str, list[Calon]] = session.info.get(_KNOWN, {})
    if nik in known:
        return known[nik]
    rows = session.execute(_columns().where(Penduduk.nik == nik).order_by(Penduduk.id).limit(MOST_SAME))
    return [_calon(row) for row in rows]


@contextmanager
def knowing_residents(session: Session, nik: Collection[str]) -> Iterator[None]:
    """Let `list_by_nik` answer for these NIK from one query, as the extracts stand now."""
    known: dict[str, list[Calon]] = {one: [] for one in nik}
    for row in session.execute(_columns().where(Penduduk.nik.in_(nik)).order_by(Penduduk.id)) if nik else ():
        if len(known[row.nik]) < MOST_SAME:
            known[row.nik].append(_calon(row))
    with knowing(session, _KNOWN, known):
        yield


def find_household(session: Session, nik: str, *, kab_kode: str) -> str | None:
    """The family card of a NIK."""
    return session.scalar(select(Penduduk.no_kk).where(Penduduk.nik == nik, Penduduk.kab_kode == kab_kode))


def nik_slips(nik: str) -> list[str]:
    """The NIK itself, and every NIK that one wrong digit or two exchanged neighbours make of it."""
    found = {nik}
    for index, digit in enumerate(nik):
        found.update(nik[:index] + other + nik[index + 1 :] for other in "0123456789" if other != digit)
    found.update(
        nik[:index] + nik[index + 1] + nik[index] + nik[index + 2 :]
        for index in range(len(nik) - 1)
        if nik[index] != nik[index + 1]
    )
    return sorted(found)


def _steps(tanya: Tanya) -> Iterator[tuple[float, AnySelect]]:
    """(score from which on the step is no longer needed, the look-up), the narrowest first."""
    if tanya.nik:
        yield ALWAYS, _columns(tanya).where(Penduduk.nik.in_(nik_slips(tanya.nik))).limit(KEPT)
    households = {one for one in (tanya.no_kk, tanya.kk_pelapor) if one}
    if households:
        yield ALWAYS, _columns(tanya).where(Penduduk.no_kk.in_(households)).limit(HOUSEHOLD)
    keys = sorted(name_keys(tanya.nama or ""))[:MOST_KEYS]
    if keys:
        yield from _birth_steps(tanya, keys)
        yield from _name_steps(tanya, keys)


def _birth_steps(tanya: Tanya, keys: Sequence[str]) -> Iterator[tuple[float, AnySelect]]:
    lahir = tanya.lahir
    if lahir is None or not lahir.is_full:
        return
    day = lahir.earliest()
    for desa in _desas(tanya):
        yield CERTAIN, _closest(tanya, [Penduduk.desa_kode == desa, Penduduk.tanggal_lahir == day])
    yield CERTAIN, _closest(tanya, [Penduduk.tanggal_lahir == day, _keyed(keys, [str(day.year)])])
    # Whose name begins otherwise than it was written shares no key; few are born on one day.
    yield LIKELY, _closest(tanya, [Penduduk.tanggal_lahir == day])


def _name_steps(tanya: Tanya, keys: Sequence[str]) -> Iterator[tuple[float, AnySelect]]:
    """Two words of a name together are rare; one word, in a few years or in one village, is not yet too frequent."""
    years = [str(year) for year in tanya.birth_years()]
    pairs = list(pairwise(keys))
    if years:
        for pair in pairs[:1]:
            yield CERTAIN, _closest(tanya, [_keyed([key], years) for key in pair])
        yield CERTAIN, _closest(tanya, [_keyed(keys, years)])
    desas = [f"@{desa}" for desa in _desas(tanya)]
    if desas:
        yield LIKELY, _closest(tanya, [_keyed(keys, desas)])
    if not years:
        every = [str(year) for year in range(EARLIEST_BIRTH, now().year + 1)]
        for pair in pairs[:1]:
            yield LIKELY, _closest(tanya, [_keyed([key], every) for key in pair])


def _desas(tanya: Tanya) -> list[str]:
    return list(dict.fromkeys(desa for desa in (tanya.desa_kode, tanya.desa_makam) if desa))


def _keyed(keys: Iterable[str], where: Iterable[str]) -> ColumnElement[bool]:
    places = [one if one.startswith("@") else f":{one}" for one in where]
    wanted = [f"{key}{place}" for key in keys for place in places]
    return Penduduk.kunci_nama.op("&&", return_type=Boolean())(cast(wanted, ARRAY(TEXT)))


def _closest(tanya: Tanya, conditions: Iterable[ColumnElement[bool]]) -> AnySelect:
    """Of at most `READ` rows of an index the `KEPT` nearest in name, sex, village and father."""
    read = select(Penduduk.id).where(Penduduk.kab_kode == tanya.kab_kode, *conditions).limit(READ).subquery()
    nearness: ColumnElement[float] = func.similarity(Penduduk.nama_cari, search_key(tanya.nama or ""))
    if tanya.jenis_kelamin:
        nearness += case((Penduduk.jenis_kelamin == tanya.jenis_kelamin, 0.2), else_=0.0)
    if tanya.desa_kode:
        nearness += case((Penduduk.desa_kode == tanya.desa_kode, 0.2), else_=0.0)
    if tanya.bin_binti:
        father = func.similarity(func.lower(Penduduk.nama_ayah), search_key(tanya.bin_binti))
        nearness += func.coalesce(father, 0.0) * 0.6
    return _columns().join(read, read.c.id == Penduduk.id).order_by(nearness.desc(), Penduduk.id).limit(KEPT)


def _columns(tanya: Tanya | None = None) -> AnySelect:
    query: AnySelect = select(Penduduk.id, *_SHOWN, Penduduk.hilang_pada)
    return query if tanya is None else query.where(Penduduk.kab_kode == tanya.kab_kode)


def _calon(row: Any) -> Calon:
    values = dict(row._mapping)
    gone, zone = values.pop("hilang_pada"), zone_of(values["kab_kode"])
    hilang = gone.astimezone(zone).date() if gone else None
    return Calon(sumber=EKSTRAK, penduduk_id=values.pop("id"), hilang_pada=hilang, **values)
