"""The board of a day: for each kab/kota its last reports, the pace before them, what is missing or in trouble."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor
from pemakaman.db import now, today_in
from pemakaman.desk.models import (
    Insiden,
    LaporanBlangko,
    LaporanIkd,
    LaporanPerekaman,
    LaporanSuket,
    Pemilihan,
    SetelanDesk,
)
from pemakaman.desk.queries.lapangan import lapangan_of
from pemakaman.desk.queries.lingkup import list_kab, visible_desk
from pemakaman.desk.queries.pemilihan import list_pemilihan
from pemakaman.desk.rules.kolom import BLANGKO, HARIAN, IKD, PEREKAMAN, SUKET
from pemakaman.desk.rules.laju import BATAS, limits, pace
from pemakaman.desk.rules.lapangan import Lapangan
from pemakaman.desk.rules.papan import Baris, Jumlah, add_up
from pemakaman.desk.rules.proyeksi import HARI_DILIHAT, make_laju
from pemakaman.desk.rules.semua_kolom import Laporan, TabelKolom, table_of
from pemakaman.desk.rules.waktu import due_at, suket_starts
from pemakaman.nilai.tanggal import zone_of

# Fourteen service days fit into so many days, holidays and days without a report among them.
JENDELA = 28
WAJIB = (PEREKAMAN.kode, BLANGKO.kode, IKD.kode)
_MODEL: dict[str, Any] = {
    PEREKAMAN.kode: LaporanPerekaman,
    BLANGKO.kode: LaporanBlangko,
    IKD.kode: LaporanIkd,
    SUKET.kode: LaporanSuket,
}
# The figure of each report whose pace and trend is looked at.
GERAK = {PEREKAMAN.kode: "rekam_hari", BLANGKO.kode: "terpakai", IKD.kode: "aktivasi_hari", SUKET.kode: "cetak_hari"}
Gerak = dict[str, dict[date, tuple[int, bool]]]


@dataclass(frozen=True)
class Papan:
    """The rows of a day, their sum, and the days before it.

    `gerak`: report → kab/kota → day → (figure, nihil). `lapangan`: kab/kota → prisons and visits. `akhir`: report →
    kab/kota → last report up to the day.
    """

    tanggal: date
    hari_ini: date
    baris: list[Baris]
    jumlah: Jumlah
    gerak: dict[str, Gerak]
    pemilihan: list[Pemilihan] = field(default_factory=list)
    lapangan: dict[str, Lapangan] = field(default_factory=dict)
    akhir: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def hari_h(self) -> date | None:
        """The nearest polling day that is not over."""
        return min((one.hari_h for one in self.pemilihan if one.hari_h >= self.tanggal), default=None)

    @property
    def belum_lapor(self) -> list[Baris]:
        """Kab/kota that have not reported everything of the day."""
        return [one for one in self.baris if one.belum]

    def all_columns(self) -> list[TabelKolom]:
        """Each of the four reports with all its columns."""
        kab = [(one.kode, one.nama) for one in self.baris]
        laporan: dict[str, dict[str, Laporan]] = {
            name: {
                kode: (row.tanggal, {column: getattr(row, column) for column in HARIAN[name].nama_kolom})
                for kode, row in rows.items()
            }
            for name, rows in self.akhir.items()
        }
        return [table_of(bentuk, kab, laporan[kode], laporan, self.tanggal) for kode, bentuk in HARIAN.items()]

    @property
    def hari(self) -> list[date]:
        """The days whose trend is drawn."""
        return [self.tanggal - timedelta(days=back) for back in range(HARI_DILIHAT - 1, -1, -1)]

    def trend(self, kode: str, kab_kode: str) -> tuple[float | None, ...]:
        """A report's figure of each of these days; None where the day was not reported."""
        days = self.gerak[kode].get(kab_kode, {})
        return tuple(days[day][0] if day in days else None for day in self.hari)


def papan_of(session: Session, tanggal: date, *, actor: Actor, kab_kode: str = "") -> Papan:
    """All kab/kota the account sees, or one of them, as they stood on a day."""
    kab = [one for one in list_kab(session, actor=actor) if kab_kode in ("", one[0])]
    akhir = {kode: _latest(session, kode, tanggal, actor) for kode in HARIAN}
    gerak = {kode: _moves(session, kode, tanggal, actor) for kode in HARIAN}
    elections = [one for one in list_pemilihan(session, actor=actor) if one.aktif]
    opened = _suket_opened(elections, tanggal)
    asked = (*WAJIB, SUKET.kode) if opened else WAJIB
    setelan = {one.wilayah_kode: one for one in session.scalars(select(SetelanDesk))}
    troubles = _incidents(session, tanggal, actor)
    rows = []
    for kode, nama in kab:
        own = setelan.get(kode) or setelan.get(kode[:2])
        last = {name: akhir[name].get(kode) for name in HARIAN}
        buka, lewat = troubles.get(kode, (0, 0))
        rows.append(
            Baris(
                kode=kode,
                nama=nama,
                batas={name: limits(name, own.batas if own else {}) for name in BATAS},
                diam=_silent(last, opened, tanggal, due_at(kode, tanggal, own.jam_tenggat if own else time(16))),
                belum=tuple(name for name in asked if (row := last[name]) is None or row.tanggal != tanggal),
                insiden=buka,
                lewat=lewat,
                **_figures(last, tanggal),
                **_paces(gerak, kode),
            )
        )
    field_work = lapangan_of(session, tanggal, [kode for kode, _ in kab], actor=actor)
    return Papan(tanggal, today_in(actor.wilayah_kode), rows, add_up(rows), gerak, elections, field_work, akhir)


def _latest(session: Session, kode: str, tanggal: date, actor: Actor) -> dict[str, Any]:
    model = _MODEL[kode]
    columns = [getattr(model, name) for name in ("kab_kode", "tanggal", *HARIAN[kode].nama_kolom)]
    query = select(*columns).where(model.tanggal <= tanggal, visible_desk(actor, model.kab_kode))
    query = query.ext(distinct_on(model.kab_kode)).order_by(model.kab_kode, model.tanggal.desc())
    return {row.kab_kode: row for row in session.execute(query)}


def _moves(session: Session, kode: str, tanggal: date, actor: Actor) -> Gerak:
    model = _MODEL[kode]
    query = select(model.kab_kode, model.tanggal, getattr(model, GERAK[kode]), model.nihil).where(
        model.tanggal > tanggal - timedelta(days=JENDELA), model.tanggal <= tanggal, visible_desk(actor, model.kab_kode)
    )
    found: Gerak = defaultdict(dict)
    for kab, day, figure, nihil in session.execute(query.order_by(model.tanggal)):
        found[kab][day] = (figure, nihil)
    return dict(found)


def _suket_opened(pemilihan: Sequence[Pemilihan], tanggal: date) -> date | None:
    """The first day of the letters whose time it is; None while nobody prints them."""
    starts = [(suket_starts(one.hari_h, one.hari_suket), one.hari_h) for one in pemilihan]
    return min((start for start, hari_h in starts if start <= tanggal <= hari_h), default=None)


def _silent(last: dict[str, Any], suket: date | None, tanggal: date, tenggat: datetime) -> int | None:
    """Days without a whole report; the day itself counts from the hour due on."""
    if any(last[name] is None for name in WAJIB):
        return None
    days: list[int] = [(tanggal - last[name].tanggal).days for name in WAJIB]
    if suket is not None:
        before = suket - timedelta(days=1)
        letters = last[SUKET.kode]
        days.append((tanggal - (max(letters.tanggal, before) if letters else before)).days)
    return max(max(days) - 1, 0) if now() < tenggat else max(days)


def _figures(last: dict[str, Any], tanggal: date) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if rekam := last[PEREKAMAN.kode]:
        found |= {"tanggal": rekam.tanggal, "penduduk": rekam.penduduk, "wajib": rekam.wajib_ktp, "prr": rekam.prr}
        found |= {"dinamis": rekam.wajib_dinamis, "kumulatif": rekam.kumulatif}
        found["rekam_hari"] = rekam.rekam_hari if rekam.tanggal == tanggal else None
    if blangko := last[BLANGKO.kode]:
        found |= {"blangko": blangko.sisa, "blangko_tanggal": blangko.tanggal}
    if ikd := last[IKD.kode]:
        found |= {"ikd": ikd.kumulatif, "ikd_target": ikd.target_persen, "ikd_tanggal": ikd.tanggal}
    if suket := last[SUKET.kode]:
        found |= {"suket": suket.kumulatif, "suket_hari": suket.cetak_hari if suket.tanggal == tanggal else None}
    return found


def _paces(gerak: dict[str, Gerak], kab: str) -> dict[str, Any]:
    days = {kode: gerak[kode].get(kab, {}) for kode in WAJIB}
    return {
        "pakai": pace([figure for figure, nihil in days[BLANGKO.kode].values() if not nihil]),
        "laju_rekam": make_laju(days[PEREKAMAN.kode]),
        "laju_blangko": make_laju(days[BLANGKO.kode]),
        "laju_ikd": make_laju(days[IKD.kode]),
    }


def _incidents(session: Session, tanggal: date, actor: Actor) -> dict[str, tuple[int, int]]:
    """kab/kota → (open, of these past their time), as they stood at the end of the day, or now."""
    close = datetime.combine(tanggal + timedelta(days=1), time(), zone_of(actor.wilayah_kode))
    moment = min(now(), close)
    query = (
        select(Insiden.kab_kode, func.count(), func.count().filter(Insiden.tenggat < moment))
        .where(Insiden.dibuat_pada <= moment, or_(Insiden.selesai_pada.is_(None), Insiden.selesai_pada > moment))
        .where(visible_desk(actor, Insiden.kab_kode))
        .group_by(Insiden.kab_kode)
    )
    return {kab: (buka, lewat) for kab, buka, lewat in session.execute(query)}
