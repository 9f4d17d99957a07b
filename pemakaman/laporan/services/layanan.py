"""Asking the Dukcapil web service about a report: a job, so that nobody waits for it."""

from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor
from pemakaman.jejak.services import record
from pemakaman.laporan.models import Laporan
from pemakaman.penduduk.pencarian import request_lookup


def ask_service(session: Session, laporan: Laporan, *, actor: Actor) -> bool:
    """Have a worker look the report's NIK up; False when there is none, or it is being asked already.

    Raises Conflict when no service is configured.
    """
    if laporan.nik is None:
        return False
    tujuan = f"Verifikasi laporan kematian, buku {laporan.buku_nomor}/{laporan.buku_tahun}"
    if not request_lookup(session, laporan.id, laporan.nik, tujuan=tujuan, actor=actor):
        return False
    wilayah = laporan.kab_kode
    record(session, "laporan.layanan_diminta", "laporan", laporan.id, actor=actor, wilayah=wilayah)
    return True
