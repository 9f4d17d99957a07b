"""What the desk writes about a report besides deciding it: internal notes, questions, proofs asked for."""

from uuid import UUID

from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin
from pemakaman.errors import Invalid
from pemakaman.laporan.models import Permintaan
from pemakaman.laporan.services.permintaan import ask_proof, ask_question
from pemakaman.verifikasi.models import CatatanMeja
from pemakaman.verifikasi.services.dasar import flush, held, locked, own_id, tell

PALING_CATATAN = 2000


def add_note(session: Session, laporan_id: UUID, *, teks: str, actor: Actor) -> CatatanMeja:
    """An internal note, for the office only: its words stay out of the trail that others read."""
    laporan = locked(session, laporan_id, Izin.MEJA_BAGI, actor)
    teks = teks.strip()
    if not teks:
        raise Invalid({"teks": ["Tulis catatannya."]})
    if len(teks) > PALING_CATATAN:
        raise Invalid({"teks": [f"Tulis paling banyak {PALING_CATATAN} huruf."]})
    catatan = CatatanMeja(laporan_id=laporan.id, teks=teks, dibuat_oleh=own_id(actor))
    session.add(catatan)
    tell(session, laporan, "laporan.catatan_ditulis", actor, None)
    flush(session)
    return catatan


def request(
    session: Session, laporan_id: UUID, *, teks: str | None, bukti_jenis: str | None = None, actor: Actor
) -> Permintaan:
    """Ask the manager a question, or for a proof when `bukti_jenis` is given; only who holds the report asks."""
    laporan = locked(session, laporan_id, Izin.LAPORAN_PERIKSA, actor)
    held(session, laporan, actor)
    if bukti_jenis is None:
        return ask_question(session, laporan_id, teks=teks or "", actor=actor)
    return ask_proof(session, laporan_id, bukti_jenis=bukti_jenis, teks=teks, actor=actor)
