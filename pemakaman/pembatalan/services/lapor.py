"""Raising the alarm: by anybody at the public page, by any account, or at a report's own page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.akun.services import Tamu
from pemakaman.db import now
from pemakaman.errors import Conflict, Invalid
from pemakaman.jejak.rules import Pelaku
from pemakaman.jejak.services import record_read
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import get_laporan
from pemakaman.laporan.rules import Action, Status, available_actions
from pemakaman.nilai.kode_wilayah import level
from pemakaman.pembatalan.models import KasusHidup
from pemakaman.pembatalan.queries import find_targets, lock_target
from pemakaman.pembatalan.rules import StatusKasus, make_nomor_kasus, reason
from pemakaman.pembatalan.services.bekukan import freeze
from pemakaman.pembatalan.services.dasar import tell
from pemakaman.wilayah.queries import get_wilayah

PENGADU = Tamu(nama="Pengunjung laman umum")
CERITA = "Tulis apa yang terjadi, misalnya: orangnya datang ke bank dan rekeningnya tertutup."
NAMA = "Tulis nama orang yang masih hidup itu."


@dataclass(frozen=True)
class Aduan:
    """What somebody tells: of whom, by whom, where, and what happened."""

    kab_kode: str
    keterangan: str
    nama: str | None = None
    nik: str | None = None
    nomor_terima: str | None = None
    pengadu_nama: str | None = None
    pengadu_telepon: str | None = None
    pengadu_hubungan: str | None = None


def raise_public(session: Session, aduan: Aduan) -> KasusHidup:
    """A stranger's alarm; what it found is told to nobody but the office."""
    galat = {} if aduan.pengadu_nama else {"pengadu_nama": ["Tulis nama Anda."]}
    galat |= {} if aduan.pengadu_telepon else {"pengadu_telepon": ["Tulis nomor HP yang dapat dihubungi petugas."]}
    if galat:
        raise Invalid(galat)
    return _raise(session, aduan, sumber="publik", actor=PENGADU)


def raise_by_account(session: Session, aduan: Aduan, *, actor: Actor) -> KasusHidup:
    """Any account's alarm; it learns no more of the register than its role lets it see."""
    require(actor, Izin.HIDUP_LAPOR)
    told = replace(aduan, pengadu_nama=aduan.pengadu_nama or actor.nama)
    return _raise(session, told, sumber="petugas", actor=actor)


def raise_for_laporan(session: Session, laporan_id: UUID, *, keterangan: str, actor: Actor) -> KasusHidup:
    """An alarm about a report in sight, or about the one that it was merged into.

    Raises NotFound, or Conflict for one that says of nobody that he died.
    """
    seen = get_laporan(session, laporan_id, actor=actor)
    require(actor, Izin.HIDUP_LAPOR)
    laporan = lock_target(session, seen.digabung_ke or seen.id)
    session.refresh(seen)
    if laporan.id != (seen.digabung_ke or seen.id):
        raise Conflict("Laporan ini baru saja digabung atau dipisahkan. Muat ulang halamannya, lalu kirim lagi.")
    keterangan = reason(keterangan, CERITA, ruas="keterangan")
    if not can_freeze(laporan):
        raise Conflict("Laporan ini tidak menyatakan siapa pun meninggal, jadi tidak ada yang perlu dibekukan.")
    aduan = Aduan(laporan.kab_kode, keterangan, nama=laporan.nama, nik=laporan.nik, pengadu_nama=actor.nama)
    return _open_case(session, aduan, laporan, sumber="petugas", actor=actor)


def can_freeze(laporan: Laporan) -> bool:
    """Frozen already, or in a state that an alarm may freeze."""
    status = Status(laporan.status)
    standing = Status(laporan.status_sebelum or laporan.status)
    alarming = Action.FREEZE in available_actions(standing)
    return status is Status.DIBEKUKAN or (alarming and Action.FREEZE in available_actions(status))


def _raise(session: Session, aduan: Aduan, *, sumber: str, actor: Pelaku) -> KasusHidup:
    if not (aduan.nama or "").strip():
        raise Invalid({"nama": [NAMA]})
    aduan = replace(aduan, keterangan=reason(aduan.keterangan, CERITA, ruas="keterangan"))
    _check_kab(session, aduan.kab_kode)
    found = find_targets(session, nik=aduan.nik, nomor_terima=aduan.nomor_terima)
    if aduan.nik:
        record_read(session, "cari.nik", actor=actor, rahasia=aduan.nik, jumlah=len(found))
    cases = _open_cases(session, aduan, found, sumber=sumber, actor=actor)
    return cases[0] if cases else _new_case(session, aduan, None, sumber=sumber, actor=actor)


def _check_kab(session: Session, kode: str) -> None:
    if level(kode) != 2:
        raise Invalid({"kab": ["Pilih kabupaten/kota."]})
    get_wilayah(session, kode)


def _open_cases(
    session: Session, aduan: Aduan, found: Sequence[UUID], *, sumber: str, actor: Pelaku
) -> list[KasusHidup]:
    """One case a report, the approved and newest first: each of them may be right or wrong about another person."""
    # Locked in the order of their ids, whoever raises which alarm; answered in the order of their weight.
    locked = {laporan_id: lock_target(session, laporan_id) for laporan_id in sorted(found)}
    alarming = [locked[laporan_id] for laporan_id in found if can_freeze(locked[laporan_id])]
    pairs = [(_new_case(session, aduan, one, sumber=sumber, actor=actor), one) for one in alarming]
    for kasus, laporan in sorted(pairs, key=lambda pair: pair[0].kab_kode):
        freeze(session, laporan, nomor=kasus.nomor, actor=actor)
    return [kasus for kasus, _ in pairs]


def _open_case(session: Session, aduan: Aduan, laporan: Laporan, *, sumber: str, actor: Pelaku) -> KasusHidup:
    kasus = _new_case(session, aduan, laporan, sumber=sumber, actor=actor)
    freeze(session, laporan, nomor=kasus.nomor, actor=actor)
    return kasus


def _new_case(session: Session, aduan: Aduan, laporan: Laporan | None, *, sumber: str, actor: Pelaku) -> KasusHidup:
    kasus = KasusHidup(
        id=uuid4(),
        nomor=make_nomor_kasus(),
        # The office that holds the report decides, wherever the alarm came from.
        kab_kode=laporan.kab_kode if laporan else aduan.kab_kode,
        laporan_id=laporan.id if laporan else None,
        status=StatusKasus.TERBUKA if laporan else StatusKasus.BARU,
        sumber=sumber,
        nama=aduan.nama,
        nik=aduan.nik,
        nomor_terima=aduan.nomor_terima,
        pengadu_nama=aduan.pengadu_nama,
        pengadu_telepon=aduan.pengadu_telepon,
        pengadu_hubungan=aduan.pengadu_hubungan,
        keterangan=aduan.keterangan,
        dibuat_oleh=actor.id,
        dibuat_pada=now(),
    )
    session.add(kasus)
    tell(session, "kasus_hidup.dibuat", kasus, actor, {"nomor": kasus.nomor, "sumber": sumber})
    return kasus
