"""The reports behind a figure of the funnel, for those who may see them."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, select, tuple_
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor
from pemakaman.errors import NotFound
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import visible_filter
from pemakaman.makam.models import Makam
from pemakaman.pantau.queries.corong import Letak, fact_condition, fakta, month_column
from pemakaman.pantau.rules.corong import Pilihan
from pemakaman.pantau.rules.langkah import Sumbu
from pemakaman.pantau.rules.periode import Periode

PAGE = 25
Kunci = tuple[date, UUID]


def list_rows(
    session: Session,
    letak: Letak,
    sumbu: Sumbu,
    periode: Periode,
    pilihan: Pilihan,
    *,
    actor: Actor,
    sesudah: Kunci | None = None,
) -> tuple[list[Any], str | None]:
    """A page of them, the oldest burial first, and the key of the next."""
    query = fact_rows(actor).where(letak.where, *_chosen(letak, sumbu, periode, pilihan))
    if sesudah is not None:
        query = query.where(tuple_(fakta.dimakamkan, fakta.laporan_id) > tuple_(*sesudah))
    rows = list(session.execute(query.order_by(fakta.dimakamkan, fakta.laporan_id).limit(PAGE + 1)))
    return rows[:PAGE], next_key(rows, PAGE)


def fact_rows(actor: Actor) -> Select[*tuple[Any, ...]]:
    """Facts with what a list shows of their reports; nothing that the actor may not see."""
    return (
        select(fakta.laporan_id, fakta.dimakamkan, fakta.kab_kode, fakta.kertas, fakta.diajukan, fakta.disetujui)
        .add_columns(fakta.diunduh, fakta.akta, fakta.desa_kode, fakta.makam_id)
        .add_columns(Laporan.nama, Laporan.tidak_dikenal, Laporan.nik, Laporan.status)
        .add_columns(Laporan.buku_nomor, Laporan.buku_tahun, Makam.nama.label("makam"))
        .select_from(fakta)
        .join(Laporan, and_(Laporan.id == fakta.laporan_id, visible_filter(actor)))
        .join(Makam, Makam.id == fakta.makam_id)
    )


def next_key(rows: list[Any], size: int) -> str | None:
    """Where the next page starts; None on the last one. `rows` holds one more than a page where there is one."""
    return f"{rows[size - 1].dimakamkan.isoformat()}_{rows[size - 1].laporan_id}" if len(rows) > size else None


def read_key(text_: str | None) -> Kunci | None:
    """The key of an address; raises NotFound for what is none."""
    if not text_:
        return None
    day, _, laporan_id = text_.partition("_")
    try:
        return date.fromisoformat(day), UUID(laporan_id)
    except ValueError:
        raise NotFound("Halaman daftar ini tidak ada. Mulai lagi dari halaman pertama.") from None


def _chosen(letak: Letak, sumbu: Sumbu, periode: Periode, pilihan: Pilihan) -> list[Any]:
    found: list[Any] = _months(letak, sumbu, periode)
    found.append(fact_condition(pilihan.langkah, sumbu))
    if pilihan.belum:
        found.append(~fact_condition(pilihan.belum, sumbu))
    return found


def _months(letak: Letak, sumbu: Sumbu, periode: Periode) -> list[ColumnElement[bool]]:
    """The months of a period in the words of the index that will be read, said once: the planner multiplies.

    A kab/kota is read along its days of burial, so that the first page is all that is read.
    """
    by_month = month_column(sumbu).between(periode.dari.awal, periode.sampai.awal)
    if letak.tempat.tingkat != 2 or letak.makam_id is not None or sumbu is Sumbu.MASUK:
        return [by_month]
    if sumbu is Sumbu.DIMAKAMKAN:
        return [fakta.dimakamkan.between(periode.dari.awal, periode.sampai.akhir)]
    # Nobody is buried before he died.
    return [by_month, fakta.dimakamkan >= periode.dari.awal]
