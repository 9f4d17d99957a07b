"""Reading accounts, their sessions and invitations."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, literal, or_, select, true, tuple_
from sqlalchemy.orm import Session, aliased

from pemakaman.akun.models import Akun, Sesi, Undangan
from pemakaman.akun.rules import Actor, Peran
from pemakaman.akun.sessions import ABSOLUTE, IDLE, token_hash
from pemakaman.db import now
from pemakaman.errors import NotFound
from pemakaman.wilayah.models import Wilayah

PER_PAGE = 50


@dataclass(frozen=True)
class BarisAkun:
    """One row of the list of accounts."""

    id: UUID
    nama: str
    nama_pengguna: str
    peran: str
    aktif: bool
    punya_sandi: bool
    wilayah_kode: str | None
    wilayah_nama: str | None


@dataclass(frozen=True)
class Saring:
    """What the list of accounts is narrowed to; '' means everything."""

    cari: str = ""
    peran: str = ""
    status: str = ""


def visible_filter(actor: Actor) -> ColumnElement[bool]:
    """The accounts an administrator may see: admin kab those of his kab/kota, admin sistem all."""
    if actor.peran is Peran.ADMIN_SISTEM:
        return true()
    if actor.peran is Peran.ADMIN_KAB and actor.wilayah_kode:
        return or_(
            Akun.wilayah_kode == actor.wilayah_kode,
            Akun.wilayah_kode.startswith(actor.wilayah_kode + ".", autoescape=True),
        )
    return literal(False)


def get_akun(session: Session, akun_id: UUID, *, actor: Actor, for_update: bool = False) -> Akun:
    """The account; raises NotFound outside the actor's jurisdiction."""
    statement = select(Akun).where(Akun.id == akun_id, visible_filter(actor))
    akun = session.scalar(statement.with_for_update() if for_update else statement)
    if akun is None:
        raise NotFound("Akun ini tidak ada, atau di luar wilayah tugas Anda.")
    return akun


def find_akun_by_name(session: Session, nama_pengguna: str) -> Akun | None:
    """The account of a user name, however it is capitalised."""
    return session.scalar(select(Akun).where(func.lower(Akun.nama_pengguna) == nama_pengguna.strip().lower()))


def list_akun(session: Session, saring: Saring, *, actor: Actor, sesudah: UUID | None = None) -> list[BarisAkun]:
    """One page of accounts by name, with one row more when another page follows."""
    statement = (
        select(
            Akun.id,
            Akun.nama,
            Akun.nama_pengguna,
            Akun.peran,
            Akun.aktif,
            Akun.sandi.is_not(None).label("punya_sandi"),
            Akun.wilayah_kode,
            Wilayah.nama.label("wilayah_nama"),
        )
        .outerjoin(Wilayah, Wilayah.kode == Akun.wilayah_kode)
        .where(visible_filter(actor), *_narrow(saring))
        .order_by(Akun.nama, Akun.id)
        .limit(PER_PAGE + 1)
    )
    if sesudah is not None:
        last = aliased(Akun)
        last_nama = select(last.nama).where(last.id == sesudah).scalar_subquery()
        statement = statement.where(tuple_(Akun.nama, Akun.id) > tuple_(last_nama, literal(sesudah)))
    return [BarisAkun(*row) for row in session.execute(statement)]


def _narrow(saring: Saring) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if saring.cari:
        conditions.append(
            or_(
                Akun.nama.icontains(saring.cari, autoescape=True),
                Akun.nama_pengguna.icontains(saring.cari, autoescape=True),
            )
        )
    if saring.peran:
        conditions.append(Akun.peran == saring.peran)
    if saring.status == "aktif":
        conditions.append(Akun.aktif.is_(True))
    elif saring.status == "nonaktif":
        conditions.append(Akun.aktif.is_(False))
    elif saring.status == "belum_masuk":
        conditions += [Akun.aktif.is_(True), Akun.sandi.is_(None)]
    return conditions


def wilayah_name(session: Session, kode: str | None) -> str:
    """Name of a region with its code, or words for none."""
    if kode is None:
        return "Seluruh Indonesia"
    nama = session.scalar(select(Wilayah.nama).where(Wilayah.kode == kode))
    return f"{nama or '–'} ({kode})"


@dataclass(frozen=True)
class SesiTampil:
    """One living session, as its owner sees it."""

    id: str
    perangkat: str
    asal: str
    sejak: datetime
    terakhir: datetime
    ini: bool


def list_sesi(session: Session, akun_id: UUID, *, token: str) -> list[SesiTampil]:
    """The living sessions of an account, the latest used first; `token` is the one that asks."""
    moment = now()
    rows = session.execute(
        select(Sesi.id, Sesi.perangkat, Sesi.asal, Sesi.dibuat_pada, Sesi.terakhir_pada)
        .where(
            Sesi.akun_id == akun_id,
            Sesi.dicabut_pada.is_(None),
            Sesi.terakhir_pada > moment - IDLE,
            Sesi.dibuat_pada > moment - ABSOLUTE,
        )
        .order_by(Sesi.terakhir_pada.desc(), Sesi.id)
        .limit(100)
    )
    here = token_hash(token)
    return [
        SesiTampil(row.id, row.perangkat, row.asal, row.dibuat_pada, row.terakhir_pada, ini=row.id == here)
        for row in rows
    ]


def get_invited(session: Session, token: str) -> Akun:
    """The account a living invitation is for; raises NotFound when used, run out or unknown."""
    akun = session.scalar(
        select(Akun)
        .join(Undangan, Undangan.akun_id == Akun.id)
        .where(
            Undangan.id == token_hash(token),
            Undangan.dipakai_pada.is_(None),
            Undangan.berlaku_sampai > now(),
            Akun.aktif,
        )
    )
    if akun is None:
        raise NotFound(
            "Tautan undangan ini sudah dipakai atau sudah lewat masanya. Minta tautan baru kepada admin Anda."
        )
    return akun
