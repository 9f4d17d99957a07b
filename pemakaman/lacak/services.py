"""The look-up: counted, and logged without the number that was typed."""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from pemakaman.akun.rules import SISTEM
from pemakaman.akun.throttle import address_key, check_rate, count_try
from pemakaman.jejak.services import record_read
from pemakaman.lacak.queries import find_receipt
from pemakaman.lacak.rules import (
    ADDRESS_WINDOW,
    MISSES_PER_RECEIPT,
    RECEIPT_WINDOW,
    TERLALU_SERING,
    TRIES_PER_ADDRESS,
)
from pemakaman.laporan.models import Laporan


def look_up(session: Session, nomor: str, tanggal: date, *, alamat: str) -> Laporan | None:
    """The report of a receipt, or None for a wrong number and a wrong date alike; raises TooMany.

    A receipt that does not exist has a counter like one that does.
    """
    kunci_alamat, kunci_nomor = address_key("lacak", alamat), f"lacak:nomor:{nomor}"
    check_rate(session, kunci_alamat, allowed=TRIES_PER_ADDRESS, window=ADDRESS_WINDOW, pesan=TERLALU_SERING)
    check_rate(session, kunci_nomor, allowed=MISSES_PER_RECEIPT, window=RECEIPT_WINDOW, pesan=TERLALU_SERING)
    count_try(session, kunci_alamat)
    laporan = find_receipt(session, nomor, tanggal)
    if laporan is None:
        count_try(session, kunci_nomor)
        record_read(session, "lacak.tidak_cocok", actor=SISTEM)
        return None
    # So that the auditor of the kab/kota sees it.
    actor = replace(SISTEM, wilayah_kode=laporan.kab_kode)
    record_read(session, "lacak.dibuka", actor=actor, objek="laporan", objek_id=laporan.id)
    return laporan
