"""One action on many reports: each in a transaction of its own, with its own checks, event and result.

What became of a row is written in the transaction that did it, so that the page of results never says more or less
than what happened, also when the machine stops halfway.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any
from uuid import UUID

from sqlalchemy import cast, func, literal, select, update
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TEXT, insert
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.db import is_deadlock, reading, transaction
from pemakaman.errors import Conflict, Invalid, NotFound, PemakamanError, StaleVersion
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import get_laporan, visible_filter
from pemakaman.laporan.services import DugaanTerbuka, check_ganda
from pemakaman.verifikasi import services
from pemakaman.verifikasi.models import HasilMassal
from pemakaman.verifikasi.queries.bendera import find_flags

PALING_BANYAK = 500
# Seconds after which the rest waits to be continued: a web server ends a request that takes a minute.
SABAR = 40.0


@dataclass(frozen=True)
class Baris:
    """One chosen report, and its version on the page where it was chosen."""

    laporan_id: UUID
    versi: int


@dataclass(frozen=True)
class Perintah:
    """What is done with every row; `kepada` where reports are handed over."""

    actor: Actor
    kepada: UUID | None = None


Kerja = Callable[[Session, Baris, Perintah], object]


def approve_clean(session: Session, baris: Baris, perintah: Perintah) -> None:
    """Approve one report that nothing stands against; raises Conflict with what does."""
    actor = perintah.actor
    laporan = get_laporan(session, baris.laporan_id, actor=actor, for_update=True)
    if laporan.status == "disarankan" and laporan.versi == baris.versi:
        flags = find_flags(session, laporan.id, actor=actor)
        if flags:
            raise Conflict(" ".join(flags))
    services.approve(session, baris.laporan_id, actor=actor, versi=baris.versi)


def _hand_over(session: Session, baris: Baris, perintah: Perintah) -> None:
    if perintah.kepada is None:
        raise Invalid({"kepada": ["Pilih petugasnya."]})
    services.hand_over(session, baris.laporan_id, kepada=perintah.kepada, actor=perintah.actor)


def _release(session: Session, baris: Baris, perintah: Perintah) -> None:
    services.release(session, baris.laporan_id, actor=perintah.actor)


AKSI: dict[str, tuple[Izin, Kerja]] = {
    "setujui": (Izin.LAPORAN_SETUJUI, approve_clean),
    "serahkan": (Izin.MEJA_BAGI, _hand_over),
    "lepas": (Izin.LAPORAN_PERIKSA, _release),
}


def run(aksi: str, kiriman: UUID, baris: Sequence[Baris], perintah: Perintah) -> UUID:
    """Do it, and return the id of the results; sending the same `kiriman` again does nothing a second time."""
    izin, _ = AKSI[aksi]
    require(perintah.actor, izin)
    if _begin(aksi, kiriman, baris, perintah):
        resume(kiriman, actor=perintah.actor)
    return kiriman


def resume(kiriman: UUID, *, actor: Actor) -> None:
    """Work off the rows that still wait, until there is none or the time of a request runs out."""
    with reading() as session:
        hasil = get_hasil(session, kiriman, actor=actor)
    izin, work = AKSI[hasil.aksi]
    require(actor, izin)
    limit = monotonic() + SABAR
    for index, row in enumerate(hasil.baris):
        if row["berhasil"] is not None:
            continue
        if monotonic() > limit:
            return
        one = Baris(UUID(row["id"]), row["versi"])
        perintah = Perintah(actor, UUID(row["kepada"]) if row["kepada"] else None)
        pesan = _attempt(work, kiriman, index, one, perintah)
        if pesan is not None:
            with transaction() as session:
                if _is_waiting(session, kiriman, index):
                    _keep(session, kiriman, index, _result(session, one, actor, pesan))


def _begin(aksi: str, kiriman: UUID, baris: Iterable[Baris], perintah: Perintah) -> bool:
    kepada = str(perintah.kepada) if perintah.kepada else ""
    waiting = {"nama": "", "berhasil": None, "pesan": "", "kepada": kepada}
    rows = [{"id": str(one.laporan_id), "versi": one.versi, **waiting} for one in baris]
    with transaction() as session:
        values = {"id": kiriman, "aksi": aksi, "baris": rows, "dibuat_oleh": perintah.actor.id}
        new = insert(HasilMassal).values(**values).on_conflict_do_nothing(index_elements=[HasilMassal.id])
        if session.execute(new.returning(HasilMassal.id)).first() is not None:
            return True
    with reading() as session:
        get_hasil(session, kiriman, actor=perintah.actor)
    return False


def _is_waiting(session: Session, kiriman: UUID, index: int) -> bool:
    """Has this row no result yet? Locks the results, so that of two at work each row belongs to one."""
    done = HasilMassal.baris[index]["berhasil"].as_string()
    query = select(done).where(HasilMassal.id == kiriman).with_for_update()
    return session.scalar(query) is None


def _attempt(work: Kerja, kiriman: UUID, index: int, one: Baris, perintah: Perintah) -> str | None:
    """Why the row was refused, or None when it is done and its result is kept."""
    try:
        with transaction() as session:
            if _is_waiting(session, kiriman, index):
                work(session, one, perintah)
                session.flush()
                _keep(session, kiriman, index, _result(session, one, perintah.actor, None))
    except PemakamanError as error:
        if isinstance(error, DugaanTerbuka):
            keep_dugaan(one.laporan_id, actor=perintah.actor)
        return _sentence(error)
    except StaleDataError:
        return "Laporan ini baru saja diubah orang lain."
    except OperationalError as error:
        if not is_deadlock(error):
            raise
        return "Laporan ini sedang disimpan orang lain. Ulangi untuk laporan ini."
    except DatabaseError:
        return "Ditolak aturan basis data. Buka laporannya dan putuskan sendiri."
    return None


def keep_dugaan(laporan_id: UUID, *, actor: Actor) -> None:
    """The refusal undid the suspicion that was found with it; look again, so that the desk can show it."""
    with transaction() as session:
        check_ganda(session, get_laporan(session, laporan_id, actor=actor, for_update=True), actor)


def _sentence(error: PemakamanError) -> str:
    if isinstance(error, StaleVersion):
        return "Laporan ini berubah sejak Anda melihatnya. Buka dan lihat lagi."
    if isinstance(error, Invalid):
        return " ".join(satu for pesan in error.galat.values() for satu in pesan)
    return error.pesan


def _result(session: Session, one: Baris, actor: Actor, pesan: str | None) -> dict[str, Any]:
    query = select(Laporan.nama, Laporan.tidak_dikenal).where(Laporan.id == one.laporan_id, visible_filter(actor))
    row = session.execute(query).one_or_none()
    nama = "" if row is None else row.nama or ("Tidak dikenal" if row.tidak_dikenal else "Tanpa nama")
    return {"id": str(one.laporan_id), "nama": nama, "berhasil": pesan is None, "pesan": pesan or ""}


def _keep(session: Session, kiriman: UUID, index: int, result: dict[str, Any]) -> None:
    path = cast(literal(f"{{{index}}}"), ARRAY(TEXT))
    changed = func.jsonb_set(HasilMassal.baris, path, cast(literal(result, JSONB), JSONB))
    statement = update(HasilMassal).where(HasilMassal.id == kiriman).values(baris=changed)
    session.execute(statement, execution_options={"synchronize_session": False})


def get_hasil(session: Session, hasil_id: UUID, *, actor: Actor) -> HasilMassal:
    """The results of one's own bulk action; raises NotFound for those of others."""
    query = select(HasilMassal).where(HasilMassal.id == hasil_id, HasilMassal.dibuat_oleh == actor.id)
    hasil = session.scalar(query)
    if hasil is None:
        raise NotFound("Hasil ini tidak ada, atau milik petugas lain.")
    return hasil
