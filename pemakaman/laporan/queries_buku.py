"""What the closed months of the book say of one report."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin
from pemakaman.jejak import words
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import Status
from pemakaman.makam.models import KoreksiBuku
from pemakaman.makam.rules import JENIS_KOREKSI_LABEL, JenisKoreksi
from pemakaman.makam.tutup import is_closed
from pemakaman.nilai.tanggal import NAMA_BULAN


@dataclass(frozen=True)
class KoreksiLaporan:
    """One correction of a row, in words; a NIK in it shows its last digits only."""

    nomor: str
    asal: str
    kalimat: str
    kapan: datetime
    rincian: list[str]


@dataclass(frozen=True)
class BulanLaporan:
    """The month a row stands in: its code and name, whether it is closed, and the row's corrections."""

    kode: str
    nama: str
    tertutup: bool
    koreksi: list[KoreksiLaporan]
    terlihat: bool


def month_of(session: Session, laporan: Laporan, *, actor: Actor) -> BulanLaporan | None:
    """Only for a row in the book whose month is closed or which was corrected; else None."""
    day = laporan.dimakamkan_tanggal
    if laporan.status == Status.DRAF or day is None:
        return None
    query = select(KoreksiBuku).where(KoreksiBuku.laporan_id == laporan.id).order_by(KoreksiBuku.id)
    koreksi = [_told(entry) for entry in session.scalars(query)]
    closed = is_closed(session, laporan.makam_id, day)
    if not closed and not koreksi:
        return None
    name = f"{NAMA_BULAN[day.month - 1]} {day.year}"
    return BulanLaporan(f"{day:%Y-%m}", name, closed, koreksi, actor.may(Izin.BUKU_CETAK))


def _told(entry: KoreksiBuku) -> KoreksiLaporan:
    return KoreksiLaporan(
        nomor=f"{entry.nomor}/{entry.tahun}",
        asal=f"{NAMA_BULAN[entry.asal_bulan - 1]} {entry.asal_tahun}",
        kalimat=JENIS_KOREKSI_LABEL[JenisKoreksi(entry.jenis)],
        kapan=entry.dibuat_pada,
        rincian=words.details(entry.rincian),
    )
