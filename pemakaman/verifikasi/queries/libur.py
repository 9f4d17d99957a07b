"""The calendar of an office as a list: national days, those of its province, and its own."""

from collections.abc import Collection
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


def holidays_of(session: Session, kab: Collection[str], *, since: date) -> dict[str, dict[date, str]]:
    """Kab/kota → its holidays from that year to the end of the next, those on a weekend too, with their names."""
    national = {day: nama for tahun in (since.year, since.year + 1) for day, nama in national_holidays(tahun).items()}
    query = select(HariLibur).where(
        HariLibur.wilayah_kode.in_({*kab, *(kode[:2] for kode in kab)}), HariLibur.tanggal >= date(since.year, 1, 1)
    )
    found = {kode: dict(national) for kode in kab}
    # By code: what an office decided comes after its province and changes it.
    for row in session.scalars(query.order_by(HariLibur.wilayah_kode)):
        for kode in kab:
            if row.wilayah_kode in (kode, kode[:2]):
                found[kode].pop(row.tanggal, None)
                found[kode] |= {row.tanggal: row.nama} if row.libur else {}
    return found


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
