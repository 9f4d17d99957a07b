"""The only writer of prisons and detention houses and of their daily figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.db import now, today_in
from pemakaman.desk.models import Lapas, LaporanLapas
from pemakaman.desk.queries.lapas import (
    angka_lapas,
    find_kabs,
    find_lapas_sebelum,
    find_laporan_lapas,
    get_lapas,
)
from pemakaman.desk.queries.lingkup import get_kab
from pemakaman.desk.queries.setelan import setelan_of
from pemakaman.desk.rules.istilah import JenisLapas
from pemakaman.desk.rules.kolom import LAPAS, Angka, nihil_of
from pemakaman.desk.rules.lapas import difference, find_galat_lapas, parse_luar
from pemakaman.desk.rules.periksa import Galat, Hari
from pemakaman.desk.rules.teks import ALASAN_TERPANJANG, find_galat_teks
from pemakaman.desk.rules.waktu import is_late
from pemakaman.desk.services.riwayat import Objek, changed, check_late, keep_history
from pemakaman.errors import Conflict, Invalid, StaleVersion
from pemakaman.impor import wait_alone
from pemakaman.jejak.services import changes, record
from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.tanggal import format_tanggal

TAHUN_PERTAMA = 2010


@dataclass(frozen=True)
class IsianLapas:
    """What an officer fills in of a place."""

    nama: str
    jenis: str
    tps_loksus: str = ""
    aktif: bool = True


@dataclass(frozen=True)
class IsianHari:
    """The figures of one day of a place; `luar` as typed, one home kab/kota a line."""

    angka: Angka
    luar: str = ""
    keterangan: str = ""
    nihil: bool = False


def create_lapas(session: Session, kab_kode: str, isian: IsianLapas, *, actor: Actor) -> Lapas:
    """A new place of the account's kab/kota."""
    require(actor, Izin.DESK_ISI)
    get_kab(session, kab_kode, actor=actor)
    wait_alone(session, f"desk:lapas:{kab_kode}")
    _check_place(session, kab_kode, isian, None)
    lapas = Lapas(id=uuid4(), kab_kode=kab_kode)
    _fill(lapas, isian)
    session.add(lapas)
    _tell(session, "lapas.dibuat", lapas, {"nama": lapas.nama}, actor)
    session.flush()
    return lapas


def update_lapas(session: Session, lapas_id: UUID, isian: IsianLapas, *, versi: int, actor: Actor) -> Lapas:
    """Change a place; one that is shut is set inactive, never deleted."""
    get_lapas(session, lapas_id, actor=actor)
    require(actor, Izin.DESK_ISI)
    lapas = get_lapas(session, lapas_id, actor=actor, for_update=True)
    if lapas.versi != versi:
        raise StaleVersion("Data ini diubah orang lain sejak Anda membukanya. Buka lagi.", [lapas.nama])
    wait_alone(session, f"desk:lapas:{lapas.kab_kode}")
    _check_place(session, lapas.kab_kode, isian, lapas_id)
    with session.no_autoflush:
        _fill(lapas, isian)
        rincian = changes(lapas)
    if rincian:
        _tell(session, "lapas.diubah", lapas, rincian, actor)
    session.flush()
    return lapas


def save_hari(
    session: Session,
    lapas_id: UUID,
    tanggal: date,
    isian: IsianHari,
    *,
    versi: int,
    actor: Actor,
    alasan: str = "",
) -> tuple[LaporanLapas, bool]:
    """Report a day (`versi` 0) or correct it, raising Invalid by column; returns the row and whether it changed.

    After the hour due only with a reason.
    """
    lapas = get_lapas(session, lapas_id, actor=actor)
    require(actor, Izin.DESK_ISI)
    _check_day(lapas, tanggal)
    wait_alone(session, f"desk:lapas:{lapas_id}")
    laporan = find_laporan_lapas(session, lapas_id, tanggal)
    if (laporan.versi if laporan else 0) != versi:
        pesan = f"Laporan {format_tanggal(tanggal)} disimpan orang lain sejak halaman ini dibuka. Buka lagi."
        raise StaleVersion(pesan, [lapas.nama])
    values = _checked(session, lapas, tanggal, isian)
    if laporan is None:
        return _create(session, lapas, tanggal, values, alasan=alasan, actor=actor), True
    return laporan, _correct(session, lapas, laporan, values, alasan=alasan, actor=actor)


def save_nihil_hari(
    session: Session, lapas_id: UUID, tanggal: date, *, versi: int, actor: Actor, alasan: str = ""
) -> tuple[LaporanLapas, bool]:
    """Report that nobody was recorded that day: all stands as in the report before, which raises Invalid if missing."""
    get_lapas(session, lapas_id, actor=actor)
    before = find_lapas_sebelum(session, lapas_id, tanggal)
    if before is None:
        pesan = "Nihil baru dapat dilaporkan sesudah ada laporan pertama. Isi angkanya untuk hari ini."
        raise Invalid({"nihil": [pesan]}, pesan)
    angka = nihil_of(LAPAS, angka_lapas(before))
    luar = "\n".join(f"{kode} {jumlah}" for kode, jumlah in before.luar.items())
    # Sums that do not meet still do not, and the remark that says why goes with them.
    kata = before.keterangan or "" if difference(angka) else ""
    isian = IsianHari(angka, luar, kata, nihil=True)
    return save_hari(session, lapas_id, tanggal, isian, versi=versi, actor=actor, alasan=alasan)


def _check_day(lapas: Lapas, tanggal: date) -> None:
    if not lapas.aktif:
        raise Conflict("Tempat ini tidak dipakai lagi. Aktifkan dulu bila perlu.")
    if tanggal > today_in(lapas.kab_kode):
        raise Invalid({"tanggal": [f"Tanggal {format_tanggal(tanggal)} belum tiba."]})
    if tanggal.year < TAHUN_PERTAMA:
        raise Invalid({"tanggal": [f"Tanggal {format_tanggal(tanggal)} terlalu lama. Periksa tahunnya."]})


def _checked(session: Session, lapas: Lapas, tanggal: date, isian: IsianHari) -> dict[str, Any]:
    luar = read_luar(session, lapas.kab_kode, isian.luar)
    before = find_lapas_sebelum(session, lapas.id, tanggal)
    typed = {kode: isian.angka[kode] for kode in LAPAS.nama_kolom if kode in isian.angka}
    galat = find_galat_lapas(
        typed,
        angka_lapas(before) if before else None,
        luar=luar,
        keterangan=isian.keterangan,
        hari=Hari(tanggal, typed),
    )
    galat |= find_galat_teks({"keterangan": isian.keterangan}, ALASAN_TERPANJANG)
    if galat:
        raise Invalid(galat)
    return {**typed, "nihil": isian.nihil, "luar": luar, "keterangan": isian.keterangan.strip() or None}


def read_luar(session: Session, kab_kode: str, text: str) -> dict[str, int]:
    """Home kab/kota → inmates, as typed line by line; raises Invalid at 'luar' naming the line's place."""
    try:
        rows = parse_luar(text)
    except NilaiError as error:
        raise Invalid({"luar": [error.pesan]}) from None
    found: dict[str, int] = {}
    known = find_kabs(session, {tempat for tempat, _ in rows})
    for tempat, jumlah in rows:
        kode = known.get(tempat)
        if kode is None:
            pesan = f"Kabupaten/kota “{tempat[:40]}” tidak dikenal, atau namanya dipakai dua daerah. "
            raise Invalid({"luar": [f"{pesan}Tulis lengkap, misalnya Kabupaten Pringsewu, atau kodenya."]})
        if kode == kab_kode:
            raise Invalid({"luar": [f"{tempat[:40]} adalah kabupaten/kota ini sendiri: itu domisili dalam."]})
        if kode in found:
            raise Invalid({"luar": [f"{tempat[:40]} tertulis dua kali. Jumlahkan."]})
        if jumlah:
            found[kode] = jumlah
    return found


def _create(
    session: Session, lapas: Lapas, tanggal: date, values: dict[str, Any], *, alasan: str, actor: Actor
) -> LaporanLapas:
    late = _late(session, lapas, tanggal)
    reason = check_late(tanggal, alasan, needed=late, baru=True)
    laporan = LaporanLapas(
        id=uuid4(),
        lapas_id=lapas.id,
        kab_kode=lapas.kab_kode,
        tanggal=tanggal,
        terlambat=late,
        alasan_terlambat=reason if late else None,
        dibuat_oleh=actor.id,
        dibuat_pada=now(),
        **values,
    )
    session.add(laporan)
    facts = {"tanggal": tanggal, "lapas": lapas.nama, "terlambat": late, **({"alasan": reason} if late else {})}
    what = "laporan_lapas.nihil" if laporan.nihil else "laporan_lapas.dibuat"
    _tell(session, what, laporan, facts | values, actor)
    session.flush()
    return laporan


def _correct(
    session: Session, lapas: Lapas, laporan: LaporanLapas, values: dict[str, Any], *, alasan: str, actor: Actor
) -> bool:
    ubahan = changed(laporan, values)
    if not ubahan:
        return False
    late = _late(session, lapas, laporan.tanggal)
    over = laporan.tanggal < today_in(lapas.kab_kode)
    reason = check_late(laporan.tanggal, alasan, needed=late or over, baru=False)
    objek = Objek("laporan_lapas", laporan.id, lapas.kab_kode, laporan.tanggal)
    keep_history(session, objek, ubahan, alasan=reason, actor=actor, late=late)
    for name, value in values.items():
        setattr(laporan, name, value)
    laporan.diubah_oleh, laporan.diubah_pada = actor.id, now()
    facts = {"tanggal": laporan.tanggal, "lapas": lapas.nama, "alasan": reason, **ubahan}
    _tell(session, "laporan_lapas.diperbaiki", laporan, facts, actor)
    session.flush()
    return True


def _late(session: Session, lapas: Lapas, tanggal: date) -> bool:
    return is_late(lapas.kab_kode, tanggal, setelan_of(session, lapas.kab_kode).jam_tenggat, now())


def _fill(lapas: Lapas, isian: IsianLapas) -> None:
    lapas.nama, lapas.jenis, lapas.aktif = isian.nama.strip(), isian.jenis, isian.aktif
    lapas.tps_loksus = isian.tps_loksus.strip() or None


def _check_place(session: Session, kab_kode: str, isian: IsianLapas, own: UUID | None) -> None:
    galat: Galat = find_galat_teks({"nama": isian.nama}, 200) | find_galat_teks({"tps_loksus": isian.tps_loksus}, 100)
    nama = isian.nama.strip()
    if not nama:
        galat["nama"] = ["Tulis nama lapas atau rutan."]
    elif session.scalar(select(Lapas.id).where(Lapas.kab_kode == kab_kode, Lapas.nama == nama)) not in (None, own):
        galat["nama"] = [f"{nama} sudah ada di daftar."]
    if isian.jenis not in list(JenisLapas):
        galat["jenis"] = ["Pilih jenisnya."]
    if galat:
        raise Invalid(galat)


def _tell(session: Session, name: str, row: Lapas | LaporanLapas, rincian: Mapping[str, Any], actor: Actor) -> None:
    objek = name.split(".", 1)[0]
    record(session, name, objek, row.id, actor=actor, wilayah=row.kab_kode, rincian=rincian)
