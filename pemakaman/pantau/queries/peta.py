"""What the map of a place shows: figures of its parts, and its cemeteries where coordinates exist."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from pemakaman.makam.models import Makam
from pemakaman.makam.rules import StatusMakam
from pemakaman.pantau.models import NilaiMakam
from pemakaman.pantau.queries.corong import Letak, count_by_child, total
from pemakaman.pantau.queries.kelengkapan import Hasil, read_kelengkapan
from pemakaman.pantau.queries.tempat import Tempat
from pemakaman.pantau.rules.langkah import Sumbu
from pemakaman.pantau.rules.periode import Periode
from pemakaman.pantau.rules.peta import rough
from pemakaman.pantau.rules.sunyi import KELAS_DIAM
from pemakaman.peta.gambar import Lokasi

MOST_POINTS = 120
"""More cemeteries than this are gathered into so many cells at most, that the page stays small."""
CELLS = 9


def count_parts(
    session: Session, letak: Letak, kode: Sequence[str], *, sumbu: Sumbu, periode: Periode
) -> dict[str, dict[str, float]]:
    """Counts by code of the parts of a province or kab/kota; silence is that of today."""
    nothing = {**total([]), "makam": 0, "sunyi": 0}
    found: dict[str, dict[str, float]] = {one: dict(nothing) for one in kode}
    for one, angka in count_by_child(session, letak, kode, sumbu, periode).items():
        found[one].update(angka)
    for one, makam, sunyi in session.execute(_cemeteries(letak.tempat)):
        if one in found:
            found[one].update(makam=makam, sunyi=sunyi)
    return found


def add_completeness(
    session: Session, tempat: Tempat, angka: dict[str, dict[str, float]], periode: Periode, hari_ini: date
) -> Hasil:
    """Put a rough completeness beside the counts, where reference figures are there; all of it with its ranges."""
    hasil = read_kelengkapan(session, tempat, periode, hari_ini)
    for one in hasil.anak:
        if one.nilai is not None and one.nilai.persen is not None and one.kode in angka:
            angka[one.kode]["kelengkapan"] = rough(one.nilai.persen.tengah)
    return hasil


def _cemeteries(tempat: Tempat) -> Select[str, int, int]:
    """Code of the part, cemeteries in use, and how many of them are silent now, as their own page says it."""
    part = Makam.kab_kode if tempat.tingkat == 1 else Makam.kec_kode
    silent = func.count().filter(NilaiMakam.kelas.in_(KELAS_DIAM))
    query = select(part, func.count(), silent).join(NilaiMakam, NilaiMakam.makam_id == Makam.id)
    return query.where(_inside(tempat), Makam.status != StatusMakam.DITUTUP).group_by(part)


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
