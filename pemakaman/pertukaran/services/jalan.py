"""Bringing the rows of an old book in, through the services of the report: in portions, so that a crash costs little.

Each portion is one transaction: its rows, their reasons when refused, and how far the batch is. So a batch that was
stopped or killed goes on after its last row, and no row is in the book without being counted, or the other way round.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from itertools import islice
from uuid import UUID

from sqlalchemy import insert, select, text
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlalchemy.orm import Session

from pemakaman import store
from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import is_deadlock, now
from pemakaman.errors import Forbidden, Invalid, PemakamanError
from pemakaman.jejak.services import record
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.ruas import RUAS_LABEL
from pemakaman.laporan.services import Borongan, BoronganGagal, entering_many, quick_lapor_awal
from pemakaman.pertukaran.buku import Baris, Buku, laporan_id_of, open_buku
from pemakaman.pertukaran.models import Impor, ImporLaporan, ImporSalah
from pemakaman.pertukaran.rules import UNFINISHED
from pemakaman.pertukaran.services.galat import store_errors
from pemakaman.pertukaran.services.unggah import check_recording
from pemakaman.pertukaran.susunan.baris import BarisError, Pembaca

ROWS_AT_ONCE = 50
MOST_TRIES = 3
Unit = Callable[[], AbstractContextManager[Session]]

_STOPPED = "Impor terhenti karena kesalahan program. Tekan Lanjutkan; baris yang sudah masuk tidak digandakan."
_SHUT = "Akun yang mengunggah sudah dinonaktifkan. Baris yang sudah masuk tetap ada."
_REFUSED = "Isian baris ini bertentangan satu sama lain. Periksa tanggal meninggal dan tanggal pemakamannya."


@dataclass(frozen=True)
class Bacaan:
    """One row as it was read: the report that it makes, or its faults."""

    baris: Baris
    laporan_id: UUID | None = None
    isian: Mapping[str, object] = field(default_factory=dict)
    pesan: Sequence[str] = ()


@dataclass
class Hasil:
    """What has become of the rows of one portion, of whose reports `ada` stood before.

    With `borongan` they are brought in together, without it each for itself.
    """

    ada: set[UUID]
    borongan: Borongan | None = None
    masuk: list[tuple[Baris, Laporan]] = field(default_factory=list)
    sudah_ada: int = 0
    salah: list[tuple[Baris, Sequence[str]]] = field(default_factory=list)
    dikenal: dict[UUID, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Jalan:
    """One run of one batch; `dikenal` knows every readable row so far, also those of earlier runs."""

    impor: Impor
    pembaca: Pembaca
    actor: Actor
    dikenal: dict[UUID, str]

    def read(self, row: Baris) -> Bacaan:
        """The report that a row makes."""
        try:
            isian = self.pembaca.read(row.sel)
        except BarisError as error:
            return Bacaan(row, pesan=error.pesan)
        return Bacaan(row, laporan_id_of(self.impor.makam_id, isian), isian)

    @property
    def asal(self) -> str:
        """Where its reports come from."""
        return f"impor:{self.impor.susunan or 'buku'}"


def run_impor(impor_id: UUID, *, unit: Unit) -> None:
    """Bring in all rows that are left. Running again after a crash doubles nothing and loses nothing.

    A second run of this batch, or one of another for the same cemetery, waits for the first: then there is nothing
    left to do, or the first died and it goes on.
    """
    with unit() as alone:
        makam_id = alone.scalar(select(Impor.makam_id).where(Impor.id == impor_id))
        alone.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:id, 4713))"), {"id": str(makam_id)})
        _run_alone(impor_id, unit)


def _run_alone(impor_id: UUID, unit: Unit) -> None:
    with unit() as session:
        found = _take(session, impor_id)
        if found is None:
            return
        impor, actor = found
    try:
        buku = open_buku(store.path_of(impor.sha256 or ""), impor.pemetaan)
        if impor.jumlah is None:
            _tell_count(buku, impor_id, actor, unit)
        jalan = Jalan(impor, buku.pembaca(), actor, {})
        rows = buku.rows()
        _remember_done(jalan, islice(rows, impor.dibaca))
        while portion := list(islice(rows, ROWS_AT_ONCE)):
            if not _bring_in_portion(jalan, portion, unit):
                return
        with unit() as session:
            _finish(session, jalan, buku)
    except PemakamanError as error:
        with unit() as session:
            _fail(session, impor_id, error.pesan, actor)
    except Exception:
        with unit() as session:
            _fail(session, impor_id, _STOPPED, actor)
        raise


def _take(session: Session, impor_id: UUID) -> tuple[Impor, Actor] | None:
    impor = session.get(Impor, impor_id, with_for_update=True)
    if impor is None or impor.status not in UNFINISHED:
        return None
    akun = session.get_one(Akun, impor.dibuat_oleh)
    actor = Actor(akun.id, akun.nama, Peran(akun.peran), akun.wilayah_kode or "")
    impor.status = "berjalan"
    record(session, "impor.berjalan", "impor", impor.id, actor=actor)
    if not akun.aktif:
        impor.status, impor.galat = "gagal", _SHUT
        return None
    return impor, actor


def _tell_count(buku: Buku, impor_id: UUID, actor: Actor, unit: Unit) -> None:
    count = buku.count()
    with unit() as session:
        impor = session.get_one(Impor, impor_id, with_for_update=True)
        impor.jumlah = count
        record(session, "impor.berjalan", "impor", impor_id, actor=actor, rincian={"jumlah": count})


def _remember_done(jalan: Jalan, rows: Iterator[Baris]) -> None:
    """Know the rows of earlier runs again: a row that says the same as one of them is still told so."""
    for row in rows:
        if (laporan_id := jalan.read(row).laporan_id) is not None:
            jalan.dikenal.setdefault(laporan_id, row.letak)


def _bring_in_portion(jalan: Jalan, rows: Sequence[Baris], unit: Unit) -> bool:
    """True when the rows are done; False when the batch is to stop. A deadlock is tried again."""
    for attempt in range(1, MOST_TRIES + 1):
        try:
            with unit() as session:
                hasil = _bring_in(session, jalan, rows)
            break
        except OperationalError as error:
            if attempt == MOST_TRIES or not is_deadlock(error):
                raise
    if hasil is None:
        return False
    jalan.dikenal.update(hasil.dikenal)
    return True


def _bring_in(session: Session, jalan: Jalan, rows: Sequence[Baris]) -> Hasil | None:
    # Without the key: the rows that are brought in point to the batch, and pages may be read meanwhile.
    impor = session.get_one(Impor, jalan.impor.id, with_for_update={"key_share": True})
    if impor.status != "berjalan" or impor.dibaca != rows[0].urutan - 1:
        return None
    if impor.minta_berhenti:
        impor.status = "dihentikan"
        rincian = {"dibaca": impor.dibaca}
        record(session, "impor.dihentikan", "impor", impor.id, actor=jalan.actor, rincian=rincian)
        return None
    if not session.get_one(Akun, jalan.actor.id).aktif:
        raise Forbidden(_SHUT)
    check_recording(session, impor.makam_id, jalan.actor)
    hasil = _try_rows(session, jalan, rows)
    _keep(session, impor, hasil, rows[-1].urutan, jalan.actor)
    return hasil


def _try_rows(session: Session, jalan: Jalan, rows: Sequence[Baris]) -> Hasil:
    bacaan = [jalan.read(row) for row in rows]
    ada = _find_known(session, bacaan)
    trial = session.begin_nested() if jalan.impor.uji else None
    try:
        with session.begin_nested():
            hasil = _try_together(session, jalan, bacaan, ada)
    except BoronganGagal:
        hasil = Hasil(ada)
        for one in bacaan:
            _try_row(session, jalan, hasil, one)
    if trial is not None:
        trial.rollback()
    return hasil


def _find_known(session: Session, bacaan: Sequence[Bacaan]) -> set[UUID]:
    """Reports of these rows that stand already; nobody brings in the same ones meanwhile, see `run_impor`."""
    ids = [one.laporan_id for one in bacaan if one.laporan_id is not None]
    return set(session.scalars(select(Laporan.id).where(Laporan.id.in_(ids))))


def _try_together(session: Session, jalan: Jalan, bacaan: Sequence[Bacaan], ada: set[UUID]) -> Hasil:
    """Bring all rows in as one; raises BoronganGagal when each has to be tried for itself."""
    isian = {one.laporan_id: one.isian for one in bacaan if one.laporan_id is not None and one.laporan_id not in ada}
    makam_id = jalan.impor.makam_id
    with entering_many(session, isian, actor=jalan.actor, makam_id=makam_id, asal=jalan.asal) as borongan:
        hasil = Hasil(ada, borongan)
        for one in bacaan:
            _try_row(session, jalan, hasil, one)
    return hasil


def _try_row(session: Session, jalan: Jalan, hasil: Hasil, one: Bacaan) -> None:
    """Bring one row in, or keep its faults."""
    try:
        _bring_in_row(session, jalan, hasil, one)
    except BarisError as error:
        reasons: Sequence[str] = error.pesan
    except Invalid as error:
        reasons = [_told(ruas, told) for ruas, texts in error.galat.items() for told in texts] or [error.pesan]
    except PemakamanError as error:
        reasons = [error.pesan]
    except (IntegrityError, DataError) as error:
        if hasil.borongan is not None:
            # Without a savepoint of its own it takes the others along.
            raise BoronganGagal from error
        reasons = [_REFUSED]
    else:
        return
    hasil.salah.append((one.baris, reasons))


def _told(ruas: str, pesan: str) -> str:
    label = RUAS_LABEL.get(ruas, "")
    return f"{label[:1].upper()}{label[1:]}: {pesan}" if label else pesan


def _bring_in_row(session: Session, jalan: Jalan, hasil: Hasil, one: Bacaan) -> None:
    if one.laporan_id is None:
        raise BarisError(one.pesan)
    if same := jalan.dikenal.get(one.laporan_id) or hasil.dikenal.get(one.laporan_id):
        raise BarisError([f"Sama persis dengan {same}. Hapus salah satu, atau bedakan bila memang dua orang."])
    hasil.dikenal[one.laporan_id] = one.baris.letak
    if one.laporan_id in hasil.ada:
        hasil.sudah_ada += 1
        return
    # Together a row writes nothing before all are judged.
    with session.begin_nested() if hasil.borongan is None else nullcontext():
        laporan = quick_lapor_awal(
            session,
            actor=jalan.actor,
            laporan_id=one.laporan_id,
            makam_id=jalan.impor.makam_id,
            isian=one.isian,
            asal=jalan.asal,
            borongan=hasil.borongan,
        )
    hasil.masuk.append((one.baris, laporan))


def _keep(session: Session, impor: Impor, hasil: Hasil, dibaca: int, actor: Actor) -> None:
    """Count the portion, in the transaction of its rows."""
    if not impor.uji:
        session.add_all(
            ImporLaporan(laporan_id=one.id, impor_id=impor.id, letak=row.letak, versi_laporan=one.versi)
            for row, one in hasil.masuk
        )
    if hasil.salah:
        told = [{"impor_id": impor.id, "urutan": row.urutan, "pesan": list(why)} for row, why in hasil.salah]
        session.execute(insert(ImporSalah), told)
    impor.dibaca = dibaca
    impor.masuk += len(hasil.masuk)
    impor.sudah_ada += hasil.sudah_ada
    impor.salah += len(hasil.salah)
    record(session, "impor.berjalan", "impor", impor.id, actor=actor, rincian={"dibaca": dibaca})


def _finish(session: Session, jalan: Jalan, buku: Buku) -> None:
    impor = session.get_one(Impor, jalan.impor.id, with_for_update=True)
    if impor.status != "berjalan":
        return
    if impor.salah:
        impor.sha256_salah = store_errors(session, impor.id, buku)
    impor.status, impor.selesai_pada = "jadi", now()
    impor.pemetaan = {**impor.pemetaan, "dilewati": dict(buku.dilewati)}
    counts = {"masuk": impor.masuk, "sudah_ada": impor.sudah_ada, "salah": impor.salah}
    record(session, "impor.jadi", "impor", impor.id, actor=jalan.actor, rincian={**counts, "uji": impor.uji})


def _fail(session: Session, impor_id: UUID, pesan: str, actor: Actor) -> None:
    impor = session.get_one(Impor, impor_id, with_for_update=True)
    impor.status, impor.galat, impor.selesai_pada = "gagal", pesan, now()
    record(session, "impor.gagal", "impor", impor_id, actor=actor, rincian={"sebab": pesan})
