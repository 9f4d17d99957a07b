"""How things stand: one day of one report with the day before it, and what a kab/kota has reported of today."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor
from pemakaman.db import today_in
from pemakaman.desk.queries.harian import (
    angka_of,
    blangko_pace,
    find_laporan,
    find_sebelum,
    find_terakhir,
    lain_of,
    list_laporan,
    list_patah,
    nama_akun,
)
from pemakaman.desk.queries.lingkup import get_kab
from pemakaman.desk.queries.pemilihan import list_pemungutan
from pemakaman.desk.queries.pindah import pindah_on
from pemakaman.desk.queries.setelan import setelan_of
from pemakaman.desk.rules.kolom import BLANGKO, HARIAN, SUKET, Angka, Bentuk
from pemakaman.desk.rules.laju import days_left
from pemakaman.desk.rules.pemilihan import Pemungutan, suket_since
from pemakaman.desk.rules.periksa import Patah
from pemakaman.desk.rules.waktu import due_at, why_no_suket
from pemakaman.wilayah.models import Wilayah

HARI_DILIHAT = 14


@dataclass(frozen=True)
class Lembar:
    """One day of one report, with all that is shown beside it."""

    kab: Wilayah
    bentuk: Bentuk
    tanggal: date
    hari_ini: date
    tenggat: datetime
    laporan: Any | None
    sebelum: Any | None
    pindah: Angka
    lain: dict[str, Angka]
    patah: list[Patah]
    pelapor: str = ""
    pembetul: str = ""

    @property
    def angka(self) -> Angka:
        """Its figures; empty where the day is not reported."""
        return angka_of(self.bentuk, self.laporan) if self.laporan else {}

    @property
    def angka_sebelum(self) -> Angka:
        """The figures of the last day reported before it; empty without one."""
        return angka_of(self.bentuk, self.sebelum) if self.sebelum else {}

    @property
    def terlambat(self) -> bool:
        """Was the day first reported after the hour due?"""
        return self.laporan is not None and bool(self.laporan.terlambat)

    def needs_reason(self, saat: datetime) -> bool:
        """Must a first report or a correction now say why?"""
        return self.tanggal < self.hari_ini or saat > self.tenggat


@dataclass(frozen=True)
class Stok:
    """Blank cards of a kab/kota: what is left, for how many service days, and whether that is too few."""

    sisa: int
    tanggal: date
    laju: float | None
    hari: float | None
    batas: int

    @property
    def alarm(self) -> bool:
        """Is nothing left, or less than the days the settings ask for?"""
        return self.sisa == 0 or (self.hari is not None and self.hari < self.batas)


@dataclass(frozen=True)
class Keadaan:
    """One report of a kab/kota today.

    `belum` are days before without a report, `tutup` why it is not asked for, `mulai` since when it is.
    """

    bentuk: Bentuk
    laporan: Any | None
    terakhir: Any | None
    belum: list[date] = field(default_factory=list)
    patah: list[date] = field(default_factory=list)
    tutup: str | None = None
    mulai: date | None = None


def get_lembar(session: Session, bentuk: Bentuk, kab_kode: str, tanggal: date, *, actor: Actor) -> Lembar:
    """One day; raises NotFound for a kab/kota outside the jurisdiction."""
    kab = get_kab(session, kab_kode, actor=actor)
    laporan = find_laporan(session, bentuk, kab_kode, tanggal)
    sebelum = find_sebelum(session, bentuk, kab_kode, tanggal)
    return Lembar(
        kab=kab,
        bentuk=bentuk,
        tanggal=tanggal,
        hari_ini=today_in(kab_kode),
        tenggat=due_at(kab_kode, tanggal, setelan_of(session, kab_kode).jam_tenggat),
        laporan=laporan,
        sebelum=sebelum,
        pindah=pindah_on(session, kab_kode, tanggal) if bentuk is BLANGKO else {},
        lain=lain_of(session, bentuk, kab_kode, tanggal),
        patah=list_patah(session, bentuk, kab_kode, dari=tanggal),
        pelapor=nama_akun(session, laporan.dibuat_oleh) if laporan else "",
        pembetul=nama_akun(session, laporan.diubah_oleh) if laporan else "",
    )


def stok_of(session: Session, kab_kode: str, tanggal: date) -> Stok | None:
    """The blank cards of a kab/kota on a day, by its last report; None without one."""
    laporan = find_terakhir(session, BLANGKO, kab_kode, tanggal)
    if laporan is None:
        return None
    laju = blangko_pace(session, kab_kode, tanggal)
    left = days_left(laporan.sisa, laju)
    return Stok(laporan.sisa, laporan.tanggal, laju, left, setelan_of(session, kab_kode).alarm_hari)


def keadaan_of(session: Session, kab_kode: str) -> list[Keadaan]:
    """What a kab/kota has reported of today, report by report, and which of the last days it left out."""
    today = today_in(kab_kode)
    return [_keadaan(session, bentuk, kab_kode, today) for bentuk in HARIAN.values()]


def _keadaan(session: Session, bentuk: Bentuk, kab_kode: str, today: date) -> Keadaan:
    votes = list_pemungutan(session, kab_kode) if bentuk is SUKET else None
    tutup, mulai = (_closed(votes, today), suket_since(today, _active(votes))) if votes is not None else (None, None)
    last = find_terakhir(session, bentuk, kab_kode, today)
    if last is None and votes is None:
        return Keadaan(bentuk, None, None)
    rows = list_laporan(session, bentuk, kab_kode, dari=today - timedelta(days=HARI_DILIHAT), sampai=today)
    patah = list_patah(session, bentuk, kab_kode, dari=today - timedelta(days=HARI_DILIHAT))
    done = {row.tanggal for row in rows}
    begun = min(done, default=last.tanggal if last else today)
    days = [today - timedelta(days=back) for back in range(HARI_DILIHAT, 0, -1)]
    asked = [day for day in days if day > begun] if votes is None else asked_days(votes, days, today)
    return Keadaan(
        bentuk,
        last if last and last.tanggal == today else None,
        last,
        belum=[day for day in asked if day not in done],
        patah=[one.tanggal for one in patah],
        tutup=tutup,
        mulai=mulai,
    )


def asked_days(votes: Sequence[Pemungutan], days: Sequence[date], today: date) -> list[date]:
    """The days on which interim letters were asked for, also those of an election that is over and inactive."""
    return [day for day in days if any(one.prints_on(day) and one.counts_on(day, today) for one in votes)]


def _active(votes: Sequence[Pemungutan]) -> list[Pemungutan]:
    return [one for one in votes if one.aktif]


def _closed(votes: Sequence[Pemungutan], tanggal: date) -> str | None:
    return why_no_suket(tanggal, [(one.nama, one.hari_h, one.hari_suket) for one in _active(votes)])
