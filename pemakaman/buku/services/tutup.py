"""Closing a month of a book, opening it again, its print and its signed copy."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman import db, store
from pemakaman.akun.rules import SISTEM, Actor, Izin, require
from pemakaman.buku.bulan import IsiBulan, count_month, get_closing
from pemakaman.buku.masa import Masa
from pemakaman.buku.potret import take_picture
from pemakaman.db import today_in
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound
from pemakaman.jejak.rules import Pelaku
from pemakaman.jejak.services import record
from pemakaman.jobs import defer
from pemakaman.laporan.berkas_bukti import clean_bukti
from pemakaman.makam.models import Makam, TutupBuku
from pemakaman.makam.queries import get_makam, list_recording
from pemakaman.makam.tutup import find_closing, hold_book_alone, is_over

JOB = "buku.cetak_tutup"


def close_month(
    session: Session, makam_id: UUID, masa: Masa, *, nihil: bool, draf_diterima: bool, petugas: str, actor: Actor
) -> TutupBuku:
    """Close a month as it stands now, keep its picture, and order its print.

    Raises Conflict when it is closed already, Invalid when it is not over, when 'nihil' is said wrongly or not said,
    or when drafts of one's own for that month are not confirmed as left out.
    """
    makam = _get_recording(session, makam_id, actor)
    petugas = " ".join(petugas.split())
    if not petugas:
        raise Invalid({"petugas": ["Tulis nama petugas yang menandatangani."]})
    hari = today_in(makam.kab_kode)
    if not is_over(masa.tahun, masa.bulan, hari):
        raise Invalid({"pilihan": [f"{masa.nama} belum berakhir, jadi belum dapat ditutup."]})
    hold_book_alone(session, makam_id)
    if find_closing(session, makam_id, masa.tahun, masa.bulan) is not None:
        raise Conflict(f"Buku {makam.nama} bulan {masa.nama} sudah ditutup. Muat ulang halamannya.")
    isi = count_month(session, makam_id, masa, actor=actor)
    _check_said(isi, nihil=nihil, draf_diterima=draf_diterima)
    moment = db.now()
    content = take_picture(session, makam, isi, petugas=petugas, moment=moment, hari=hari)
    tutup = _make(isi, makam_id, petugas, actor)
    tutup.sha256_isi, tutup.ditutup_pada = store.put(content), moment
    session.add(tutup)
    rincian = {"bulan": masa.nama, "jumlah": isi.jumlah.jumlah, "nihil": nihil, "sha256": tutup.sha256_isi}
    _tell(session, "makam.buku_ditutup", makam, actor, rincian)
    session.flush()
    defer(session, JOB, tutup_id=str(tutup.id))
    return tutup


def _make(isi: IsiBulan, makam_id: UUID, petugas: str, actor: Actor) -> TutupBuku:
    jumlah, (awal, akhir) = isi.jumlah, isi.nomor or (None, None)
    return TutupBuku(
        id=uuid4(),
        makam_id=makam_id,
        tahun=isi.masa.tahun,
        bulan=isi.masa.bulan,
        nihil=jumlah.jumlah == 0,
        jumlah=jumlah.jumlah,
        laki=jumlah.laki,
        perempuan=jumlah.perempuan,
        tidak_diketahui=jumlah.tidak_diketahui,
        kelompok_umur=jumlah.kelompok_umur,
        nomor_awal=awal,
        nomor_akhir=akhir,
        jumlah_koreksi=isi.koreksi,
        petugas=petugas,
        ditutup_oleh=actor.id,
    )


def _check_said(isi: IsiBulan, *, nihil: bool, draf_diterima: bool) -> None:
    masa, jumlah = isi.masa, isi.jumlah.jumlah
    if nihil and jumlah:
        pesan = (
            f"Ada {jumlah} pemakaman di bulan {masa.nama}, jadi tidak dapat dinyatakan nihil. Muat ulang halamannya."
        )
        raise Invalid({"pilihan": [pesan]})
    if not nihil and not jumlah:
        pesan = f"Tidak ada pemakaman yang tercatat di bulan {masa.nama}. Bila benar, pilih Nihil."
        raise Invalid({"pilihan": [pesan]})
    if isi.draf and not draf_diterima:
        pesan = (
            f"Ada {len(isi.draf)} draf Anda untuk bulan ini yang belum masuk buku. Selesaikan dulu, atau centang ini."
        )
        raise Invalid({"draf": [pesan]})


def reopen_month(session: Session, makam_id: UUID, masa: Masa, *, alasan: str, actor: Actor) -> TutupBuku:
    """Open a closed month again; its closing stays as history."""
    makam = get_makam(session, makam_id, actor=actor)
    require(actor, Izin.BUKU_BUKA)
    alasan = alasan.strip()
    if not alasan:
        raise Invalid({"alasan": ["Tulis mengapa bulan ini dibuka lagi."]})
    hold_book_alone(session, makam_id)
    tutup = find_closing(session, makam_id, masa.tahun, masa.bulan)
    if tutup is None:
        raise Conflict(f"Buku {makam.nama} bulan {masa.nama} sedang tidak tertutup.")
    tutup.dibuka_oleh, tutup.dibuka_pada, tutup.alasan_buka = actor.id, db.now(), alasan
    _tell(session, "makam.buku_dibuka", makam, actor, {"bulan": masa.nama, "alasan": alasan})
    session.flush()
    return tutup


def attach_signed(session: Session, tutup_id: UUID, *, nama_berkas: str, content: bytes, actor: Actor) -> TutupBuku:
    """Keep the signed copy; a later one takes its place, and the trail keeps the fingerprint of both."""
    tutup, makam = get_closing(session, tutup_id, actor=actor)
    _get_recording(session, makam.id, actor)
    bersih = clean_bukti(nama_berkas, content)
    tutup = _lock(session, tutup_id)
    if tutup.dibuka_pada is not None:
        raise Conflict(
            "Bulan ini sudah dibuka lagi, jadi lembar ini tidak berlaku. Unggah lembar dari tutup buku yang baru."
        )
    old = tutup.sha256_tertanda
    tutup.sha256_tertanda, tutup.mime_tertanda = store.put(bersih.content), bersih.mime
    tutup.tertanda_pada = db.now()
    rincian = {"bulan": _masa(tutup).nama, "sha256_tertanda": [old, tutup.sha256_tertanda]}
    _tell(session, "makam.buku_tertanda", makam, actor, rincian)
    session.flush()
    return tutup


def retry_print(session: Session, tutup_id: UUID, *, actor: Actor) -> TutupBuku:
    """Order a print that failed once more."""
    _, makam = get_closing(session, tutup_id, actor=actor)
    require(actor, Izin.BUKU_CETAK)
    tutup = _lock(session, tutup_id)
    if tutup.status != "gagal":
        raise Conflict("Lembar ini tidak sedang gagal.")
    tutup.status, tutup.galat = "antre", None
    _tell(session, "makam.buku_dicetak_ulang", makam, actor, {"bulan": _masa(tutup).nama})
    session.flush()
    defer(session, JOB, tutup_id=str(tutup_id))
    return tutup


def take_order(session: Session, tutup_id: UUID) -> str | None:
    """Fingerprint of the picture that the worker has to print; None when the print is finished already."""
    tutup = session.get(TutupBuku, tutup_id)
    return None if tutup is None or tutup.status == "jadi" else tutup.sha256_isi


def finish_order(session: Session, tutup_id: UUID, sha256: str, halaman: int) -> None:
    """Keep the print's fingerprint; it is printed once."""
    tutup = _lock(session, tutup_id)
    if tutup.status == "jadi":
        return
    tutup.status, tutup.galat, tutup.sha256, tutup.halaman = "jadi", None, sha256, halaman
    makam = session.get_one(Makam, tutup.makam_id)
    _tell(session, "makam.buku_dicetak", makam, SISTEM, {"bulan": _masa(tutup).nama, "sha256": sha256})


def fail_order(session: Session, tutup_id: UUID, galat: str) -> None:
    """Say at the closing why its print failed."""
    tutup = _lock(session, tutup_id)
    if tutup.status == "jadi":
        return
    tutup.status, tutup.galat = "gagal", galat
    makam = session.get_one(Makam, tutup.makam_id)
    _tell(session, "makam.buku_gagal_dicetak", makam, SISTEM, {"bulan": _masa(tutup).nama, "galat": galat})


def _get_recording(session: Session, makam_id: UUID, actor: Actor) -> Makam:
    makam = get_makam(session, makam_id, actor=actor)
    require(actor, Izin.BUKU_TUTUP)
    if all(row.id != makam_id for row in list_recording(session, actor=actor)):
        raise Forbidden("Yang menutup buku adalah yang mencatat pemakaman di makam ini.")
    return makam


def _lock(session: Session, tutup_id: UUID) -> TutupBuku:
    query = select(TutupBuku).where(TutupBuku.id == tutup_id).with_for_update()
    tutup = session.scalar(query.execution_options(populate_existing=True))
    if tutup is None:
        raise NotFound()
    return tutup


def _masa(tutup: TutupBuku) -> Masa:
    return Masa(tutup.tahun, tutup.bulan)


def _tell(session: Session, peristiwa: str, makam: Makam, actor: Pelaku, rincian: Mapping[str, Any]) -> None:
    record(session, peristiwa, "makam", makam.id, actor=actor, wilayah=makam.kab_kode, rincian=rincian)
