"""The writers of decisions on pairs: the same person, or not. What matching learns from, without personal data."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound
from pemakaman.jejak.services import record
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import get_laporan
from pemakaman.pemilih.baris_cocok import sidik_jati
from pemakaman.pemilih.models import Cocok, KeputusanCocok, Pemilih, Usul
from pemakaman.pemilih.queries import get_daftar, live_usul

LONGEST_REASON = 500


def record_usul(session: Session, usul: Usul, *, sama: bool, actor: Actor) -> None:
    """The second person's word on a proposal."""
    laporan = session.get_one(Laporan, usul.laporan_id)
    alasan = usul.perbandingan.get("alasan")
    tingkat = (
        levels(alasan)
        if alasan
        else {ruas: hasil for ruas, hasil in usul.perbandingan.items() if ruas not in ("kelas", "jati", "catatan")}
    )
    _add(
        session,
        laporan,
        usul.pemilih_id,
        sama=sama,
        asal="usul",
        tingkat=tingkat,
        skor=usul.skor,
        model=usul.model,
        alasan=None,
        actor=actor,
    )


def list_learned(session: Session) -> Iterator[tuple[dict[str, Any], bool]]:
    """(outcome by field, same person?) of every decision on a pair the engine had judged, the oldest first."""
    query = select(KeputusanCocok.tingkat, KeputusanCocok.sama).where(KeputusanCocok.model.is_not(None))
    for row in session.execute(query.order_by(KeputusanCocok.id)):
        yield row.tingkat, row.sama


def refuse_candidate(
    session: Session, laporan_id: UUID, daftar_id: UUID, pemilih_id: int, *, alasan: str, actor: Actor
) -> None:
    """Say that a voter is not the dead person; he is shown again only when the report's identity changes."""
    require(actor, Izin.USUL_BUAT)
    laporan, cocok = _pair(session, laporan_id, daftar_id, pemilih_id, actor=actor)
    text = alasan.strip()
    if not 3 <= len(text) <= LONGEST_REASON:
        raise Invalid({"alasan": [f"Tulis alasannya, 3 sampai {LONGEST_REASON} huruf."]})
    taken = select(Usul.id).where(Usul.pemilih_id == pemilih_id, Usul.laporan_id == laporan.id, live_usul())
    if session.scalar(taken.limit(1)) is not None:
        raise Conflict("Pasangan ini sudah diusulkan. Tolak atau batalkan usulnya.")
    _add(
        session,
        laporan,
        pemilih_id,
        sama=False,
        asal="calon",
        tingkat=levels(cocok.alasan),
        skor=cocok.skor,
        model=cocok.model,
        alasan=text,
        actor=actor,
    )
    _tell(session, "laporan.calon_pemilih_ditolak", laporan, actor, {"alasan": text})


def show_again(session: Session, laporan_id: UUID, daftar_id: UUID, pemilih_id: int, *, actor: Actor) -> None:
    """Take such a word back; the trail keeps it."""
    require(actor, Izin.USUL_BUAT)
    laporan, _ = _pair(session, laporan_id, daftar_id, pemilih_id, actor=actor)
    refused = delete(KeputusanCocok).where(
        KeputusanCocok.laporan_id == laporan.id,
        KeputusanCocok.pemilih_id == pemilih_id,
        KeputusanCocok.asal == "calon",
    )
    if session.execute(refused.returning(KeputusanCocok.id)).first() is None:
        raise Conflict("Calon ini sudah ditampilkan lagi.")
    _tell(session, "laporan.calon_pemilih_dikembalikan", laporan, actor, {})


def levels(alasan: list[Any]) -> dict[str, Any]:
    """Field → outcome of what the engine said."""
    return {one["ruas"]: one["tingkat"] for one in alasan}


def _pair(
    session: Session, laporan_id: UUID, daftar_id: UUID, pemilih_id: int, *, actor: Actor
) -> tuple[Laporan, Cocok]:
    if actor.kab_kode is None:
        raise Forbidden()
    daftar = get_daftar(session, daftar_id, actor=actor)
    laporan = get_laporan(session, laporan_id, actor=actor, for_update=True)
    query = (
        select(Cocok)
        .join(Pemilih, Pemilih.id == Cocok.pemilih_id)
        .where(Cocok.laporan_id == laporan.id, Cocok.pemilih_id == pemilih_id, Cocok.daftar_id == daftar.id)
    )
    cocok = session.scalar(query)
    if cocok is None:
        raise NotFound("Calon ini tidak ada lagi. Buka lagi halaman pemilih.")
    return laporan, cocok


def _add(session: Session, laporan: Laporan, pemilih_id: int, *, actor: Actor, **values: Any) -> None:
    row = KeputusanCocok(laporan_id=laporan.id, pemilih_id=pemilih_id, kab_kode=laporan.kab_kode, oleh=actor.id)
    for name, value in values.items():
        setattr(row, name, value)
    row.sidik = sidik_jati(laporan)
    session.add(row)
    session.flush()


def _tell(session: Session, peristiwa: str, laporan: Laporan, actor: Actor, rincian: dict[str, Any]) -> None:
    record(session, peristiwa, "laporan", laporan.id, actor=actor, wilayah=laporan.kab_kode, rincian=rincian)
