"""Beginning a report and filling it in, page by page."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.errors import Conflict, Invalid, NotFound
from pemakaman.jejak.services import record
from pemakaman.laporan.isian import BAGIAN, Isian, read_isian
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.pesan_batasan import explaining_constraints
from pemakaman.laporan.queries import get_laporan, get_orang
from pemakaman.laporan.ruas import label_status
from pemakaman.laporan.rules import EDITABLE, Status, is_brought_in, is_from_paper
from pemakaman.laporan.services.kirim import check_entry, enter
from pemakaman.laporan.services.langkah import check_versi, record_change
from pemakaman.laporan.services.petak import check_plot, follow_plot
from pemakaman.laporan.services.simpan import (
    apply,
    build_konteks,
    clean_or_refuse,
    lock_nik,
    merge,
    refuse_conflicts,
)
from pemakaman.makam.models import Makam
from pemakaman.makam.queries import recording_filter
from pemakaman.makam.rules import StatusMakam


def start_laporan(
    session: Session,
    *,
    actor: Actor,
    laporan_id: UUID,
    makam_id: UUID,
    asal: str = "formulir",
    waktu_perangkat: datetime | None = None,
) -> Laporan:
    """A new draft under the UUID that the client made; sending the same again returns the same report."""
    require(actor, Izin.LAPORAN_TULIS)
    return _open(session, laporan_id, makam_id, actor=actor, asal=asal, waktu_perangkat=waktu_perangkat)[0]


def save_bagian(session: Session, laporan_id: UUID, bagian: str, isian: Isian, *, versi: int, actor: Actor) -> Laporan:
    """Keep one page group; only the fields given are touched, and they may be incomplete but never malformed.

    Raises StaleVersion when the report changed since version `versi` was read; saying again what is
    already stored is no change and never fails.
    """
    if bagian not in BAGIAN:
        raise NotFound()
    require(actor, Izin.LAPORAN_TULIS)
    laporan = get_laporan(session, laporan_id, actor=actor, for_update=True)
    if Status(laporan.status) not in EDITABLE:
        raise Conflict(f"Laporan ini sekarang: {label_status(laporan.status)}, jadi tidak dapat diubah.")
    values = clean_or_refuse(session, bagian, isian)
    _save(session, laporan, values, actor=actor, versi=versi, rincian={"bagian": bagian})
    return laporan


def quick_lapor_awal(
    session: Session,
    *,
    actor: Actor,
    laporan_id: UUID,
    makam_id: UUID,
    isian: Isian,
    asal: str = "formulir",
    waktu_perangkat: datetime | None = None,
) -> Laporan:
    """Begin, fill and enter into the burial book in one go; `isian` may hold fields of every group.

    Sending the same UUID again returns the report of the first time, whatever became of it since.
    """
    if not (is_brought_in(asal) and actor.may(Izin.BUKU_IMPOR)):
        require(actor, Izin.LAPORAN_TULIS)
    # Nothing is flushed before the end, so that one statement writes the row and one its events.
    with session.no_autoflush:
        laporan, is_new = _open(session, laporan_id, makam_id, actor=actor, asal=asal, waktu_perangkat=waktu_perangkat)
        if laporan.status == Status.DRAF:
            _fill_and_register(session, laporan, clean_or_refuse(session, None, isian), is_new=is_new, actor=actor)
    return laporan


def _fill_and_register(
    session: Session, laporan: Laporan, values: Mapping[str, Any], *, is_new: bool, actor: Actor
) -> None:
    """Both steps as one change: the same checks, asked once of the report as it will stand."""
    orang = {} if is_new else get_orang(session, laporan.id)
    lama = read_isian(laporan, orang)
    baru, diubah = merge(lama, follow_plot(session, lama, values))
    lock_nik(session, baru.get("nik"))
    konteks = build_konteks(session, laporan, baru, actor, is_new=is_new)
    refuse_conflicts(baru, konteks, diubah)
    check_plot(session, laporan, baru, diubah)
    check_entry(baru, konteks)
    told = apply(session, laporan, orang, {name: baru[name] for name in diubah})
    enter(session, laporan, baru, konteks, actor=actor, rincian=told)


def _save(
    session: Session,
    laporan: Laporan,
    values: Mapping[str, Any],
    *,
    actor: Actor,
    versi: int,
    rincian: Mapping[str, Any],
) -> None:
    orang = get_orang(session, laporan.id)
    lama = read_isian(laporan, orang)
    baru, diubah = merge(lama, follow_plot(session, lama, values))
    if not diubah:
        return
    check_versi(session, laporan, versi)
    refuse_conflicts(baru, build_konteks(session, laporan, baru, actor), diubah)
    check_plot(session, laporan, baru, diubah)
    told = apply(session, laporan, orang, {name: baru[name] for name in diubah})
    record_change(session, laporan, "laporan.diubah", actor=actor, rincian={**told, **rincian})


def _open(
    session: Session,
    laporan_id: UUID,
    makam_id: UUID,
    *,
    actor: Actor,
    asal: str,
    waktu_perangkat: datetime | None,
) -> tuple[Laporan, bool]:
    """The report, and whether it was made just now."""
    existing = _find_own(session, laporan_id, actor)
    if existing is not None:
        if existing.status == Status.DRAF:
            # The author may have been taken off this cemetery since he began.
            _recording_makam(session, existing.makam_id, asal, actor)
        return existing, False
    makam = _recording_makam(session, makam_id, asal, actor)
    own = {"id": laporan_id, "dibuat_oleh": actor.id, "asal": asal, "waktu_perangkat": waktu_perangkat}
    made = _insert(session, makam, own)
    if made is not None:
        rincian = {"makam": makam.nama, "asal": asal}
        wilayah = makam.kab_kode
        record(session, "laporan.dibuat", "laporan", laporan_id, actor=actor, wilayah=wilayah, rincian=rincian)
        return made, True
    laporan = _find_own(session, laporan_id, actor)
    if laporan is None:
        raise NotFound()
    return laporan, False


def _insert(session: Session, makam: Makam, own: Mapping[str, Any]) -> Laporan | None:
    """The new row; None for a second sender, who waits here for the first and then finds its row."""
    place = {"makam_id": makam.id, "kab_kode": makam.kab_kode, "kec_kode": makam.kec_kode, "desa_kode": makam.desa_kode}
    row = insert(Laporan).values(**place, **own)
    with explaining_constraints():
        made = session.scalars(row.on_conflict_do_nothing(index_elements=[Laporan.id]).returning(Laporan))
        return made.first()


def _find_own(session: Session, laporan_id: UUID, actor: Actor) -> Laporan | None:
    query = select(Laporan).where(Laporan.id == laporan_id).with_for_update()
    laporan = session.scalar(query.execution_options(populate_existing=True))
    if laporan is not None and laporan.dibuat_oleh != actor.id:
        raise Conflict("Nomor kiriman ini sudah dipakai akun lain. Buka laporan baru, lalu isi lagi.")
    return laporan


def _recording_makam(session: Session, makam_id: UUID, asal: str, actor: Actor) -> Makam:
    makam = session.scalar(select(Makam).where(Makam.id == makam_id, recording_filter(actor)))
    if makam is None:
        raise Invalid({"makam_id": ["Pilih makam yang Anda kelola atau yang ada di desa/kelurahan Anda."]})
    if makam.status == StatusMakam.DITUTUP and not is_from_paper(asal):
        raise Invalid({"makam_id": [f"{makam.nama} sudah ditutup, jadi tidak menerima pemakaman."]})
    return makam
