"""Making, finishing and cancelling lists."""

from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor
from pemakaman.cek import queries
from pemakaman.cek.rules import MOST_ROWS, StatusCek, clean, walking_order
from pemakaman.cek.services.cetak import JOB
from pemakaman.cek.services.dasar import check_running, require_checker, tell
from pemakaman.db import now
from pemakaman.errors import Invalid
from pemakaman.jobs import defer
from pemakaman.nilai.kode_wilayah import level
from pemakaman.pemilih.models import ButirLapangan, CekLapangan
from pemakaman.pemilih.paket import check_area
from pemakaman.pemilih.penarikan import lock_packages

KOSONG = "Tidak ada usul yang menunggu dicek di sini. Mungkin rekan Anda baru saja membuat daftarnya."


def make_cek(session: Session, desa_kode: str, tps: str | None, *, actor: Actor) -> CekLapangan:
    """A list of the open proposals of a desa or one of its TPS, in the order of houses; its print is ordered."""
    check_area(session, desa_kode, actor=actor)
    require_checker(actor)
    if level(desa_kode) != 4:
        raise Invalid({"wilayah": ["Pilih desa/kelurahan dulu."]})
    # Two makers at once must not put one proposal on two lists; a package must not take what goes on one.
    lock_packages(session, desa_kode[:5])
    found = list(session.execute(queries.open_query(desa_kode, tps)))
    found.sort(key=lambda row: (walking_order(row.Pemilih.rw, row.Pemilih.rt, row.Pemilih.nama), str(row.Usul.id)))
    if not found:
        raise Invalid({"wilayah": [KOSONG]})
    cek = CekLapangan(id=uuid4(), kab_kode=desa_kode[:5], desa_kode=desa_kode, tps=tps, dibuat_oleh=actor.id)
    session.add(cek)
    session.flush()
    taken = found[:MOST_ROWS]
    session.add_all(
        ButirLapangan(cek_id=cek.id, usul_id=row.Usul.id, urutan=urutan) for urutan, row in enumerate(taken, start=1)
    )
    tell(session, "cek_lapangan.dibuat", cek, actor, {"nomor": cek.nomor, "jumlah": len(taken), "tps": tps})
    defer(session, JOB, cek_id=str(cek.id))
    return cek


def finish_cek(session: Session, cek_id: UUID, *, versi: int, belum: bool, actor: Actor) -> CekLapangan:
    """End a list; `belum` says that the rows without an answer shall stay so and go on a later list."""
    queries.get_cek(session, cek_id, actor=actor)
    require_checker(actor)
    cek = queries.get_cek(session, cek_id, actor=actor, for_update=True)
    check_running(cek, versi)
    counts = queries.count_answers(session, cek_id)
    sisa = counts.get(None, 0)
    if sisa and not belum:
        pesan = f"{sisa} nama belum dicatat. Catat dulu, atau centang bahwa sisanya tidak dicek."
        raise Invalid({"belum": [pesan]})
    with session.no_autoflush:
        cek.status, cek.selesai_pada = StatusCek.SELESAI, now()
        tell(session, "cek_lapangan.selesai", cek, actor, {"dicatat": sum(counts.values()) - sisa, "sisa": sisa})
    return cek


def cancel_cek(session: Session, cek_id: UUID, *, versi: int, alasan: str, actor: Actor) -> CekLapangan:
    """Give a list up; answers already recorded stand, the other names go on a later list."""
    queries.get_cek(session, cek_id, actor=actor)
    require_checker(actor)
    cek = queries.get_cek(session, cek_id, actor=actor, for_update=True)
    check_running(cek, versi)
    text = clean(alasan[:1000], 1000)
    if text is None:
        raise Invalid({"alasan": ["Tulis alasannya."]})
    with session.no_autoflush:
        cek.status, cek.selesai_pada, cek.alasan = StatusCek.BATAL, now(), text
        tell(session, "cek_lapangan.dibatalkan", cek, actor, {"alasan": text})
    return cek
