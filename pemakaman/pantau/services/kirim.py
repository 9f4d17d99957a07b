"""Signing, withdrawing and sending a monthly report."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from pemakaman import store
from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.db import now, today_in
from pemakaman.errors import Conflict, Invalid, NotFound
from pemakaman.laporan.berkas_bukti import clean_bukti
from pemakaman.pantau.models import LaporanBulanan
from pemakaman.pantau.queries.bulanan import get_bulanan
from pemakaman.pantau.rules.status import Langkah, check_kirim
from pemakaman.pantau.services.bulanan import check_own, take, tell
from pemakaman.tabel import XLSX


def sign(
    session: Session, bulanan_id: UUID, *, nama_berkas: str, content: bytes, versi: int, actor: Actor
) -> LaporanBulanan:
    """Keep the signed copy of a draft's letter, checked like a proof. The figures stand from now on."""
    require(actor, Izin.BULANAN_BUAT)
    check_own(get_bulanan(session, bulanan_id, actor=actor).wilayah_kode, actor)
    # Decoding takes a while; the row is locked only after it.
    clean = clean_bukti(nama_berkas, content)
    bulanan = take(session, bulanan_id, Langkah.TANDATANGAN, versi=versi, actor=actor)
    if not bulanan.nomor_surat or bulanan.status_cetak != "jadi":
        raise Conflict("Suratnya belum jadi. Isi nomor dan tanggal surat, unduh PDF-nya, tandatangani, lalu unggah.")
    bulanan.sha256_tertanda, bulanan.mime_tertanda = store.put(clean.content), clean.mime
    bulanan.tertanda_pada, bulanan.tertanda_oleh = now(), actor.id
    rincian = {"nomor_surat": bulanan.nomor_surat, "nama_berkas": clean.nama_berkas, "sha256": bulanan.sha256_tertanda}
    tell(session, "ditandatangani", bulanan, actor, rincian)
    session.flush()
    return bulanan


def withdraw(session: Session, bulanan_id: UUID, *, alasan: str, versi: int, actor: Actor) -> LaporanBulanan:
    """Make a signed report that was not sent a draft again; the trail names the copy, the store keeps it."""
    if not alasan.strip():
        raise Invalid({"alasan": ["Tulis mengapa laporan ditarik."]})
    bulanan = take(session, bulanan_id, Langkah.TARIK, versi=versi, actor=actor)
    rincian = {"alasan": alasan.strip(), "sha256": bulanan.sha256_tertanda}
    bulanan.sha256_tertanda = bulanan.mime_tertanda = bulanan.tertanda_pada = bulanan.tertanda_oleh = None
    tell(session, "ditarik", bulanan, actor, rincian)
    session.flush()
    return bulanan


def send(session: Session, bulanan_id: UUID, isian: Mapping[str, Any], *, versi: int, actor: Actor) -> LaporanBulanan:
    """Note that a signed report went out; nothing of it changes afterwards."""
    bulanan = take(session, bulanan_id, Langkah.KIRIM, versi=versi, actor=actor)
    galat = check_kirim(isian, bulanan.tanggal_surat, today_in(bulanan.wilayah_kode))
    if galat:
        raise Invalid(galat)
    bulanan.dikirim_tanggal, bulanan.dikirim_cara = isian["dikirim_tanggal"], isian["dikirim_cara"]
    bulanan.dikirim_pada, bulanan.dikirim_oleh = now(), actor.id
    rincian = {"dikirim_tanggal": bulanan.dikirim_tanggal, "dikirim_cara": bulanan.dikirim_cara}
    tell(session, "dikirim", bulanan, actor, rincian)
    session.flush()
    return bulanan


UNDUHAN = {
    "pdf": ("sha256_pdf", "application/pdf"),
    "xlsx": ("sha256_xlsx", XLSX),
    "tertanda": ("sha256_tertanda", ""),
}
_AKHIRAN = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


def read_file(session: Session, bulanan_id: UUID, bentuk: str, *, actor: Actor) -> tuple[bytes, str, str]:
    """(bytes, MIME type, file name) of the letter, its annex, or the signed copy."""
    bulanan = get_bulanan(session, bulanan_id, actor=actor)
    column, mime = UNDUHAN.get(bentuk, ("", ""))
    sha256 = getattr(bulanan, column, None)
    if not column or sha256 is None:
        raise NotFound("Berkas ini tidak ada. Buka lagi halaman laporannya.")
    mime = mime or bulanan.mime_tertanda or ""
    ending = _AKHIRAN.get(mime, bentuk)
    word = "-tertanda" if bentuk == "tertanda" else ""
    name = f"laporan-pemakaman-{bulanan.wilayah_kode}-{bulanan.tahun}-{bulanan.bulan:02}{word}.{ending}"
    return store.get(sha256), mime, name
