"""Files collected at the counter."""

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.berkas import queries
from pemakaman.berkas.models import Berkas, Pengambilan
from pemakaman.berkas.queries_kumpulan import find_pengambilan
from pemakaman.berkas.rules import WITH_DOCUMENT, why_closed
from pemakaman.db import now
from pemakaman.errors import Conflict, Forbidden, Invalid
from pemakaman.jejak.services import record
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import get_laporan
from pemakaman.laporan.rules import Status


def note_pengambilan(session: Session, berkas_id: UUID, isian: dict[str, Any], *, actor: Actor) -> Pengambilan:
    """Note who collected the file in force; `isian` are the columns of Pengambilan that the counter fills in.

    Raises Invalid when nobody looked at the identity, Conflict when it was collected already.
    """
    berkas, laporan = _locked(session, berkas_id, actor)
    if laporan.status not in WITH_DOCUMENT:
        raise Forbidden(why_closed(Status(laporan.status)))
    if not berkas.berlaku or berkas.status != "jadi":
        raise Conflict("Berkas ini sudah diganti versi baru. Serahkan versi yang berlaku.")
    if not isian["identitas_diperiksa"]:
        raise Invalid({"identitas_diperiksa": ["Periksa dulu identitas pengambil, lalu centang."]})
    if found := find_pengambilan(session, berkas_id):
        raise Conflict(f"Berkas ini sudah dicatat diambil oleh {found.nama_pengambil}.")
    fresh = Pengambilan(id=uuid4(), berkas_id=berkas.id, laporan_id=laporan.id, dicatat_oleh=actor.id, **isian)
    session.add(fresh)
    rincian = {"versi_dokumen": berkas.versi_dokumen, "hubungan": fresh.hubungan, "identitas": fresh.identitas}
    _tell(session, "laporan.berkas_diambil", laporan, actor, rincian)
    session.flush()
    return fresh


def undo_pengambilan(session: Session, berkas_id: UUID, *, sebab: str, actor: Actor) -> None:
    """The note was wrong; it stays, marked as undone."""
    _, laporan = _locked(session, berkas_id, actor)
    found = find_pengambilan(session, berkas_id)
    if found is None:
        raise Conflict("Berkas ini tidak tercatat diambil.")
    if not sebab.strip():
        raise Invalid({"sebab": ["Tulis sebab catatan ini dibatalkan."]})
    found.dibatalkan_pada, found.dibatalkan_sebab = now(), sebab.strip()
    _tell(session, "laporan.berkas_batal_diambil", laporan, actor, {"sebab": found.dibatalkan_sebab})


def _locked(session: Session, berkas_id: UUID, actor: Actor) -> tuple[Berkas, Laporan]:
    """The report's lock is held, so that two counters do not note two collectors."""
    require(actor, Izin.BERKAS_SERAHKAN)
    berkas = queries.get_berkas(session, berkas_id, actor=actor)
    laporan = get_laporan(session, berkas.laporan_id, actor=actor, for_update=True)
    session.refresh(berkas)
    return berkas, laporan


def _tell(session: Session, peristiwa: str, laporan: Laporan, actor: Actor, rincian: dict[str, Any]) -> None:
    record(session, peristiwa, "laporan", laporan.id, actor=actor, wilayah=laporan.kab_kode, rincian=rincian)
