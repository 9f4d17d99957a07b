"""Looking up: counted by address, and logged without what was typed or dropped."""

from dataclasses import replace

from sqlalchemy.orm import Session

from pemakaman.akun.rules import SISTEM
from pemakaman.akun.throttle import address_key, check_rate, count_try
from pemakaman.jejak.services import record_read
from pemakaman.keaslian import queries
from pemakaman.keaslian.queries import Tampak, Temuan
from pemakaman.keaslian.rules import ADDRESS_WINDOW, FILES_PER_ADDRESS, TERLALU_SERING, TRIES_PER_ADDRESS


def look_up(session: Session, kode: str, *, alamat: str) -> Tampak | None:
    """What may be told of the document of a code; None for an unknown one. Raises TooMany."""
    _count(session, address_key("periksa", alamat), TRIES_PER_ADDRESS)
    dokumen = queries.find_by_kode(session, kode)
    if dokumen is None:
        record_read(session, "keaslian.tidak_dikenal", actor=SISTEM)
        return None
    actor = replace(SISTEM, wilayah_kode=dokumen.kab_kode)
    record_read(session, "keaslian.diperiksa", actor=actor, objek="dokumen", objek_id=dokumen.id)
    return queries.show(session, dokumen)


def look_up_bytes(session: Session, sha256: str, *, alamat: str) -> Temuan | None:
    """What a file with these bytes is; None when it never left this program. Raises TooMany."""
    _count(session, address_key("periksa-berkas", alamat), FILES_PER_ADDRESS)
    found = queries.find_by_bytes(session, sha256)
    record_read(session, "keaslian.berkas" if found else "keaslian.berkas_lain", actor=SISTEM)
    return found


def _count(session: Session, kunci: str, allowed: int) -> None:
    check_rate(session, kunci, allowed=allowed, window=ADDRESS_WINDOW, pesan=TERLALU_SERING)
    count_try(session, kunci)
