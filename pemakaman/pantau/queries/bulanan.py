"""Reading monthly reports and their settings; every query starts from what the actor may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, false, func, or_, select
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Peran
from pemakaman.berkas.queries import settings_of as berkas_of
from pemakaman.berkas.setelan import Mengetahui
from pemakaman.db import now, today_in
from pemakaman.errors import NotFound
from pemakaman.laporan.queries import OFFICE
from pemakaman.makam.models import Makam
from pemakaman.nilai.tanggal import zone_of
from pemakaman.pantau.models import LaporanBulanan, SetelanBulanan
from pemakaman.pantau.queries.angka import count_makam, is_silent
from pemakaman.pantau.rules.angka import Baris, sum_rows
from pemakaman.pantau.rules.bulan import (
    HARI_BAWAAN,
    HARI_MAKAM,
    TAHUN_PERTAMA,
    Bulan,
    Tenggat,
    Tingkat,
    closing_deadline,
    deadline,
    due_month,
    make_tenggat,
    month_of,
    tingkat_of,
)
from pemakaman.pantau.rules.status import StatusBulanan
from pemakaman.wilayah.queries import children, full_names

_OWN = "Dinas Kependudukan dan Pencatatan Sipil"


def visible_filter(actor: Actor) -> ColumnElement[bool]:
    """Monthly reports this account may see: its office's own; a province also those of its kab/kota."""
    kode = actor.wilayah_kode
    if actor.peran in OFFICE and kode:
        return LaporanBulanan.wilayah_kode == kode
    if actor.peran is Peran.PETUGAS_PROVINSI and kode:
        below = LaporanBulanan.wilayah_kode.startswith(f"{kode}.", autoescape=True)
        return or_(LaporanBulanan.wilayah_kode == kode, below)
    return false()


def check_region(session: Session, kode: str, *, actor: Actor) -> None:
    """Raise NotFound unless the region reports, and to this account."""
    own = actor.peran in OFFICE or actor.peran is Peran.PETUGAS_PROVINSI
    if own and actor.wilayah_kode and kode == actor.wilayah_kode:
        return
    below = actor.peran is Peran.PETUGAS_PROVINSI and kode in dict(children(session, actor.wilayah_kode))
    if not below:
        raise NotFound()


def read_month(tahun: int, bulan: int) -> Bulan:
    """The month of an address; raises NotFound for one that no book can have."""
    if not (TAHUN_PERTAMA <= tahun <= 2200 and 1 <= bulan <= 12):
        raise NotFound("Bulan ini tidak ada. Mulai lagi dari daftar laporan bulanan.")
    return Bulan(tahun, bulan)


def get_bulanan(session: Session, bulanan_id: UUID, *, actor: Actor, for_update: bool = False) -> LaporanBulanan:
    """One monthly report; raises NotFound outside the jurisdiction."""
    query = select(LaporanBulanan).where(LaporanBulanan.id == bulanan_id, visible_filter(actor))
    if for_update:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = session.scalar(query)
    if found is None:
        raise NotFound("Laporan bulanan ini tidak ada, atau di luar wilayah tugas Anda.")
    return found


def find_bulanan(session: Session, wilayah_kode: str, bulan: Bulan) -> LaporanBulanan | None:
    """The report of one region and month, or None; the caller has checked the region."""
    return session.scalar(
        select(LaporanBulanan).where(
            LaporanBulanan.wilayah_kode == wilayah_kode,
            LaporanBulanan.tahun == bulan.tahun,
            LaporanBulanan.bulan == bulan.bulan,
        )
    )


def list_year(session: Session, wilayah_kode: str, tahun: int) -> dict[int, LaporanBulanan]:
    """Month → report of one region's year; the caller has checked the region."""
    query = select(LaporanBulanan).where(LaporanBulanan.wilayah_kode == wilayah_kode, LaporanBulanan.tahun == tahun)
    return {row.bulan: row for row in session.scalars(query)}


def list_kab(session: Session, provinsi: str, bulan: Bulan) -> list[tuple[str, str, LaporanBulanan | None]]:
    """(kode, nama, report or None) of every kab/kota of a province for one month."""
    query = select(LaporanBulanan).where(
        LaporanBulanan.wilayah_kode.startswith(f"{provinsi}.", autoescape=True),
        LaporanBulanan.tahun == bulan.tahun,
        LaporanBulanan.bulan == bulan.bulan,
    )
    reports = {row.wilayah_kode: row for row in session.scalars(query)}
    return [(kode, nama, reports.get(kode)) for kode, nama in children(session, provinsi)]


def settings_of(session: Session, wilayah_kode: str) -> SetelanBulanan:
    """The settings of a region, stored or default."""
    return session.get(SetelanBulanan, wilayah_kode) or default_settings(session, wilayah_kode)


def default_settings(session: Session, wilayah_kode: str) -> SetelanBulanan:
    """What a region writes before it settled anything, not stored; a kab/kota borrows its documents' letterhead."""
    tingkat = tingkat_of(wilayah_kode)
    names = full_names(session, wilayah_kode)
    days = {"wilayah_kode": wilayah_kode, "hari_lapor": HARI_BAWAAN[tingkat], "hari_ingat": HARI_MAKAM, "versi": 0}
    if tingkat is Tingkat.PROVINSI:
        nama = names["provinsi"]
        return SetelanBulanan(
            **days,
            kop=[f"PEMERINTAH PROVINSI {nama.upper()}", "SEKRETARIAT DAERAH"],
            tujuan="Menteri Dalam Negeri\nmelalui Direktur Jenderal Kependudukan dan Pencatatan Sipil\ndi Jakarta",
            tempat=nama,
            jabatan=f"Gubernur {nama}",
        )
    _, berkas = berkas_of(session, wilayah_kode)
    is_named = berkas.mengetahui.jabatan != Mengetahui().jabatan
    return SetelanBulanan(
        **days,
        kop=list(berkas.kop),
        tujuan=f"Gubernur {names['provinsi']}\nmelalui Kepala {_OWN} Provinsi {names['provinsi']}",
        tempat=berkas.tempat_tanda_tangan,
        jabatan=berkas.mengetahui.jabatan if is_named else f"Kepala {_OWN} {names['kab_kota']}",
        nama_pejabat=berkas.mengetahui.nama,
    )


def days_of(session: Session, wilayah_kode: str) -> tuple[int, int]:
    """(day of the report, day of the cemeteries) of a region."""
    query = select(SetelanBulanan.hari_lapor, SetelanBulanan.hari_ingat)
    row = session.execute(query.where(SetelanBulanan.wilayah_kode == wilayah_kode)).first()
    return (row.hari_lapor, row.hari_ingat) if row else (HARI_BAWAAN[tingkat_of(wilayah_kode)], HARI_MAKAM)


def report_deadline(session: Session, wilayah_kode: str, bulan: Bulan | None = None) -> Tenggat:
    """The deadline of a region's report of a month, or of the month that is due now."""
    hari, today, tingkat = days_of(session, wilayah_kode)[0], today_in(wilayah_kode), tingkat_of(wilayah_kode)
    bulan = bulan or due_month(today, tingkat, hari)
    return make_tenggat(bulan, deadline(bulan, tingkat, hari), today)


def usual_kab_deadline(provinsi: str, bulan: Bulan) -> Tenggat:
    """Until when the kab/kota of a province report, where they settled nothing else."""
    batas = deadline(bulan, Tingkat.KAB, HARI_BAWAAN[Tingkat.KAB])
    return make_tenggat(bulan, batas, today_in(provinsi))


def makam_deadline(session: Session, kab_kode: str, bulan: Bulan) -> Tenggat:
    """Until when the cemeteries of a kab/kota close a month."""
    return make_tenggat(bulan, closing_deadline(bulan, days_of(session, kab_kode)[1]), today_in(kab_kode))


def count_silent(session: Session, wilayah_kode: str, bulan: Bulan) -> int:
    """Cemeteries of a region that said nothing of a month."""
    return session.scalar(select(func.count()).select_from(Makam).where(inside(wilayah_kode), is_silent(bulan))) or 0


def first_month(session: Session, wilayah_kode: str) -> Bulan:
    """The month in which a region registered its first cemetery: nobody waits for reports of earlier ones."""
    first = session.scalar(select(func.min(Makam.dibuat_pada)).where(inside(wilayah_kode)))
    return month_of((first or now()).astimezone(zone_of(wilayah_kode)).date())


def inside(wilayah_kode: str) -> ColumnElement[bool]:
    """Cemeteries of a kab/kota or of a province."""
    if tingkat_of(wilayah_kode) is Tingkat.KAB:
        return Makam.kab_kode == wilayah_kode
    return Makam.kab_kode.startswith(f"{wilayah_kode}.", autoescape=True)


@dataclass(frozen=True)
class Hitungan:
    """One count: the annex and its sums."""

    angka: dict[str, int]
    rincian: list[Baris]


def count_month(session: Session, wilayah_kode: str, bulan: Bulan) -> Hitungan:
    """The figures of a region as its books say them now. A province takes what its kab/kota signed, else counts."""
    if tingkat_of(wilayah_kode) is Tingkat.KAB:
        rows = count_makam(session, [wilayah_kode], bulan)[wilayah_kode]
    else:
        rows = _count_kab(session, list_kab(session, wilayah_kode, bulan), bulan)
    return Hitungan(sum_rows(rows), rows)


def _count_kab(session: Session, kab: Sequence[tuple[str, str, LaporanBulanan | None]], bulan: Bulan) -> list[Baris]:
    signed = {kode: report for kode, _, report in kab if report and report.status != StatusBulanan.DRAF}
    counted = count_makam(session, [kode for kode, _, _ in kab if kode not in signed], bulan)
    rows: list[Baris] = []
    for kode, nama, _ in kab:
        report = signed.get(kode)
        angka = report.angka if report else sum_rows(counted[kode])
        rows.append({"kode": kode, "nama": nama, "keadaan": report.status if report else "belum", **angka})
    return rows
