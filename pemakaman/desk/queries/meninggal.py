"""People on a desk list who are recorded dead here: whom nobody should visit for a KTP-el.

Two lists are looked at: voters without a KTP-el in the list in force, and voters to be met on a planned visit. Dead
here is said in `tercatat`. A voter may stand in two lists, of the kab/kota and of a part of it; a death counts once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, Subquery, func, or_, select, union_all
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.desk.models import JemputBola, JemputBolaSasaran
from pemakaman.desk.queries.lingkup import get_kab, list_kab
from pemakaman.desk.queries.tercatat import lists_of, paired_dead, proposed_dead, without_ktp
from pemakaman.desk.rules.istilah import StatusJemput
from pemakaman.errors import Forbidden
from pemakaman.laporan.models import Laporan
from pemakaman.pemilih.models import Cocok, Pemilih, Usul
from pemakaman.pemilih.queries import inside

TERBANYAK = 500


@dataclass(frozen=True)
class Hitung:
    """Of one kab/kota: voters without a KTP-el, and people on planned visits, who are dead here."""

    kode: str
    nama: str
    pemilih: int = 0
    jemput: int = 0


def count_meninggal(session: Session, *, actor: Actor) -> list[Hitung]:
    """Counts of every kab/kota the account sees; no person."""
    dead = _dead(session, actor.wilayah_kode)
    without = _without_ktp(dead, func.count(func.distinct(dead.c.laporan_id)))
    voters = _by_kab(session, without.group_by(dead.c.kab_kode))
    planned = _planned(dead, func.count(func.distinct(JemputBolaSasaran.id)))
    visits = _by_kab(session, planned.group_by(dead.c.kab_kode))
    kab = list_kab(session, actor=actor)
    return [Hitung(kode, nama, voters.get(kode, 0), visits.get(kode, 0)) for kode, nama in kab]


def list_meninggal(session: Session, kab_kode: str, *, actor: Actor) -> tuple[Sequence[Row[Any]], Sequence[Row[Any]]]:
    """(voters without a KTP-el, people on planned visits) of the account's own kab/kota.

    Raises NotFound outside the jurisdiction, Forbidden for a whole province: it reads counts.
    """
    get_kab(session, kab_kode, actor=actor)
    require(actor, Izin.PEMILIH_LIHAT)
    if actor.kab_kode != kab_kode:
        raise Forbidden("Daftar nama hanya untuk kantor kabupaten/kotanya sendiri. Provinsi melihat jumlahnya.")
    dead = _dead(session, kab_kode)
    person = (
        Pemilih.id,
        Pemilih.nama,
        Pemilih.nik,
        Pemilih.desa,
        Pemilih.kecamatan,
        Pemilih.rt,
        Pemilih.rw,
        Pemilih.tps,
    )
    voters = _without_ktp(dead, *person, dead.c.laporan_id, dead.c.usul)
    planned = _planned(dead, *person, dead.c.laporan_id, dead.c.usul, JemputBola.tanggal, JemputBola.lokasi)
    place = (Pemilih.kecamatan, Pemilih.desa, Pemilih.nama, Pemilih.id)
    first = voters.ext(distinct_on(dead.c.laporan_id)).order_by(dead.c.laporan_id, dead.c.usul.desc(), Pemilih.id)
    once = first.subquery()
    found = session.execute(select(once).order_by(*(once.c[one.name] for one in place)).limit(TERBANYAK)).all()
    return found, session.execute(planned.order_by(JemputBola.tanggal, *place).limit(TERBANYAK)).all()


def _by_kab(session: Session, query: Select[Any]) -> dict[str, int]:
    return {row[0]: row[1] for row in session.execute(query)}


def _dead(session: Session, kode: str) -> Subquery:
    """(pemilih_id, laporan_id, kab_kode, usul) of voters of the lists in force whom reports of an area say are dead."""
    lists = [one.id for one in lists_of(session, kode)]
    proposed = proposed_dead().where(Usul.daftar_id.in_(lists), inside(Usul.kab_kode, kode))
    paired = paired_dead().where(Cocok.daftar_id.in_(lists), inside(Laporan.kab_kode, kode))
    return union_all(proposed, paired).subquery("meninggal")


def _without_ktp(dead: Subquery, *columns: Any) -> Select[Any]:
    first = [dead.c.kab_kode, *columns]
    return select(*first).join_from(dead, Pemilih, Pemilih.id == dead.c.pemilih_id).where(without_ktp())


def _planned(dead: Subquery, *columns: Any) -> Select[Any]:
    """Visits whose person is dead, not those that were drawn from a report of a death."""
    return (
        select(dead.c.kab_kode, *columns)
        .join_from(dead, Pemilih, Pemilih.id == dead.c.pemilih_id)
        .join(JemputBolaSasaran, JemputBolaSasaran.pemilih_id == dead.c.pemilih_id)
        .join(JemputBola, JemputBola.id == JemputBolaSasaran.jemput_id)
        .where(JemputBola.status == StatusJemput.RENCANA, JemputBola.kab_kode == dead.c.kab_kode)
        .where(or_(JemputBola.asal.is_(None), JemputBola.asal.not_in(("belum_berakta", "tindak_tms"))))
    )
