"""Ordering a print of the book, and keeping what the worker made of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import SISTEM, Actor, Izin, Peran, is_within, require, sees_nik
from pemakaman.akun.sessions import actor_of
from pemakaman.buku import queries
from pemakaman.buku.models import CetakBuku
from pemakaman.buku.rules import check_rentang, name_rentang
from pemakaman.db import now
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound
from pemakaman.jejak.services import record
from pemakaman.jobs import defer
from pemakaman.makam.models import Makam
from pemakaman.makam.rules import SusunanBuku

JOB = "buku.cetak"
_SHUT = "Akun yang memesan sudah dinonaktifkan."
_GONE = "Makam ini tidak lagi di wilayah tugas pemesan."
_NIK = "Peran Anda tidak melihat NIK utuh. Pilih NIK disamarkan."


@dataclass(frozen=True)
class Pesanan:
    """One print to make, taken out of the database."""

    cetak_id: UUID
    actor: Actor
    makam_id: UUID | None
    wilayah_kode: str | None
    dari: date
    sampai: date
    susunan: SusunanBuku
    nik_tampak: bool
    petugas: str
    dibuat: datetime

    @property
    def periode(self) -> str:
        """The days in words."""
        return name_rentang(self.dari, self.sampai)


def order_cetak(
    session: Session,
    *,
    makam_id: UUID | None = None,
    wilayah_kode: str | None = None,
    dari: date,
    sampai: date,
    susunan: SusunanBuku,
    nik_tampak: bool,
    petugas: str,
    actor: Actor,
) -> CetakBuku:
    """Order the print of one cemetery or of all in a desa or kecamatan; the job is written with it."""
    require(actor, Izin.BUKU_CETAK)
    if galat := check_rentang(dari, sampai):
        raise Invalid({"sampai": [galat]})
    if nik_tampak and not sees_nik(actor):
        raise Forbidden(_NIK)
    if not petugas.strip():
        raise Invalid({"petugas": ["Tulis nama petugas yang menandatangani."]})
    makam = _scope(session, makam_id, wilayah_kode, actor)
    cetak = CetakBuku(
        id=uuid4(),
        kab_kode=makam[0].kab_kode,
        makam_id=makam_id,
        wilayah_kode=wilayah_kode,
        dari=dari,
        sampai=sampai,
        susunan=susunan.value,
        nik_tampak=nik_tampak,
        petugas=petugas.strip(),
        dibuat_oleh=actor.id,
    )
    session.add(cetak)
    rincian = {"makam": makam_id, "wilayah": wilayah_kode, "masa": name_rentang(dari, sampai), "nik_tampak": nik_tampak}
    _tell(session, "cetak_buku.dipesan", cetak, actor, {**rincian, "susunan": susunan.value})
    session.flush()
    defer(session, JOB, cetak_id=str(cetak.id))
    return cetak


def _scope(session: Session, makam_id: UUID | None, wilayah_kode: str | None, actor: Actor) -> Sequence[Makam]:
    """The cemeteries of the print; raises NotFound when there is none that the actor may see."""
    if (makam_id is None) == (wilayah_kode is None):
        raise Invalid({"lingkup": ["Pilih buku yang dicetak."]})
    if wilayah_kode is not None:
        if wilayah_kode.count(".") not in {2, 3} or not is_within(wilayah_kode, actor.wilayah_kode):
            raise NotFound("Wilayah ini di luar wilayah tugas Anda.")
        if actor.peran is Peran.PENGELOLA_MAKAM:
            raise Forbidden("Pengelola mencetak buku makamnya sendiri, satu per satu.")
    makam = queries.list_scope(session, makam_id, wilayah_kode, actor=actor)
    if not makam:
        raise NotFound("Makam ini tidak ada, atau di luar wilayah tugas Anda.")
    return makam


def retry_cetak(session: Session, cetak_id: UUID, *, actor: Actor) -> None:
    """Put a failed print into the queue again."""
    require(actor, Izin.BUKU_CETAK)
    cetak = queries.get_cetak(session, cetak_id, actor=actor, for_update=True)
    if cetak.status != "gagal":
        raise Conflict("Cetakan ini tidak sedang gagal.")
    cetak.status, cetak.galat, cetak.dikerjakan = "antre", None, 0
    _tell(session, "cetak_buku.dipesan", cetak, actor, {})
    defer(session, JOB, cetak_id=str(cetak.id))


def read_cetak(session: Session, cetak_id: UUID, *, actor: Actor) -> CetakBuku:
    """A finished print of one's own, while its cemeteries may still be seen; taking it is an event."""
    require(actor, Izin.BUKU_CETAK)
    cetak = queries.get_cetak(session, cetak_id, actor=actor)
    if cetak.sha256 is None:
        raise Conflict("Cetakan ini belum selesai dibuat. Tunggu sebentar, lalu coba lagi.")
    if cetak.nik_tampak and not sees_nik(actor):
        raise Forbidden(_NIK)
    _scope(session, cetak.makam_id, cetak.wilayah_kode, actor)
    _tell(session, "cetak_buku.diunduh", cetak, actor, {})
    return cetak


def take_order(session: Session, cetak_id: UUID) -> Pesanan | None:
    """What the worker has to print; None when there is nothing left to do, or nobody to do it for."""
    cetak = session.get(CetakBuku, cetak_id, with_for_update=True)
    if cetak is None or cetak.status == "jadi":
        return None
    akun = session.get_one(Akun, cetak.dibuat_oleh)
    actor = actor_of(akun)
    if not akun.aktif or not actor.may(Izin.BUKU_CETAK):
        _fail(session, cetak, _SHUT)
        return None
    if not queries.list_scope(session, cetak.makam_id, cetak.wilayah_kode, actor=actor):
        _fail(session, cetak, _GONE)
        return None
    cetak.status, cetak.galat, cetak.dikerjakan = "antre", None, 0
    _tell(session, "cetak_buku.dikerjakan", cetak, SISTEM, {})
    return Pesanan(
        cetak_id=cetak.id,
        actor=actor,
        makam_id=cetak.makam_id,
        wilayah_kode=cetak.wilayah_kode,
        dari=cetak.dari,
        sampai=cetak.sampai,
        susunan=SusunanBuku(cetak.susunan),
        nik_tampak=cetak.nik_tampak and sees_nik(actor),
        petugas=cetak.petugas,
        dibuat=cetak.dibuat_pada,
    )


def report_progress(session: Session, cetak_id: UUID, dikerjakan: int) -> None:
    """Say how many rows are laid out."""
    cetak = session.get_one(CetakBuku, cetak_id, with_for_update=True)
    if cetak.status == "antre":
        cetak.dikerjakan = dikerjakan
        _tell(session, "cetak_buku.dikerjakan", cetak, SISTEM, {"baris": dikerjakan})


def finish_cetak(session: Session, cetak_id: UUID, *, sha256: str, ukuran: int, halaman: int, baris: int) -> None:
    """Keep what was made; a second run that comes late changes nothing."""
    cetak = session.get_one(CetakBuku, cetak_id, with_for_update=True)
    if cetak.status == "jadi":
        return
    cetak.sha256, cetak.ukuran, cetak.halaman, cetak.baris = sha256, ukuran, halaman, baris
    cetak.status, cetak.galat, cetak.jadi_pada, cetak.dikerjakan = "jadi", None, now(), baris
    _tell(session, "cetak_buku.jadi", cetak, SISTEM, {"sha256": sha256, "halaman": halaman, "baris": baris})


def fail_cetak(session: Session, cetak_id: UUID, galat: str) -> None:
    """Say on the order why it failed; it never counts as finished."""
    cetak = session.get_one(CetakBuku, cetak_id, with_for_update=True)
    if cetak.status != "jadi":
        _fail(session, cetak, galat)


def _fail(session: Session, cetak: CetakBuku, galat: str) -> None:
    cetak.status, cetak.galat = "gagal", galat
    _tell(session, "cetak_buku.gagal", cetak, SISTEM, {"galat": galat})


def _tell(session: Session, peristiwa: str, cetak: CetakBuku, actor: Actor, rincian: dict[str, object]) -> None:
    kept = {key: value for key, value in rincian.items() if value is not None}
    record(session, peristiwa, "cetak_buku", cetak.id, actor=actor, wilayah=cetak.kab_kode, rincian=kept)
