"""What the map of a place shows: figures of its parts, and its cemeteries where coordinates exist."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from pemakaman.makam.models import Makam, TutupBuku
from pemakaman.makam.rules import StatusMakam
from pemakaman.nilai.tanggal import zone_of
from pemakaman.pantau.models import MakamBulan
from pemakaman.pantau.queries.corong import Letak, count_by_child, total
from pemakaman.pantau.queries.kelengkapan import read_kelengkapan
from pemakaman.pantau.queries.tempat import Tempat
from pemakaman.pantau.rules.bulan import Bulan
from pemakaman.pantau.rules.langkah import Sumbu
from pemakaman.pantau.rules.periode import Periode
from pemakaman.pantau.rules.peta import rough
from pemakaman.peta.gambar import Lokasi

MOST_POINTS = 120
"""More cemeteries than this are gathered into so many cells at most, that the page stays small."""
CELLS = 9


def count_parts(
    session: Session, letak: Letak, kode: Sequence[str], *, sumbu: Sumbu, periode: Periode, bulan: Bulan
) -> dict[str, dict[str, float]]:
    """Counts by code of the parts of a province or kab/kota; silence is that of one month."""
    nothing = {**total([]), "makam": 0, "sunyi": 0}
    found: dict[str, dict[str, float]] = {one: dict(nothing) for one in kode}
    for one, angka in count_by_child(session, letak, kode, sumbu, periode).items():
        found[one].update(angka)
    for one, makam, sunyi in session.execute(_cemeteries(letak.tempat, bulan)):
        if one in found:
            found[one].update(makam=makam, sunyi=sunyi)
    return found


def add_completeness(
    session: Session, tempat: Tempat, angka: dict[str, dict[str, float]], periode: Periode, hari_ini: date
) -> None:
    """Put a rough completeness beside the counts, where reference figures are there."""
    for one in read_kelengkapan(session, tempat, periode, hari_ini).anak:
        if one.nilai is not None and one.nilai.persen is not None and one.kode in angka:
            angka[one.kode]["kelengkapan"] = rough(one.nilai.persen.tengah)


def _cemeteries(tempat: Tempat, bulan: Bulan) -> Select[str, int, int]:
    """Code of the part, cemeteries in use, and how many of them said nothing of the month."""
    part = Makam.kab_kode if tempat.tingkat == 1 else Makam.kec_kode
    closing = and_(
        TutupBuku.makam_id == Makam.id,
        TutupBuku.dibuka_pada.is_(None),
        TutupBuku.tahun == bulan.tahun,
        TutupBuku.bulan == bulan.bulan,
    )
    burial = and_(MakamBulan.makam_id == Makam.id, MakamBulan.bulan == bulan.awal, MakamBulan.jumlah > 0)
    silent = and_(TutupBuku.id.is_(None), MakamBulan.makam_id.is_(None))
    registered = func.timezone(zone_of(tempat.kode).key, Makam.dibuat_pada) < bulan.sesudah
    early = or_(registered, TutupBuku.id.is_not(None), MakamBulan.makam_id.is_not(None))
    return (
        select(part, func.count(), func.count().filter(silent))
        .outerjoin(TutupBuku, closing)
        .outerjoin(MakamBulan, burial)
        .where(_inside(tempat), Makam.status != StatusMakam.DITUTUP, early)
        .group_by(part)
    )


def _inside(tempat: Tempat) -> ColumnElement[bool]:
    if tempat.tingkat == 1:
        return Makam.kab_kode.startswith(f"{tempat.kode}.", autoescape=True)
    return Makam.kab_kode == tempat.kode


def list_points(session: Session, tempat: Tempat) -> list[Lokasi]:
    """Cemeteries with coordinates; where there are many, those near each other are one point with their number."""
    placed = (_inside(tempat), Makam.lintang.is_not(None))
    some = select(Makam.nama, Makam.bujur, Makam.lintang).where(*placed).order_by(Makam.nama, Makam.id)
    rows: Sequence[Any] = session.execute(some.limit(MOST_POINTS + 1)).all()
    if len(rows) <= MOST_POINTS:
        return [Lokasi(nama, bujur, lintang) for nama, bujur, lintang in rows]
    edges = [edge(column) for column in (Makam.bujur, Makam.lintang) for edge in (func.min, func.max)]
    bounds: Any = session.execute(select(*edges).where(*placed)).one()
    west, east, south, north = bounds
    step = max(east - west, north - south, 1e-4) / CELLS
    column, row = func.floor((Makam.bujur - west) / step), func.floor((Makam.lintang - south) / step)
    cells = (
        select(func.count(), func.min(Makam.nama), func.avg(Makam.bujur), func.avg(Makam.lintang))
        .where(*placed)
        .group_by(column, row)
        .order_by(func.count().desc())
    )
    return [
        Lokasi(nama if count == 1 else f"{count} makam", bujur, lintang, "" if count == 1 else "kumpulan")
        for count, nama, bujur, lintang in session.execute(cells)
    ]
