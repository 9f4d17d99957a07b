"""The public search, counted and logged without the name; and the family's objection to being found."""

from uuid import UUID

from sqlalchemy.orm import Session

from pemakaman.akun.rules import SISTEM, Actor, Izin
from pemakaman.akun.throttle import address_key, check_rate, count_try
from pemakaman.errors import Conflict, Forbidden, Invalid
from pemakaman.jejak.services import record_read
from pemakaman.laporan.queries import get_laporan
from pemakaman.laporan.rules import IN_BOOK, Status
from pemakaman.laporan.services.langkah import record_change
from pemakaman.petak.queries.cari import Hasil, search
from pemakaman.petak.rules_cari import TERLALU_SERING, TRIES, WINDOW, Tanya


def search_public(session: Session, tanya: Tanya, *, alamat: str) -> Hasil:
    """Look for a grave; raises TooMany when this address asked too often."""
    kunci = address_key("cari-makam", alamat)
    check_rate(session, kunci, allowed=TRIES, window=WINDOW, pesan=TERLALU_SERING)
    count_try(session, kunci)
    hasil = search(session, tanya)
    record_read(session, "cari.publik", actor=SISTEM, jumlah=len(hasil.baris))
    return hasil


def may_object(actor: Actor) -> bool:
    """Who writes down a family's objection: those who record there, and the desk."""
    return actor.may(Izin.PETAK_KELOLA) or actor.may(Izin.LAPORAN_PERIKSA)


def require_objection(actor: Actor) -> None:
    """Raise Forbidden unless the role may write an objection down."""
    if not may_object(actor):
        raise Forbidden()


def set_objection(session: Session, laporan_id: UUID, keberatan: bool, keterangan: str, *, actor: Actor) -> None:
    """Hide a grave from the public search or show it again; saying again what holds already changes nothing."""
    laporan = get_laporan(session, laporan_id, actor=actor, for_update=True)
    require_objection(actor)
    if Status(laporan.status) not in IN_BOOK:
        raise Conflict("Laporan ini masih draf, jadi belum dapat dicari siapa pun.")
    if laporan.keberatan_cari == keberatan:
        return
    if not keterangan.strip():
        raise Invalid({"keterangan": ["Tulis siapa dari keluarga yang memintanya."]})
    with session.no_autoflush:
        laporan.keberatan_cari = keberatan
        peristiwa = "laporan.keberatan_cari" if keberatan else "laporan.keberatan_dicabut"
        record_change(session, laporan, peristiwa, actor=actor, rincian={"keterangan": keterangan.strip()})
