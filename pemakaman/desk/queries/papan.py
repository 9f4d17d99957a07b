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
    SetelanDesk,
)
from pemakaman.desk.queries.lapangan import lapangan_of
from pemakaman.desk.queries.lingkup import list_kab, visible_desk
from pemakaman.desk.queries.pemilihan import list_pemungutan
from pemakaman.desk.rules.kolom import BLANGKO, HARIAN, IKD, PEREKAMAN, SUKET
from pemakaman.desk.rules.laju import BATAS, JENDELA, limits, pace_of
from pemakaman.desk.rules.lapangan import Lapangan
from pemakaman.desk.rules.papan import Baris, Jumlah, add_up
from pemakaman.desk.rules.pemilihan import Pemungutan, lettered, next_vote, suket_since, targets_on
from pemakaman.desk.rules.proyeksi import HARI_DILIHAT, make_laju
from pemakaman.desk.rules.semua_kolom import Laporan, TabelKolom, table_of
from pemakaman.desk.rules.waktu import due_at
from pemakaman.nilai.tanggal import zone_of

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

    `gerak`: report → kab/kota → day → (figure, nihil). `pemilihan` are those in which any of the rows votes.
    `lapangan`: kab/kota → prisons and visits. `akhir`: report → kab/kota → last report up to the day.
    """

    tanggal: date
    hari_ini: date
    baris: list[Baris]
    jumlah: Jumlah
    gerak: dict[str, Gerak]
    pemilihan: list[Pemungutan] = field(default_factory=list)
    lapangan: dict[str, Lapangan] = field(default_factory=dict)
    akhir: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def hari_h(self) -> date | None:
        """The nearest polling day that is not over."""
        found = next_vote(self.pemilihan, self.tanggal)
        return found.hari_h if found else None

    @property
    def memilih(self) -> list[Baris]:
        """The kab/kota that vote on the nearest polling day; all of them without one."""
        return [one for one in self.baris if one.hari_h == self.hari_h]

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
    """All kab/kota the account sees, or one of them, as they stood on a day.

    The board of a province has one yardstick, the limits of the province; a kab/kota alone is lit by its own.
    """
    kab = [one for one in list_kab(session, actor=actor) if kab_kode in ("", one[0])]
    akhir = {kode: _latest(session, kode, tanggal, actor) for kode in HARIAN}
    gerak = {kode: _moves(session, kode, tanggal, actor) for kode in HARIAN}
    today, area = today_in(actor.wilayah_kode), kab_kode or actor.wilayah_kode
    votes = [one for one in list_pemungutan(session, area) if one.counts_on(tanggal, today)]
    setelan = {one.wilayah_kode: one for one in session.scalars(select(SetelanDesk))}
    ukuran = setelan.get(area) or setelan.get(area[:2])
    troubles = _incidents(session, tanggal, actor)
    rows = []
    for kode, nama in kab:
        own = setelan.get(kode) or setelan.get(kode[:2])
        last = {name: akhir[name].get(kode) for name in HARIAN}
        due = due_at(kode, tanggal, own.jam_tenggat if own else time(16))
        buka, lewat = troubles.get(kode, (0, 0))
        rows.append(
            Baris(
                kode=kode,
                nama=nama,
                batas={name: limits(name, ukuran.batas if ukuran else {}) for name in BATAS},
                insiden=buka,
                lewat=lewat,
                **_vote(last, votes, kode, tanggal, due),
                **_figures(last, tanggal),
                **_paces(gerak, kode),
            )
        )
    field_work = lapangan_of(session, tanggal, [kode for kode, _ in kab], actor=actor)
    return Papan(tanggal, today, rows, add_up(rows), gerak, votes, field_work, akhir)


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


def _vote(
    last: dict[str, Any], votes: Sequence[Pemungutan], kab: str, tanggal: date, tenggat: datetime
) -> dict[str, Any]:
    """What follows from the elections in which a kab/kota itself votes."""
    own = [one for one in votes if one.votes_in(kab)]
    opened, coming = suket_since(tanggal, own), next_vote(own, tanggal)
    asked = (*WAJIB, SUKET.kode) if opened else WAJIB
    found: dict[str, Any] = {
        "hari_h": coming.hari_h if coming else None,
        "diam": _silent(last, opened, tanggal, tenggat),
        "belum": tuple(name for name in asked if (row := last[name]) is None or row.tanggal != tanggal),
    }
    found["rekam_target"], found["ikd_target"] = targets_on(own, tanggal)
    # Letters of different elections are never added up.
    since = min((one.mulai for one in lettered(votes, tanggal) if one in own), default=None)
    if (suket := last[SUKET.kode]) and since and suket.tanggal >= since:
        found |= {"suket": suket.kumulatif, "suket_hari": suket.cetak_hari if suket.tanggal == tanggal else None}
    return found


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
        found |= {"ikd": ikd.kumulatif, "ikd_tanggal": ikd.tanggal}
    return found


def _paces(gerak: dict[str, Gerak], kab: str) -> dict[str, Any]:
    days = {kode: gerak[kode].get(kab, {}) for kode in WAJIB}
    return {
        "pakai": pace_of(days[BLANGKO.kode].values()),
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
