"""Doubles planted in the demonstration: one burial entered twice in the ways in which that happens, and twins."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor
from pemakaman.akun.sessions import actor_of
from pemakaman.contoh.orang import Pencipta
from pemakaman.contoh.tempat import TEMPAT
from pemakaman.db import today_in
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import Kasus, Status
from pemakaman.laporan.services import quick_lapor_awal
from pemakaman.makam.models import Makam
from pemakaman.nilai.tanggal import TanggalTakLengkap

KAB_GANDA = ("18.71", "18.72")
SETIAP_JENIS = 2
SERI_GANDA = (7000, 7999)
Isian = dict[str, Any]
_BASES = (Status.DIAJUKAN, Status.DIPERIKSA, Status.DISARANKAN, Status.DIKEMBALIKAN)
_SPELLINGS = (("u", "oe"), ("y", "j"), ("c", "tj"), ("f", "p"), ("i", "ie"), ("a", "ah"))
_NAMESPACE = UUID("5b8b6a52-9b1f-4f57-8a86-3c3f0c7f8c11")


@dataclass(frozen=True)
class Lokasi:
    """Where a double is entered, and by whom."""

    makam_id: UUID
    pengelola: Actor


def plant(session: Session, kab: str, skala: float) -> None:
    """Enter doubles of reports that wait at the office, if it is one of the two that show them."""
    each = max(1, round(SETIAP_JENIS * skala))
    bases = _bases(session, kab, each * len(_WAYS)) if kab in KAB_GANDA else []
    if not bases:
        return
    places, pencipta = _places(session, kab), Pencipta(int(kab.replace(".", "")), SERI_GANDA)
    for index in range(each * len(_WAYS)):
        jenis, way = _WAYS[index // each]
        _enter(session, jenis, way(bases[index % len(bases)], pencipta), bases[index % len(bases)], places)


def _enter(session: Session, jenis: str, isian: Isian, base: Laporan, places: list[Lokasi]) -> None:
    laporan_id = uuid5(_NAMESPACE, f"{base.id} {jenis}")
    here = next((place for place in places if place.makam_id == base.makam_id), places[0])
    there = next((place for place in places if place.makam_id != base.makam_id), here)
    place = there if jenis == "makam_lain" else here
    known = {name: value for name, value in isian.items() if value is not None}
    quick_lapor_awal(session, actor=place.pengelola, laporan_id=laporan_id, makam_id=place.makam_id, isian=known)


def _places(session: Session, kab: str) -> list[Lokasi]:
    names = {tempat.nama: f"pengelola.{tempat.akun}" for tempat in TEMPAT if tempat.kab_kode == kab}
    akun: Mapping[str, Akun] = {
        row.nama_pengguna: row for row in session.scalars(select(Akun).where(Akun.nama_pengguna.in_(names.values())))
    }
    rows = session.execute(select(Makam.id, Makam.nama).where(Makam.nama.in_(names)).order_by(Makam.kode)).all()
    return [Lokasi(row.id, actor_of(akun[names[row.nama]])) for row in rows]


def _bases(session: Session, kab: str, count: int) -> list[Laporan]:
    """Reports with a name, a NIK and a birth, of a grown-up; always the same ones."""
    query = select(Laporan).where(
        Laporan.kab_kode == kab,
        Laporan.status.in_(_BASES),
        Laporan.kasus.in_((Kasus.RUMAH, Kasus.RUMAH_SAKIT)),
        Laporan.nama.is_not(None),
        Laporan.nik.is_not(None),
        Laporan.lahir_tahun < 2005,
        Laporan.meninggal_tanggal.is_not(None),
    )
    return list(session.scalars(query.order_by(Laporan.id).limit(count)))


def _same(base: Laporan, _: Pencipta) -> Isian:
    """The same sender, the same burial: the first sending seemed lost."""
    return {
        "kasus": base.kasus,
        "nama": base.nama,
        "bin_binti": base.bin_binti,
        "jenis_kelamin": base.jenis_kelamin,
        "lahir": _birth(base),
        "meninggal_tanggal": base.meninggal_tanggal,
        "dimakamkan_tanggal": base.dimakamkan_tanggal,
        "alamat": base.alamat,
        "pelapor_nama": "Petugas jaga",
    }


def _elsewhere(base: Laporan, pencipta: Pencipta) -> Isian:
    """Another cemetery wrote it down too, and knows only the year of birth."""
    year = TanggalTakLengkap(base.lahir_tahun or 1950)
    return {**_same(base, pencipta), "lahir": year, "dimakamkan_tanggal": _day_after(base)}


def _respelt(base: Laporan, pencipta: Pencipta) -> Isian:
    """Old spelling, an age instead of a birth."""
    age = _age(base)
    return {**_same(base, pencipta), "nama": respell(base.nama or ""), "lahir": None, "umur": age}


def _foreign_nik(base: Laporan, pencipta: Pencipta) -> Isian:
    """Somebody else under the same NIK: a relative's number was copied."""
    other = pencipta.orang(base.kab_kode, base.kec_kode, date(1955, 5, 5), hari_ini=_today())
    found = {**_same(base, pencipta), "nik": base.nik, "lahir": None, "bin_binti": None}
    return {**found, "nama": other.nama, "jenis_kelamin": other.jenis_kelamin, "umur": 71}


def _twin(base: Laporan, pencipta: Pencipta) -> Isian:
    """A twin who died within days: nearly the same in everything, and another person."""
    nik = pencipta.nik(base.kec_kode, _birth_day(base), base.jenis_kelamin or "L")
    return {**_same(base, pencipta), "nama": twin_name(base.nama or ""), "nik": nik, **_twin_days(base)}


def _twin_days(base: Laporan) -> Isian:
    day = _day_after(base)
    return {"meninggal_tanggal": day, "dimakamkan_tanggal": day}


_WAYS: tuple[tuple[str, Callable[[Laporan, Pencipta], Isian]], ...] = (
    ("pengirim_sama", _same),
    ("makam_lain", _elsewhere),
    ("ejaan", _respelt),
    ("nik_beda", _foreign_nik),
    ("kembar", _twin),
)


def respell(nama: str) -> str:
    """The name in an older spelling; the first change that fits."""
    for new, old in _SPELLINGS:
        if new in nama:
            return nama.replace(new, old, 1)
    return nama.upper()


def twin_name(nama: str) -> str:
    """A name that differs in one vowel, as twins are called: Hasan and Husan."""
    swaps = {"a": "i", "i": "a", "u": "o", "o": "u", "e": "i"}
    place = max((nama.rfind(vowel) for vowel in swaps), default=-1)
    return nama if place < 0 else nama[:place] + swaps[nama[place]] + nama[place + 1 :]


def _birth(base: Laporan) -> TanggalTakLengkap:
    return TanggalTakLengkap(base.lahir_tahun or 1950, base.lahir_bulan, base.lahir_hari)


def _birth_day(base: Laporan) -> date:
    return _birth(base).earliest()


def _age(base: Laporan) -> int:
    return (base.meninggal_tanggal or _today()).year - (base.lahir_tahun or 1950)


def _day_after(base: Laporan) -> date:
    burial = base.dimakamkan_tanggal or _today()
    return min(burial + timedelta(days=1), max(burial, _today() - timedelta(days=1)))


def _today() -> date:
    return today_in("18")
