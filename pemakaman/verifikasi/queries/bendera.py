"""What stands against deciding a report without opening it: each flag once, as a condition and as a sentence."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    Uuid,
    and_,
    bindparam,
    exists,
    func,
    literal,
    not_,
    or_,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from pemakaman.akun.rules import Actor
from pemakaman.laporan.models import CatatanKembali, Laporan
from pemakaman.laporan.permintaan import waits_for_answer
from pemakaman.laporan.queries import was_annulled
from pemakaman.laporan.queries_ganda import open_ganda_filter
from pemakaman.laporan.rules import NOT_IN_REGISTER
from pemakaman.verifikasi.models import Keputusan, Pemeriksaan

# What a snapshot says where there is no sign of life.
TIDAK = ("false", "[]", "")
PESAN: Mapping[str, str] = {
    "ganda": "Diduga ganda dengan laporan lain. Bandingkan dulu keduanya.",
    "permintaan": "Masih ada pertanyaan atau lampiran yang ditunggu.",
    "identitas": "Identitas belum dicek.",
    "tidak_ada": "Identitasnya tidak ditemukan di data. Buka dan putuskan sendiri.",
    "tanda_hidup": "Ada tanda bahwa orangnya masih hidup. Buka dan putuskan sendiri.",
    "pernah_hidup": "Laporan lain dengan NIK ini dibatalkan karena orangnya masih hidup. Buka dan putuskan sendiri.",
    "nik_sama": "NIK-nya juga ada pada laporan lain. Buka dan putuskan sendiri.",
    "sendiri": "Anda sendiri yang menyarankan. Persetujuan harus diberikan akun lain.",
}


def approval_flags(pelaku: UUID | BindParameter[UUID] | None) -> dict[str, ColumnElement[bool]]:
    """Code → what keeps a recommended report out of a bulk approval by the account `pelaku`."""
    recommended_by = select(Keputusan.disarankan_oleh).where(Keputusan.laporan_id == Laporan.id).scalar_subquery()
    return {
        "ganda": open_ganda_filter(),
        "permintaan": waits_for_answer(),
        "identitas": not_(_checked()),
        "tidak_ada": _checked(Pemeriksaan.cara == "tidak_ada"),
        "tanda_hidup": _checked(Pemeriksaan.cuplikan["tanda_hidup"].as_string().not_in(TIDAK)),
        "pernah_hidup": _borne_by_living(),
        "nik_sama": _same_identity(),
        "sendiri": func.coalesce(recommended_by == pelaku, literal(False)),
    }


def clean_for_approval(actor: Actor) -> ColumnElement[bool]:
    """No flag at all."""
    return and_(*(not_(flag) for flag in approval_flags(actor.id).values()))


def clean_for_claim() -> ColumnElement[bool]:
    """Waiting reports that an officer can decide now: no open double, nothing asked that is not answered."""
    return and_(not_(open_ganda_filter()), not_(waits_for_answer()))


def find_flags(session: Session, laporan_id: UUID, *, actor: Actor) -> list[str]:
    """The sentences of all flags of one report."""
    row = session.execute(_flags_of_one(), {"laporan_id": laporan_id, "pelaku": actor.id}).one()
    return [PESAN[code] for code, raised in row._mapping.items() if raised]


# Putting the conditions together takes longer than asking them: a bulk approval asks them five hundred times.
@lru_cache(maxsize=1)
def _flags_of_one() -> Select[*tuple[Any, ...]]:
    flags = approval_flags(bindparam("pelaku", type_=Uuid()))
    columns = [flag.label(code) for code, flag in flags.items()]
    return select(*columns).select_from(Laporan).where(Laporan.id == bindparam("laporan_id", type_=Uuid()))


def _checked(*more: ColumnElement[bool]) -> ColumnElement[bool]:
    """The last identity check that still counts (none older than the last return), with more asked of it."""
    later_return = exists().where(
        CatatanKembali.laporan_id == Pemeriksaan.laporan_id, CatatanKembali.dibuat_pada >= Pemeriksaan.dibuat_pada
    )
    newer = aliased(Pemeriksaan)
    later_check = exists().where(newer.laporan_id == Pemeriksaan.laporan_id, newer.id > Pemeriksaan.id)
    return (
        select(Pemeriksaan.id)
        .where(Pemeriksaan.laporan_id == Laporan.id, not_(later_check), not_(later_return), *more)
        .exists()
    )


def _same_identity() -> ColumnElement[bool]:
    """Another report of the register bears the NIK that the reporter wrote, or that of the chosen resident."""
    return or_(*(_borne_elsewhere(nik) for nik in (Laporan.nik, Laporan.nik_pilihan)))


def _borne_by_living() -> ColumnElement[bool]:
    other = aliased(Laporan)
    return exists().where(other.nik_identitas == Laporan.nik_identitas, other.id != Laporan.id, was_annulled(other))


def _borne_elsewhere(nik: InstrumentedAttribute[str | None]) -> ColumnElement[bool]:
    other = aliased(Laporan)
    standing = and_(
        other.status.not_in(NOT_IN_REGISTER),
        or_(other.status_sebelum.is_(None), other.status_sebelum.not_in(NOT_IN_REGISTER)),
    )
    return exists().where(other.nik == nik, other.id != Laporan.id, standing)
