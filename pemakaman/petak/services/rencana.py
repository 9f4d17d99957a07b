"""Planned burials: they hold a plot, and become a report with the same id once somebody records the burial."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.db import today_in
from pemakaman.errors import Conflict, Invalid, StaleVersion
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.models_penempatan import RencanaMakam
from pemakaman.laporan.rules import Status
from pemakaman.laporan.services import save_bagian, start_laporan
from pemakaman.laporan.services.rencana import free_plot, lock_plot, tell_rencana
from pemakaman.makam.models import Makam
from pemakaman.makam.queries import get_makam
from pemakaman.makam.rules import STATUS_RENCANA_LABEL, StatusMakam, StatusPetak, StatusRencana
from pemakaman.petak.queries.rencana import find_author, get_rencana
from pemakaman.petak.rules_rencana import check_isian

ISIAN = ("nama", "tanggal", "pukul", "kontak_nama", "kontak_telepon", "catatan")


def plan_burial(
    session: Session, makam_id: UUID, isian: Mapping[str, Any], *, petak_id: UUID | None, actor: Actor
) -> RencanaMakam:
    """A burial that is to take place; an empty plot becomes 'dipesan' for it."""
    makam = get_makam(session, makam_id, actor=actor)
    require(actor, Izin.PETAK_KELOLA)
    if makam.status == StatusMakam.DITUTUP:
        raise Invalid({"makam_id": [f"{makam.nama} sudah ditutup, jadi tidak menerima pemakaman."]})
    if galat := check_isian(isian, hari_ini=today_in(makam.kab_kode)):
        raise Invalid(galat)
    row = RencanaMakam(
        id=uuid4(),
        makam_id=makam_id,
        petak_id=petak_id,
        status=StatusRencana.DIRENCANAKAN,
        dibuat_oleh=actor.id,
        **_values(isian),
    )
    told = {"tanggal": row.tanggal, "petak": _reserve(session, makam, petak_id)}
    tell_rencana(session, "makam.rencana_dibuat", makam, row, actor=actor, rincian=told)
    session.add(row)
    session.flush()
    return row


def change_plan(
    session: Session, rencana_id: UUID, isian: Mapping[str, Any], *, petak_id: UUID | None, versi: int, actor: Actor
) -> None:
    """Change a plan that has not taken place; raises StaleVersion when another was faster."""
    makam, row = _get_open(session, rencana_id, actor)
    if row.versi != versi:
        raise StaleVersion("Rencana ini diubah orang lain sejak Anda membukanya. Buka lagi, lalu ulangi.", [])
    if galat := check_isian(isian, hari_ini=today_in(makam.kab_kode), tanggal_lama=row.tanggal):
        raise Invalid(galat)
    values = {**_values(isian), "petak_id": petak_id}
    diubah = [name for name, value in values.items() if getattr(row, name) != value]
    if not diubah:
        return
    told: dict[str, Any] = {"diubah": diubah}
    with session.no_autoflush:
        if row.petak_id != petak_id:
            # Both at once and in order, so that two who swap plots never wait for each other.
            for one in sorted(one for one in (row.petak_id, petak_id) if one is not None):
                lock_plot(session, one)
            free_plot(session, row.petak_id)
            told["petak"] = _reserve(session, makam, petak_id)
        for name, value in values.items():
            setattr(row, name, value)
        tell_rencana(session, "makam.rencana_diubah", makam, row, actor=actor, rincian=told)
    session.flush()


def cancel_plan(session: Session, rencana_id: UUID, alasan: str, *, actor: Actor) -> None:
    """The burial does not take place here; its plot is free again."""
    makam, row = _get_open(session, rencana_id, actor)
    if not alasan.strip():
        raise Invalid({"alasan": ["Tulis mengapa rencana ini batal."]})
    with session.no_autoflush:
        row.status, row.alasan_batal = StatusRencana.BATAL, alasan.strip()
        free_plot(session, row.petak_id)
        tell_rencana(session, "makam.rencana_batal", makam, row, actor=actor, rincian={"alasan": row.alasan_batal})
    session.flush()


def begin_report(session: Session, rencana_id: UUID, *, actor: Actor) -> Laporan:
    """The draft report of a plan, with what the plan knows; a second press returns the same one.

    It bears the plan's id, so that a draft that was thrown away leaves the plan as it was.
    """
    require(actor, Izin.LAPORAN_TULIS)
    row = get_rencana(session, rencana_id, actor=actor)
    begun = find_author(session, rencana_id)
    if begun is not None and begun[0].dibuat_oleh != actor.id and begun[0].status == Status.DRAF:
        raise Conflict(f"Pemakaman ini sedang dicatat oleh {begun[1]}.")
    if begun is not None:
        return begun[0]
    makam, row = _get_open(session, rencana_id, actor)
    laporan = start_laporan(session, actor=actor, laporan_id=row.id, makam_id=row.makam_id)
    for bagian, isian in _prefill(row, makam).items():
        laporan = save_bagian(session, row.id, bagian, isian, versi=laporan.versi, actor=actor)
    return laporan


def _get_open(session: Session, rencana_id: UUID, actor: Actor) -> tuple[Makam, RencanaMakam]:
    row = get_rencana(session, rencana_id, actor=actor, for_update=True)
    require(actor, Izin.PETAK_KELOLA)
    if row.status != StatusRencana.DIRENCANAKAN:
        kata = STATUS_RENCANA_LABEL[StatusRencana(row.status)].lower()
        raise Conflict(f"Rencana ini sekarang: {kata}, jadi tidak dapat diubah.")
    return session.get_one(Makam, row.makam_id), row


def _reserve(session: Session, makam: Makam, petak_id: UUID | None) -> str | None:
    """Hold an empty plot; returns its number."""
    if petak_id is None:
        return None
    petak = lock_plot(session, petak_id)
    if petak is None or petak.makam_id != makam.id:
        raise Invalid({"petak_id": ["Pilih petak dari makam ini."]})
    if petak.status != StatusPetak.KOSONG:
        raise Invalid({"petak_id": ["Petak ini baru saja dipakai atau dipesan orang lain. Pilih petak lain."]})
    petak.status = StatusPetak.DIPESAN
    return petak.nomor


def _prefill(row: RencanaMakam, makam: Makam) -> dict[str, dict[str, Any]]:
    burial: dict[str, Any] = {"keterangan": row.catatan, "petak_id": row.petak_id}
    if row.tanggal <= today_in(makam.kab_kode):
        burial["dimakamkan_tanggal"] = row.tanggal
    return {
        "almarhum": {"nama": row.nama},
        "pemakaman": burial,
        "pelapor": {"pelapor_nama": row.kontak_nama, "pelapor_telepon": row.kontak_telepon},
    }


def _values(isian: Mapping[str, Any]) -> dict[str, Any]:
    found = {name: isian.get(name) for name in ISIAN}
    return {name: (value.strip() or None) if isinstance(value, str) else value for name, value in found.items()}
