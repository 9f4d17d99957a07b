"""Proofs of a report: what is uploaded is written anew, stored by its fingerprint, and listed under the lock."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from pemakaman import db, store
from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.errors import Conflict, Invalid
from pemakaman.jejak.services import record
from pemakaman.laporan.berkas_bukti import PALING_BANYAK, BuktiBersih, clean_bukti, refuse
from pemakaman.laporan.models import Bukti, Laporan
from pemakaman.laporan.permintaan import asked_proofs
from pemakaman.laporan.pesan_batasan import flush
from pemakaman.laporan.queries import get_bukti, get_laporan
from pemakaman.laporan.ruas import label_status
from pemakaman.laporan.rules import EDITABLE, JenisBukti, Status
from pemakaman.laporan.services.permintaan import fulfil_proof

# Corrections and cases of one report over the years, all together.
PALING_BANYAK_LAIN = 5 * PALING_BANYAK


@dataclass(frozen=True)
class Unggahan:
    """One file as it came in."""

    jenis: str
    nama_berkas: str
    content: bytes


@dataclass(frozen=True)
class Bersih:
    """A file ready to be kept; `asli` is the fingerprint of the bytes as they came."""

    jenis: str
    asli: str
    bukti: BuktiBersih


@dataclass(frozen=True)
class Tersimpan:
    """A file that was cleaned and stored when it came."""

    jenis: str
    nama_berkas: str
    mime: str
    ukuran: int
    sha256: str
    sha256_asli: str


def add_bukti(
    session: Session, laporan_id: UUID, *, jenis: str, nama_berkas: str, content: bytes, actor: Actor
) -> Bukti:
    """Add one proof of the death; the same file again as the same kind returns the one that is there.

    A report that lies with the office takes only the kinds that the office asked for; the proof answers that
    request in the same transaction. One scan of several papers may stand as several kinds. Does not change the
    report's version.
    """
    require(actor, Izin.LAPORAN_TULIS)
    unggahan = Unggahan(jenis, nama_berkas, content)

    def check(laporan: Laporan) -> bool:
        return _check_may_add(session, laporan, jenis)

    return _add(session, laporan_id, unggahan, "kematian", paling=PALING_BANYAK, check=check, actor=actor)


def attach_bukti(
    session: Session,
    laporan_id: UUID,
    *,
    untuk: str,
    jenis: str,
    nama_berkas: str,
    content: bytes,
    check: Callable[[Laporan], bool | None],
    actor: Actor,
) -> Bukti:
    """Add one proof for something else than the death (`untuk` 'perbaikan' or 'hidup'), checked in the same way.

    The caller has asked the permission; `check` raises when the report's state does not allow it.
    """
    unggahan = Unggahan(jenis, nama_berkas, content)
    return _add(session, laporan_id, unggahan, untuk, paling=PALING_BANYAK_LAIN, check=check, actor=actor)


def attach_stored(session: Session, laporan: Laporan, berkas: Sequence[Tersimpan], *, actor: Actor) -> None:
    """List files that came before their report as proofs of the death; one that is there already stays one.

    The caller has asked the permission and holds the report's lock.
    """
    for satu in berkas:
        if satu.jenis not in set(JenisBukti):
            raise Invalid({"jenis": ["Pilih jenis bukti setiap foto."]})
        sidik = (satu.sha256_asli, satu.sha256)
        if _find_same(session, laporan.id, "kematian", satu.jenis, sidik, paling=PALING_BANYAK) is None:
            _keep(session, laporan, satu, untuk="kematian", actor=actor)


def _add(
    session: Session,
    laporan_id: UUID,
    unggahan: Unggahan,
    untuk: str,
    *,
    paling: int,
    check: Callable[[Laporan], bool | None],
    actor: Actor,
) -> Bukti:
    if unggahan.jenis not in set(JenisBukti):
        raise Invalid({"jenis": ["Pilih jenis bukti dulu."]})
    check(get_laporan(session, laporan_id, actor=actor))
    # Decoding takes a while; the row is locked only after it.
    cleaned = clean_unggahan(unggahan)
    return _add_cleaned(session, laporan_id, cleaned, untuk, paling=paling, check=check, actor=actor)


def clean_unggahan(unggahan: Unggahan) -> Bersih:
    """The file opened and written anew; raises Invalid at 'berkas'. Slow, so done before anything is locked."""
    asli = hashlib.sha256(unggahan.content).hexdigest()
    return Bersih(unggahan.jenis, asli, clean_bukti(unggahan.nama_berkas, unggahan.content))


def add_cleaned_bukti(session: Session, laporan_id: UUID, cleaned: Bersih, *, actor: Actor) -> Bukti:
    """As `add_bukti`, of a file that was cleaned before."""
    require(actor, Izin.LAPORAN_TULIS)

    def check(laporan: Laporan) -> bool:
        return _check_may_add(session, laporan, cleaned.jenis)

    return _add_cleaned(session, laporan_id, cleaned, "kematian", paling=PALING_BANYAK, check=check, actor=actor)


def _add_cleaned(
    session: Session,
    laporan_id: UUID,
    cleaned: Bersih,
    untuk: str,
    *,
    paling: int,
    check: Callable[[Laporan], bool | None],
    actor: Actor,
) -> Bukti:
    laporan = get_laporan(session, laporan_id, actor=actor, for_update=True)
    asked = check(laporan)
    sidik = cleaned.asli, hashlib.sha256(cleaned.bukti.content).hexdigest()
    paling += PALING_BANYAK if asked else 0
    bukti = _find_same(session, laporan_id, untuk, cleaned.jenis, sidik, paling=paling)
    if bukti is None:
        stored = _store(cleaned.jenis, cleaned.bukti, cleaned.asli)
        bukti = _keep(session, laporan, stored, untuk=untuk, actor=actor)
    if asked:
        fulfil_proof(session, laporan, cleaned.jenis, actor=actor)
    return bukti


def _store(jenis: str, bersih: BuktiBersih, asli: str) -> Tersimpan:
    content = bersih.content
    return Tersimpan(jenis, bersih.nama_berkas, bersih.mime, len(content), store.put(content), asli)


def _keep(session: Session, laporan: Laporan, berkas: Tersimpan, *, untuk: str, actor: Actor) -> Bukti:
    bukti = Bukti(laporan_id=laporan.id, dibuat_oleh=actor.id, untuk=untuk, **asdict(berkas))
    session.add(bukti)
    _tell(session, laporan, "laporan.bukti_ditambah", bukti, actor)
    return bukti


def _find_same(
    session: Session, laporan_id: UUID, untuk: str, jenis: str, sidik: tuple[str, str], *, paling: int
) -> Bukti | None:
    """The same file given before for the same purpose; raises Invalid when there is no room for another."""
    of_purpose = (Bukti.laporan_id == laporan_id, Bukti.untuk == untuk)
    same = or_(Bukti.sha256_asli == sidik[0], Bukti.sha256 == sidik[1])
    found = session.scalars(select(Bukti).where(*of_purpose, Bukti.jenis == jenis, same)).first()
    if found is None and (session.scalar(select(func.count()).select_from(Bukti).where(*of_purpose)) or 0) >= paling:
        raise refuse(f"Sudah ada {paling} bukti. Hapus yang tidak perlu, lalu unggah lagi.")
    return found


def remove_bukti(session: Session, bukti_id: UUID, *, actor: Actor) -> None:
    """Take a proof off a report that may still be edited; the stored bytes and the event stay."""
    require(actor, Izin.LAPORAN_TULIS)
    bukti = get_bukti(session, bukti_id, actor=actor)
    laporan = get_laporan(session, bukti.laporan_id, actor=actor, for_update=True)
    _check_editable(laporan)
    if bukti.untuk != "kematian":
        raise Conflict("Bukti ini bagian dari perbaikan atau kasus yang tercatat, jadi tidak dapat dihapus.")
    session.delete(bukti)
    _tell(session, laporan, "laporan.bukti_dihapus", bukti, actor)


def _check_may_add(session: Session, laporan: Laporan, jenis: str) -> bool:
    """True when the office waits for exactly this; raises Conflict when nothing may be added."""
    if jenis in asked_proofs(session, laporan):
        return True
    _check_editable(laporan)
    return False


def _check_editable(laporan: Laporan) -> None:
    if Status(laporan.status) not in EDITABLE:
        raise Conflict(f"Laporan ini sekarang: {label_status(laporan.status)}, jadi buktinya tidak dapat diubah.")


def _tell(session: Session, laporan: Laporan, peristiwa: str, bukti: Bukti, actor: Actor) -> None:
    rincian = {"jenis": bukti.jenis, "nama_berkas": bukti.nama_berkas, "sha256": bukti.sha256}
    if bukti.untuk != "kematian":
        rincian["untuk"] = bukti.untuk
    record(session, peristiwa, "laporan", laporan.id, actor=actor, wilayah=laporan.kab_kode, rincian=rincian)
    flush(session)
    # Past the mapper: a proof overwrites nothing, so forms that are open elsewhere stay valid.
    session.execute(
        update(Laporan.__table__).where(Laporan.__table__.c.id == laporan.id).values(diubah_pada=db.now())  # type: ignore[arg-type]
    )
