"""What an admin settles for the desk of his kab/kota: times, office holidays, ready sentences."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound
from pemakaman.jejak.services import changes, record
from pemakaman.laporan.models import SetelanLaporan
from pemakaman.verifikasi.alasan_bawaan import BAWAAN, UNTUK_LABEL
from pemakaman.verifikasi.models import AlasanSiap, HariLibur
from pemakaman.verifikasi.ruas import RUAS_LABEL
from pemakaman.verifikasi.services.dasar import flush

BATAS = {"jendela_ganda": (0, 90), "hari_layanan": (1, 60), "hari_penarikan": (1, 60)}
PALING_KALIMAT = 400
_ONCE = "Setelan ini baru saja disimpan orang lain. Muat ulang halamannya, lalu ulangi."


def save_setelan(session: Session, isian: Mapping[str, int], *, versi: int, actor: Actor) -> None:
    """Keep the times of the actor's kab/kota; raises Conflict when somebody saved since version `versi`."""
    kab = _own_kab(actor)
    galat = {
        ruas: [f"Isi angka {low} sampai {high}."]
        for ruas, (low, high) in BATAS.items()
        if not isinstance(isian.get(ruas), int) or not low <= isian[ruas] <= high
    }
    if galat:
        raise Invalid(galat)
    row = session.scalar(select(SetelanLaporan).where(SetelanLaporan.kab_kode == kab).with_for_update())
    if (row.versi if row else 0) != versi:
        raise Conflict(_ONCE)
    if row is None:
        row = SetelanLaporan(kab_kode=kab)
        session.add(row)
    with session.no_autoflush:
        for ruas in BATAS:
            setattr(row, ruas, isian[ruas])
        _tell(session, "setelan_laporan.diubah", kab, actor, changes(row))
    flush(session)


def add_libur(session: Session, *, tanggal: date | None, nama: str, libur: bool, actor: Actor) -> HariLibur:
    """Say of one day that the office is shut, or open although the calendar says holiday."""
    kab, nama = _own_kab(actor), nama.strip()
    if tanggal is None or not nama:
        galat = {"tanggal": ["Isi tanggalnya."]} if tanggal is None else {"nama": ["Tulis keterangannya."]}
        raise Invalid(galat)
    there = select(HariLibur.id).where(HariLibur.wilayah_kode == kab, HariLibur.tanggal == tanggal)
    if session.scalar(there) is not None:
        raise Invalid({"tanggal": ["Tanggal ini sudah ada di daftar. Hapus dulu yang lama."]})
    row = HariLibur(id=uuid4(), wilayah_kode=kab, tanggal=tanggal, nama=nama, libur=libur)
    session.add(row)
    rincian = {"tanggal": tanggal, "nama": nama, "libur": libur}
    _tell(session, "hari_libur.dibuat", row.id, actor, rincian)
    flush(session)
    return row


def remove_libur(session: Session, libur_id: UUID, *, actor: Actor) -> None:
    """Take a day off the list; the calendar of the country holds for it again."""
    kab = _own_kab(actor)
    row = session.scalar(select(HariLibur).where(HariLibur.id == libur_id, HariLibur.wilayah_kode == kab))
    if row is None:
        raise NotFound("Hari libur ini tidak ada, atau bukan milik kantor Anda.")
    rincian = {"tanggal": row.tanggal, "nama": row.nama}
    _tell(session, "hari_libur.dihapus", row.id, actor, rincian)
    session.delete(row)
    flush(session)


def save_alasan(session: Session, alasan_id: UUID | None, isian: Mapping[str, Any], *, actor: Actor) -> AlasanSiap:
    """A ready sentence: a new one, or one changed; `bawaan` names the national one that it stands for."""
    kab = _own_kab(actor)
    _check_alasan(isian)
    row = get_alasan(session, alasan_id, actor=actor) if alasan_id else _row_for(session, kab, isian.get("bawaan"))
    is_new = row.teks is None
    with session.no_autoflush:
        for ruas in ("untuk", "ruas", "teks", "urutan", "aktif"):
            setattr(row, ruas, isian[ruas])
        told = changes(row)
    if told:
        _tell(session, f"alasan_siap.{'dibuat' if is_new else 'diubah'}", row.id, actor, told)
    flush(session)
    return row


def get_alasan(session: Session, alasan_id: UUID, *, actor: Actor) -> AlasanSiap:
    """One ready sentence of the actor's kab/kota; raises NotFound elsewhere."""
    kab = actor.kab_kode or ""
    row = session.scalar(select(AlasanSiap).where(AlasanSiap.id == alasan_id, AlasanSiap.kab_kode == kab))
    if row is None:
        raise NotFound("Kalimat ini tidak ada, atau bukan milik kantor Anda.")
    return row


def _row_for(session: Session, kab: str, bawaan: str | None) -> AlasanSiap:
    if bawaan is not None:
        if bawaan not in BAWAAN:
            raise NotFound()
        query = select(AlasanSiap).where(AlasanSiap.kab_kode == kab, AlasanSiap.bawaan == bawaan)
        found = session.scalar(query)
        if found is not None:
            return found
    row = AlasanSiap(id=uuid4(), kab_kode=kab, bawaan=bawaan)
    session.add(row)
    return row


def _check_alasan(isian: Mapping[str, Any]) -> None:
    galat: dict[str, list[str]] = {}
    teks, ruas = str(isian.get("teks") or "").strip(), isian.get("ruas")
    if not teks:
        galat["teks"] = ["Tulis kalimatnya."]
    elif len(teks) > PALING_KALIMAT:
        galat["teks"] = [f"Tulis paling banyak {PALING_KALIMAT} huruf."]
    if isian.get("untuk") not in UNTUK_LABEL:
        galat["untuk"] = ["Pilih kegunaannya."]
    elif ruas and (isian["untuk"] != "kembalikan" or ruas not in RUAS_LABEL):
        galat["ruas"] = ["Bagian hanya untuk kalimat “kembalikan”. Kosongkan."]
    if not isinstance(isian.get("urutan"), int) or not 0 <= isian["urutan"] <= 999:
        galat["urutan"] = ["Isi angka 0 sampai 999."]
    if galat:
        raise Invalid(galat)


def _own_kab(actor: Actor) -> str:
    require(actor, Izin.MEJA_ATUR)
    if actor.kab_kode is None:
        raise Forbidden()
    return actor.kab_kode


def _tell(session: Session, peristiwa: str, objek_id: object, actor: Actor, rincian: Mapping[str, Any]) -> None:
    objek = peristiwa.partition(".")[0]
    record(session, peristiwa, objek, objek_id, actor=actor, rincian=rincian)
