"""Whom a visit is for: the work lists it is drawn from, and the people on its plan. Never a NIK."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from pemakaman.akun.rules import Actor
from pemakaman.desk.models import JemputBola, JemputBolaSasaran
from pemakaman.desk.queries.tercatat import AnySelect, lists_to_draw, recorded_dead, without_ktp
from pemakaman.desk.rules.istilah import AsalJemput, StatusJemput
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import visible_filter
from pemakaman.pantau.models import TugasAkta
from pemakaman.pemilih.models import Pemilih, TindakTms
from pemakaman.wilayah.models import Wilayah

DAFTAR_KERJA = (AsalJemput.BELUM_BERAKTA, AsalJemput.TINDAK_TMS, AsalJemput.PEMILIH)


@dataclass(frozen=True)
class Orang:
    """The least by which somebody finds the house and the person; `peringatan` says why to think twice."""

    nama: str
    rincian: str = ""
    alamat: str = ""
    peringatan: str = ""


def list_desa(session: Session, kab_kode: str) -> list[tuple[str, str]]:
    """(kode, 'Desa, Kec. X') of the villages of a kab/kota, by kecamatan and name."""
    kec = aliased(Wilayah)
    query = (
        select(Wilayah.kode, Wilayah.nama, kec.nama)
        .join(kec, kec.kode == Wilayah.induk)
        .where(Wilayah.tingkat == 4, Wilayah.berlaku_sampai.is_(None))
        .where(Wilayah.kode.startswith(f"{kab_kode}.", autoescape=True))
        .order_by(kec.nama, Wilayah.nama)
    )
    return [(kode, f"{kec_nama}: {nama}") for kode, nama, kec_nama in session.execute(query)]


def match_desa(session: Session, kab_kode: str, text: str) -> list[str]:
    """Codes of the villages of a kab/kota that a text names: 'Sukarame', or 'Kedaton: Sukarame' as in `list_desa`."""
    kec, kec_nama = aliased(Wilayah), text.rpartition(":")[0].strip().lower()
    query = (
        select(Wilayah.kode)
        .join(kec, kec.kode == Wilayah.induk)
        .where(Wilayah.tingkat == 4, Wilayah.berlaku_sampai.is_(None))
        .where(Wilayah.kode.startswith(f"{kab_kode}.", autoescape=True))
        .where(func.lower(Wilayah.nama) == text.rpartition(":")[2].strip().lower())
    )
    return list(session.scalars(query.where(func.lower(kec.nama) == kec_nama) if kec_nama else query))


def count_by_desa(session: Session, asal: AsalJemput, kab_kode: str) -> list[tuple[str, str, str, int]]:
    """(desa kode, desa, kecamatan, people who wait) of one work list, most people first."""
    waiting = _waiting(session, asal, kab_kode)
    if waiting is None:
        return []
    rows, kec = waiting.subquery(), aliased(Wilayah)
    jumlah = func.count().label("jumlah")
    query = (
        select(rows.c.desa, Wilayah.nama, func.coalesce(kec.nama, ""), jumlah)
        .join(Wilayah, Wilayah.kode == rows.c.desa)
        .outerjoin(kec, kec.kode == Wilayah.induk)
        .where(Wilayah.tingkat == 4)
        .group_by(rows.c.desa, Wilayah.nama, kec.nama)
        .order_by(jumlah.desc(), Wilayah.nama)
    )
    return [(desa, nama, kec_nama, count) for desa, nama, kec_nama, count in session.execute(query)]


def list_waiting(session: Session, asal: AsalJemput, kab_kode: str, desa_kode: str, batas: int) -> list[Any]:
    """Ids (of reports or voters) of one village that wait, the longest waiting first."""
    waiting = _waiting(session, asal, kab_kode, desa_kode)
    if waiting is None:
        return []
    rows = waiting.subquery()
    query = select(rows.c.id).where(rows.c.desa == desa_kode).order_by(rows.c.urut, rows.c.id).limit(batas)
    return list(session.scalars(query))


def count_waiting(session: Session, asal: AsalJemput, kab_kode: str, desa_kode: str) -> int:
    """How many of one village wait."""
    waiting = _waiting(session, asal, kab_kode, desa_kode)
    if waiting is None:
        return 0
    rows = waiting.subquery()
    return session.scalar(select(func.count()).select_from(rows).where(rows.c.desa == desa_kode)) or 0


def _waiting(session: Session, asal: AsalJemput, kab_kode: str, desa_kode: str = "") -> AnySelect | None:
    """(id, desa, urut) of who is on the list and on no other plan."""
    if asal is AsalJemput.BELUM_BERAKTA:
        return _without_akta(kab_kode)
    if asal is AsalJemput.TINDAK_TMS:
        return _kpu_dead(kab_kode)
    return _without_ktp(session, kab_kode, desa_kode) if asal is AsalJemput.PEMILIH else None


def _free(column: Any, own: Any) -> ColumnElement[bool]:
    """On no plan that is still to be held, and not served at a visit before."""
    planned = (
        select(JemputBolaSasaran.id)
        .join(JemputBola, JemputBola.id == JemputBolaSasaran.jemput_id)
        .where(column == own)
        .where(or_(JemputBola.status == StatusJemput.RENCANA, JemputBolaSasaran.tercapai.is_(True)))
    )
    return ~planned.correlate(own.class_).exists()


def _without_akta(kab_kode: str) -> AnySelect:
    # The family lives where the dead lived; an address outside the kab/kota leaves the village of the grave.
    home = case(
        (Laporan.alamat_desa_kode.startswith(f"{kab_kode}.", autoescape=True), Laporan.alamat_desa_kode),
        else_=TugasAkta.desa_kode,
    )
    query: AnySelect = (
        select(Laporan.id.label("id"), home.label("desa"), TugasAkta.dibuat_pada.label("urut"))
        .join(TugasAkta, TugasAkta.laporan_id == Laporan.id)
        .where(TugasAkta.kab_kode == kab_kode, TugasAkta.status == "terbuka", TugasAkta.untuk == "kunjungan")
        .where(_free(JemputBolaSasaran.laporan_id, Laporan.id))
    )
    return query


def _kpu_dead(kab_kode: str) -> AnySelect:
    query: AnySelect = (
        select(Pemilih.id.label("id"), TindakTms.desa_kode.label("desa"), TindakTms.id.label("urut"))
        .join(TindakTms, TindakTms.pemilih_id == Pemilih.id)
        .where(TindakTms.kab_kode == kab_kode, TindakTms.keadaan == "tanpa_laporan", TindakTms.status != "selesai")
        .where(_free(JemputBolaSasaran.pemilih_id, Pemilih.id))
    )
    return query


def _without_ktp(session: Session, kab_kode: str, desa_kode: str) -> AnySelect | None:
    lists = [daftar.id for daftar in lists_to_draw(session, kab_kode)]
    if not lists:
        return None
    query: AnySelect = select(Pemilih.id.label("id"), Pemilih.desa_kode.label("desa"), Pemilih.id.label("urut")).where(
        Pemilih.daftar_id.in_(lists),
        Pemilih.desa_kode.startswith(f"{kab_kode}.", autoescape=True),
        without_ktp(),
        _free(JemputBolaSasaran.pemilih_id, Pemilih.id),
        ~recorded_dead(),
    )
    return query.where(Pemilih.desa_kode == desa_kode) if desa_kode else query


def list_sasaran(session: Session, jemput_id: UUID) -> Sequence[JemputBolaSasaran]:
    """The rows of a plan in their order."""
    query = select(JemputBolaSasaran).where(JemputBolaSasaran.jemput_id == jemput_id)
    return session.scalars(query.order_by(JemputBolaSasaran.urutan)).all()


def people_of(
    session: Session, jemput: JemputBola, rows: Sequence[JemputBolaSasaran], *, actor: Actor
) -> dict[UUID, Orang]:
    """Row → whom to visit; who is on the lists no longer is said to be gone."""
    laporan = _reports(session, [row.laporan_id for row in rows if row.laporan_id], actor)
    pemilih = _voters(session, [row.pemilih_id for row in rows if row.pemilih_id], jemput)
    gone = Orang("Tidak ada lagi di daftarnya", peringatan="Laporan atau daftar pemilihnya sudah berubah.")
    found: dict[UUID, Orang] = {}
    for row in rows:
        if row.teks is not None:
            found[row.id] = Orang(row.teks)
        elif row.laporan_id:
            found[row.id] = laporan.get(row.laporan_id, gone)
        else:
            found[row.id] = pemilih.get(row.pemilih_id or 0, gone)
    return found


def _reports(session: Session, ids: Sequence[UUID], actor: Actor) -> dict[UUID, Orang]:
    if not ids:
        return {}
    rows = session.scalars(select(Laporan).where(Laporan.id.in_(ids), visible_filter(actor)))
    return {row.id: _of_report(row) for row in rows}


def _of_report(row: Laporan) -> Orang:
    facts = [row.jenis_kelamin, f"lahir {row.lahir_tahun}" if row.lahir_tahun else None]
    facts.append(f"meninggal {row.meninggal_tanggal:%d-%m-%Y}" if row.meninggal_tanggal else None)
    stopped = "Laporannya dibekukan atau diarsipkan: tanya kantor dulu." if row.status_sebelum else ""
    return Orang(row.nama or "Tidak dikenal", _joined(facts), _house(row.alamat, row.rt, row.rw), stopped)


def _voters(session: Session, ids: Sequence[int], jemput: JemputBola) -> dict[int, Orang]:
    if not ids:
        return {}
    dead = recorded_dead().label("meninggal")
    rows = session.execute(select(Pemilih, dead).where(Pemilih.id.in_(ids)))
    alive = jemput.asal == AsalJemput.PEMILIH
    return {pemilih.id: _of_voter(pemilih, warn=bool(recorded) and alive) for pemilih, recorded in rows}


def _of_voter(row: Pemilih, *, warn: bool) -> Orang:
    facts = [row.jenis_kelamin, f"lahir {row.tanggal_lahir.year}" if row.tanggal_lahir else None]
    facts.append(f"TPS {row.tps.lstrip('0')}" if row.tps else None)
    dead = "Tercatat meninggal di sini: jangan didatangi untuk merekam KTP-el." if warn else ""
    return Orang(row.nama, _joined(facts), _house(row.alamat, row.rt, row.rw), dead)


def _joined(facts: Sequence[str | None]) -> str:
    return ", ".join(fact for fact in facts if fact)


def _house(alamat: str | None, rt: str | None, rw: str | None) -> str:
    return _joined([alamat, f"RT {rt or '–'} / RW {rw or '–'}" if rt or rw else None])
