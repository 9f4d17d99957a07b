"""How big the villages of a kab/kota are, and how much their cemeteries bury."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pemakaman.makam.models import Makam
from pemakaman.pantau.models import Acuan, MakamBulan
from pemakaman.pantau.rules.bulan import Bulan
from pemakaman.pantau.rules.sunyi import SETAHUN
from pemakaman.pemilih.models import DaftarPemilih, RekapPemilih


@dataclass(frozen=True)
class Desa:
    """Village → size, in what, and village → burials a month in the last full year. Empty where nobody knows."""

    ukuran: Mapping[str, int] = field(default_factory=dict)
    dasar: str = ""
    sebulan: Mapping[str, float] = field(default_factory=dict)


def read_desa(session: Session, kab_kode: str, kini: Bulan) -> Desa:
    """By population where it is known of the villages, else by the voters of the newest list."""
    for dasar, find in (("penduduk", _population), ("pemilih di daftar terbaru", _voters)):
        if ukuran := find(session, kab_kode):
            return Desa(ukuran, dasar, _burials(session, kab_kode, kini))
    return Desa()


def _population(session: Session, kab_kode: str) -> dict[str, int]:
    inside = Acuan.wilayah_kode.startswith(f"{kab_kode}.", autoescape=True)
    query = (
        select(Acuan.wilayah_kode, Acuan.nilai)
        .where(Acuan.jenis == "penduduk", inside, Acuan.kelamin == "", Acuan.umur == "")
        .where(func.length(Acuan.wilayah_kode) == len("18.71.01.1001"))
        .order_by(Acuan.tahun)
    )
    return {str(row.wilayah_kode): int(row.nilai) for row in session.execute(query)}


def _voters(session: Session, kab_kode: str) -> dict[str, int]:
    newest = (
        select(DaftarPemilih.id)
        .where(DaftarPemilih.wilayah_kode == kab_kode, DaftarPemilih.status == "jadi", DaftarPemilih.jenis != "TMS")
        .where(RekapPemilih.daftar_id == DaftarPemilih.id, RekapPemilih.desa_kode.is_not(None))
        .order_by(func.coalesce(DaftarPemilih.tanggal, func.date(DaftarPemilih.dibuat_pada)).desc(), DaftarPemilih.id)
        .limit(1)
    )
    query = select(RekapPemilih.desa_kode, RekapPemilih.jumlah, RekapPemilih.asal).where(
        RekapPemilih.daftar_id == newest.scalar_subquery(), RekapPemilih.desa_kode.is_not(None), RekapPemilih.tps == ""
    )
    # Our own count, where both we and KPU say something.
    return {str(row.desa_kode): row.jumlah for row in session.execute(query.order_by(RekapPemilih.asal.desc()))}


def _burials(session: Session, kab_kode: str, kini: Bulan) -> dict[str, float]:
    query = (
        select(Makam.desa_kode, func.sum(MakamBulan.jumlah).label("jumlah"))
        .join(MakamBulan, MakamBulan.makam_id == Makam.id)
        .where(Makam.kab_kode == kab_kode, MakamBulan.bulan >= kini.next(-SETAHUN).awal, MakamBulan.bulan < kini.awal)
        .group_by(Makam.desa_kode)
    )
    return {row.desa_kode: row.jumlah / SETAHUN for row in session.execute(query)}
