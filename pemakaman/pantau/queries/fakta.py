"""What each report counts as, read from the reports themselves."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    Select,
    SmallInteger,
    Text,
    Uuid,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal_column,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY, TIMESTAMP
from sqlalchemy.sql.selectable import ScalarSelect

from pemakaman.akta.models import Akta
from pemakaman.berkas.models import Berkas
from pemakaman.laporan.models import CatatanKembali, Laporan
from pemakaman.laporan.queries import in_register
from pemakaman.laporan.rules import APPROVED, SET_ASIDE, Kasus, Status
from pemakaman.pantau.queries.angka import age_group, local_zone
from pemakaman.pantau.rules.belum_akta import Menunggu
from pemakaman.pemilih.models import Paket, PaketUsul, TandaTerima, Usul
from pemakaman.perbaikan.models import Perbaikan
from pemakaman.verifikasi.models import Keputusan

# Proposals that still hold their report, as words of the query: with parameters the index of just these is not used.
_LIVING = tuple(literal_column(f"'{status}'", Text) for status in ("diusulkan", "dikonfirmasi", "dibekukan"))


def facts_query(laporan_id: Sequence[UUID] | None = None) -> Select[Any]:
    """One row a report that counts, with the columns of `Fakta` in their names; of all reports, or of some."""
    columns = {**_who(), **_when(), **_what(), **_steps()}
    query = (
        select(*(value.label(name) for name, value in columns.items()))
        .select_from(Laporan)
        .outerjoin(Keputusan, Keputusan.laporan_id == Laporan.id)
        .outerjoin(Akta, and_(Akta.laporan_id == Laporan.id, Akta.dibatalkan_pada.is_(None)))
        .where(in_register(), Laporan.dimakamkan_tanggal.is_not(None))
    )
    return query if laporan_id is None else query.where(Laporan.id == func.any(_ids(laporan_id)))


def _ids(laporan_id: Sequence[UUID]) -> BindParameter[Any]:
    return bindparam("laporan_id", list(laporan_id), type_=ARRAY(Uuid))


def local_day(moment: Any) -> ColumnElement[date]:
    """The day of a moment by the clock of the report's region."""
    return cast(func.timezone(local_zone(Laporan.kab_kode), moment), Date)


def _who() -> dict[str, Any]:
    return {
        "laporan_id": Laporan.id,
        "makam_id": Laporan.makam_id,
        "kab_kode": Laporan.kab_kode,
        "kec_kode": Laporan.kec_kode,
        "desa_kode": Laporan.desa_kode,
        "dibuat_oleh": Laporan.dibuat_oleh,
        "kertas": func.split_part(Laporan.asal, ":", 1) == "impor",
        "lahir_mati": Laporan.kasus == Kasus.LAHIR_MATI,
    }


def _when() -> dict[str, Any]:
    entered = local_day(func.coalesce(Laporan.masuk_buku_pada, Laporan.dibuat_pada))
    died = func.coalesce(Laporan.meninggal_tanggal, Laporan.dimakamkan_tanggal)
    return {
        "meninggal": Laporan.meninggal_tanggal,
        "dimakamkan": Laporan.dimakamkan_tanggal,
        "masuk": entered,
        "bulan_meninggal": _month(died),
        "bulan_dimakamkan": _month(Laporan.dimakamkan_tanggal),
        "bulan_masuk": _month(entered),
    }


def _month(day: Any) -> ColumnElement[date]:
    return cast(func.date_trunc("month", cast(day, TIMESTAMP)), Date)


def _what() -> dict[str, Any]:
    return {
        "kelamin": func.coalesce(Laporan.jenis_kelamin, ""),
        "umur": age_group(),
        "sebab": func.coalesce(Laporan.sebab, 0),
        "tempat": func.coalesce(Laporan.meninggal_tempat_jenis, ""),
        "ada_nik": Laporan.nik_identitas.is_not(None),
    }


def _steps() -> dict[str, Any]:
    """Days of the steps that still hold: what was undone counts no longer."""
    standing = func.coalesce(Laporan.status_sebelum, Laporan.status)
    approved = and_(standing.in_(APPROVED), Keputusan.disetujui_pada.is_not(None))
    downloaded = (
        select(func.min(Berkas.pertama_diunduh_pada))
        .where(Berkas.laporan_id == Laporan.id, Berkas.dibatalkan_pada.is_(None))
        .scalar_subquery()
    )
    inside = (PaketUsul, PaketUsul.usul_id == Usul.id)
    accepted = (PaketUsul, and_(PaketUsul.usul_id == Usul.id, PaketUsul.hasil == "diterima"))
    proposed = _of_usul(func.min(Usul.diusulkan_pada))
    handed = _of_usul(func.min(Paket.dibuat_pada), inside, (Paket, Paket.id == PaketUsul.paket_id))
    receipt = (TandaTerima, TandaTerima.paket_id == PaketUsul.paket_id)
    received = _of_usul(func.min(TandaTerima.tanggal), accepted, receipt)
    return {
        "diajukan": local_day(Laporan.diajukan_pada),
        "disetujui": case((approved, local_day(Keputusan.disetujui_pada))),
        "diunduh": local_day(downloaded),
        "akta": Akta.tanggal,
        "diusulkan": local_day(proposed),
        "diserahkan": local_day(handed),
        "diterima": received,
        "menunggu": _waiting(approved, downloaded),
        "dikembalikan": _how_often(CatatanKembali, func.count(CatatanKembali.dibuat_pada.distinct())),
        "diperbaiki": _how_often(Perbaikan, func.count(), Perbaikan.status == "disetujui"),
    }


def _waiting(approved: ColumnElement[bool], downloaded: ScalarSelect[Any]) -> ColumnElement[str]:
    """What a report waits for, as `rules/belum_akta.waits_for` says it of one."""
    # In this order files are only looked for of the few that are approved and lack their akta.
    return case(
        (Akta.tanggal.is_not(None), ""),
        (Laporan.status.in_(sorted(SET_ASIDE)), Menunggu.DISISIHKAN.value),
        (Laporan.diajukan_pada.is_(None), Menunggu.PENGELOLA.value),
        (and_(~approved, Laporan.status == Status.DIKEMBALIKAN), Menunggu.PERBAIKAN.value),
        (~approved, Menunggu.MEJA.value),
        (downloaded.is_(None), Menunggu.BERKAS.value),
        else_=Menunggu.AKTA.value,
    )


def _of_usul(value: ColumnElement[Any], *packages: tuple[Any, ColumnElement[bool]]) -> ScalarSelect[Any]:
    """A value of the proposals that still hold, with tables of packages joined as said."""
    query = select(value).select_from(Usul)
    for table, condition in packages:
        query = query.join(table, condition)
    query = query.where(Usul.laporan_id == Laporan.id, Usul.status.in_(_LIVING))
    return query.correlate(Laporan).scalar_subquery()


def _how_often(table: Any, count: ColumnElement[int], *conditions: ColumnElement[bool]) -> ColumnElement[int]:
    query = select(count).select_from(table).where(table.laporan_id == Laporan.id, *conditions)
    return cast(query.correlate(Laporan).scalar_subquery(), SmallInteger)
