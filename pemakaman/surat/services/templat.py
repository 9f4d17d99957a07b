"""Templates of letters: a change is a new version, nothing is lost."""

from uuid import UUID, uuid4

from sqlalchemy import text
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.errors import Conflict, Invalid
from pemakaman.jejak.services import record
from pemakaman.surat import queries
from pemakaman.surat.models import TemplatSurat
from pemakaman.surat.naskah import find_mistakes
from pemakaman.surat.rules import JUDUL_TERPANJANG

BENTROK = "Templat ini baru saja diubah orang lain, jadi isian Anda belum disimpan."


def save_templat(
    session: Session, seri: UUID | None, judul: str, isi: str, *, versi: int, actor: Actor
) -> TemplatSurat:
    """A new letter (`seri` None), or a new version of one; raises Invalid at 'isi' for a wording with mistakes.

    `versi` is the version that the change was made from; raises Conflict when it is not the newest.
    """
    require(actor, Izin.SURAT_ATUR)
    judul = " ".join(judul.split())
    mistakes = find_mistakes(isi)
    if mistakes:
        raise Invalid({"isi": [one.pesan for one in mistakes]})
    if not judul or len(judul) > JUDUL_TERPANJANG or not isi.strip():
        raise Invalid({"judul": ["Isi judul dan teks surat."]})
    dipakai = True
    if seri is not None:
        dipakai = _newest(session, seri, versi, actor).dipakai
    return _add(session, seri or uuid4(), versi if seri else 0, judul, isi, dipakai=dipakai, actor=actor)


def switch_templat(session: Session, seri: UUID, *, dipakai: bool, versi: int, actor: Actor) -> TemplatSurat:
    """Offer a letter, or offer it no longer; letters that were made stay."""
    require(actor, Izin.SURAT_ATUR)
    now = _newest(session, seri, versi, actor)
    return (
        now if now.dipakai == dipakai else _add(session, seri, versi, now.judul, now.isi, dipakai=dipakai, actor=actor)
    )


def _newest(session: Session, seri: UUID, versi: int, actor: Actor) -> TemplatSurat:
    session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:kunci, 48))"), {"kunci": str(seri)})
    newest = queries.get_templat(session, seri, actor=actor)
    if newest.versi != versi:
        raise Conflict(BENTROK)
    return newest


def _add(
    session: Session, seri: UUID, versi: int, judul: str, isi: str, *, dipakai: bool, actor: Actor
) -> TemplatSurat:
    fresh = TemplatSurat(
        id=uuid4(),
        seri=seri,
        versi=versi + 1,
        kab_kode=actor.kab_kode,
        judul=judul,
        isi=isi,
        dipakai=dipakai,
        dibuat_oleh=actor.id,
    )
    session.add(fresh)
    rincian = {"versi": fresh.versi, "judul": judul, "dipakai": dipakai}
    peristiwa = "templat_surat.diubah" if versi else "templat_surat.dibuat"
    record(session, peristiwa, "templat_surat", seri, actor=actor, wilayah=fresh.kab_kode, rincian=rincian)
    session.flush()
    return fresh
