"""Reading lists for the check in the field; every query starts from what the actor may see."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor
from pemakaman.cek.rules import StatusCek
from pemakaman.errors import NotFound
from pemakaman.nilai.kode_wilayah import level
from pemakaman.pemilih.models import ButirLapangan, CekLapangan, Pemilih, Usul
from pemakaman.pemilih.penarikan import held_by_kpu
from pemakaman.pemilih.queries import inside
from pemakaman.pemilih.rules import StatusUsul
from pemakaman.wilayah.models import Wilayah

PAGE = 25
ROWS = 15
"""Rows on one page of answers: a phone must load and send it over a weak line."""
AnySelect = Select[*tuple[Any, ...]]


def is_to_check() -> ColumnElement[bool]:
    """A proposal that KPU does not hold yet, on no running list, and of which no answer was recorded."""
    listed = (
        select(ButirLapangan.id)
        .join(CekLapangan, CekLapangan.id == ButirLapangan.cek_id)
        .where(ButirLapangan.usul_id == Usul.id)
        .where(or_(CekLapangan.status == StatusCek.BERJALAN, ButirLapangan.hasil.is_not(None)))
        .correlate(Usul)
        .exists()
    )
    confirmed = and_(Usul.status == StatusUsul.DIKONFIRMASI, ~held_by_kpu())
    return and_(or_(Usul.status == StatusUsul.DIUSULKAN, confirmed), ~listed)


def open_query(wilayah_kode: str, tps: str | None = None) -> AnySelect:
    """(Usul, Pemilih) of an area that a new list would hold."""
    query: AnySelect = (
        select(Usul, Pemilih)
        .join(Pemilih, Pemilih.id == Usul.pemilih_id)
        .where(Usul.kab_kode == wilayah_kode[:5], is_to_check())
    )
    column = {3: Pemilih.kec_kode, 4: Pemilih.desa_kode}.get(level(wilayah_kode))
    if column is not None:
        query = query.where(column == wilayah_kode)
    return query if tps is None else query.where(func.ltrim(Pemilih.tps, "0") == tps.lstrip("0"))


def count_open(session: Session, wilayah_kode: str) -> int:
    """How many proposals of an area wait for a list."""
    query = open_query(wilayah_kode).with_only_columns(func.count())
    return session.scalar(query) or 0


def count_below(session: Session, wilayah_kode: str) -> list[tuple[str, str, int]]:
    """(kode or TPS, name, number) one level down, only where proposals wait for a list."""
    column: Any = {2: Pemilih.kec_kode, 3: Pemilih.desa_kode}.get(level(wilayah_kode), func.ltrim(Pemilih.tps, "0"))
    query = open_query(wilayah_kode).with_only_columns(column.label("kunci"), func.count()).group_by(column)
    found = {key: number for key, number in session.execute(query) if key}
    if level(wilayah_kode) == 4:
        return [(key, f"TPS {key}", found[key]) for key in sorted(found, key=lambda key: (len(key), key))]
    names = session.execute(select(Wilayah.kode, Wilayah.nama).where(Wilayah.kode.in_(found)))
    return sorted(((row.kode, row.nama, found[row.kode]) for row in names), key=lambda item: item[1])


def list_cek(
    session: Session, status: StatusCek, *, actor: Actor, sesudah: str | None = None
) -> tuple[list[Any], str | None]:
    """Lists in one state, the newest first, each with its place and how far it is; and the key of the next page."""
    kecamatan = aliased(Wilayah)
    query = (
        select(CekLapangan, Wilayah.nama.label("desa"), kecamatan.nama.label("kecamatan"))
        .add_columns(_count().label("jumlah"), _count(ButirLapangan.hasil.is_not(None)).label("dicatat"))
        .join(Wilayah, Wilayah.kode == CekLapangan.desa_kode)
        .outerjoin(kecamatan, kecamatan.kode == Wilayah.induk)
        .where(inside(CekLapangan.kab_kode, actor.wilayah_kode), CekLapangan.status == status)
        .order_by(CekLapangan.nomor.desc())
        .limit(PAGE + 1)
    )
    if sesudah:
        if not (sesudah.isascii() and sesudah.isdigit() and len(sesudah) < 19):
            raise NotFound("Halaman daftar ini tidak ada. Mulai lagi dari halaman pertama.")
        query = query.where(CekLapangan.nomor < int(sesudah))
    rows = list(session.execute(query))
    return rows[:PAGE], str(rows[PAGE - 1].CekLapangan.nomor) if len(rows) > PAGE else None


def _count(*wanted: ColumnElement[bool]) -> Any:
    query = select(func.count()).select_from(ButirLapangan).where(ButirLapangan.cek_id == CekLapangan.id, *wanted)
    return query.correlate(CekLapangan).scalar_subquery()


def get_cek(session: Session, cek_id: UUID, *, actor: Actor, for_update: bool = False) -> CekLapangan:
    """One list; raises NotFound outside the actor's area."""
    query = select(CekLapangan).where(CekLapangan.id == cek_id, inside(CekLapangan.kab_kode, actor.wilayah_kode))
    if for_update:
        query = query.with_for_update().execution_options(populate_existing=True)
    cek = session.scalar(query)
    if cek is None:
        raise NotFound("Daftar cek ini tidak ada, atau di luar wilayah tugas Anda.")
    return cek


def get_butir(session: Session, butir_id: UUID, *, actor: Actor, for_update: bool = False) -> ButirLapangan:
    """One row of a list; raises NotFound outside the actor's area."""
    query = (
        select(ButirLapangan)
        .join(CekLapangan, CekLapangan.id == ButirLapangan.cek_id)
        .where(ButirLapangan.id == butir_id, inside(CekLapangan.kab_kode, actor.wilayah_kode))
    )
    if for_update:
        query = query.with_for_update(of=ButirLapangan).execution_options(populate_existing=True)
    butir = session.scalar(query)
    if butir is None:
        raise NotFound("Baris cek lapangan ini tidak ada, atau di luar wilayah tugas Anda.")
    return butir


def count_answers(session: Session, cek_id: UUID) -> dict[str | None, int]:
    """How many rows of a list have each answer; None: not recorded."""
    query = select(ButirLapangan.hasil, func.count()).where(ButirLapangan.cek_id == cek_id)
    return {row[0]: row[1] for row in session.execute(query.group_by(ButirLapangan.hasil))}


def list_rows(session: Session, cek_id: UUID, *, dari: int = 1, batas: int | None = None) -> Sequence[Any]:
    """(ButirLapangan, Usul, Pemilih, name of the recorder) in the order of the paper, from row `dari`."""
    query = (
        select(ButirLapangan, Usul, Pemilih, Akun.nama.label("pencatat"))
        .join(Usul, Usul.id == ButirLapangan.usul_id)
        .join(Pemilih, Pemilih.id == Usul.pemilih_id)
        .outerjoin(Akun, Akun.id == ButirLapangan.dicatat_oleh)
        .where(ButirLapangan.cek_id == cek_id, ButirLapangan.urutan >= dari)
        .order_by(ButirLapangan.urutan)
        .limit(batas)
    )
    return session.execute(query).all()
