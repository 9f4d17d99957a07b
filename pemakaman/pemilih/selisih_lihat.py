"""Reading what changed since the list before: counts by place, pages of voters, a file; whole NIKs never leave."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select, tuple_
from sqlalchemy.orm import Session, aliased

from pemakaman.errors import Conflict, NotFound
from pemakaman.nilai.nik import hide_last_four
from pemakaman.pemilih.models import BedaPemilih, DaftarPemilih, Pemilih

JENIS_BEDA = {"baru": "Baru", "berubah": "Berubah", "hilang": "Tidak ada lagi"}
RUAS_BEDA = {
    "nama": "Nama",
    "nik": "NIK",
    "nkk": "Nomor KK",
    "jenis_kelamin": "Jenis kelamin",
    "tempat_lahir": "Tempat lahir",
    "tanggal_lahir": "Tanggal lahir",
    "status_kawin": "Status kawin",
    "kecamatan": "Kecamatan",
    "desa": "Desa/kelurahan",
    "alamat": "Alamat",
    "rt": "RT",
    "rw": "RW",
    "tps": "TPS",
    "disabilitas": "Disabilitas",
    "ktp_el": "KTP-el",
    "keterangan": "KET",
}
SAMAR = ("nik", "nkk")
HALAMAN = 20
PALING_BANYAK = 100_000
SUDAH_HILANG = "Daftar ini atau daftar sebelumnya sudah diringkas, jadi nama-namanya tidak dapat dibandingkan lagi."


@dataclass(frozen=True)
class Beda:
    """One voter with what changed: (field, before, now)."""

    pemilih: Pemilih
    ruas: list[tuple[str, str, str]]


def check_comparable(session: Session, daftar: DaftarPemilih) -> DaftarPemilih:
    """The list before; raises Conflict when the two cannot be laid side by side (any more)."""
    if daftar.sebelum_id is None or daftar.baru is None:
        raise Conflict("Daftar ini belum dibandingkan, atau tidak ada daftar sebelumnya di wilayah yang sama.")
    before = session.get_one(DaftarPemilih, daftar.sebelum_id)
    if daftar.diringkas_pada or before.diringkas_pada:
        raise Conflict(SUDAH_HILANG)
    return before


def count_places(session: Session, daftar_id: UUID, kecamatan: str) -> list[tuple[str, dict[str, int]]]:
    """(kecamatan or, inside one, desa; count by kind), by name."""
    name = BedaPemilih.desa if kecamatan else BedaPemilih.kecamatan
    query = select(name, BedaPemilih.jenis, func.count()).where(BedaPemilih.daftar_id == daftar_id)
    if kecamatan:
        query = query.where(BedaPemilih.kecamatan == kecamatan)
    found: dict[str, dict[str, int]] = {}
    for place, jenis, count in session.execute(query.group_by(name, BedaPemilih.jenis).order_by(name)):
        found.setdefault(place, dict.fromkeys(JENIS_BEDA, 0))[jenis] = count
    return list(found.items())


def list_beda(
    session: Session, daftar_id: UUID, jenis: str, *, kecamatan: str = "", desa: str = "", sesudah: str | None = None
) -> tuple[list[Beda], str | None]:
    """A page of voters of one kind by village, and the key of the next."""
    query = _select(daftar_id, jenis, kecamatan, desa)
    if sesudah:
        query = query.where(tuple_(BedaPemilih.kecamatan, BedaPemilih.desa, BedaPemilih.id) > _place(session, sesudah))
    rows = list(session.execute(query.limit(HALAMAN + 1)))
    found = [_beda(row) for row in rows[:HALAMAN]]
    return found, str(rows[HALAMAN - 1][0].id) if len(rows) > HALAMAN else None


def count_beda(session: Session, daftar_id: UUID, jenis: str, kecamatan: str, desa: str) -> int:
    """How many voters a file would hold; raises Conflict when it would be too long."""
    wanted = _select(daftar_id, jenis, kecamatan, desa).with_only_columns(BedaPemilih.id).order_by(None)
    query = select(func.count()).select_from(wanted.limit(PALING_BANYAK + 1).subquery())
    count = session.scalar(query) or 0
    if count > PALING_BANYAK:
        raise Conflict("Lebih dari 100.000 nama. Pilih kecamatan atau desa/kelurahan dulu, lalu unduh.")
    return count


def stream_beda(session: Session, daftar_id: UUID, jenis: str, kecamatan: str, desa: str) -> Iterator[Beda]:
    """All voters of one kind, a few at a time."""
    query = _select(daftar_id, jenis, kecamatan, desa).execution_options(yield_per=2000)
    return (_beda(row) for row in session.execute(query))


def _select(daftar_id: UUID, jenis: str, kecamatan: str, desa: str) -> Select[*tuple[Any, ...]]:
    lama = aliased(Pemilih)
    query: Select[*tuple[Any, ...]] = (
        select(BedaPemilih, Pemilih, lama)
        .outerjoin(Pemilih, Pemilih.id == BedaPemilih.pemilih_id)
        .outerjoin(lama, lama.id == BedaPemilih.lama_id)
        .where(BedaPemilih.daftar_id == daftar_id, BedaPemilih.jenis == jenis)
        .order_by(BedaPemilih.kecamatan, BedaPemilih.desa, BedaPemilih.id)
    )
    if kecamatan:
        query = query.where(BedaPemilih.kecamatan == kecamatan)
    if desa:
        query = query.where(BedaPemilih.desa == desa)
    return query


def _place(session: Session, sesudah: str) -> Any:
    known = sesudah.isascii() and sesudah.isdigit() and len(sesudah) < 19
    row = session.get(BedaPemilih, int(sesudah)) if known else None
    if row is None:
        raise NotFound("Halaman ini tidak ada lagi: daftarnya dibandingkan ulang. Mulai dari halaman pertama.")
    return tuple_(row.kecamatan, row.desa, row.id)


def _beda(row: Any) -> Beda:
    beda, kini, lama = row
    changed = [(RUAS_BEDA[name], _shown(lama, name), _shown(kini, name)) for name in beda.ruas]
    return Beda(kini or lama, changed)


def _shown(pemilih: Pemilih, name: str) -> str:
    value = getattr(pemilih, name)
    if name in SAMAR:
        return hide_last_four(value) or "kosong"
    return f"{value:%d-%m-%Y}" if isinstance(value, date) else (value or "kosong")
