"""Printing the files of a selection together: ordered, made by the worker, handed out, forgotten."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import SISTEM, Actor, Izin, require
from pemakaman.akun.sessions import actor_of
from pemakaman.berkas import queries_kumpulan as queries
from pemakaman.berkas.models import Berkas, CetakButir, CetakKumpulan
from pemakaman.berkas.queries_kumpulan import Butir
from pemakaman.berkas.rules import BENTUK, MOST_TOGETHER, why_left_out
from pemakaman.berkas.services.dokumen import remember
from pemakaman.berkas.services.unduh import count_print
from pemakaman.db import now
from pemakaman.errors import Conflict, Invalid, NotFound
from pemakaman.jejak.rules import Pelaku
from pemakaman.jejak.services import record
from pemakaman.jobs import defer

JOB = "berkas.kumpulan"
DISIMPAN = timedelta(days=7)
_SHUT = "Akun yang memesan sudah dinonaktifkan."
_MOVED = "Di luar wilayah tugas akun yang memesan"
_GONE = (
    "Sebagian berkas tidak ada, sudah diganti versi baru, atau di luar wilayah tugas Anda. "
    "Tidak ada yang dicetak. Buka lagi daftarnya."
)
_REPRINT = "Tulis sebab dicetak lagi: sebagian berkas yang dicentang sudah pernah atau sedang dicetak."


@dataclass(frozen=True)
class Kumpulan:
    """One print to make, taken out of the database: what goes in, and why the rest is left out."""

    kumpulan_id: UUID
    bentuk: str
    dipesan: datetime
    butir: tuple[Butir, ...]
    ditinggal: dict[int, str]


def order_kumpulan(session: Session, ids: Collection[UUID], *, bentuk: str, sebab: str, actor: Actor) -> CetakKumpulan:
    """Order a print of these files, with its job in the same transaction.

    Raises NotFound when one of them may not be printed, Invalid when one was printed before and `sebab` is empty.
    """
    require(actor, Izin.BERKAS_LIHAT)
    wanted = set(ids)
    if not wanted:
        raise Invalid({"berkas": ["Belum ada berkas yang dicentang, atau semuanya sedang dicetak."]})
    if len(wanted) > MOST_TOGETHER:
        raise Invalid({"berkas": [f"Paling banyak {MOST_TOGETHER} berkas sekali cetak."]})
    if bentuk not in BENTUK:
        raise Invalid({"bentuk": ["Pilih satu PDF atau ZIP."]})
    rows = queries.pick(session, wanted, actor=actor)
    if len(rows) != len(wanted):
        raise NotFound(_GONE)
    if any(row.pernah for row in rows) and not sebab.strip():
        raise Invalid({"sebab": [_REPRINT]})
    fresh = CetakKumpulan(
        id=uuid4(),
        kab_kode=rows[0].kab_kode,
        dibuat_oleh=actor.id,
        bentuk=bentuk,
        sebab=sebab.strip() or None,
        jumlah=len(rows),
    )
    session.add(fresh)
    _tell(
        session, "cetak_kumpulan.dipesan", fresh, actor, {"jumlah": len(rows), "bentuk": bentuk, "sebab": fresh.sebab}
    )
    session.flush()
    parts = [{"kumpulan_id": fresh.id, "urutan": place, "berkas_id": row.id} for place, row in enumerate(rows, 1)]
    session.execute(insert(CetakButir), parts)
    defer(session, JOB, kumpulan_id=str(fresh.id))
    return fresh


def retry_kumpulan(session: Session, kumpulan_id: UUID, *, actor: Actor) -> None:
    """Put a failed print into the queue again."""
    require(actor, Izin.BERKAS_LIHAT)
    kumpulan = queries.get_kumpulan(session, kumpulan_id, actor=actor, for_update=True)
    if kumpulan.status != "gagal":
        raise Conflict("Cetakan ini tidak sedang gagal.")
    kumpulan.status, kumpulan.galat, kumpulan.selesai = "antre", None, 0
    _tell(session, "cetak_kumpulan.dipesan", kumpulan, actor, {})
    defer(session, JOB, kumpulan_id=str(kumpulan.id))


def take_kumpulan(session: Session, kumpulan_id: UUID) -> Kumpulan | None:
    """What the worker has to print; None when there is nothing left to do, or nobody to do it for."""
    kumpulan = session.get(CetakKumpulan, kumpulan_id, with_for_update=True)
    if kumpulan is None or kumpulan.status in ("jadi", "dihapus"):
        return None
    akun = session.get_one(Akun, kumpulan.dibuat_oleh)
    if not akun.aktif or not actor_of(akun).may(Izin.BERKAS_LIHAT):
        _fail(session, kumpulan, _SHUT)
        return None
    butir = queries.list_butir(session, kumpulan_id, actor=actor_of(akun))
    left_out = {one.urutan: why_left_out(one.status) if one.terlihat else _MOVED for one in butir if not one.boleh}
    going = tuple(one for one in butir if one.boleh)
    if not going:
        _fail(
            session, kumpulan, "Tidak ada lagi berkas yang boleh dicetak: semuanya diganti, dibekukan, atau dibatalkan."
        )
        return None
    kumpulan.selesai = 0
    _tell(session, "cetak_kumpulan.dikerjakan", kumpulan, SISTEM, {})
    return Kumpulan(kumpulan.id, kumpulan.bentuk, kumpulan.dibuat_pada, going, left_out)


def report_progress(session: Session, kumpulan_id: UUID, selesai: int) -> None:
    """How many files are done."""
    kumpulan = session.get_one(CetakKumpulan, kumpulan_id, with_for_update=True)
    kumpulan.selesai = selesai
    _tell(session, "cetak_kumpulan.dikerjakan", kumpulan, SISTEM, {"selesai": selesai})


def finish_kumpulan(session: Session, made: Kumpulan, *, sha256: str, ukuran: int, halaman: int | None) -> None:
    """Keep the print; each file in it counts as printed once more, by whom and why."""
    kumpulan = session.get_one(CetakKumpulan, made.kumpulan_id, with_for_update=True)
    if kumpulan.status == "jadi":
        return
    kumpulan.sha256, kumpulan.ukuran, kumpulan.halaman = sha256, ukuran, halaman
    kumpulan.status, kumpulan.galat, kumpulan.jadi_pada, kumpulan.selesai = "jadi", None, now(), len(made.butir)
    for urutan, galat in made.ditinggal.items():
        part = (CetakButir.kumpulan_id == kumpulan.id) & (CetakButir.urutan == urutan)
        session.execute(update(CetakButir).where(part).values(galat=galat))
    remember(session, sha256, kumpulan_id=kumpulan.id)
    actor = actor_of(session.get_one(Akun, kumpulan.dibuat_oleh))
    _count_prints(session, kumpulan, made, actor)
    rincian = {"sha256": sha256, "berkas": len(made.butir), "ditinggal": len(made.ditinggal)}
    _tell(session, "cetak_kumpulan.dibuat", kumpulan, SISTEM, rincian)


def _count_prints(session: Session, kumpulan: CetakKumpulan, made: Kumpulan, actor: Actor) -> None:
    moment = now()
    ids = sorted(one.berkas_id for one in made.butir)
    locked = select(Berkas).where(Berkas.id.in_(ids)).order_by(Berkas.id).with_for_update()
    for berkas in session.scalars(locked):
        count_print(berkas, moment)
        rincian = {"versi_dokumen": berkas.versi_dokumen, "cetak_ke": berkas.jumlah_cetak, "kumpulan": kumpulan.id}
        rincian |= {"sebab": kumpulan.sebab} if kumpulan.sebab else {}
        record(
            session, "laporan.berkas_diunduh", "laporan", berkas.laporan_id,
            actor=actor, wilayah=kumpulan.kab_kode, rincian=rincian,
        )  # fmt: skip


def fail_kumpulan(session: Session, kumpulan_id: UUID, galat: str) -> None:
    """Say on the print why it failed."""
    kumpulan = session.get_one(CetakKumpulan, kumpulan_id, with_for_update=True)
    if kumpulan.status != "jadi":
        _fail(session, kumpulan, galat)


def _fail(session: Session, kumpulan: CetakKumpulan, galat: str) -> None:
    kumpulan.status, kumpulan.galat = "gagal", galat
    _tell(session, "cetak_kumpulan.gagal", kumpulan, SISTEM, {"galat": galat})


def read_kumpulan(session: Session, kumpulan_id: UUID, *, actor: Actor) -> CetakKumpulan:
    """A finished print of one's own; taking it is an event.

    Raises Conflict when a file in it was replaced, frozen or annulled meanwhile: such a paper must not leave.
    """
    require(actor, Izin.BERKAS_LIHAT)
    kumpulan = queries.get_kumpulan(session, kumpulan_id, actor=actor)
    if kumpulan.status == "dihapus":
        raise Conflict("Cetakan ini sudah dihapus setelah tujuh hari. Pesan cetakan baru.")
    if kumpulan.sha256 is None:
        raise Conflict("Cetakan ini belum selesai dibuat. Tunggu sebentar, lalu coba lagi.")
    stale = [one for one in queries.list_butir(session, kumpulan_id, actor=actor) if not one.galat and not one.boleh]
    if any(not one.terlihat for one in stale):
        raise Conflict("Sebagian berkas di cetakan ini di luar wilayah tugas Anda sekarang, jadi tidak dapat diunduh.")
    if stale:
        numbers = ", ".join(f"{one.makam_kode} {one.nomor}/{one.tahun}" for one in stale[:5])
        raise Conflict(
            f"{len(stale)} berkas di cetakan ini sudah diganti, dibekukan, atau dibatalkan ({numbers}). "
            "Pesan cetakan baru; jangan pakai yang ini."
        )
    _tell(session, "cetak_kumpulan.diunduh", kumpulan, actor, {})
    return kumpulan


def forget_kumpulan(session: Session) -> set[str]:
    """Give up the bytes of prints of last week; returns their fingerprints. The files themselves stay."""
    query = select(CetakKumpulan).where(CetakKumpulan.sha256.is_not(None), CetakKumpulan.jadi_pada < now() - DISIMPAN)
    found = set[str]()
    for kumpulan in session.scalars(query.with_for_update(skip_locked=True)):
        found.add(kumpulan.sha256 or "")
        kumpulan.sha256, kumpulan.status = None, "dihapus"
        _tell(session, "cetak_kumpulan.dihapus", kumpulan, SISTEM, {})
    return found


def _tell(session: Session, peristiwa: str, kumpulan: CetakKumpulan, actor: Pelaku, rincian: dict[str, Any]) -> None:
    record(session, peristiwa, "cetak_kumpulan", kumpulan.id, actor=actor, wilayah=kumpulan.kab_kode, rincian=rincian)
