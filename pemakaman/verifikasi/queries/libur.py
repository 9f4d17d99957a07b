"""The calendar of an office as a list: national days, those of its province, and its own."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman.nilai.hari_kerja import national_holidays
from pemakaman.verifikasi.models import HariLibur


@dataclass(frozen=True)
class Hari:
    """One day: `asal` is 'nasional', 'provinsi' or 'kantor'; only an office's own day has an `id` to remove."""

    tanggal: date
    nama: str
    libur: bool
    asal: str
    id: UUID | None = None


def list_days(session: Session, kab_kode: str, *, since: date) -> list[Hari]:
    """Days from the start of that year to the end of the next; what is decided nearer hides what it changes."""
    years = (since.year, since.year + 1)
    found = {
        day: Hari(day, nama, True, "nasional")
        for tahun in years
        for day, nama in national_holidays(tahun).items()
        if day.weekday() < 5
    }
    query = (
        select(HariLibur)
        .where(HariLibur.wilayah_kode.in_([kab_kode, kab_kode[:2]]), HariLibur.tanggal >= date(since.year, 1, 1))
        .order_by(HariLibur.wilayah_kode)
    )
    for row in session.scalars(query):
        own = row.wilayah_kode == kab_kode
        asal = "kantor" if own else "provinsi"
        found[row.tanggal] = Hari(row.tanggal, row.nama, row.libur, asal, row.id if own else None)
    return sorted(found.values(), key=lambda one: one.tanggal)
