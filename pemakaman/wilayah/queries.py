"""Looking regions up: by code, level by level, by name."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session, aliased

from pemakaman.errors import NotFound
from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.kode_wilayah import check_kode
from pemakaman.wilayah.models import Wilayah
from pemakaman.wilayah.rules import TINGKAT_NAMA, heads, search_form


@dataclass(frozen=True)
class Ditemukan:
    """One region found by name; `di` names what it lies in, from near to far."""

    kode: str
    nama: str
    tingkat: int
    di: str


def find_wilayah(session: Session, kode: str | None) -> Wilayah | None:
    """The region of a code, also one no longer valid; None for anything else."""
    return session.get(Wilayah, kode) if kode else None


def get_wilayah(session: Session, kode: str) -> Wilayah:
    """The region of a code; raises NotFound."""
    wilayah = find_wilayah(session, kode)
    if wilayah is None:
        raise NotFound(f"Kode wilayah {kode[:20]} tidak ada dalam daftar Kemendagri.")
    return wilayah


def children(session: Session, induk: str | None) -> list[tuple[str, str]]:
    """(kode, nama) of the regions valid today one level below, by name; None: the provinces."""
    within = Wilayah.induk.is_(None) if induk is None else Wilayah.induk == induk
    query = select(Wilayah.kode, Wilayah.nama).where(within, Wilayah.berlaku_sampai.is_(None))
    return [(kode, nama) for kode, nama in session.execute(query.order_by(Wilayah.nama, Wilayah.kode))]


def full_names(session: Session, kode: str | None) -> dict[str, str]:
    """Names by level: provinsi, kab_kota, kecamatan, desa; '' where the code does not reach."""
    codes = heads(kode or "")
    found = session.execute(select(Wilayah.tingkat, Wilayah.nama).where(Wilayah.kode.in_(codes)))
    return {**dict.fromkeys(TINGKAT_NAMA, ""), **{TINGKAT_NAMA[level - 1]: nama for level, nama in found}}


def is_known_kecamatan(session: Session, kode: str) -> bool:
    """Does a kecamatan carry this code, today or formerly?"""
    # Asked once in a transaction: the people of one book come from few kecamatan.
    known: dict[str, bool] = session.info.setdefault("kecamatan_dikenal", {})
    if kode not in known:
        query = select(Wilayah.kode).where(Wilayah.kode == kode, Wilayah.tingkat == 3)
        known[kode] = session.execute(query).first() is not None
    return known[kode]


def search(
    session: Session,
    teks: str,
    *,
    tingkat: int | None = None,
    di_dalam: str | None = None,
    batas: int = 20,
) -> list[Ditemukan]:
    """Regions valid today whose name holds the text, however spaced, or whose code it is; nearest first."""
    wanted = search_form(teks)
    if not wanted:
        return []
    induk, kakek, buyut = aliased(Wilayah), aliased(Wilayah), aliased(Wilayah)
    query = (
        select(Wilayah.kode, Wilayah.nama, Wilayah.tingkat, induk.nama, kakek.nama, buyut.nama)
        .outerjoin(induk, Wilayah.induk == induk.kode)
        .outerjoin(kakek, induk.induk == kakek.kode)
        .outerjoin(buyut, kakek.induk == buyut.kode)
        .where(Wilayah.berlaku_sampai.is_(None))
        .where(or_(Wilayah.nama_cari.contains(wanted, autoescape=True), Wilayah.kode == _as_kode(teks)))
    )
    if tingkat is not None:
        query = query.where(Wilayah.tingkat == tingkat)
    if di_dalam:
        query = query.where(Wilayah.kode.startswith(f"{di_dalam}.", autoescape=True))
    nearness = case(
        (Wilayah.nama_cari == wanted, 0),
        (Wilayah.nama_cari.startswith(wanted, autoescape=True), 1),
        else_=2,
    )
    query = query.order_by(nearness, func.length(Wilayah.nama_cari), Wilayah.kode).limit(batas)
    return [_found(*row) for row in session.execute(query)]


def _found(kode: str, nama: str, tingkat: int, *parents: str | None) -> Ditemukan:
    return Ditemukan(kode, nama, tingkat, ", ".join(_present(parents)))


def _present(names: Sequence[str | None]) -> list[str]:
    return [name for name in names if name]


def _as_kode(teks: str) -> str | None:
    try:
        return check_kode(teks)
    except NilaiError:
        return None
