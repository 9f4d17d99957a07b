"""Looking prisons and detention houses up, their days, and where inmates from elsewhere belong."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Row, select
from sqlalchemy.orm import Session, aliased

from pemakaman.akun.rules import Actor
from pemakaman.desk.models import Lapas, LaporanLapas
from pemakaman.desk.queries.lingkup import visible_desk
from pemakaman.desk.rules.kolom import LAPAS, Angka
from pemakaman.errors import NotFound
from pemakaman.wilayah.models import Wilayah


@dataclass(frozen=True)
class Asal:
    """Inmates of one place whose home is one other kab/kota."""

    kode: str
    kab: str
    lapas: str
    di: str
    tanggal: date
    jumlah: int


def get_lapas(session: Session, lapas_id: UUID, *, actor: Actor, for_update: bool = False) -> Lapas:
    """One place; raises NotFound outside the jurisdiction."""
    query = select(Lapas).where(Lapas.id == lapas_id, visible_desk(actor, Lapas.kab_kode))
    if for_update:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = session.scalar(query)
    if found is None:
        raise NotFound()
    return found


def list_lapas(session: Session, *, actor: Actor) -> Sequence[Row[Lapas, str, LaporanLapas | None]]:
    """(place, kab/kota, last report) of what the account sees, those in use first."""
    last = aliased(LaporanLapas)
    newest = _newest(last.lapas_id)
    query = (
        select(Lapas, Wilayah.nama, last)
        .join(Wilayah, Wilayah.kode == Lapas.kab_kode)
        .outerjoin(last, (last.lapas_id == Lapas.id) & (last.tanggal == newest))
        .where(visible_desk(actor, Lapas.kab_kode))
        .order_by(Lapas.aktif.desc(), Lapas.kab_kode, Lapas.nama)
    )
    return session.execute(query).all()


def _newest(lapas_id: object) -> ColumnElement[date]:
    other = aliased(LaporanLapas)
    query = select(other.tanggal).where(other.lapas_id == lapas_id)
    newest: ColumnElement[date] = query.order_by(other.tanggal.desc()).limit(1).scalar_subquery()
    return newest


def angka_lapas(laporan: LaporanLapas) -> Angka:
    """The figures of a row."""
    return {kode: getattr(laporan, kode) for kode in LAPAS.nama_kolom}


def find_laporan_lapas(session: Session, lapas_id: UUID, tanggal: date) -> LaporanLapas | None:
    """The report of one day; the caller asked whether the place may be seen."""
    query = select(LaporanLapas).where(LaporanLapas.lapas_id == lapas_id, LaporanLapas.tanggal == tanggal)
    return session.scalar(query)


def find_lapas_sebelum(session: Session, lapas_id: UUID, tanggal: date) -> LaporanLapas | None:
    """The last report before a day."""
    query = select(LaporanLapas).where(LaporanLapas.lapas_id == lapas_id, LaporanLapas.tanggal < tanggal)
    return session.scalar(query.order_by(LaporanLapas.tanggal.desc()).limit(1))


def list_laporan_lapas(session: Session, lapas_id: UUID, *, batas: int = 31) -> Sequence[LaporanLapas]:
    """The last reports of a place, the newest first."""
    query = select(LaporanLapas).where(LaporanLapas.lapas_id == lapas_id)
    return session.scalars(query.order_by(LaporanLapas.tanggal.desc()).limit(batas)).all()


def list_asal(session: Session, *, actor: Actor) -> list[Asal]:
    """Where inmates from elsewhere in the account's places belong, by home kab/kota: what is sent on."""
    found = [
        Asal(kode, "", lapas.nama, kab, laporan.tanggal, int(jumlah))
        for lapas, kab, laporan in list_lapas(session, actor=actor)
        if lapas.aktif and laporan is not None
        for kode, jumlah in laporan.luar.items()
    ]
    return _named(session, found)


def list_warga_luar(session: Session, kab_kode: str) -> list[Asal]:
    """The residents of a kab/kota in places elsewhere, as counts: what others send on to it."""
    newest = _newest(Lapas.id)
    query = (
        select(Lapas.nama, Wilayah.nama, LaporanLapas.tanggal, LaporanLapas.luar)
        .select_from(Lapas)
        .join(LaporanLapas, (LaporanLapas.lapas_id == Lapas.id) & (LaporanLapas.tanggal == newest))
        .join(Wilayah, Wilayah.kode == Lapas.kab_kode)
        .where(Lapas.aktif, Lapas.kab_kode != kab_kode, LaporanLapas.luar.has_key(kab_kode))
    )
    return [
        Asal(kab_kode, "", nama, di, tanggal, int(luar[kab_kode])) for nama, di, tanggal, luar in session.execute(query)
    ]


def _named(session: Session, rows: list[Asal]) -> list[Asal]:
    query = select(Wilayah.kode, Wilayah.nama).where(Wilayah.kode.in_({row.kode for row in rows}))
    names = {row.kode: row.nama for row in session.execute(query)}
    named = [Asal(row.kode, names.get(row.kode, row.kode), row.lapas, row.di, row.tanggal, row.jumlah) for row in rows]
    return sorted(named, key=lambda row: (row.kode, -row.jumlah))


def find_kabs(session: Session, texts: Collection[str]) -> dict[str, str]:
    """Text → code of the kab/kota it names by code or by name, with or without its kind; left out unless one fits."""
    if not texts:
        return {}
    query = select(Wilayah.kode, Wilayah.nama).where(Wilayah.tingkat == 2, Wilayah.berlaku_sampai.is_(None))
    by_name: dict[str, set[str]] = {}
    for kode, nama in session.execute(query):
        for known in (kode, _plain(nama), f"/{_bare(nama)}"):
            by_name.setdefault(known, set()).add(kode)
    found: dict[str, str] = {}
    for text in texts:
        wanted = text.strip()
        fits = by_name.get(wanted if wanted[:1].isdigit() else _plain(wanted)) or by_name.get(
            f"/{_bare(wanted)}", set()
        )
        if len(fits) == 1:
            found[text] = next(iter(fits))
    return found


def _plain(nama: str) -> str:
    words = nama.lower().replace(".", " ").split()
    kinds = {"kab": "kabupaten", "kabupaten": "kabupaten", "kota": "kota"}
    return " ".join([kinds.get(words[0], words[0]), *words[1:]]) if words else ""


def _bare(nama: str) -> str:
    words = _plain(nama).split()
    return " ".join(words[1:] if words and words[0] in {"kabupaten", "kota"} else words)
