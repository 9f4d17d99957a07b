"""Which list of an area is in force, and which one came before another: the one place of that rule.

Of one kind and period the newest version counts. Of several the newest by day: the day its decision names, or else the
day the first version came in; of one day the kind and period that came in later. A list of KPU's own dead (TMS) is
never in force.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from pemakaman.db import today_in
from pemakaman.errors import Conflict, Invalid
from pemakaman.nilai.tanggal import zone_of
from pemakaman.pemilih.models import DaftarPemilih

TMS = "TMS"
TERAWAL = date(2004, 1, 1)
HARI_RINGKAS = 90
"""Days a list of a past period stays whole before it may be reduced."""
SUDAH_RINGKAS = (
    "Daftar pemilih ini sudah diringkas: hanya hitungannya yang masih ada. "
    "Daftar ini tidak dapat dicocokkan atau dibandingkan lagi; pakai daftar yang berlaku."
)


@dataclass(frozen=True)
class AsalDaftar:
    """Where a list comes from: the day of its decision, who gave it, how many voters KPU says it holds."""

    tanggal: date | None = None
    sumber: str = "KPU"
    jumlah_disebut: int | None = None

    def check(self, wilayah_kode: str) -> None:
        """Raises Invalid when it cannot be."""
        galat: dict[str, list[str]] = {}
        if self.tanggal is not None and not TERAWAL <= self.tanggal <= today_in(wilayah_kode):
            galat["tanggal"] = ["Tanggal penetapan tidak boleh sesudah hari ini atau sebelum tahun 2004."]
        if len(self.sumber) > 100:
            galat["sumber"] = ["Sumbernya paling panjang 100 huruf."]
        if self.jumlah_disebut is not None and not 0 <= self.jumlah_disebut < 2**31:
            galat["jumlah_disebut"] = ["Tulis jumlah pemilih menurut KPU dengan angka."]
        if galat:
            raise Invalid(galat)

    def values(self) -> dict[str, Any]:
        """Its columns."""
        sumber = " ".join(self.sumber.split()) or "KPU"
        return {"tanggal": self.tanggal, "sumber": sumber, "jumlah_disebut": self.jumlah_disebut}


KPU = AsalDaftar()


@dataclass(frozen=True)
class Versi:
    """What the rule asks of a list."""

    id: UUID
    wilayah_kode: str
    jenis: str
    periode: str
    versi: int
    tanggal: date | None
    dibuat: datetime

    @property
    def kelompok(self) -> tuple[str, str, str]:
        """Lists of one group are tries of the same thing."""
        return self.wilayah_kode, self.jenis, self.periode


class Susunan:
    """The finished lists of some areas, in order."""

    def __init__(self, lists: Iterable[Versi]) -> None:
        self.lists = [one for one in lists if one.jenis != TMS]
        self._groups: dict[tuple[str, str, str], list[Versi]] = {}
        for one in self.lists:
            self._groups.setdefault(one.kelompok, []).append(one)

    def day_of(self, one: Versi) -> date:
        """The day a list holds for; the same for all versions of a period."""
        group = self._groups[one.kelompok]
        named = [(other.versi, other.dibuat, other.tanggal) for other in group if other.tanggal]
        if named:
            return max(named)[2] or date.min
        return self._first(one).astimezone(zone_of(one.wilayah_kode)).date()

    def place(self, one: Versi) -> tuple[date, datetime, str, int, datetime, str]:
        """What is greater comes later: by day, of one day by which kind and period came first, then by version."""
        return self.day_of(one), self._first(one), str(one.kelompok), one.versi, one.dibuat, str(one.id)

    def _first(self, one: Versi) -> datetime:
        return min(other.dibuat for other in self._groups[one.kelompok])

    def in_force(self, wilayah_kode: str) -> Versi | None:
        """The list that counts in exactly this area."""
        here = [one for one in self.lists if one.wilayah_kode == wilayah_kode]
        return max(here, key=self.place, default=None)

    def before(self, daftar_id: UUID) -> Versi | None:
        """The list that was in force in the same area before this one; None for TMS or the first."""
        this = next((one for one in self.lists if one.id == daftar_id), None)
        if this is None:
            return None
        here = [one for one in self.lists if one.wilayah_kode == this.wilayah_kode]
        return max((one for one in here if self.place(one) < self.place(this)), key=self.place, default=None)

    def after(self, daftar_id: UUID) -> Versi | None:
        """The list that is compared with this one, when there is one already."""
        return next((one for one in self.lists if (b := self.before(one.id)) and b.id == daftar_id), None)

    def past(self, today: date, hari: int) -> list[Versi]:
        """Lists older than the one in force of their area and at least `hari` days old: what may be reduced."""
        newest = {one.wilayah_kode: self.in_force(one.wilayah_kode) for one in self.lists}
        return [
            one
            for one in self.lists
            if (top := newest[one.wilayah_kode]) is not None
            and one.kelompok != top.kelompok
            and self.place(one) < self.place(top)
            and self.day_of(one) <= today - timedelta(days=hari)
        ]


def read_susunan(session: Session, *where: ColumnElement[bool]) -> Susunan:
    """The finished lists, reduced ones left out."""
    columns: tuple[Any, ...] = (DaftarPemilih.id, DaftarPemilih.wilayah_kode, DaftarPemilih.jenis)
    columns += (DaftarPemilih.periode, DaftarPemilih.versi, DaftarPemilih.tanggal, DaftarPemilih.dibuat_pada)
    query = select(*columns).where(DaftarPemilih.status == "jadi", DaftarPemilih.diringkas_pada.is_(None), *where)
    return Susunan(Versi(*row) for row in session.execute(query))


def find_berlaku(session: Session, wilayah_kode: str) -> DaftarPemilih | None:
    """The list in force of exactly this area."""
    found = read_susunan(session, DaftarPemilih.wilayah_kode == wilayah_kode).in_force(wilayah_kode)
    return session.get(DaftarPemilih, found.id) if found else None


def list_berlaku(session: Session, *where: ColumnElement[bool]) -> Sequence[DaftarPemilih]:
    """The list in force of each area that has one: the widest area first, then the newest."""
    susunan = read_susunan(session, *where)
    areas = {one.wilayah_kode for one in susunan.lists}
    found = [top for area in areas if (top := susunan.in_force(area))]
    found.sort(key=susunan.place, reverse=True)
    found.sort(key=lambda one: len(one.wilayah_kode))
    return [session.get_one(DaftarPemilih, one.id) for one in found]


def is_berlaku(session: Session, daftar: DaftarPemilih) -> bool:
    """Is this the list in force of its area?"""
    found = find_berlaku(session, daftar.wilayah_kode)
    return found is not None and found.id == daftar.id


def check_whole(daftar: DaftarPemilih) -> None:
    """Raises Conflict when the rows of a list are not there: not yet, or no longer."""
    if daftar.diringkas_pada is not None:
        raise Conflict(SUDAH_RINGKAS)
    if daftar.status != "jadi":
        raise Conflict("Daftar pemilih ini belum selesai diimpor.")


def next_versi(session: Session, wilayah_kode: str, jenis: str, periode: str) -> tuple[str, int]:
    """(the period as it was spelled before, the number of the next version); the caller holds the area."""
    query = select(DaftarPemilih.periode, DaftarPemilih.versi).where(
        DaftarPemilih.wilayah_kode == wilayah_kode,
        DaftarPemilih.jenis == jenis,
        func.lower(DaftarPemilih.periode) == periode.lower(),
        DaftarPemilih.status != "gagal",
    )
    found = session.execute(query.order_by(DaftarPemilih.versi.desc()).limit(1)).first()
    return (found.periode, found.versi + 1) if found else (periode, 1)
