"""How the identity of the dead was confirmed."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin
from pemakaman.db import now
from pemakaman.errors import Invalid
from pemakaman.laporan.rules import Action, Status, next_status
from pemakaman.nilai.tanggal import zone_of
from pemakaman.verifikasi.models import Pemeriksaan
from pemakaman.verifikasi.services.dasar import flush, held, locked, own_id, tell


def record_check(
    session: Session,
    laporan_id: UUID,
    *,
    cara: str,
    tanggal_cek: date | None,
    alasan: str | None,
    actor: Actor,
) -> Pemeriksaan:
    """Keep how the identity was confirmed: seen in SIAK on a day, or why none is there."""
    laporan = locked(session, laporan_id, Izin.LAPORAN_PERIKSA, actor)
    next_status(Status(laporan.status), Action.RECOMMEND)
    held(session, laporan, actor)
    alasan = (alasan or "").strip() or None
    _check_identity_answer(cara, tanggal_cek, alasan, today=now().astimezone(zone_of(laporan.kab_kode)).date())
    check = Pemeriksaan(
        laporan_id=laporan.id,
        cara=cara,
        tanggal_cek=tanggal_cek if cara == "siak" else None,
        alasan=alasan,
        dibuat_oleh=own_id(actor),
    )
    session.add(check)
    rincian = {"cara": cara, "tanggal_cek": check.tanggal_cek, "alasan": alasan}
    tell(session, laporan, "laporan.identitas_dicek", actor, rincian)
    flush(session)
    return check


def _check_identity_answer(cara: str, tanggal: date | None, alasan: str | None, *, today: date) -> None:
    if cara not in {"siak", "tidak_ada"}:
        raise Invalid({"cara": ["Pilih hasil pengecekan identitas."]})
    if cara == "tidak_ada":
        if alasan is None:
            raise Invalid({"alasan": ["Tulis mengapa identitasnya tidak ada di SIAK."]})
        return
    if tanggal is None:
        raise Invalid({"tanggal_cek": ["Isi tanggal pengecekan di SIAK."]})
    if tanggal > today:
        raise Invalid({"tanggal_cek": ["Tanggal pengecekan belum terjadi. Isi hari ini atau sebelumnya."]})
