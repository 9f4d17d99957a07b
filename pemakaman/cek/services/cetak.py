"""What the worker takes out to print a list, and what it brings back; ordering and taking a print."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from pemakaman import store
from pemakaman.akun.rules import SISTEM, Actor
from pemakaman.cek import queries
from pemakaman.cek.services.dasar import require_checker, tell
from pemakaman.errors import Conflict
from pemakaman.jobs import defer
from pemakaman.nilai.nik import hide_last_four
from pemakaman.pemilih.models import CekLapangan, Pemilih
from pemakaman.wilayah.queries import full_names

JOB = "cek.cetak"


@dataclass(frozen=True)
class Pesanan:
    """One list to print, taken out of the database whole."""

    cek_id: UUID
    nomor: int
    tempat: dict[str, str]
    tps: str | None
    dibuat: datetime
    baris: list[dict[str, Any]]


def take_order(session: Session, cek_id: UUID) -> Pesanan | None:
    """What the worker has to print; None when that is done."""
    cek = session.get(CekLapangan, cek_id)
    if cek is None or cek.status_cetak == "jadi":
        return None
    rows = [{"nomor": row.ButirLapangan.urutan, **_person(row.Pemilih)} for row in queries.list_rows(session, cek_id)]
    return Pesanan(cek.id, cek.nomor, full_names(session, cek.desa_kode), cek.tps, cek.dibuat_pada, rows)


def _person(pemilih: Pemilih) -> dict[str, Any]:
    """The least by which PPS finds the house and the person."""
    return {
        "nama": pemilih.nama,
        "jenis_kelamin": pemilih.jenis_kelamin or "",
        "lahir": str(pemilih.tanggal_lahir.year) if pemilih.tanggal_lahir else "",
        "nik": hide_last_four(pemilih.nik),
        "alamat": pemilih.alamat or "",
        "rt": pemilih.rt or "",
        "rw": pemilih.rw or "",
        "tps": (pemilih.tps or "").lstrip("0"),
    }


def finish_order(session: Session, pesanan: Pesanan, pdf: bytes) -> None:
    """Keep the print; a second run that comes late changes nothing."""
    sha256 = store.put(pdf)
    _write(session, pesanan.cek_id, "cek_lapangan.dicetak", {"status_cetak": "jadi", "galat": None, "sha256": sha256})


def fail_order(session: Session, pesanan: Pesanan, galat: str) -> None:
    """Say on the list why it could not be printed."""
    _write(session, pesanan.cek_id, "cek_lapangan.gagal_dicetak", {"status_cetak": "gagal", "galat": galat})


def retry_print(session: Session, cek_id: UUID, *, actor: Actor) -> None:
    """Order the print of a list again after it failed."""
    queries.get_cek(session, cek_id, actor=actor)
    require_checker(actor)
    cek = queries.get_cek(session, cek_id, actor=actor, for_update=True)
    if cek.status_cetak != "gagal":
        raise Conflict("Cetakan daftar ini tidak sedang gagal.")
    cek.status_cetak, cek.galat = "antre", None
    tell(session, "cek_lapangan.cetak_dipesan", cek, actor, {"nomor": cek.nomor})
    defer(session, JOB, cek_id=str(cek.id))


def read_print(session: Session, cek_id: UUID, *, actor: Actor) -> tuple[CekLapangan, bytes]:
    """The printed list for one who works with it; taking it is an event."""
    cek = queries.get_cek(session, cek_id, actor=actor)
    require_checker(actor)
    if cek.sha256 is None:
        raise Conflict("Daftar ini belum selesai dicetak. Tunggu sebentar, lalu coba lagi.")
    tell(session, "cek_lapangan.diunduh", cek, actor, {"nomor": cek.nomor, "sha256": cek.sha256})
    return cek, store.get(cek.sha256)


def _write(session: Session, cek_id: UUID, peristiwa: str, values: dict[str, str | None]) -> None:
    # Past the mapper: a print changes nothing that a person typed, so pages that are open stay valid.
    waiting = (CekLapangan.id == cek_id, CekLapangan.status_cetak != "jadi")
    table = CekLapangan.__table__
    found = session.execute(update(table).where(*waiting).values(**values))  # type: ignore[arg-type]
    if found.rowcount:  # type: ignore[attr-defined]
        cek = session.get_one(CekLapangan, cek_id)
        shown = {name: text for name, text in values.items() if name in {"sha256", "galat"} and text}
        tell(session, peristiwa, cek, SISTEM, shown)
