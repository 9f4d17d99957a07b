"""Which voters of a list one report may mean: a cascade of index look-ups, the surest first.

Nothing is judged here. Every step reads a bounded number of rows, whatever the size of the table.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, TEXT, Boolean, ColumnElement, Select, case, cast, func, select, text
from sqlalchemy.orm import Session, defer

from pemakaman.laporan.models import Laporan, LaporanOrang
from pemakaman.nilai.kunci_nama import name_keys
from pemakaman.nilai.nama import names_resemble, search_key
from pemakaman.nilai.nik import birth_date_from_nik
from pemakaman.nilai.tanggal import TanggalTakLengkap
from pemakaman.pemilih.kunci import village_keys, year_keys
from pemakaman.pemilih.models import DaftarPemilih, Pemilih
from pemakaman.pemilih.rules import NAMA_MIRIP

MOST = 300
# Rows a step may read before they are put in order by name, and how many of them it hands on.
READ, KEPT, HOUSEHOLD = 5000, 60, 40
MOST_KEYS, MOST_MATES = 6, 120
MELESET_LAHIR, MELESET_UMUR = 2, 10
# Whose family card leads to the dead: households hold the reporter and the parents too.
KELUARGA = ("pelapor", "ayah", "ibu")
AWAL_NIK = 12
"""Digits of a NIK that say where, when and as whom somebody was born; masked lists often keep them."""
Ids = Select[Any]
_NEAR: tuple[Any, ...] = (Pemilih.id, Pemilih.nama, Pemilih.jenis_kelamin, Pemilih.desa_kode)


@dataclass(frozen=True)
class Dicari:
    """What a report knows of its dead and of his household."""

    nama: str | None
    nik: str | None
    jenis_kelamin: str | None
    lahir: TanggalTakLengkap | None
    meninggal: date | None
    tahun: tuple[int, ...]
    desa: tuple[str, ...]
    kk: frozenset[str]
    nik_keluarga: frozenset[str]
    ada_ayah: bool = False

    @property
    def days(self) -> list[date]:
        """Days of birth: as written, and as the NIK says."""
        written = self.lahir.earliest() if self.lahir and self.lahir.is_full else None
        told = None
        if self.nik and self.meninggal:
            told = birth_date_from_nik(self.nik, self.lahir.tahun if self.lahir else None, self.meninggal)
        return [day for day in dict.fromkeys((written, told)) if day]


def sought_of(laporan: Laporan, orang: Iterable[LaporanOrang]) -> Dicari:
    """What is looked for; the identity an officer recognised counts before what was written."""
    keluarga = [one for one in orang if one.peran in KELUARGA]
    lahir = None
    if laporan.lahir_tahun is not None:
        lahir = TanggalTakLengkap(laporan.lahir_tahun, laporan.lahir_bulan, laporan.lahir_hari)
    return Dicari(
        nama=laporan.nama,
        nik=laporan.nik_identitas,
        jenis_kelamin=laporan.jenis_kelamin,
        lahir=lahir,
        meninggal=_died(laporan),
        tahun=tuple(_years(laporan)),
        desa=tuple(dict.fromkeys(kode for kode in (laporan.alamat_desa_kode, laporan.desa_kode) if kode)),
        kk=frozenset(one for one in (laporan.no_kk, *(orang.no_kk for orang in keluarga)) if one),
        nik_keluarga=frozenset(one.nik for one in keluarga if one.nik),
        ada_ayah=bool(laporan.bin_binti),
    )


def find_voters(session: Session, dicari: Dicari, daftar: DaftarPemilih) -> Sequence[Pemilih]:
    """At most `MOST` voters of the list, those of the surest steps first, and the men who live with them."""
    found: dict[int, None] = {}
    with _by_index(session):
        for step in _sure_steps(session, dicari, daftar):
            found |= dict.fromkeys(session.scalars(step))
        for step in () if _is_certain(session, dicari, found) else _name_steps(dicari, daftar):
            found |= dict.fromkeys(session.scalars(step))
            if len(found) >= MOST:
                break
    wanted = list(found)[:MOST]
    if dicari.ada_ayah:
        wanted = list(dict.fromkeys([*wanted, *session.scalars(_housemates(wanted[:KEPT], daftar.id))]))
    query = select(Pemilih).where(Pemilih.id.in_(wanted)).options(defer(Pemilih.kunci_nama, raiseload=True))
    rows = {one.id: one for one in session.scalars(query)}
    return [rows[one] for one in wanted if one in rows]


def _housemates(ids: Sequence[int], daftar_id: UUID) -> Ids:
    """Men of the same family cards: a father's name is judged by who lives with the voter."""
    cards = select(Pemilih.nkk).where(Pemilih.id.in_(ids), Pemilih.nkk.is_not(None))
    men = select(Pemilih.id).where(Pemilih.nkk.in_(cards), Pemilih.daftar_id == daftar_id)
    return men.where(Pemilih.jenis_kelamin == "L").limit(MOST_MATES)


@contextmanager
def _by_index(session: Session) -> Iterator[None]:
    """How many rows share a key the planner guesses far too high, and would rather read the whole table."""
    session.execute(text("SET LOCAL enable_seqscan = off"))
    yield
    session.execute(text("SET LOCAL enable_seqscan = on"))


def _is_certain(session: Session, dicari: Dicari, found: Iterable[int]) -> bool:
    """Has one of them NIK, name and day of birth of the dead? Then names alike elsewhere are other people."""
    if not (dicari.nik and dicari.nama and dicari.lahir and dicari.lahir.is_full):
        return False
    same = select(Pemilih.nama).where(Pemilih.id.in_(list(found)), Pemilih.nik == dicari.nik)
    names = session.scalars(same.where(Pemilih.tanggal_lahir == dicari.lahir.earliest()))
    return any(names_resemble(nama, dicari.nama) >= NAMA_MIRIP for nama in names)


def _sure_steps(session: Session, dicari: Dicari, daftar: DaftarPemilih) -> Iterator[Ids]:
    base = select(Pemilih.id).where(Pemilih.daftar_id == daftar.id)
    if dicari.nik:
        yield base.where(Pemilih.nik == dicari.nik).limit(KEPT)
    households = dicari.kk | _households(session, dicari.nik_keluarga, daftar.id)
    if households:
        yield base.where(Pemilih.nkk.in_(households)).limit(HOUSEHOLD)
    if dicari.nik:
        yield base.where(_begins(dicari.nik[:AWAL_NIK])).limit(KEPT)
    keys = _keys_of(dicari)
    for condition in _of_a_day(dicari, keys, daftar.wilayah_kode[:5]):
        yield _closest(dicari, _read(daftar.id).where(*condition))


def _name_steps(dicari: Dicari, daftar: DaftarPemilih) -> Iterator[Ids]:
    keys = _keys_of(dicari)
    for condition in _of_a_name(dicari, keys, daftar.wilayah_kode[:5]):
        # Keys name the kab/kota already; asked beside them, the list would be read by its own index.
        named = select(*_NEAR, Pemilih.daftar_id).where(*condition).cte("bernama").prefix_with("MATERIALIZED")
        yield _closest(dicari, select(named).where(named.c.daftar_id == daftar.id))


def _keys_of(dicari: Dicari) -> list[str]:
    return sorted(name_keys(dicari.nama or ""))[:MOST_KEYS]


def _of_a_day(dicari: Dicari, keys: Sequence[str], kab_kode: str) -> Iterator[list[ColumnElement[bool]]]:
    for day in dicari.days:
        yield [Pemilih.tanggal_lahir == day, Pemilih.desa_kode.in_(dicari.desa)]
        yield [Pemilih.tanggal_lahir == day, _keyed(year_keys(keys, [day.year], kab_kode))]
        # Few are born on one day; whose name is written quite otherwise shares no key.
        yield [Pemilih.tanggal_lahir == day]


def _of_a_name(dicari: Dicari, keys: Sequence[str], kab_kode: str) -> Iterator[list[ColumnElement[bool]]]:
    if not keys:
        return
    years = list(dicari.tahun)
    if years:
        # Two words of a name together are rare.
        if len(keys) > 1:
            yield [_keyed(year_keys([one], years, kab_kode)) for one in keys[:2]]
        yield [_keyed(year_keys(keys, years, kab_kode))]
    yield [_keyed(village_keys(keys, dicari.desa))]


def _years(laporan: Laporan) -> Iterable[int]:
    """Years of birth that may be meant; an age said at the grave is far less certain than a date."""
    if laporan.lahir_tahun is not None:
        return range(laporan.lahir_tahun - MELESET_LAHIR, laporan.lahir_tahun + MELESET_LAHIR + 1)
    died = _died(laporan)
    if laporan.umur is None or died is None:
        return ()
    middle = died.year - laporan.umur
    # The nearest first: what the cap cuts off is the least likely.
    return sorted(range(middle - MELESET_UMUR, middle + MELESET_UMUR + 1), key=lambda year: abs(year - middle))


def _died(laporan: Laporan) -> date | None:
    return laporan.meninggal_tanggal or laporan.dimakamkan_tanggal


def _households(session: Session, nik: frozenset[str], daftar_id: UUID) -> frozenset[str]:
    if not nik:
        return frozenset()
    query = select(Pemilih.nkk).where(Pemilih.daftar_id == daftar_id, Pemilih.nik.in_(nik), Pemilih.nkk.is_not(None))
    return frozenset(one for one in session.scalars(query.limit(KEPT)) if one)


def _begins(head: str) -> ColumnElement[bool]:
    """By the index whatever the collation of the database: LIKE with a parameter is planned without one."""
    return Pemilih.nik.op("~>=~", return_type=Boolean())(head) & Pemilih.nik.op("~<~", return_type=Boolean())(
        head[:-1] + chr(ord(head[-1]) + 1)
    )


def _keyed(wanted: Sequence[str]) -> ColumnElement[bool]:
    return Pemilih.kunci_nama.op("&&", return_type=Boolean())(cast(list(wanted), ARRAY(TEXT)))


def _read(daftar_id: UUID) -> Ids:
    return select(*_NEAR).where(Pemilih.daftar_id == daftar_id)


def _closest(dicari: Dicari, rows: Ids) -> Ids:
    """Of at most `READ` rows the `KEPT` nearest in name, sex and village."""
    read = rows.limit(READ).subquery()
    nearness: ColumnElement[float] = func.similarity(func.lower(read.c.nama), search_key(dicari.nama or ""))
    if dicari.jenis_kelamin:
        nearness += case((read.c.jenis_kelamin == dicari.jenis_kelamin, 0.2), else_=0.0)
    if dicari.desa:
        nearness += case((read.c.desa_kode.in_(dicari.desa), 0.2), else_=0.0)
    return select(read.c.id).order_by(nearness.desc(), read.c.id).limit(KEPT)
