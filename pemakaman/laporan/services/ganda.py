"""Suspected doubles are noticed and kept in the transaction of the change itself, on every path."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import inspect, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from pemakaman.errors import Conflict
from pemakaman.jejak.rules import Pelaku
from pemakaman.jejak.services import record
from pemakaman.laporan.models import DugaanGanda, Laporan, LaporanOrang
from pemakaman.laporan.queries_ganda import (
    TERBUKA,
    Serupa,
    compare_pair,
    find_resembling,
    find_resembling_each,
    list_dugaan,
    make_jati,
    other_of,
)
from pemakaman.laporan.rules import SET_ASIDE, Status
from pemakaman.laporan.rules_ganda import JENIS_LABEL, JenisGanda, is_standing, stored_keys

IDENTITAS = frozenset(
    {"nik", "nik_pilihan", "nama", "bin_binti", "tidak_dikenal", "jenis_kelamin", "kasus", "umur"}
    | {"lahir_tahun", "lahir_bulan", "lahir_hari", "meninggal_tanggal", "dimakamkan_tanggal"}
)
# Asked explicitly before the step is taken; nothing can have changed when it is.
_ASKED_BEFORE = frozenset({Status.DISARANKAN, Status.DISETUJUI, Status.AKTA_TERBIT})


class DugaanTerbuka(Conflict):
    """A suspicion has to be decided first; the one found just now is kept by whoever shows the refusal."""

    judul = "Diduga ganda"


def is_identity_touched(session: Session, laporan: Laporan) -> bool:
    """Does what is pending on a report say something else of who died, or take it into or out of the register?"""
    attrs = inspect(laporan).attrs
    status = attrs.status.history
    if status.has_changes() and not (laporan.status in _ASKED_BEFORE and not set(status.deleted) & SET_ASIDE):
        return True
    if any(attrs[name].history.has_changes() for name in IDENTITAS):
        return True
    return any(row.laporan_id == laporan.id and row.peran in {"ayah", "ibu"} for row in _pending_persons(session))


def put_ganda_keys(session: Session, laporan: Laporan) -> None:
    """Bring `kunci_ganda` up to date with what is pending; a draft has none."""
    keys = stored_keys(make_jati(laporan, _parents(session, laporan))) if laporan.status != Status.DRAF else None
    if keys != laporan.kunci_ganda:
        laporan.kunci_ganda = keys


def check_ganda(session: Session, laporan: Laporan, actor: Pelaku) -> None:
    """Keep new suspicions, drop those whose data no longer agree, ask judged ones again when the data changed.

    The report's changes have been flushed, with its event. Everything is told in the trail of both reports.
    """
    session.flush()
    known = {other_of(row, laporan.id): row for row in list_dugaan(session, laporan.id, for_update=True)}
    found: dict[UUID, Serupa] = {}
    if is_standing(laporan.status, laporan.status_sebelum):
        found = {one.laporan_id: one for one in find_resembling(session, laporan.id)}
    for other, row in known.items():
        if row.status == TERBUKA and other not in found:
            again = compare_pair(session, laporan.id, other)
            if again is not None and again.perbandingan.jenis:
                found[other] = again
            else:
                drop_dugaan(session, row, actor=actor)
    for other in sorted(found):
        _keep(session, laporan.id, found[other], known.get(other), actor)
    session.flush()


def check_ganda_new(session: Session, ids: Sequence[UUID], actor: Pelaku) -> None:
    """`check_ganda` for reports that this transaction brought into the register: nobody can suspect them yet.

    Each is compared with those before it, so that what is kept is what one after the other would keep.
    """
    place = {laporan_id: number for number, laporan_id in enumerate(ids)}
    found = find_resembling_each(session, ids)
    for laporan_id, number in place.items():
        for one in found.get(laporan_id, ()):
            if place.get(one.laporan_id, -1) < number:
                _keep(session, laporan_id, one, None, actor)
    session.flush()


def refuse_open_ganda(session: Session, laporan: Laporan, *, actor: Pelaku) -> None:
    """Look once more, then raise DugaanTerbuka while a suspicion about the report is undecided."""
    check_ganda(session, laporan, actor)
    waiting = [row for row in list_dugaan(session, laporan.id) if row.status == TERBUKA]
    if waiting:
        told = ", ".join(sorted({JENIS_LABEL[JenisGanda(row.jenis)].lower().replace("nik", "NIK") for row in waiting}))
        raise DugaanTerbuka(
            f"Laporan ini diduga ganda dengan {len(waiting)} laporan lain ({told}). Buka “Diduga ganda” di halaman "
            "ini, bandingkan, lalu gabungkan atau nyatakan bukan orang yang sama."
        )


def drop_dugaan(session: Session, row: DugaanGanda, *, actor: Pelaku) -> None:
    """A suspicion whose data no longer agree, or one side of which says of nobody that he died."""
    row.status = "gugur"
    tell_both(session, row, "laporan.ganda_gugur", actor)


def reopen_dugaan(session: Session, row: DugaanGanda, peristiwa: str, *, actor: Pelaku) -> None:
    """Ask about a pair again; who judged it before and why stays to be read."""
    row.status = TERBUKA
    tell_both(session, row, peristiwa, actor)


def tell_both(
    session: Session, row: DugaanGanda, peristiwa: str, actor: Pelaku, rincian: Mapping[str, Any] | None = None
) -> None:
    """One event on each report of a pair, in the trail of its own office."""
    query = select(Laporan.id, Laporan.kab_kode).where(Laporan.id.in_((row.laporan_a, row.laporan_b)))
    offices = {found.id: found.kab_kode for found in session.execute(query)}
    for own, other in ((row.laporan_a, row.laporan_b), (row.laporan_b, row.laporan_a)):
        details = {"dugaan": JENIS_LABEL[JenisGanda(row.jenis)], "lawan": other, **(rincian or {})}
        record(session, peristiwa, "laporan", own, actor=actor, wilayah=offices[own], rincian=details)


def _keep(session: Session, laporan_id: UUID, serupa: Serupa, row: DugaanGanda | None, actor: Pelaku) -> None:
    jenis = serupa.perbandingan.jenis
    if jenis is None:
        return
    if row is None:
        row = _insert(session, laporan_id, serupa, jenis, actor)
        if row is None:
            return
    changed = row.jenis != jenis
    if row.status == "bukan_sama" and row.sidik == serupa.sidik:
        return
    if changed or row.status != TERBUKA:
        row.jenis, row.rincian = jenis, serupa.perbandingan.rincian()
        again = row.status in {"bukan_sama", "digabung"}
        reopen_dugaan(session, row, "laporan.ganda_ditanyakan_lagi" if again else "laporan.ganda_diduga", actor=actor)


def _insert(session: Session, laporan_id: UUID, serupa: Serupa, jenis: JenisGanda, actor: Pelaku) -> DugaanGanda | None:
    """None when the pair is new, or the other is gone; the row that somebody else put there meanwhile otherwise."""
    # An old book may be taken back while this is written: then there is nobody left to resemble.
    there = select(Laporan.id).where(Laporan.id == serupa.laporan_id)
    if session.scalar(there.with_for_update(read=True, key_share=True)) is None:
        return None
    a, b = sorted((laporan_id, serupa.laporan_id))
    rincian = serupa.perbandingan.rincian()
    values = {"laporan_a": a, "laporan_b": b, "jenis": jenis.value, "rincian": rincian, "sidik": serupa.sidik}
    statement = insert(DugaanGanda).values(**values).on_conflict_do_nothing(constraint="uq_dugaan_ganda_pasangan")
    made = session.scalars(statement.returning(DugaanGanda)).first()
    if made is not None:
        tell_both(session, made, "laporan.ganda_diduga", actor)
        return None
    query = select(DugaanGanda).where(DugaanGanda.laporan_a == a, DugaanGanda.laporan_b == b).with_for_update()
    return session.scalars(query.execution_options(populate_existing=True)).one()


def _pending_persons(session: Session) -> list[LaporanOrang]:
    return [row for row in (*session.new, *session.dirty) if isinstance(row, LaporanOrang)]


def _parents(session: Session, laporan: Laporan) -> set[str]:
    """Names of the parents as they will stand; asked of infants only."""
    if not make_jati(laporan).is_infant():
        return set()
    roles = LaporanOrang.peran.in_(("ayah", "ibu"))
    with session.no_autoflush:
        rows = session.scalars(select(LaporanOrang).where(LaporanOrang.laporan_id == laporan.id, roles)).all()
    new = [row for row in _pending_persons(session) if row.laporan_id == laporan.id and row.peran in {"ayah", "ibu"}]
    return {row.nama for row in (*rows, *new) if row.nama}
