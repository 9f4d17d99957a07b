"""Many reports from paper entered together: judged one by one, numbered and written at once.

The rules are those of one report (`judge_awal`, `enter_awal`). What differs is how often the database is asked: what
the checks must know is read once for all, under locks that cover all, and rows, persons and events are written with
one statement each.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, union_all
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from pemakaman import db
from pemakaman.akun.rules import Actor
from pemakaman.db import knowing
from pemakaman.errors import PemakamanError
from pemakaman.jejak.services import record
from pemakaman.laporan.isian import Isian
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.models_penempatan import RencanaMakam
from pemakaman.laporan.queries import NIK_SEPI, find_quiet
from pemakaman.laporan.rules import is_from_paper
from pemakaman.laporan.services.awal import Awal, enter_awal, judge_awal
from pemakaman.laporan.services.ganda import check_ganda_new
from pemakaman.laporan.services.kirim import TempatBuku, burial_day
from pemakaman.laporan.services.simpan import NIK_HIDUP, holding_nik, recording_makam
from pemakaman.makam.models import Makam
from pemakaman.makam.services import next_numbers
from pemakaman.makam.tutup import holding_book
from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.nik import check_nik
from pemakaman.penduduk.ekstrak import knowing_residents

_NIK = ("nik", *NIK_HIDUP)
_COLUMNS = tuple(column.name for column in Laporan.__table__.columns)


class BoronganGagal(Exception):
    """These reports cannot be entered together. Nothing is lost when the caller rolls back and enters one by one."""


class Borongan:
    """Reports that wait to be written together; made by `entering_many`, taken by `quick_lapor_awal`."""

    def __init__(
        self, session: Session, makam: Makam, asal: str, *, actor: Actor, sepi: set[str], known: Collection[UUID]
    ) -> None:
        self._session, self._makam, self._asal, self._actor = session, makam, asal, actor
        self._sepi, self._known = sepi, set(known)
        self._waiting: list[Awal] = []

    def take(self, laporan_id: UUID, values: Mapping[str, Any]) -> Laporan:
        """Judge a report and let it wait; raises Invalid, and then nothing of it is left.

        What is returned is not of the session; it has its number and version once the block has ended.
        """
        if laporan_id in self._known or values.get("petak_id"):
            raise BoronganGagal
        asked = {values[name] for name in _NIK if values.get(name)}
        if asked - self._sepi:
            # The checks will ask the database about these NIK: let it know of those who wait.
            self.write()
        laporan = _draft(laporan_id, self._makam, self._asal, self._actor)
        awal = judge_awal(self._session, laporan, {}, values, is_new=True, actor=self._actor)
        self._known.add(laporan_id)
        self._sepi.discard(values.get("nik") or "")
        self._waiting.append(awal)
        return laporan

    def write(self) -> None:
        """Number and write those who wait, in the order in which they came."""
        rows, self._waiting = self._waiting, []
        if not rows:
            return
        try:
            with self._session.no_autoflush:
                self._write(rows)
        except (IntegrityError, DataError, PemakamanError) as error:
            raise BoronganGagal from error

    def _write(self, rows: list[Awal]) -> None:
        session, actor, now = self._session, self._actor, db.now()
        days = [burial_day(row.isian["dimakamkan_tanggal"], self._makam.kab_kode, now) for row in rows]
        numbers = next_numbers(session, self._makam.id, Counter(day.year for day in days))
        for row, day in zip(rows, days, strict=True):
            tell_made(session, row.laporan, self._makam, actor=actor)
            enter_awal(session, row, actor=actor, tempat=TempatBuku(day, next(numbers[day.year])))
        _insert(session, [row.laporan for row in rows])
        session.flush()
        # Without a plot, see `take`, nobody has to be placed.
        check_ganda_new(session, [row.laporan.id for row in rows], actor)


@contextmanager
def entering_many(
    session: Session, isian: Mapping[UUID, Isian], *, actor: Actor, makam_id: UUID, asal: str
) -> Iterator[Borongan]:
    """Enter these reports of one cemetery together; they are written when the block ends.

    To be used inside a savepoint: raises BoronganGagal when they have to be entered one by one. Reports of other
    than old books are not taken, as the cemetery may be closed or full meanwhile.
    """
    if not is_from_paper(asal):
        raise ValueError(asal)
    nik = {one for row in isian.values() for one in _numbers(row)}
    try:
        makam = recording_makam(session, makam_id, asal, actor)
    except PemakamanError as error:
        raise BoronganGagal from error
    with ExitStack() as known:
        # In the order in which one report takes them: its NIK, the book, at last the counter.
        known.enter_context(holding_nik(session, nik))
        known.enter_context(holding_book(session, makam_id))
        known.enter_context(knowing_residents(session, nik))
        sepi = find_quiet(session, nik)
        known.enter_context(knowing(session, NIK_SEPI, sepi))
        there = _find_there(session, list(isian))
        borongan = Borongan(session, makam, asal, actor=actor, sepi=sepi, known=there)
        yield borongan
        borongan.write()


def place_of(makam: Makam) -> dict[str, Any]:
    """Where a report of this cemetery belongs."""
    return {"makam_id": makam.id, "kab_kode": makam.kab_kode, "kec_kode": makam.kec_kode, "desa_kode": makam.desa_kode}


def tell_made(session: Session, laporan: Laporan, makam: Makam, *, actor: Actor) -> None:
    """The first event of a report."""
    rincian = {"makam": makam.nama, "asal": laporan.asal}
    record(session, "laporan.dibuat", "laporan", laporan.id, actor=actor, wilayah=makam.kab_kode, rincian=rincian)


def _numbers(isian: Isian) -> Iterable[str]:
    for name in _NIK:
        if isian.get(name):
            with suppress(NilaiError):
                yield check_nik(str(isian[name]))


def _find_there(session: Session, ids: list[UUID]) -> set[UUID]:
    """Those under whose id somebody sent a report before, or planned a burial."""
    same = (select(model.id).where(model.id.in_(ids)) for model in (Laporan, RencanaMakam))
    return set(session.scalars(union_all(*same)))


def _draft(laporan_id: UUID, makam: Makam, asal: str, actor: Actor) -> Laporan:
    """A report as it stands in its table when it was begun, only that it is not there yet."""
    laporan = Laporan()
    for name, column in Laporan.__table__.columns.items():
        if column.default is not None and column.default.is_scalar:
            set_committed_value(laporan, name, column.default.arg)
    for name, value in {"id": laporan_id, "dibuat_oleh": actor.id, "asal": asal, **place_of(makam)}.items():
        set_committed_value(laporan, name, value)
    return laporan


def _insert(session: Session, rows: list[Laporan]) -> None:
    """Write drafts that were entered since: each is its second version, as if the draft had been written first."""
    names = [name for name in _COLUMNS if any(name in vars(row) for row in rows)]
    for row in rows:
        row.versi += 1
    session.execute(
        insert(Laporan.__table__),  # type: ignore[arg-type]
        [{name: getattr(row, name) for name in names} for row in rows],
    )
