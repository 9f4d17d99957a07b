"""Reading imports and the state of the population data; every query starts from what the actor may see."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, tuple_
from sqlalchemy.orm import Session

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor
from pemakaman.errors import NotFound
from pemakaman.nilai.tanggal import zone_of
from pemakaman.penduduk.models import ImporPenduduk, PemetaanPenduduk, Penduduk
from pemakaman.wilayah.models import Wilayah
from pemakaman.wilayah.rules import heads

PAGE = 20


@dataclass(frozen=True)
class Keadaan:
    """How many residents of one region the data holds, and as at when; `kode` '' is: no region known."""

    kode: str
    nama: str
    jumlah: int
    per: date | None


def visible_filter(actor: Actor) -> ColumnElement[bool]:
    """The imports of the actor's kab/kota; nothing for one without."""
    return ImporPenduduk.kab_kode == (actor.kab_kode or "")


def get_impor(session: Session, impor_id: UUID, *, actor: Actor, for_update: bool = False) -> ImporPenduduk:
    """One import; raises NotFound outside the actor's kab/kota."""
    query = select(ImporPenduduk).where(ImporPenduduk.id == impor_id, visible_filter(actor))
    if for_update:
        query = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    impor = session.scalar(query)
    if impor is None:
        raise NotFound("Impor data penduduk ini tidak ada, atau di luar wilayah tugas Anda.")
    return impor


def list_impor(session: Session, *, actor: Actor, sesudah: str | None) -> tuple[list[Any], str | None]:
    """Imports and trials, the newest first, and the key of the next page."""
    query = (
        select(ImporPenduduk, Wilayah.nama.label("wilayah"), Akun.nama.label("oleh"))
        .join(Wilayah, Wilayah.kode == ImporPenduduk.wilayah_kode)
        .join(Akun, Akun.id == ImporPenduduk.dibuat_oleh)
        .where(visible_filter(actor))
        .order_by(ImporPenduduk.dibuat_pada.desc(), ImporPenduduk.id.desc())
        .limit(PAGE + 1)
    )
    if sesudah:
        query = query.where(tuple_(ImporPenduduk.dibuat_pada, ImporPenduduk.id) < tuple_(*_read_key(sesudah)))
    rows = list(session.execute(query))
    if len(rows) <= PAGE:
        return rows, None
    last = rows[PAGE - 1][0]
    return rows[:PAGE], f"{last.dibuat_pada.isoformat()}_{last.id}"


def _read_key(text: str) -> tuple[datetime, UUID]:
    moment, _, row_id = text.partition("_")
    try:
        return datetime.fromisoformat(moment.replace(" ", "+")), UUID(row_id)
    except ValueError:
        raise NotFound("Halaman daftar ini tidak ada. Mulai lagi dari halaman pertama.") from None


def list_keadaan(session: Session, induk: str, *, actor: Actor) -> list[Keadaan]:
    """Residents by the regions directly under `induk`: a kab/kota by kecamatan, a kecamatan by desa."""
    kab = actor.kab_kode or ""
    if induk != kab and not induk.startswith(f"{kab}."):
        raise NotFound()
    column = Penduduk.kec_kode if induk == kab else Penduduk.desa_kode
    query = select(column, func.count()).where(Penduduk.kab_kode == kab).group_by(column)
    if induk != kab:
        query = query.where(Penduduk.kec_kode == induk)
    counts = {kode or "": jumlah for kode, jumlah in session.execute(query)}
    under = select(Wilayah.kode, Wilayah.nama).where(Wilayah.induk == induk)
    names: dict[str, str] = {row.kode: row.nama for row in session.execute(under)}
    names |= {kode: kode for kode in counts if kode and kode not in names}
    days = data_dates(session, kab)
    found = [
        Keadaan(kode, nama, counts[kode], _newest_within(days, kode))
        for kode, nama in sorted(names.items(), key=lambda pair: pair[1])
        if kode in counts
    ]
    if counts.get(""):
        found.append(Keadaan("", "Belum diketahui", counts[""], newest_date(days, induk)))
    return found


def data_dates(session: Session, kab_kode: str) -> dict[str, date]:
    """Region of a file → the newest day as at which a finished import gave its residents."""
    day = func.coalesce(
        ImporPenduduk.tanggal_data, func.date(func.timezone(zone_of(kab_kode).key, ImporPenduduk.selesai_pada))
    )
    query = (
        select(ImporPenduduk.wilayah_kode, func.max(day).label("per"))
        .where(ImporPenduduk.kab_kode == kab_kode, ImporPenduduk.status == "jadi", ~ImporPenduduk.uji, day.is_not(None))
        .group_by(ImporPenduduk.wilayah_kode)
    )
    return {row.wilayah_kode: row.per for row in session.execute(query)}


def newest_date(days: dict[str, date], kode: str) -> date | None:
    """As at when the data of a region stand: from a file of that region or of one around it."""
    return max((days[head] for head in heads(kode) if head in days), default=None)


def _newest_within(days: dict[str, date], kode: str) -> date | None:
    """As `newest_date`, also from files of the regions inside."""
    inside = [day for other, day in days.items() if other.startswith(f"{kode}.")]
    return max([*inside, *filter(None, [newest_date(days, kode)])], default=None)


def find_pemetaan(session: Session, kab_kode: str, sidik_judul: str) -> dict[str, Any] | None:
    """How a file with these headings was read last."""
    found = session.get(PemetaanPenduduk, (kab_kode, sidik_judul))
    return found.pemetaan if found else None
