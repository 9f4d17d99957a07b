"""The only writer of daily reports: checked against the day before, corrected with a reason, nothing forgotten."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple
from uuid import uuid4

from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.db import now, today_in
from pemakaman.desk.models import Harian, RiwayatDesk
from pemakaman.desk.queries.harian import (
    MODEL,
    angka_of,
    find_laporan,
    find_sebelum,
    get_bentuk,
    hari_of,
    lain_of,
    list_patah,
    list_resting,
    nama_akun,
)
from pemakaman.desk.queries.lingkup import get_kab
from pemakaman.desk.queries.pemilihan import list_pemungutan
from pemakaman.desk.queries.pindah import list_unreported, pindah_on
from pemakaman.desk.queries.setelan import setelan_of
from pemakaman.desk.rules.kolom import BLANGKO, HARIAN, SUKET, Angka, Bentuk, balance, nihil_of
from pemakaman.desk.rules.periksa import Hari, Patah, check_laporan, find_resting, ribuan
from pemakaman.desk.rules.waktu import is_late, why_no_suket
from pemakaman.desk.services.riwayat import check_late
from pemakaman.errors import Conflict, Invalid, StaleVersion
from pemakaman.impor import wait_alone
from pemakaman.jejak.services import record
from pemakaman.nilai.tanggal import format_tanggal

TAHUN_PERTAMA = 2010


@dataclass(frozen=True)
class Tersimpan:
    """What a saving did: the row, whether anything changed, and the later days that no longer fit."""

    laporan: Any
    berubah: bool
    patah: list[Patah] = field(default_factory=list)


class _Tempat(NamedTuple):
    bentuk: Bentuk
    kab_kode: str
    tanggal: date


def save_laporan(
    session: Session,
    kode: str,
    kab_kode: str,
    tanggal: date,
    angka: Mapping[str, int],
    *,
    versi: int,
    actor: Actor,
    alasan: str = "",
) -> Tersimpan:
    """Report a day (`versi` 0) or correct it; raises Invalid by column, Conflict or StaleVersion.

    After the hour due a day is reported or corrected only with a reason. Later days are never changed: those that no
    longer fit are named.
    """
    tempat = _open(session, kode, kab_kode, tanggal, actor)
    sebelum = _before(session, tempat)
    return _save(session, tempat, _complete(session, tempat, angka), sebelum, versi=versi, actor=actor, alasan=alasan)


def save_nihil(
    session: Session, kode: str, kab_kode: str, tanggal: date, *, versi: int, actor: Actor, alasan: str = ""
) -> Tersimpan:
    """Report that nothing was done that day; raises Invalid where no earlier day says how things stand."""
    tempat = _open(session, kode, kab_kode, tanggal, actor)
    sebelum = _before(session, tempat)
    if sebelum is None:
        pesan = "Nihil baru dapat dilaporkan sesudah ada laporan pertama. Isi angkanya untuk hari ini."
        raise Invalid({"nihil": [pesan]}, pesan)
    moved = pindah_on(session, kab_kode, tanggal) if tempat.bentuk is BLANGKO else {}
    angka = nihil_of(tempat.bentuk, sebelum.angka, moved)
    return _save(session, tempat, angka, sebelum, versi=versi, actor=actor, alasan=alasan, nihil=True)


def apply_pindah(session: Session, kab_kode: str, tanggal: date, *, alasan: str, actor: Actor) -> Tersimpan | None:
    """Put a transfer into a report of that day that was written before it; the history tells why.

    The caller holds the stock of the kab/kota by `hold_stock`.
    """
    tempat = _Tempat(BLANGKO, kab_kode, tanggal)
    laporan = find_laporan(session, BLANGKO, kab_kode, tanggal)
    if laporan is None or BLANGKO.neraca is None:
        return None
    angka = angka_of(BLANGKO, laporan) | pindah_on(session, kab_kode, tanggal)
    angka[BLANGKO.neraca.sisa] = balance(BLANGKO.neraca, angka)
    check_laporan(BLANGKO, Hari(tanggal, angka), None)
    return _correct(session, tempat, laporan, angka, nihil=laporan.nihil, alasan=alasan, actor=actor)


def hold_stock(session: Session, kab_kode: str) -> None:
    """Let nobody else change the blank cards of a kab/kota until this transaction ends."""
    _hold(session, BLANGKO, kab_kode)


def _hold(session: Session, bentuk: Bentuk, kab_kode: str) -> None:
    wait_alone(session, f"desk:{bentuk.kode}:{kab_kode}")


def _open(session: Session, kode: str, kab_kode: str, tanggal: date, actor: Actor) -> _Tempat:
    require(actor, Izin.DESK_ISI)
    bentuk = get_bentuk(kode)
    get_kab(session, kab_kode, actor=actor)
    if tanggal > today_in(kab_kode):
        raise Invalid({"tanggal": [f"Tanggal {format_tanggal(tanggal)} belum tiba. Pilih hari ini atau sebelumnya."]})
    if tanggal.year < TAHUN_PERTAMA:
        raise Invalid({"tanggal": [f"Tanggal {format_tanggal(tanggal)} terlalu lama. Periksa tahunnya."]})
    # What a share is counted from stands still too; always first, so that two who write never wait for each other.
    for source in sorted({one.dari_bentuk for one in bentuk.persen if one.dari_bentuk}):
        _hold(session, HARIAN[source], kab_kode)
    _hold(session, bentuk, kab_kode)
    if bentuk is SUKET:
        _check_suket(session, kab_kode, tanggal)
    return _Tempat(bentuk, kab_kode, tanggal)


def _check_suket(session: Session, kab_kode: str, tanggal: date) -> None:
    over = tanggal < today_in(kab_kode)
    # An election that is set inactive takes no new day; the days it had are still reported and corrected.
    votes = [one for one in list_pemungutan(session, kab_kode) if one.aktif or over]
    pesan = why_no_suket(tanggal, [(one.nama, one.hari_h, one.hari_suket) for one in votes])
    if pesan and find_laporan(session, SUKET, kab_kode, tanggal) is None:
        raise Invalid({"tanggal": [pesan]}, pesan)


def _before(session: Session, tempat: _Tempat) -> Hari | None:
    laporan = find_sebelum(session, *tempat)
    if laporan is None:
        return None
    if tempat.bentuk is BLANGKO:
        days = list_unreported(session, tempat.kab_kode, sesudah=laporan.tanggal, sebelum=tempat.tanggal)
        if days:
            pesan = f"Ada pindah blangko pada {format_tanggal(days[0])} yang harinya belum dilaporkan."
            raise Invalid({"tanggal": [f"{pesan} Isi dulu laporan blangko hari itu."]})
    return hari_of(tempat.bentuk, laporan)


def _complete(session: Session, tempat: _Tempat, angka: Mapping[str, int]) -> Angka:
    """The typed figures, with what the records of transfers say."""
    typed = {kode: angka[kode] for kode in tempat.bentuk.nama_kolom if kode in angka}
    if tempat.bentuk is not BLANGKO:
        return typed
    moved = pindah_on(session, tempat.kab_kode, tempat.tanggal)
    galat = {
        kode: [
            f"{BLANGKO.label(kode)} {ribuan(typed[kode])} tidak sama dengan catatan pindah blangko hari itu "
            f"({ribuan(value)}). Catat pindahnya di halaman Pindah blangko."
        ]
        for kode, value in moved.items()
        if typed.get(kode, value) != value
    }
    if galat:
        raise Invalid(galat)
    return typed | moved


def _save(
    session: Session,
    tempat: _Tempat,
    angka: Angka,
    sebelum: Hari | None,
    *,
    versi: int,
    actor: Actor,
    alasan: str,
    nihil: bool = False,
) -> Tersimpan:
    laporan = find_laporan(session, *tempat)
    _check_first(session, tempat, laporan, versi)
    lain = lain_of(session, tempat.bentuk, tempat.kab_kode, tempat.tanggal)
    check_laporan(tempat.bentuk, Hari(tempat.tanggal, angka), sebelum, lain=lain)
    _check_resting(session, tempat, angka)
    if laporan is None:
        return _create(session, tempat, angka, nihil=nihil, alasan=alasan, actor=actor)
    return _correct(session, tempat, laporan, angka, nihil=nihil, alasan=alasan, actor=actor)


def _check_resting(session: Session, tempat: _Tempat, angka: Angka) -> None:
    hari = Hari(tempat.tanggal, angka)
    for other, reports in list_resting(session, *tempat):
        galat = find_resting(tempat.bentuk, hari, other, reports)
        if galat:
            raise Invalid(galat)


def _check_first(session: Session, tempat: _Tempat, laporan: Harian | None, versi: int) -> None:
    """Raise when somebody else wrote the day since the form was opened."""
    if laporan is None and versi == 0:
        return
    if laporan is None:
        raise Conflict("Laporan yang hendak diperbaiki tidak ada. Buka lagi halamannya.")
    if laporan.versi == versi:
        return
    who = nama_akun(session, laporan.diubah_oleh or laporan.dibuat_oleh)
    figures = angka_of(tempat.bentuk, laporan)
    kept = [f"{tempat.bentuk.label(kode)}: {ribuan(value)}" for kode, value in figures.items()]
    raise StaleVersion(
        f"Laporan {format_tanggal(tempat.tanggal)} sudah disimpan oleh {who} sejak halaman ini dibuka. "
        "Buka lagi, lalu perbaiki bila perlu.",
        kept,
    )


def _create(session: Session, tempat: _Tempat, angka: Angka, *, nihil: bool, alasan: str, actor: Actor) -> Tersimpan:
    late = _late(session, tempat)
    reason = check_late(tempat.tanggal, alasan, needed=late, baru=True) if late else None
    laporan = MODEL[tempat.bentuk.kode](
        id=uuid4(),
        kab_kode=tempat.kab_kode,
        tanggal=tempat.tanggal,
        nihil=nihil,
        terlambat=late,
        alasan_terlambat=reason,
        dibuat_oleh=actor.id,
        dibuat_pada=now(),
        **angka,
    )
    session.add(laporan)
    facts = {"terlambat": late, **({"alasan": reason} if reason else {}), **angka}
    _tell(session, tempat, laporan, "nihil" if nihil else "dibuat", rincian=facts, actor=actor)
    session.flush()
    return Tersimpan(laporan, True, _patah(session, tempat))


def _correct(
    session: Session, tempat: _Tempat, laporan: Any, angka: Angka, *, nihil: bool, alasan: str, actor: Actor
) -> Tersimpan:
    old = {**angka_of(tempat.bentuk, laporan), "nihil": laporan.nihil}
    new = {**angka, "nihil": nihil}
    changed = {kode: [old[kode], value] for kode, value in new.items() if old[kode] != value}
    if not changed:
        return Tersimpan(laporan, False)
    late, over = _late(session, tempat), tempat.tanggal < today_in(tempat.kab_kode)
    reason = check_late(tempat.tanggal, alasan, needed=late or over, baru=False)
    session.add(
        RiwayatDesk(
            objek=tempat.bentuk.objek,
            objek_id=laporan.id,
            kab_kode=tempat.kab_kode,
            tanggal=tempat.tanggal,
            lama=old,
            baru=new,
            alasan=reason,
            terlambat=late,
            oleh=actor.id,
            pada=now(),
        )
    )
    for kode, value in new.items():
        setattr(laporan, kode, value)
    laporan.diubah_oleh, laporan.diubah_pada = actor.id, now()
    facts = {"alasan": reason, "terlambat": late, **changed}
    _tell(session, tempat, laporan, "diperbaiki", rincian=facts, actor=actor)
    session.flush()
    return Tersimpan(laporan, True, _patah(session, tempat))


def _late(session: Session, tempat: _Tempat) -> bool:
    jam = setelan_of(session, tempat.kab_kode).jam_tenggat
    return is_late(tempat.kab_kode, tempat.tanggal, jam, now())


def _patah(session: Session, tempat: _Tempat) -> list[Patah]:
    return list_patah(session, tempat.bentuk, tempat.kab_kode, dari=tempat.tanggal)


def _tell(
    session: Session, tempat: _Tempat, laporan: Harian, what: str, *, rincian: Mapping[str, Any], actor: Actor
) -> None:
    objek, facts = tempat.bentuk.objek, {"tanggal": tempat.tanggal, **rincian}
    record(session, f"{objek}.{what}", objek, laporan.id, actor=actor, wilayah=tempat.kab_kode, rincian=facts)
