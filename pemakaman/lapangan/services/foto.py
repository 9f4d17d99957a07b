"""Photos that come before their report: opened, written anew and kept aside until it is there."""

import hashlib
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from pemakaman import store
from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.errors import TooMany
from pemakaman.lapangan.models import FotoHp, KirimanHp
from pemakaman.lapangan.rules import FOTO_MENUNGGU, FOTO_MENUNGGU_AKUN, Cara
from pemakaman.lapangan.services.kunci import lock_item
from pemakaman.lapangan.tolak import FotoRusak
from pemakaman.laporan.berkas_bukti import clean_bukti, refuse
from pemakaman.laporan.models import Bukti

IZIN = {Cara.KIRIM: Izin.LAPORAN_TULIS, Cara.BERKAS: Izin.BUKU_IMPOR}


def store_photo(
    session: Session,
    kiriman_id: UUID,
    sidik: str,
    *,
    nama_berkas: str,
    content: bytes,
    actor: Actor,
    cara: Cara = Cara.KIRIM,
) -> None:
    """Keep one photo of an item for this account; the same again changes nothing.

    Raises FotoRusak when the bytes are not those of the fingerprint, Invalid at 'berkas' when they are no photo.
    """
    require(actor, IZIN[cara])
    if hashlib.sha256(content).hexdigest() != sidik:
        raise FotoRusak("Foto terpotong di jalan. HP mengirimnya sekali lagi.")
    if _is_here(session, kiriman_id, sidik, actor):
        return
    # Decoding takes a while; nobody waits for it.
    bersih = clean_bukti(nama_berkas, content)
    lock_item(session, kiriman_id)
    if _is_here(session, kiriman_id, sidik, actor):
        return
    _refuse_too_many(session, kiriman_id, actor)
    session.add(
        FotoHp(
            kiriman_id=kiriman_id,
            sidik=sidik,
            akun_id=actor.id,
            sha256=store.put(bersih.content),
            mime=bersih.mime,
            ukuran=len(bersih.content),
            nama_berkas=bersih.nama_berkas,
        )
    )
    session.flush()


def _is_here(session: Session, kiriman_id: UUID, sidik: str, actor: Actor) -> bool:
    """Does it wait already, or has it come with its report?"""
    own = (FotoHp.kiriman_id == kiriman_id, FotoHp.sidik == sidik, FotoHp.akun_id == actor.id)
    waiting = select(FotoHp.sidik).where(*own)
    delivered = (
        select(Bukti.sha256_asli)
        .join(KirimanHp, KirimanHp.laporan_id == Bukti.laporan_id)
        .where(KirimanHp.id == kiriman_id, KirimanHp.akun_id == actor.id, Bukti.sha256_asli == sidik)
    )
    return session.scalar(waiting.union_all(delivered).limit(1)) is not None


def _refuse_too_many(session: Session, kiriman_id: UUID, actor: Actor) -> None:
    own = FotoHp.akun_id == actor.id
    if _count(session, own, FotoHp.kiriman_id == kiriman_id) >= FOTO_MENUNGGU:
        raise refuse("Foto laporan ini sudah terlalu sering diganti. Kirim dulu tanpa foto ini, lalu tambahkan nanti.")
    if _count(session, own) >= FOTO_MENUNGGU_AKUN:
        raise TooMany("Terlalu banyak foto menunggu laporannya. Selesaikan dulu laporan yang perlu diperbaiki.")


def _count(session: Session, *conditions: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(FotoHp).where(*conditions)) or 0
