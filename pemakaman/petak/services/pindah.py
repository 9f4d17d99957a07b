"""Moves and exhumations as dated events with their permit: stays end and begin, the burial row is not edited."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman import db, store
from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.errors import Conflict, Invalid
from pemakaman.jejak.services import record
from pemakaman.laporan.berkas_bukti import clean_bukti
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.models_penempatan import Penempatan
from pemakaman.laporan.queries import get_laporan
from pemakaman.laporan.ruas import label_status
from pemakaman.laporan.rules_ganda import is_standing
from pemakaman.laporan.services.petak import judge_place, list_stays, place, vacate
from pemakaman.makam.models import Petak
from pemakaman.makam.petak import lock_petak, names_of
from pemakaman.makam.setelan import setelan_of
from pemakaman.makam.tumpang import Permohonan
from pemakaman.petak.models import Pemindahan
from pemakaman.petak.queries.petak import check_recording
from pemakaman.petak.queries.pindah import find_last, get_pemindahan
from pemakaman.petak.rules import JenisPindah, PenerbitIzin, find_date_gap, find_early, find_order_gap

TEKS = {"izin_nomor": 100, "izin_penerbit": 150, "alasan": 500, "tujuan": 200}
WAJIB = {
    "izin_nomor": "Tulis nomor surat izinnya.",
    "izin_penerbit": "Tulis siapa yang menerbitkan izin.",
    "alasan": "Tulis alasannya.",
}


@dataclass(frozen=True)
class SuratIzin:
    """The permit's scan as it came in."""

    nama_berkas: str
    content: bytes


def record_move(
    session: Session, laporan_id: UUID, isian: Mapping[str, Any], *, surat: SuratIzin | None, actor: Actor
) -> Pemindahan:
    """Write one event and let the plots follow; raises Invalid at the fields that are missing or cannot be.

    Into an occupied plot the rule of second burials holds. Not before the kab/kota's years in the ground are over,
    unless a court or the police ordered it.
    """
    laporan = _open(session, laporan_id, actor)
    jenis, penerbit = _read_kinds(isian)
    teks = _read_texts(isian, jenis)
    stay = next((one for one in list_stays(session, laporan.id) if one.sampai is None), None)
    last = find_last(session, laporan.id)
    _check(session, laporan, isian, jenis, penerbit, stay=stay, last=last)
    bersih = clean_bukti(surat.nama_berkas, surat.content) if surat else None
    ke = _target(session, laporan, isian, stay) if jenis is JenisPindah.PINDAH_PETAK else None
    event = Pemindahan(
        laporan_id=laporan.id,
        jenis=jenis.value,
        tanggal=isian["tanggal"],
        dari_petak_id=stay.petak_id if stay else None,
        ke_petak_id=ke,
        izin_tanggal=isian["izin_tanggal"],
        penerbit_jenis=penerbit.value,
        tumpang_persetujuan=isian.get("tumpang_persetujuan") or None,
        tumpang_surat=isian.get("tumpang_surat") or None,
        sha256_izin=store.put(bersih.content) if bersih else None,
        mime_izin=bersih.mime if bersih else None,
        dibuat_oleh=actor.id,
        **teks,
    )
    session.add(event)
    session.flush()
    _tell(session, laporan, "laporan.dipindahkan", event, actor)
    _move(session, laporan, event, stay, actor)
    return event


def undo_move(session: Session, pindah_id: UUID, *, alasan: str, actor: Actor) -> Pemindahan:
    """Take a wrong entry back: only the last one, with a reason; raises Conflict when the former plot is full now."""
    found = get_pemindahan(session, pindah_id, actor=actor)
    laporan = _open(session, found.laporan_id, actor)
    event = session.scalars(
        select(Pemindahan).where(Pemindahan.id == pindah_id).execution_options(populate_existing=True)
    ).one()
    if event.dibatalkan_pada is not None:
        raise Conflict("Catatan ini sudah dibatalkan.")
    last = find_last(session, laporan.id)
    if last is None or last.id != event.id:
        raise Conflict("Sesudah catatan ini ada pemindahan lain. Batalkan dulu yang paling akhir.")
    text = alasan.strip()
    if not 1 <= len(text) <= TEKS["alasan"]:
        raise Invalid({"alasan": [f"Tulis alasan pembatalan, paling panjang {TEKS['alasan']} huruf."]})
    event.dibatalkan_oleh, event.dibatalkan_pada, event.alasan_batal = actor.id, db.now(), text
    rincian = {"jenis": event.jenis, "tanggal": event.tanggal, "alasan": text, "pemindahan": event.id}
    record(
        session, "laporan.pindah_batal", "laporan", laporan.id, actor=actor, wilayah=laporan.kab_kode, rincian=rincian
    )
    _put_back(session, laporan, event, actor)
    return event


def _open(session: Session, laporan_id: UUID, actor: Actor) -> Laporan:
    laporan = get_laporan(session, laporan_id, actor=actor, for_update=True)
    require(actor, Izin.PETAK_KELOLA)
    check_recording(session, laporan.makam_id, actor=actor)
    if not is_standing(laporan.status, laporan.status_sebelum):
        label = label_status(laporan.status)
        raise Conflict(f"Laporan ini sekarang: {label}. Pemindahan hanya dicatat untuk pemakaman yang berlaku.")
    return laporan


def _read_kinds(isian: Mapping[str, Any]) -> tuple[JenisPindah, PenerbitIzin]:
    galat: dict[str, list[str]] = {}
    if isian.get("jenis") not in set(JenisPindah):
        galat["jenis"] = ["Pilih apa yang dilakukan."]
    if isian.get("penerbit_jenis") not in set(PenerbitIzin):
        galat["penerbit_jenis"] = ["Pilih siapa yang memberi izin."]
    galat |= {name: ["Isi tanggalnya."] for name in ("tanggal", "izin_tanggal") if type(isian.get(name)) is not date}
    if galat:
        raise Invalid(galat)
    return JenisPindah(isian["jenis"]), PenerbitIzin(isian["penerbit_jenis"])


def _read_texts(isian: Mapping[str, Any], jenis: JenisPindah) -> dict[str, str | None]:
    values = {name: str(isian.get(name) or "").strip() for name in TEKS}
    galat = {name: [pesan] for name, pesan in WAJIB.items() if not values[name]}
    if jenis is JenisPindah.PINDAH_KELUAR and not values["tujuan"]:
        galat["tujuan"] = ["Tulis ke mana jenazah dipindahkan."]
    galat |= {
        name: [f"Paling panjang {paling} huruf. Yang diketik {len(values[name])}."]
        for name, paling in TEKS.items()
        if len(values[name]) > paling
    }
    if galat:
        raise Invalid(galat)
    if jenis is JenisPindah.PINDAH_PETAK:
        values["tujuan"] = ""
    return {name: text or None for name, text in values.items()}


def _check(
    session: Session,
    laporan: Laporan,
    isian: Mapping[str, Any],
    jenis: JenisPindah,
    penerbit: PenerbitIzin,
    *,
    stay: Penempatan | None,
    last: Pemindahan | None,
) -> None:
    """May this follow what happened before, on this day, by this permit?"""
    if gap := find_order_gap(jenis, JenisPindah(last.jenis) if last else None):
        raise Invalid({"jenis": [gap]})
    lain = [stay.sejak if stay else None, last.tanggal if last else None, laporan.dimakamkan_tanggal]
    sejak = max(hari for hari in lain if hari is not None)
    today = db.today_in(laporan.kab_kode)
    galat = find_date_gap(isian["tanggal"], sejak=sejak, izin_tanggal=isian["izin_tanggal"], hari_ini=today)
    out = last is not None and last.jenis != JenisPindah.PINDAH_PETAK
    if not galat and not out:
        tahun = setelan_of(session, laporan.kab_kode).pindah_tahun
        early = find_early(isian["tanggal"], sejak=sejak, tahun=tahun, penerbit=penerbit)
        galat = {"tanggal": early} if early else {}
    if galat:
        raise Invalid({name: [pesan] for name, pesan in galat.items()})


def _target(session: Session, laporan: Laporan, isian: Mapping[str, Any], stay: Penempatan | None) -> UUID:
    petak = session.get(Petak, isian["petak_id"]) if isian.get("petak_id") else None
    if petak is None or petak.makam_id != laporan.makam_id:
        raise Invalid({"petak_id": ["Pilih petak tujuan di makam ini."]})
    if stay is not None and stay.petak_id == petak.id:
        raise Invalid({"petak_id": ["Jenazah sudah di petak ini. Pilih petak lain."]})
    # Both plots are locked together, in the order of their ids.
    plots = lock_petak(session, {petak.id, *([stay.petak_id] if stay else [])})
    permohonan = Permohonan(
        tanggal=isian["tanggal"],
        tumpang=bool(isian.get("tumpang")),
        persetujuan=isian.get("tumpang_persetujuan"),
        surat=isian.get("tumpang_surat"),
    )
    judge_place(session, laporan.kab_kode, plots[petak.id], permohonan, laporan_id=laporan.id)
    return petak.id


def _move(session: Session, laporan: Laporan, event: Pemindahan, stay: Penempatan | None, actor: Actor) -> None:
    ids = {one for one in (event.dari_petak_id, event.ke_petak_id) if one is not None}
    plots = lock_petak(session, ids)
    if stay is not None:
        stay.sampai, stay.akhir = event.tanggal, event.jenis
        session.flush()
        vacate(session, plots[stay.petak_id], stay, actor=actor)
    if event.ke_petak_id is not None:
        fresh = Penempatan(
            laporan_id=laporan.id,
            petak_id=event.ke_petak_id,
            sejak=event.tanggal,
            sebab="pindah",
            dibuat_oleh=actor.id,
        )
        place(session, laporan, plots[event.ke_petak_id], fresh, actor=actor)


def _put_back(session: Session, laporan: Laporan, event: Pemindahan, actor: Actor) -> None:
    """The stay that the event began never was; the one it ended goes on."""
    ids = {one for one in (event.dari_petak_id, event.ke_petak_id) if one is not None}
    plots = lock_petak(session, ids)
    stays = list_stays(session, laporan.id)
    if event.ke_petak_id is not None:
        begun = stays.pop()
        session.delete(begun)
        session.flush()
        vacate(session, plots[event.ke_petak_id], begun, actor=actor)
    if event.dari_petak_id is None:
        return
    stay = stays[-1]
    try:
        permohonan = Permohonan(
            tanggal=stay.sejak,
            tumpang=laporan.tumpang,
            persetujuan=laporan.tumpang_persetujuan,
            surat=laporan.tumpang_surat,
        )
        judge_place(session, laporan.kab_kode, plots[stay.petak_id], permohonan, laporan_id=laporan.id)
    except Invalid as error:
        pesan = " ".join(text for semua in error.galat.values() for text in semua)
        raise Conflict(f"Petak asalnya tidak dapat ditempati lagi. {pesan}") from None
    place(session, laporan, plots[stay.petak_id], stay, actor=actor)


def _tell(session: Session, laporan: Laporan, peristiwa: str, event: Pemindahan, actor: Actor) -> None:
    names = names_of(session, {one for one in (event.dari_petak_id, event.ke_petak_id) if one is not None})
    rincian = {
        "jenis": event.jenis,
        "tanggal": event.tanggal,
        "dari": names.get(event.dari_petak_id) if event.dari_petak_id else None,
        "ke": names.get(event.ke_petak_id) if event.ke_petak_id else event.tujuan,
        "izin_nomor": event.izin_nomor,
        "izin_penerbit": event.izin_penerbit,
        "alasan": event.alasan,
        "pemindahan": event.id,
    }
    told = {name: value for name, value in rincian.items() if value is not None}
    record(session, peristiwa, "laporan", laporan.id, actor=actor, wilayah=laporan.kab_kode, rincian=told)
