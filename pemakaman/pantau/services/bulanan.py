"""The only writers of monthly reports, up to the letter; signing and sending stand in `kirim`."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.db import now, today_in
from pemakaman.errors import Conflict, Forbidden, Invalid, StaleVersion
from pemakaman.jejak.rules import Pelaku
from pemakaman.jejak.services import record
from pemakaman.jobs import defer
from pemakaman.pantau.models import LaporanBulanan
from pemakaman.pantau.queries.bulanan import check_region, count_month, get_bulanan
from pemakaman.pantau.rules.bulan import Bulan
from pemakaman.pantau.rules.status import STATUS_BULANAN_LABEL, Langkah, StatusBulanan, check_surat, next_status

JOB = "pantau.cetak_bulanan"


def make_draft(session: Session, wilayah_kode: str, bulan: Bulan, *, actor: Actor) -> UUID:
    """Count a month that is over and keep it as a draft; raises Conflict when another was faster."""
    require(actor, Izin.BULANAN_BUAT)
    check_region(session, wilayah_kode, actor=actor)
    check_own(wilayah_kode, actor)
    if not bulan.is_over(today_in(wilayah_kode)):
        raise Invalid({"bulan": [f"{bulan.teks} belum habis. Laporan dibuat sesudah bulannya habis."]})
    counted = count_month(session, wilayah_kode, bulan)
    values = {"id": uuid4(), "wilayah_kode": wilayah_kode, "tahun": bulan.tahun, "bulan": bulan.bulan, "versi": 1}
    values |= {"angka": counted.angka, "rincian": counted.rincian, "dihitung_pada": now(), "status": "draf"}
    values |= {"status_cetak": "antre", "dibuat_oleh": actor.id, "dibuat_pada": now()}
    made = insert(LaporanBulanan).values(values).on_conflict_do_nothing().returning(LaporanBulanan.id)
    bulanan_id = session.execute(made).scalar()
    if bulanan_id is None:
        raise Conflict(f"Laporan bulan {bulan.teks} sudah dibuat orang lain. Buka lagi halamannya.")
    rincian = {"bulan": bulan.teks, "pemakaman": counted.angka["pemakaman"]}
    record(session, "laporan_bulanan.dibuat", "laporan_bulanan", bulanan_id, actor=actor, rincian=rincian)
    defer(session, JOB, bulanan_id=str(bulanan_id))
    return bulanan_id


def recount(session: Session, bulanan_id: UUID, *, versi: int, actor: Actor) -> LaporanBulanan:
    """Count the month of a draft again."""
    bulanan = take(session, bulanan_id, Langkah.HITUNG, versi=versi, actor=actor)
    counted = count_month(session, bulanan.wilayah_kode, month_of_report(bulanan))
    before = bulanan.angka["pemakaman"]
    bulanan.angka, bulanan.rincian, bulanan.dihitung_pada = counted.angka, counted.rincian, now()
    tell(session, "dihitung", bulanan, actor, {"pemakaman": [before, counted.angka["pemakaman"]]})
    order_print(session, bulanan)
    return bulanan


def save_letter(
    session: Session, bulanan_id: UUID, isian: Mapping[str, Any], *, versi: int, actor: Actor
) -> LaporanBulanan:
    """Number and date of the letter of a draft; its print is made anew."""
    bulanan = take(session, bulanan_id, Langkah.SURAT, versi=versi, actor=actor)
    galat = check_surat(isian, month_of_report(bulanan), today_in(bulanan.wilayah_kode))
    if galat:
        raise Invalid(galat)
    rincian = {name: [getattr(bulanan, name), isian[name]] for name in ("nomor_surat", "tanggal_surat")}
    bulanan.nomor_surat, bulanan.tanggal_surat = isian["nomor_surat"], isian["tanggal_surat"]
    tell(session, "surat", bulanan, actor, {name: [_plain(old), _plain(new)] for name, (old, new) in rincian.items()})
    order_print(session, bulanan)
    return bulanan


def print_again(session: Session, bulanan_id: UUID, *, versi: int, actor: Actor) -> None:
    """Make letter and annex of a draft once more: after a failure, or with changed settings."""
    bulanan = take(session, bulanan_id, Langkah.SURAT, versi=versi, actor=actor)
    tell(session, "cetak_ulang", bulanan, actor)
    order_print(session, bulanan)


def take(session: Session, bulanan_id: UUID, langkah: Langkah, *, versi: int, actor: Actor) -> LaporanBulanan:
    """The locked report for one step of its own office; its state is the one after the step."""
    require(actor, Izin.BULANAN_BUAT)
    bulanan = get_bulanan(session, bulanan_id, actor=actor, for_update=True)
    check_own(bulanan.wilayah_kode, actor)
    after = next_status(StatusBulanan(bulanan.status), langkah)
    if bulanan.versi != versi:
        raise StaleVersion(
            "Laporan ini diubah orang lain sejak Anda membukanya. Buka lagi halamannya, lalu ulangi.",
            _what_stands_now(session, bulanan),
        )
    bulanan.status = after
    return bulanan


def check_own(wilayah_kode: str, actor: Actor) -> None:
    """Raise Forbidden unless the report is that of the actor's own office."""
    if actor.wilayah_kode != wilayah_kode:
        raise Forbidden("Laporan ini dibuat dan dikirim kantor kabupaten/kotanya sendiri. Anda hanya dapat melihatnya.")


def _what_stands_now(session: Session, bulanan: LaporanBulanan) -> list[str]:
    found = [f"Keadaan sekarang: {STATUS_BULANAN_LABEL[StatusBulanan(bulanan.status)]}."]
    if bulanan.nomor_surat:
        found.append(f"Nomor surat sekarang: {bulanan.nomor_surat}.")
    if bulanan.tertanda_oleh is not None:
        nama = session.scalar(select(Akun.nama).where(Akun.id == bulanan.tertanda_oleh))
        found.append(f"Salinan tertanda diunggah {nama}.")
    return found


def month_of_report(bulanan: LaporanBulanan) -> Bulan:
    """The month a report is about."""
    return Bulan(bulanan.tahun, bulanan.bulan)


def order_print(session: Session, bulanan: LaporanBulanan) -> None:
    """The present print counts no longer; the worker makes another."""
    bulanan.status_cetak, bulanan.galat = "antre", None
    bulanan.sha256_pdf = bulanan.sha256_xlsx = None
    session.flush()
    defer(session, JOB, bulanan_id=str(bulanan.id))


def tell(
    session: Session,
    peristiwa: str,
    bulanan: LaporanBulanan,
    actor: Pelaku,
    rincian: Mapping[str, Any] | None = None,
) -> None:
    """Put a step of the report into its trail."""
    code = f"laporan_bulanan.{peristiwa}"
    kode = bulanan.wilayah_kode
    record(session, code, "laporan_bulanan", bulanan.id, actor=actor, wilayah=kode, rincian=rincian)


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
