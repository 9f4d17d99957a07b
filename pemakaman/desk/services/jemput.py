"""The only writer of visits: planned, drawn from a work list, held, corrected, called off."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin, is_within, require
from pemakaman.db import now, today_in
from pemakaman.desk.models import JemputBola, JemputBolaSasaran
from pemakaman.desk.queries.jemput import count_served, get_jemput
from pemakaman.desk.queries.lingkup import get_kab
from pemakaman.desk.queries.sasaran import DAFTAR_KERJA, list_sasaran, list_waiting
from pemakaman.desk.rules.istilah import STATUS_JEMPUT_LABEL, AsalJemput, Sasaran, StatusJemput
from pemakaman.desk.rules.jemput import HASIL_LABEL, find_galat_hasil
from pemakaman.desk.rules.periksa import Galat
from pemakaman.desk.rules.teks import ALASAN_TERPANJANG, KENDALA_TERPANJANG, find_galat_teks
from pemakaman.desk.services.riwayat import Objek, changed, check_alasan, keep_history, read_teks
from pemakaman.errors import Conflict, Invalid, StaleVersion
from pemakaman.impor import wait_alone
from pemakaman.jejak.services import changes, record
from pemakaman.nilai.tanggal import format_tanggal
from pemakaman.wilayah.queries import find_wilayah

PALING_LAMA, PALING_JAUH = timedelta(days=60), timedelta(days=366)
SASARAN_TERBANYAK = 100
TEKS_TERPANJANG = 200


@dataclass(frozen=True)
class IsianJemput:
    """What an officer plans."""

    tanggal: date
    desa_kode: str
    lokasi: str
    jenis_sasaran: str
    petugas: str
    target: int
    alat: str = ""


@dataclass(frozen=True)
class Kunjungan:
    """What came of the visit to one person on the plan."""

    tercapai: bool | None
    catatan: str = ""


def create_jemput(
    session: Session,
    kab_kode: str,
    isian: IsianJemput,
    *,
    actor: Actor,
    asal: str | None = None,
    ambil: int = 0,
    lain: Sequence[str] = (),
) -> JemputBola:
    """Plan a visit; `ambil` people of the work list `asal` in its village, and whoever is named in words."""
    require(actor, Izin.DESK_ISI)
    get_kab(session, kab_kode, actor=actor)
    galat = _wrong_plan(session, kab_kode, isian) | _wrong_people(asal, ambil, lain)
    if galat:
        raise Invalid(galat)
    # Nobody is put on two plans at once.
    wait_alone(session, f"desk:jemput:{kab_kode}")
    drawn = list_waiting(session, AsalJemput(asal), kab_kode, isian.desa_kode, ambil) if asal and ambil else []
    jemput = JemputBola(id=uuid4(), kab_kode=kab_kode, asal=asal or None, dibuat_oleh=actor.id)
    _fill(jemput, isian)
    session.add(jemput)
    session.flush()
    field = "laporan_id" if asal == AsalJemput.BELUM_BERAKTA else "pemilih_id"
    people: list[dict[str, Any]] = [{field: one} for one in drawn] + [{"teks": one} for one in lain]
    session.add_all(
        JemputBolaSasaran(jemput_id=jemput.id, urutan=number, **one) for number, one in enumerate(people, start=1)
    )
    _tell(session, jemput, "dibuat", actor, {"tanggal": isian.tanggal, "asal": asal, "sasaran": len(people)})
    session.flush()
    return jemput


def update_jemput(session: Session, jemput_id: UUID, isian: IsianJemput, *, versi: int, actor: Actor) -> JemputBola:
    """Change a plan that is still to be held."""
    jemput = _open(session, jemput_id, versi, actor, StatusJemput.RENCANA)
    galat = _wrong_plan(session, jemput.kab_kode, isian)
    if galat:
        raise Invalid(galat)
    with session.no_autoflush:
        _fill(jemput, isian)
        rincian = changes(jemput)
    if rincian:
        _tell(session, jemput, "diubah", actor, rincian)
    session.flush()
    return jemput


def save_hasil(
    session: Session,
    jemput_id: UUID,
    hasil: Mapping[str, int | None],
    kunjungan: Mapping[UUID, Kunjungan],
    *,
    versi: int,
    actor: Actor,
    kendala: str = "",
    alasan: str = "",
) -> JemputBola:
    """Tell what came of a visit, or correct it with a reason; raises Invalid where totals do not cover the people."""
    jemput = _open(session, jemput_id, versi, actor, StatusJemput.RENCANA, StatusJemput.SELESAI)
    if jemput.tanggal > today_in(jemput.kab_kode):
        pesan = f"Jemput bola ini baru {format_tanggal(jemput.tanggal)}. Hasilnya dicatat sesudah itu."
        raise Invalid({"tanggal": [pesan]}, pesan)
    rows = list_sasaran(session, jemput_id)
    with session.no_autoflush:
        people = _mark(rows, kunjungan)
        galat = find_galat_hasil(hasil, count_served(rows, jemput.asal))
        if galat:
            raise Invalid(galat)
        told = read_teks("kendala", kendala, KENDALA_TERPANJANG) or None
        values = {**{kode: hasil[kode] for kode in HASIL_LABEL}, "kendala": told}
        _keep(session, jemput, values, people, alasan=alasan, actor=actor)
    session.flush()
    return jemput


def cancel_jemput(session: Session, jemput_id: UUID, alasan: str, *, versi: int, actor: Actor) -> JemputBola:
    """Call a visit off; its people wait on their work list again."""
    jemput = _open(session, jemput_id, versi, actor, StatusJemput.RENCANA)
    reason = read_teks("alasan", alasan, ALASAN_TERPANJANG)
    if len(reason) < 3:
        raise Invalid({"alasan": ["Tulis alasan pembatalannya."]})
    jemput.status, jemput.alasan_batal = StatusJemput.BATAL, reason
    _tell(session, jemput, "batal", actor, {"alasan": jemput.alasan_batal})
    session.flush()
    return jemput


def _keep(
    session: Session,
    jemput: JemputBola,
    values: Mapping[str, Any],
    people: dict[str, list[Any]],
    *,
    alasan: str,
    actor: Actor,
) -> None:
    ubahan = changed(jemput, values)
    first = jemput.status == StatusJemput.RENCANA
    if not first and not ubahan and not people:
        return
    if not first:
        reason = check_alasan(alasan, needed=True)
        objek = Objek("jemput_bola", jemput.id, jemput.kab_kode, jemput.tanggal)
        keep_history(session, objek, ubahan | people, alasan=reason, actor=actor)
        ubahan["alasan"] = [None, reason]
    for name, value in values.items():
        setattr(jemput, name, value)
    jemput.status, jemput.selesai_oleh, jemput.selesai_pada = StatusJemput.SELESAI, actor.id, now()
    told = {name: pair[1] for name, pair in ubahan.items() if name != "kendala"}
    _tell(session, jemput, "selesai" if first else "diperbaiki", actor, {**told, "sasaran_ditandai": len(people)})


def _mark(rows: Sequence[JemputBolaSasaran], kunjungan: Mapping[UUID, Kunjungan]) -> dict[str, list[Any]]:
    """Write what came of each person; returns what changed, by place on the plan."""
    found: dict[str, list[Any]] = {}
    for row in rows:
        one = kunjungan.get(row.id)
        if one is None:
            continue
        for pesan in find_galat_teks({"catatan": one.catatan}, TEKS_TERPANJANG).values():
            raise Invalid({"kunjungan": [f"Catatan nomor {row.urutan}: {pesan[0]}"]})
        new = (one.tercapai, one.catatan.strip() or None)
        if new != (row.tercapai, row.catatan):
            found[f"sasaran_{row.urutan}"] = [row.tercapai, one.tercapai]
            row.tercapai, row.catatan = new
    return found


def _open(session: Session, jemput_id: UUID, versi: int, actor: Actor, *allowed: StatusJemput) -> JemputBola:
    get_jemput(session, jemput_id, actor=actor)
    require(actor, Izin.DESK_ISI)
    jemput = get_jemput(session, jemput_id, actor=actor, for_update=True)
    if jemput.versi != versi:
        raise StaleVersion("Jemput bola ini diubah orang lain sejak Anda membukanya. Buka lagi.", [jemput.lokasi])
    if jemput.status not in allowed:
        raise Conflict(f"Jemput bola ini sudah {STATUS_JEMPUT_LABEL[StatusJemput(jemput.status)].lower()}.")
    return jemput


def _fill(jemput: JemputBola, isian: IsianJemput) -> None:
    jemput.tanggal, jemput.desa_kode, jemput.lokasi = isian.tanggal, isian.desa_kode, isian.lokasi.strip()
    jemput.jenis_sasaran, jemput.petugas = isian.jenis_sasaran, isian.petugas.strip()
    jemput.alat, jemput.target = isian.alat.strip() or None, isian.target


def _wrong_plan(session: Session, kab_kode: str, isian: IsianJemput) -> Galat:
    galat = find_galat_teks({"lokasi": isian.lokasi, "alat": isian.alat}, TEKS_TERPANJANG)
    galat |= find_galat_teks({"petugas": isian.petugas}, TEKS_TERPANJANG * 2)
    today = today_in(kab_kode)
    if not today - PALING_LAMA <= isian.tanggal <= today + PALING_JAUH:
        galat["tanggal"] = ["Tanggalnya paling lama 60 hari lalu dan paling jauh setahun lagi."]
    desa = find_wilayah(session, isian.desa_kode)
    if desa is None or desa.tingkat != 4 or not is_within(desa.kode, kab_kode):
        galat["desa_kode"] = ["Pilih desa/kelurahan di kabupaten/kota Anda."]
    if not isian.lokasi.strip():
        galat["lokasi"] = ["Tulis tempatnya, misalnya SMAN 2 atau Balai Desa."]
    if not isian.petugas.strip():
        galat["petugas"] = ["Tulis nama petugasnya."]
    if isian.jenis_sasaran not in list(Sasaran):
        galat["jenis_sasaran"] = ["Pilih jenis sasarannya."]
    if not 0 <= isian.target <= 1_000_000:
        galat["target"] = ["Target antara 0 dan 1.000.000 orang."]
    return galat


def _wrong_people(asal: str | None, ambil: int, lain: Sequence[str]) -> Galat:
    galat: Galat = {}
    if asal and asal not in DAFTAR_KERJA:
        galat["asal"] = ["Daftar kerja ini tidak dikenal."]
    if ambil < 0 or ambil + len(lain) > SASARAN_TERBANYAK:
        galat["ambil"] = [f"Paling banyak {SASARAN_TERBANYAK} sasaran sekali jalan."]
    for number, one in enumerate(lain, start=1):
        for pesan in find_galat_teks({"lain": one}, TEKS_TERPANJANG).values():
            galat.setdefault("lain", [f"Baris {number}: {pesan[0]}"])
    return galat


def _tell(session: Session, jemput: JemputBola, what: str, actor: Actor, rincian: Mapping[str, Any]) -> None:
    name = f"jemput_bola.{what}"
    record(session, name, "jemput_bola", jemput.id, actor=actor, wilayah=jemput.kab_kode, rincian=rincian)
