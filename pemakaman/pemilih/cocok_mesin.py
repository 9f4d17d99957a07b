"""The writer of what matching found: one report against one list, whenever the report's identity is new or changed.

What was found is written with the report's row held, and only when it still says what was compared: a freeze, an
annulment and two workers come one after the other.
Only workers import this: the engine is heavy.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from pemakaman.db import now
from pemakaman.laporan.models import Laporan, LaporanOrang
from pemakaman.pemilih.baris_cocok import Baris, home_names, home_of, report_row, sidik_jati, sidik_of, voter_row
from pemakaman.pemilih.calon_satu import find_voters, sought_of
from pemakaman.pemilih.cocok import drop_matches, is_matchable, lists_in_force
from pemakaman.pemilih.models import Cocok, CocokLaporan, DaftarPemilih, Pemilih
from pemakaman.pencocokan.hasil import Pasangan, Pita
from pemakaman.pencocokan.model import default_model
from pemakaman.pencocokan.satu import match_rows

# Candidates kept of one report; a clerk reads no more.
KEPT = 10


def match_everywhere(session: Session, laporan_id: UUID) -> None:
    """One report against every list in force in its kab/kota."""
    kab_kode = session.scalar(select(Laporan.kab_kode).where(Laporan.id == laporan_id))
    for daftar in lists_in_force(session, kab_kode) if kab_kode else ():
        match_laporan(session, laporan_id, daftar)


def match_laporan(session: Session, laporan_id: UUID, daftar: DaftarPemilih) -> int:
    """Find and judge the voters one report may mean, and replace what was found before; how many are candidates.

    A report that was matched as it stands is left alone; one that is no longer approved loses its candidates.
    """
    while True:
        seen = _read(session, laporan_id, daftar, lock=False)
        found = _judge(session, seen, daftar) if seen is not None and not seen.is_done else []
        # Judging takes a moment, in which nobody at a desk shall wait for the report.
        held = _read(session, laporan_id, daftar, lock=True)
        if held is None:
            drop_matches(session, laporan_id)
            return 0
        if held.is_done:
            return held.keep()
        if seen is not None and held.sidik == seen.sidik and not seen.is_done:
            _replace(session, laporan_id, daftar.id, found)
            calon = sum(one.pita is not Pita.TOLAK for one in found)
            _note(session, held.laporan, daftar.id, sidik=held.sidik, calon=calon)
            return calon


@dataclass(frozen=True)
class _Terbaca:
    """A report as it was read, and whether it was matched like this already."""

    laporan: Laporan
    orang: Sequence[LaporanOrang]
    baris: Baris
    sidik: str
    before: CocokLaporan | None

    @property
    def is_done(self) -> bool:
        now_so = (self.sidik, default_model().versi)
        return self.before is not None and (self.before.sidik, self.before.model) == now_so

    def keep(self) -> int:
        """Note that nothing is left to do; how many candidates there are."""
        if self.before is None:
            return 0
        self.before.dibuat_pada = now()
        return self.before.calon


def _read(session: Session, laporan_id: UUID, daftar: DaftarPemilih, *, lock: bool) -> _Terbaca | None:
    """None when nobody can be found for this report, now."""
    query = select(Laporan).where(Laporan.id == laporan_id).execution_options(populate_existing=True)
    laporan = session.scalar(query.with_for_update() if lock else query)
    if laporan is None or not is_matchable(laporan) or daftar.status != "jadi":
        return None
    people = select(LaporanOrang).where(LaporanOrang.laporan_id == laporan.id)
    orang = session.scalars(people.execution_options(populate_existing=True)).all()
    baris = report_row(laporan, orang, home_of(home_names(session, [laporan]), laporan))
    before = session.get(CocokLaporan, (laporan.id, daftar.id), populate_existing=True)
    return _Terbaca(laporan, orang, baris, sidik_of(baris), before)


def _judge(session: Session, seen: _Terbaca, daftar: DaftarPemilih) -> list[Pasangan]:
    voters = find_voters(session, sought_of(seen.laporan, seen.orang), daftar)
    pairs = match_rows([seen.baris], [voter_row(one) for one in voters], kata=daftar.kata) if voters else []
    return list(_worth_keeping(seen.laporan, pairs, {str(one.id): one for one in voters}))


def keep_found(
    session: Session, laporan_id: UUID, daftar: DaftarPemilih, sidik: str, found: Sequence[Pasangan]
) -> bool:
    """Write what matching of the whole list found for one report; False when the report says something else by now."""
    held = _read(session, laporan_id, daftar, lock=True)
    if held is None or held.sidik != sidik:
        return False
    kept = [one for one in found if one.pita is not Pita.TOLAK][:KEPT] + [
        one for one in found if one.pita is Pita.TOLAK
    ]
    _replace(session, laporan_id, daftar.id, kept)
    _note(session, held.laporan, daftar.id, sidik=sidik, calon=sum(one.pita is not Pita.TOLAK for one in kept))
    return True


def rows_of(session: Session, ids: Sequence[UUID]) -> list[tuple[UUID, Baris, str]]:
    """(report, its row for the engine, its fingerprint) of reports that can be matched."""
    query = select(Laporan).where(Laporan.id.in_(ids)).order_by(Laporan.id)
    reports = [one for one in session.scalars(query) if is_matchable(one)]
    names = home_names(session, reports)
    people: dict[UUID, list[LaporanOrang]] = {}
    for one in session.scalars(select(LaporanOrang).where(LaporanOrang.laporan_id.in_(ids))):
        people.setdefault(one.laporan_id, []).append(one)
    rows = [(one.id, report_row(one, people.get(one.id, ()), home_of(names, one))) for one in reports]
    return [(laporan_id, row, sidik_of(row)) for laporan_id, row in rows]


def _worth_keeping(laporan: Laporan, found: Iterable[Pasangan], voters: dict[str, Pemilih]) -> Iterable[Pasangan]:
    """The best candidates; of those refused only the one with the report's own NIK, which wants a word of warning."""
    count = 0
    for one in sorted(found, key=lambda pair: pair.urutan):
        same = laporan.nik_identitas is not None and voters[one.dpid].nik == laporan.nik_identitas
        if (one.pita is not Pita.TOLAK and count < KEPT) or same:
            count += 1
            yield one


def _replace(session: Session, laporan_id: UUID, daftar_id: UUID, found: Sequence[Pasangan]) -> None:
    session.execute(delete(Cocok).where(Cocok.laporan_id == laporan_id, Cocok.daftar_id == daftar_id))
    rows: list[dict[str, Any]] = [
        {
            "laporan_id": laporan_id,
            "daftar_id": daftar_id,
            "pemilih_id": int(one.dpid),
            "skor": min(1.0, max(0.0, one.skor)),
            "pita": one.pita.value,
            "urutan": place,
            "alasan": [{"ruas": (told := asdict(ruas)).pop("nama"), **told} for ruas in one.alasan],
            "model": default_model().versi,
        }
        for place, one in enumerate(found, 1)
    ]
    if rows:
        session.execute(insert(Cocok), rows)


def _note(session: Session, laporan: Laporan, daftar_id: UUID, *, sidik: str, calon: int) -> None:
    values = {
        "sidik": sidik,
        "jati": sidik_jati(laporan),
        "model": default_model().versi,
        "calon": calon,
        "dibuat_pada": now(),
    }
    statement = insert(CocokLaporan).values(laporan_id=laporan.id, daftar_id=daftar_id, **values)
    session.execute(statement.on_conflict_do_update(index_elements=["laporan_id", "daftar_id"], set_=values))
