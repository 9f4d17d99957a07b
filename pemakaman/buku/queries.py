"""Reading books row by row, never whole; what may be printed; who ordered which print."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from heapq import merge
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select, union
from sqlalchemy.orm import Session, aliased

from pemakaman.akta.models import Akta
from pemakaman.akun.rules import Actor, Peran
from pemakaman.buku.baris import BarisBuku, KoreksiCetak, MakamBuku, OrangBuku, UbahanBuku
from pemakaman.buku.models import CetakBuku
from pemakaman.errors import NotFound
from pemakaman.laporan.models import Bukti, Laporan, LaporanOrang
from pemakaman.laporan.ruas import RUAS_LABEL, show_value
from pemakaman.laporan.rules import JenisBukti, Status
from pemakaman.makam.models import KoreksiBuku, Makam, NomorBatal
from pemakaman.makam.queries import visible_filter
from pemakaman.makam.rules import JENIS_LABEL, JenisMakam
from pemakaman.nilai.tanggal import NAMA_BULAN, zone_label, zone_of
from pemakaman.wilayah.models import Wilayah
from pemakaman.wilayah.queries import full_names
from pemakaman.wilayah.sebutan import sebutan_of

BARIS_SEKALI = 500
CETAKAN_TAMPIL = 20
MAKAM_DITAWARKAN = 400

# Columns of a report that a row of the book carries under the same name.
_SAMA = tuple(
    name
    for name in BarisBuku.__dataclass_fields__
    if name in Laporan.__table__.columns and name not in {"digabung_ke", "tidak_terbaca"}
)
_ORANG = ("pelapor", "saksi1", "saksi2")


def describe_makam(session: Session, makam: Makam) -> MakamBuku:
    """The cemetery in words, as its book is headed."""
    names, sebutan = full_names(session, makam.desa_kode), sebutan_of(makam.desa_kode)
    return MakamBuku(
        nama=makam.nama,
        kode=makam.kode,
        jenis=JENIS_LABEL[JenisMakam(makam.jenis)],
        desa=names["desa"],
        kecamatan=names["kecamatan"],
        kab_kota=names["kab_kota"],
        sebutan=sebutan.desa,
        kepala_desa=sebutan.kepala,
        zona=zone_label(makam.kab_kode),
    )


def stream_rows(session: Session, makam_id: UUID, dari: date, sampai: date) -> Iterator[BarisBuku]:
    """Rows in the book of a cemetery, buried from `dari` to `sampai`, by year and number, with numbers not in use.

    Read through a cursor of the server; the caller has checked that the cemetery may be seen.
    """
    return merge(
        _stream_used(session, makam_id, dari, sampai),
        _stream_unused(session, makam_id, dari, sampai),
        key=lambda row: (row.tahun, row.nomor),
    )


def _in_book(makam_id: UUID, dari: date, sampai: date) -> ColumnElement[bool]:
    return and_(
        Laporan.makam_id == makam_id,
        Laporan.status != Status.DRAF,
        Laporan.dimakamkan_tanggal.between(dari, sampai),
    )


def _rows_query(makam_id: UUID, dari: date, sampai: date) -> Select[Any]:
    desa, kecamatan, kab = aliased(Wilayah), aliased(Wilayah), aliased(Wilayah)
    other, other_makam = aliased(Laporan), aliased(Makam)
    late = select(KoreksiBuku.id).where(KoreksiBuku.laporan_id == Laporan.id, KoreksiBuku.jenis == "susulan")
    papers = select(Bukti.id).where(Bukti.laporan_id == Laporan.id, Bukti.jenis == JenisBukti.KK_KTP)
    return (
        select(
            Laporan.id,
            Laporan.buku_tahun.label("tahun"),
            Laporan.buku_nomor.label("nomor"),
            *(getattr(Laporan, name) for name in _SAMA),
            Laporan.tidak_terbaca,
            other.buku_nomor.label("ke_nomor"),
            other.buku_tahun.label("ke_tahun"),
            other.makam_id.label("ke_makam"),
            other_makam.nama.label("ke_nama"),
            Akta.nomor.label("akta_nomor"),
            Akta.tanggal.label("akta_tanggal"),
            desa.nama.label("desa"),
            kecamatan.nama.label("kecamatan"),
            kab.nama.label("kab"),
            late.exists().label("susulan"),
            papers.exists().label("bukti_kk_ktp"),
        )
        .outerjoin(Akta, and_(Akta.laporan_id == Laporan.id, Akta.dibatalkan_pada.is_(None)))
        .outerjoin(other, other.id == Laporan.digabung_ke)
        .outerjoin(other_makam, other_makam.id == other.makam_id)
        .outerjoin(desa, desa.kode == Laporan.alamat_desa_kode)
        .outerjoin(kecamatan, kecamatan.kode == desa.induk)
        .outerjoin(kab, kab.kode == kecamatan.induk)
        .where(_in_book(makam_id, dari, sampai))
        .order_by(Laporan.buku_tahun, Laporan.buku_nomor)
        .execution_options(yield_per=BARIS_SEKALI)
    )


def _stream_used(session: Session, makam_id: UUID, dari: date, sampai: date) -> Iterator[BarisBuku]:
    for rows in session.execute(_rows_query(makam_id, dari, sampai)).partitions():
        persons = _persons(session, [row.id for row in rows])
        for row in rows:
            yield _as_row(row, makam_id, persons)


def _persons(session: Session, ids: list[UUID]) -> dict[tuple[UUID, str], OrangBuku]:
    columns = (LaporanOrang.nama, LaporanOrang.nik, LaporanOrang.hubungan, LaporanOrang.telepon, LaporanOrang.alamat)
    query = select(LaporanOrang.laporan_id, LaporanOrang.peran, *columns)
    query = query.where(LaporanOrang.laporan_id.in_(ids), LaporanOrang.peran.in_(_ORANG))
    return {(row[0], row[1]): OrangBuku(*row[2:]) for row in session.execute(query)}


def _as_row(row: Row[Any], makam_id: UUID, persons: dict[tuple[UUID, str], OrangBuku]) -> BarisBuku:
    merged = None
    if row.ke_nomor is not None:
        elsewhere = "" if row.ke_makam == makam_id else f" buku {row.ke_nama}"
        merged = f"{row.ke_nomor}/{row.ke_tahun}{elsewhere}"
    place = ", ".join(filter(None, [row.desa, row.kecamatan and f"Kec. {row.kecamatan}", row.kab]))
    return BarisBuku(
        tahun=row.tahun,
        nomor=row.nomor,
        **{name: getattr(row, name) for name in _SAMA},
        digabung_ke=merged,
        tidak_terbaca=tuple(row.tidak_terbaca or ()),
        akta_nomor=row.akta_nomor,
        akta_tanggal=row.akta_tanggal,
        alamat_wilayah=place or None,
        susulan=row.susulan,
        bukti_kk_ktp=row.bukti_kk_ktp,
        pelapor=persons.get((row.id, "pelapor"), OrangBuku()),
        saksi1=persons.get((row.id, "saksi1"), OrangBuku()),
        saksi2=persons.get((row.id, "saksi2"), OrangBuku()),
    )


def _stream_unused(session: Session, makam_id: UUID, dari: date, sampai: date) -> Iterator[BarisBuku]:
    """Numbers taken back: all of a whole year, else those between the first and the last number printed."""
    bounds = (
        select(
            Laporan.buku_tahun.label("tahun"),
            func.min(Laporan.buku_nomor).label("awal"),
            func.max(Laporan.buku_nomor).label("akhir"),
        )
        .where(_in_book(makam_id, dari, sampai))
        .group_by(Laporan.buku_tahun)
        .subquery()
    )
    whole = [
        year for year in range(dari.year, sampai.year + 1) if dari <= date(year, 1, 1) and date(year, 12, 31) <= sampai
    ]
    query = (
        select(NomorBatal.tahun, NomorBatal.nomor, NomorBatal.sebab)
        .outerjoin(bounds, bounds.c.tahun == NomorBatal.tahun)
        .where(NomorBatal.makam_id == makam_id)
        .where(or_(NomorBatal.tahun.in_(whole), NomorBatal.nomor.between(bounds.c.awal, bounds.c.akhir)))
        .order_by(NomorBatal.tahun, NomorBatal.nomor)
        .execution_options(yield_per=BARIS_SEKALI)
    )
    for tahun, nomor, sebab in session.execute(query):
        yield BarisBuku(tahun, nomor, batal=sebab)


def count_rows(session: Session, makam_id: UUID, dari: date, sampai: date) -> tuple[int, int | None, int | None]:
    """How many rows a cemetery's book has in these days, and the first and last number when all are of one year."""
    columns = func.count(), func.min(Laporan.buku_nomor), func.max(Laporan.buku_nomor)
    years = func.count(Laporan.buku_tahun.distinct())
    count, first, last, kinds = session.execute(select(*columns, years).where(_in_book(makam_id, dari, sampai))).one()
    return (count, first, last) if kinds == 1 else (count, None, None)


def list_koreksi(session: Session, makam_id: UUID, dari: date, sampai: date) -> Iterator[KoreksiCetak]:
    """Correction entries made in these days, by year and number."""
    zone = zone_of(session.get_one(Makam, makam_id).kab_kode)
    start, end = (datetime.combine(day, time(), zone) for day in (dari, sampai + timedelta(days=1)))
    query = (
        select(KoreksiBuku, Laporan.buku_nomor, Laporan.buku_tahun)
        .join(Laporan, Laporan.id == KoreksiBuku.laporan_id)
        .where(KoreksiBuku.makam_id == makam_id, KoreksiBuku.dibuat_pada >= start, KoreksiBuku.dibuat_pada < end)
        .order_by(KoreksiBuku.tahun, KoreksiBuku.nomor)
        .execution_options(yield_per=BARIS_SEKALI)
    )
    for entry, nomor, tahun in session.execute(query):
        yield as_koreksi(entry, f"{nomor}/{tahun}", day=entry.dibuat_pada.astimezone(zone).date())


def as_koreksi(entry: KoreksiBuku, baris: str, *, day: date) -> KoreksiCetak:
    """An entry as it is printed; its details are pairs of old and new, and a reason."""
    pairs = {ruas: pair for ruas, pair in entry.rincian.items() if isinstance(pair, list) and len(pair) == 2}
    reason = entry.rincian.get("alasan") or entry.rincian.get("sebab")
    return KoreksiCetak(
        nomor=entry.nomor,
        tahun=entry.tahun,
        tanggal=day,
        baris=baris,
        jenis=entry.jenis,
        asal=f"{NAMA_BULAN[entry.asal_bulan - 1]} {entry.asal_tahun}",
        alasan=reason if isinstance(reason, str) else None,
        ubahan=tuple(
            UbahanBuku(ruas, _in_words(ruas, old), _in_words(ruas, new)) for ruas, (old, new) in pairs.items()
        ),
    )


def _in_words(ruas: str, value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(RUAS_LABEL.get(str(one), str(one)) for one in value) or "kosong"
    return show_value(ruas, value)


def list_scope(session: Session, makam_id: UUID | None, wilayah_kode: str | None, *, actor: Actor) -> Sequence[Makam]:
    """The cemeteries of a print that the actor may see, by name."""
    query = select(Makam).where(visible_filter(actor)).order_by(Makam.nama, Makam.kode)
    if makam_id is not None:
        return session.scalars(query.where(Makam.id == makam_id)).all()
    return session.scalars(query.where(or_(Makam.desa_kode == wilayah_kode, Makam.kec_kode == wilayah_kode))).all()


def offered_makam(session: Session, *, actor: Actor) -> Sequence[Row[UUID, str, str]]:
    """Cemeteries for the form: id, nama, kode; one more than are offered, if there is."""
    query = select(Makam.id, Makam.nama, Makam.kode).where(visible_filter(actor))
    return session.execute(query.order_by(Makam.nama, Makam.kode).limit(MAKAM_DITAWARKAN + 1)).all()


def offered_wilayah(session: Session, *, actor: Actor) -> Sequence[Row[str, str, int]]:
    """Kecamatan and desa that have a visible cemetery: kode, nama, tingkat; a manager prints single books only."""
    if actor.peran is Peran.PENGELOLA_MAKAM:
        return []
    desa = select(Makam.desa_kode).where(visible_filter(actor))
    codes = (
        desa if actor.peran is Peran.OPERATOR_DESA else union(select(Makam.kec_kode).where(visible_filter(actor)), desa)
    )
    query = select(Wilayah.kode, Wilayah.nama, Wilayah.tingkat).where(Wilayah.kode.in_(codes))
    return session.execute(query.order_by(Wilayah.tingkat, Wilayah.nama, Wilayah.kode)).all()


def get_cetak(session: Session, cetak_id: UUID, *, actor: Actor, for_update: bool = False) -> CetakBuku:
    """An order of the actor's own; raises NotFound for anybody else's."""
    query = select(CetakBuku).where(CetakBuku.id == cetak_id, CetakBuku.dibuat_oleh == actor.id)
    found = session.scalar(query.with_for_update() if for_update else query)
    if found is None:
        raise NotFound("Cetakan ini tidak ada, atau dipesan orang lain. Pesan cetakan Anda sendiri.")
    return found


def list_cetak(session: Session, *, actor: Actor) -> list[tuple[CetakBuku, str]]:
    """The actor's latest prints, newest first, with what they are of."""
    query = (
        select(CetakBuku, func.coalesce(Makam.nama, Wilayah.nama))
        .outerjoin(Makam, Makam.id == CetakBuku.makam_id)
        .outerjoin(Wilayah, Wilayah.kode == CetakBuku.wilayah_kode)
        .where(CetakBuku.dibuat_oleh == actor.id)
        .order_by(CetakBuku.dibuat_pada.desc(), CetakBuku.id)
        .limit(CETAKAN_TAMPIL)
    )
    return [(cetak, nama) for cetak, nama in session.execute(query)]


def name_of_scope(session: Session, cetak: CetakBuku) -> str:
    """What a print is of, in words."""
    if cetak.makam_id is not None:
        makam = session.get_one(Makam, cetak.makam_id)
        return f"{makam.nama} ({makam.kode})"
    return name_of_wilayah(session.get_one(Wilayah, cetak.wilayah_kode))


def name_of_wilayah(wilayah: Wilayah | Row[str, str, int]) -> str:
    """'Semua makam di Kecamatan Kemiling'."""
    kind = "Kecamatan" if wilayah.tingkat == 3 else "Desa/Kelurahan"
    return f"Semua makam di {kind} {wilayah.nama}"
