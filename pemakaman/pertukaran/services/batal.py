"""Undoing a batch as a whole, while no row of it has moved on: its rows go as if they had never been sent.

Locks: the batch, the cemetery's book, its counters by year, then the rows and their suspicions without waiting. A
report that enters the book waits at the counter, where it holds nothing of the batch; whoever holds a row goes first.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from psycopg.errors import LockNotAvailable
from sqlalchemy import (
    ColumnElement,
    Integer,
    Row,
    Select,
    and_,
    column,
    delete,
    extract,
    func,
    or_,
    select,
    table,
    text,
)
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.db import now
from pemakaman.errors import Conflict, Invalid
from pemakaman.jejak.services import record
from pemakaman.jobs import defer
from pemakaman.laporan.models import DugaanGanda, Laporan
from pemakaman.laporan.ruas import label_status
from pemakaman.laporan.rules import Status
from pemakaman.makam.models import Buku, NomorBatal, TutupBuku
from pemakaman.makam.queries import get_makam
from pemakaman.makam.tutup import hold_book
from pemakaman.pertukaran.models import Impor, ImporLaporan
from pemakaman.pertukaran.queries import get_impor
from pemakaman.pertukaran.rules import LAMA_ALASAN, UNDOABLE
from pemakaman.pertukaran.services.unggah import check_own

JOB_BATAL = "pertukaran.batalkan_impor"
SHOWN = 100
# More rows than this take longer than somebody waits for a page.
AT_ONCE = 2000
# Part of the row itself, or of the batch; a suspicion is looked at by its state.
_OWN = frozenset({"laporan_orang", "impor_laporan", "salinan_baris", "dugaan_ganda"})
_DECIDED = ("bukan_sama", "digabung")
_DIPAKAI = "Ada baris impor ini yang sedang disimpan orang lain. Tunggu sebentar, lalu batalkan sekali lagi."
_REFERRING = """
SELECT conrelid::regclass::text AS tabel, attname AS kolom
FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
WHERE contype = 'f' AND confrelid = 'laporan'::regclass ORDER BY 1, 2
"""
_SEBAB = {
    "bukti": "punya bukti",
    "catatan_kembali": "pernah dikembalikan",
    "permintaan": "ada permintaan yang menyertainya",
    "laporan": "laporan lain digabung ke baris ini",
    "kasus_hidup": "ada laporan bahwa orangnya masih hidup",
    "koreksi_buku": "sudah tertulis sebagai koreksi bulan yang ditutup",
    "penempatan": "sudah ditempatkan di petak",
    "pemindahan": "pernah dipindahkan",
    "ahli_waris": "punya penanggung jawab makam",
    "iptm": "punya izin makam",
    "dokumen": "dokumennya sudah dicetak",
    "rencana_makam": "ada di rencana pemakaman",
}


@dataclass(frozen=True)
class Tertahan:
    """A row that has moved on, and how."""

    laporan_id: UUID
    nama: str | None
    nomor: str
    letak: str
    sebab: str


@dataclass(frozen=True)
class Halangan:
    """Why a batch cannot be undone: how many rows have moved on, and the first of them."""

    jumlah: int
    baris: Sequence[Tertahan]


def check_undo(session: Session, impor_id: UUID, *, actor: Actor) -> Halangan:
    """The rows that stand in the way; raises Conflict when the batch is in no state to be undone."""
    require(actor, Izin.BUKU_IMPOR)
    impor = get_impor(session, impor_id, actor=actor)
    _check_state(impor, actor)
    return _find_moved(session, impor)


def ask_undo(session: Session, impor_id: UUID, alasan: str, *, actor: Actor) -> bool:
    """Undo a batch now, or let a worker do it when it is large; True when it is done."""
    require(actor, Izin.BUKU_IMPOR)
    impor = get_impor(session, impor_id, actor=actor)
    if impor.masuk <= AT_ONCE:
        undo_impor(session, impor_id, alasan, actor=actor)
        return True
    _check_state(impor, actor)
    _refuse_moved(_find_moved(session, impor))
    bersih = _reason(alasan)
    record(session, "impor.diminta_batal", "impor", impor_id, actor=actor, rincian={"alasan": bersih})
    lock = f"batal:{impor_id}"
    defer(session, JOB_BATAL, queueing_lock=lock, impor_id=str(impor_id), akun_id=str(actor.id), alasan=bersih)
    return False


def undo_impor(session: Session, impor_id: UUID, alasan: str, *, actor: Actor) -> Impor:
    """Take every row of a batch out of the book again, in one transaction; raises Conflict when one has moved on.

    Numbers at the end of a book are given back; those with later ones after them, or on a sheet of a closed month,
    become `NomorBatal`.
    """
    require(actor, Izin.BUKU_IMPOR)
    bersih = _reason(alasan)
    impor = get_impor(session, impor_id, actor=actor, for_update=True)
    _check_state(impor, actor)
    # So that no month is closed between the look at the rows and their end.
    hold_book(session, impor.makam_id)
    with _first_come():
        rows = _lock_rows(session, impor)
    _refuse_moved(_find_moved(session, impor))
    wilayah = get_makam(session, impor.makam_id, actor=actor).kab_kode
    _drop_suspicions(session, impor, actor)
    for row in rows:
        rincian = {"nomor_buku": f"{row.buku_nomor}/{row.buku_tahun}", "impor": impor.id, "alasan": bersih}
        peristiwa = "laporan.impor_dibatalkan"
        record(session, peristiwa, "laporan", row.id, actor=actor, wilayah=wilayah, rincian=rincian)
    session.flush()
    session.execute(
        delete(Laporan).where(Laporan.id.in_(_of(impor))).execution_options(synchronize_session=False),
    )
    _give_back(session, impor, rows, actor, wilayah)
    impor.status, impor.dibatalkan_oleh, impor.dibatalkan_pada = "dibatalkan", actor.id, now()
    impor.alasan_batal, impor.galat = bersih, None
    rincian = {"alasan": bersih, "baris": len(rows)}
    record(session, "impor.dibatalkan", "impor", impor.id, actor=actor, rincian=rincian)
    session.flush()
    return impor


def refuse_undo(session: Session, impor_id: UUID, pesan: str, *, actor: Actor) -> None:
    """Tell on the page of a batch why a worker could not undo it."""
    impor = session.get_one(Impor, impor_id, with_for_update=True)
    impor.galat = pesan
    record(session, "impor.batal_ditolak", "impor", impor_id, actor=actor, rincian={"sebab": pesan})


def _reason(alasan: str) -> str:
    bersih = " ".join(alasan.split())
    if not bersih:
        raise Invalid({"alasan": ["Tulis alasan pembatalan."]})
    if len(bersih) > LAMA_ALASAN:
        raise Invalid({"alasan": [f"Paling banyak {LAMA_ALASAN} huruf."]})
    return bersih


def _check_state(impor: Impor, actor: Actor) -> None:
    check_own(impor, actor)
    if impor.uji or impor.status not in UNDOABLE:
        raise Conflict("Impor ini tidak sedang dalam keadaan yang dapat dibatalkan. Hentikan dulu bila masih berjalan.")


def _of(impor: Impor) -> Select[UUID]:
    return select(ImporLaporan.laporan_id).where(ImporLaporan.impor_id == impor.id)


@contextmanager
def _first_come() -> Iterator[None]:
    """Whoever holds one of the rows may be waiting for a counter: give way instead of waiting in a ring."""
    try:
        yield
    except OperationalError as error:
        if isinstance(error.orig, LockNotAvailable):
            raise Conflict(_DIPAKAI) from None
        raise


def _lock_rows(session: Session, impor: Impor) -> Sequence[Row[UUID, int, int]]:
    own = _of(impor)
    years = select(Laporan.buku_tahun).where(Laporan.id.in_(own))
    books = select(Buku).where(Buku.makam_id == impor.makam_id, Buku.tahun.in_(years)).order_by(Buku.tahun)
    session.scalars(books.with_for_update().execution_options(populate_existing=True)).all()
    query = select(Laporan.id, Laporan.buku_tahun, Laporan.buku_nomor).where(Laporan.id.in_(own))
    rows = session.execute(query.order_by(Laporan.id).with_for_update(nowait=True)).all()
    sides = or_(DugaanGanda.laporan_a.in_(own), DugaanGanda.laporan_b.in_(own))
    session.execute(select(DugaanGanda.id).where(sides).with_for_update(nowait=True))
    return rows  # type: ignore[return-value]


def _find_moved(session: Session, impor: Impor) -> Halangan:
    moved: dict[UUID, str] = dict(_changed(session, impor))
    for laporan_id in session.scalars(_closed_months(impor)):
        moved.setdefault(laporan_id, "bulan pemakamannya sudah ditutup")
    for laporan_id in session.scalars(_decided(impor)):
        moved.setdefault(laporan_id, "dugaan gandanya sudah diputus")
    for referring in session.execute(text(_REFERRING)).all():
        if referring.tabel not in _OWN:
            place: ColumnElement[UUID] = column(referring.kolom)
            for laporan_id in session.scalars(
                select(place).select_from(table(referring.tabel)).where(place.in_(_of(impor)))
            ):
                moved.setdefault(laporan_id, _SEBAB.get(referring.tabel, "sudah dipakai di tempat lain"))
    return Halangan(len(moved), _tell(session, moved))


def _changed(session: Session, impor: Impor) -> Iterable[tuple[UUID, str]]:
    query = select(Laporan.id, Laporan.status).join(ImporLaporan, ImporLaporan.laporan_id == Laporan.id)
    untouched = and_(Laporan.status == Status.LAPOR_AWAL, Laporan.versi == ImporLaporan.versi_laporan)
    for row in session.execute(query.where(ImporLaporan.impor_id == impor.id, ~untouched)):
        is_first = row.status == Status.LAPOR_AWAL
        yield row.id, "sudah diubah" if is_first else f"sekarang: {label_status(row.status)}"


def _closed_months(impor: Impor) -> Select[UUID]:
    month = and_(
        TutupBuku.makam_id == Laporan.makam_id,
        TutupBuku.tahun == extract("year", Laporan.dimakamkan_tanggal).cast(Integer),
        TutupBuku.bulan == extract("month", Laporan.dimakamkan_tanggal).cast(Integer),
        TutupBuku.dibuka_pada.is_(None),
    )
    return select(Laporan.id).join(TutupBuku, month).where(Laporan.id.in_(_of(impor)))


def _decided(impor: Impor) -> Select[UUID]:
    sides = (DugaanGanda.laporan_a, DugaanGanda.laporan_b)
    pairs = [select(side).where(DugaanGanda.status.in_(_DECIDED), side.in_(_of(impor))) for side in sides]
    return select(pairs[0].union(pairs[1]).subquery().c[0])


def _tell(session: Session, moved: dict[UUID, str]) -> list[Tertahan]:
    shown = list(moved)[:SHOWN]
    query = select(Laporan.id, Laporan.nama, Laporan.buku_nomor, Laporan.buku_tahun, ImporLaporan.letak)
    query = query.join(ImporLaporan, ImporLaporan.laporan_id == Laporan.id).where(Laporan.id.in_(shown))
    rows = session.execute(query.order_by(Laporan.buku_tahun, Laporan.buku_nomor))
    return [Tertahan(row.id, row.nama, f"{row.buku_nomor}/{row.buku_tahun}", row.letak, moved[row.id]) for row in rows]


def _refuse_moved(halangan: Halangan) -> None:
    if halangan.jumlah:
        first = "; ".join(f"nomor {one.nomor} ({one.sebab})" for one in halangan.baris[:3])
        raise Conflict(
            f"{halangan.jumlah} baris impor ini sudah berjalan lebih jauh, jadi tidak dapat dibatalkan: {first}."
        )


def _drop_suspicions(session: Session, impor: Impor, actor: Actor) -> None:
    """The suspicions go with the rows; the reports of others that were suspected are told so."""
    a, b = DugaanGanda.laporan_a, DugaanGanda.laporan_b
    rows = session.execute(select(a, b).where(or_(a.in_(_of(impor)), b.in_(_of(impor))))).all()
    own = set(session.scalars(_of(impor))) if rows else set[UUID]()
    others = sorted({one for row in rows for one in row if one not in own})
    for other in session.execute(
        select(Laporan.id, Laporan.kab_kode).where(Laporan.id.in_(others)).order_by(Laporan.id)
    ):
        rincian = {"sebab": "impor baris yang diduga sama dibatalkan"}
        peristiwa = "laporan.ganda_gugur"
        record(session, peristiwa, "laporan", other.id, actor=actor, wilayah=other.kab_kode, rincian=rincian)
    session.execute(
        delete(DugaanGanda)
        .where(or_(a.in_(_of(impor)), b.in_(_of(impor))))
        .execution_options(synchronize_session=False)
    )


def _give_back(session: Session, impor: Impor, rows: Iterable[Any], actor: Actor, wilayah: str) -> None:
    by_year: dict[int, set[int]] = {}
    for row in rows:
        by_year.setdefault(row.buku_tahun, set()).add(row.buku_nomor)
    for tahun in sorted(by_year):
        buku = session.get_one(Buku, (impor.makam_id, tahun))
        numbers, signed = by_year[tahun], _last_signed(session, impor.makam_id, tahun)
        while buku.nomor_terakhir in numbers and buku.nomor_terakhir > signed:
            numbers.remove(buku.nomor_terakhir)
            buku.nomor_terakhir -= 1
        if numbers:
            told = _cancel(session, impor, tahun, sorted(numbers))
            record(session, "makam.nomor_batal", "makam", impor.makam_id, actor=actor, wilayah=wilayah, rincian=told)
        elif (buku.nomor_awal, buku.nomor_terakhir, buku.koreksi_terakhir) == (1, 0, 0):
            # A cemetery with a book is asked for its months: one that only a mistake opened is none.
            session.delete(buku)


def _last_signed(session: Session, makam_id: UUID, tahun: int) -> int:
    """The highest number on a sheet of a closed month, also of one opened again: it never names somebody else."""
    of_year = (TutupBuku.makam_id == makam_id, TutupBuku.tahun == tahun)
    return session.scalar(select(func.max(TutupBuku.nomor_akhir)).where(*of_year)) or 0


def _cancel(session: Session, impor: Impor, tahun: int, numbers: Sequence[int]) -> dict[str, Any]:
    sebab = f"Impor buku lama {impor.nama_berkas} dibatalkan"
    session.add_all(NomorBatal(makam_id=impor.makam_id, tahun=tahun, nomor=one, sebab=sebab) for one in numbers)
    return {"tahun": tahun, "jumlah": len(numbers), "dari": numbers[0], "sampai": numbers[-1], "impor": impor.id}


def count_rows(session: Session, impor: Impor) -> int:
    """How many rows an undoing would take out of the book."""
    query = select(func.count()).select_from(ImporLaporan).where(ImporLaporan.impor_id == impor.id)
    return session.scalar(query) or 0
