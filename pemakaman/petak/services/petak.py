"""Plots: made singly or by range, changed singly or several at once, taken away while nobody ever lay there."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.errors import Conflict, Invalid, StaleVersion
from pemakaman.jejak.services import changes, record
from pemakaman.laporan.services.petak import find_plan, list_occupants
from pemakaman.makam.models import Makam, Petak, PetakFoto
from pemakaman.makam.petak import lock_petak, plot_number, tell_petak
from pemakaman.makam.rules import BUJUR, LINTANG, STATUS_PETAK_LABEL, JenisPetak, StatusPetak
from pemakaman.nilai.galat import NilaiError
from pemakaman.petak.queries.petak import check_recording, get_blok, get_petak, list_numbers, was_used
from pemakaman.petak.rentang import NOMOR_TERPANJANG, Rencana, plan_range, read_range

UKURAN = ("panjang_cm", "lebar_cm")
ISIAN = ("jenis", "status", *UKURAN, "lintang", "bujur", "keterangan")
MASSAL = ("jenis", "status", *UKURAN)


def plan_petak(session: Session, blok_id: UUID, *, rentang: str, baris: str, actor: Actor) -> Rencana:
    """Which plots a range would make in a row of a block, and which are there; raises Invalid at 'rentang'."""
    get_blok(session, blok_id, actor=actor)
    if len(baris) > NOMOR_TERPANJANG:
        raise Invalid({"baris": [f"Nama baris paling panjang {NOMOR_TERPANJANG} huruf."]})
    try:
        return plan_range(read_range(rentang), list_numbers(session, blok_id, baris))
    except NilaiError as error:
        raise Invalid({"rentang": [error.pesan]}) from None


def add_petak(
    session: Session, blok_id: UUID, *, rentang: str, baris: str, isian: Mapping[str, Any], actor: Actor
) -> Rencana:
    """Make the plots that are not there yet, at the end of their row; returns what was made and what was there."""
    blok = get_blok(session, blok_id, actor=actor, for_update=True)
    _check_may(session, blok.makam_id, actor)
    baris = " ".join(baris.split())
    rencana = plan_petak(session, blok_id, rentang=rentang, baris=baris, actor=actor)
    values = _checked(isian, MASSAL)
    if not rencana.baru:
        raise Invalid({"rentang": ["Semua nomor ini sudah ada, jadi tidak ada petak baru."]})
    last = session.scalar(select(func.max(Petak.urutan)).where(Petak.blok_id == blok_id, Petak.baris == baris)) or 0
    own = {"makam_id": blok.makam_id, "blok_id": blok_id, "baris": baris, **values}
    rows = [
        {"id": uuid4(), "nomor": nomor, "urutan": last + place, **own}
        for place, nomor in enumerate(rencana.baru, start=1)
    ]
    session.execute(insert(Petak), rows)
    ends = f"{rencana.baru[0]} … {rencana.baru[-1]}" if len(rows) > 1 else rencana.baru[0]
    rincian = {"blok": blok.nama, "baris": baris, "nomor": ends, "jumlah": len(rows)}
    kab = session.get_one(Makam, blok.makam_id).kab_kode
    record(session, "petak.dibuat", "makam", blok.makam_id, actor=actor, wilayah=kab, rincian=rincian)
    session.flush()
    return rencana


def update_petak(session: Session, petak_id: UUID, isian: Mapping[str, Any], *, versi: int, actor: Actor) -> Petak:
    """Change one plot; raises StaleVersion when another was faster, or when somebody was buried there meanwhile."""
    petak = get_petak(session, petak_id, actor=actor, for_update=True)
    _check_may(session, petak.makam_id, actor)
    if petak.versi != versi:
        label = STATUS_PETAK_LABEL[StatusPetak(petak.status)]
        pesan = "Petak ini berubah sejak Anda membukanya. Buka lagi, lalu ulangi perubahan Anda."
        raise StaleVersion(pesan, [f"Sekarang: {label}."])
    _change(session, petak, _checked(isian, ISIAN), actor)
    return petak


def update_many(
    session: Session, blok_id: UUID, ids: Collection[UUID], isian: Mapping[str, Any], *, actor: Actor
) -> int:
    """Change several plots of a block alike; fields left out stay. All of them or none; returns how many."""
    blok = get_blok(session, blok_id, actor=actor)
    _check_may(session, blok.makam_id, actor)
    given = {name: isian[name] for name in MASSAL if isian.get(name) not in (None, "")}
    if not ids:
        raise Invalid({"petak": ["Centang dulu petak yang hendak diubah."]})
    if not given:
        raise Invalid({"status": ["Pilih apa yang diubah: keadaan, jenis, atau ukuran."]})
    values = _checked(given, tuple(given))
    plots = [petak for petak in lock_petak(session, ids).values() if petak.blok_id == blok_id]
    for petak in plots:
        _change(session, petak, values, actor)
    return len(plots)


def delete_petak(session: Session, petak_id: UUID, *, actor: Actor) -> UUID:
    """Take a plot away in which nobody ever lay, and return its block; its photos' bytes and the event stay."""
    petak = get_petak(session, petak_id, actor=actor, for_update=True)
    _check_may(session, petak.makam_id, actor)
    if was_used(session, petak_id) or petak.status == StatusPetak.TERISI:
        raise Conflict(
            "Petak ini pernah atau sedang dipakai atau dipesan, jadi tidak dapat dihapus. Tandai tidak dipakai."
        )
    tell_petak(session, petak, "petak.dihapus", actor=actor, rincian={})
    for foto in session.scalars(select(PetakFoto).where(PetakFoto.petak_id == petak_id)):
        session.delete(foto)
    session.flush()
    session.delete(petak)
    session.flush()
    return petak.blok_id


def _check_may(session: Session, makam_id: UUID, actor: Actor) -> None:
    require(actor, Izin.PETAK_KELOLA)
    check_recording(session, makam_id, actor=actor)


def _change(session: Session, petak: Petak, values: Mapping[str, Any], actor: Actor) -> None:
    status = values.get("status", petak.status)
    if status != petak.status and find_plan(session, petak.id) is not None:
        nomor = plot_number(petak.baris, petak.nomor)
        raise Invalid({"status": [f"Petak {nomor} dipesan untuk rencana pemakaman. Ubah atau batalkan rencananya."]})
    if status != StatusPetak.TERISI and list_occupants(session, petak.id, exclude=None):
        nomor = plot_number(petak.baris, petak.nomor)
        raise Invalid({"status": [f"Di petak {nomor} ada jenazah, jadi keadaannya tetap terisi."]})
    with session.no_autoflush:
        for name, value in values.items():
            setattr(petak, name, value)
        if rincian := changes(petak):
            tell_petak(session, petak, "petak.diubah", actor=actor, rincian=rincian)
    session.flush()


def _checked(isian: Mapping[str, Any], names: Collection[str]) -> dict[str, Any]:
    """The values as they may be kept; raises Invalid at the fields that may not."""
    values = {name: isian.get(name) if isian.get(name) != "" else None for name in names}
    galat: dict[str, list[str]] = {}
    if "jenis" in values and values["jenis"] not in set(JenisPetak):
        galat["jenis"] = ["Pilih jenis petak."]
    if "status" in values and values["status"] not in set(StatusPetak):
        galat["status"] = ["Pilih keadaan petak."]
    for name in UKURAN:
        size = values.get(name)
        if size is not None and not 30 <= size <= 2000:
            galat[name] = ["Tulis ukuran dalam sentimeter, 30 sampai 2000. Misalnya 250."]
    galat |= _check_point(values.get("lintang"), values.get("bujur"))
    if galat:
        raise Invalid(galat)
    return values


def _check_point(lintang: float | None, bujur: float | None) -> dict[str, list[str]]:
    if (lintang is None) != (bujur is None):
        return {"lintang" if lintang is None else "bujur": ["Isi lintang dan bujur keduanya, atau kosongkan keduanya."]}
    if lintang is None or bujur is None:
        return {}
    found: dict[str, list[str]] = {}
    if not LINTANG[0] <= lintang <= LINTANG[1]:
        found["lintang"] = ["Lintang di Indonesia antara -11,5 dan 6,5. Contoh: -5,4295."]
    if not BUJUR[0] <= bujur <= BUJUR[1]:
        found["bujur"] = ["Bujur di Indonesia antara 94 dan 142. Contoh: 105,2610."]
    return found
