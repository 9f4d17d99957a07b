"""What the worker takes out to print a monthly report, and what it brings back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from pemakaman import store
from pemakaman.akun.rules import SISTEM
from pemakaman.pantau.models import LaporanBulanan
from pemakaman.pantau.queries.bulanan import settings_of
from pemakaman.pantau.rules.bulan import tingkat_of
from pemakaman.pantau.services.bulanan import month_of_report, tell
from pemakaman.pantau.surat import Surat
from pemakaman.wilayah.queries import full_names


@dataclass(frozen=True)
class Order:
    """One letter with its annex, as it stood when it was taken."""

    bulanan_id: UUID
    versi: int
    surat: Surat
    tanggal: datetime


def take_order(session: Session, bulanan_id: UUID) -> Order | None:
    """What the worker has to print; None when that is done or no longer wanted."""
    bulanan = session.get(LaporanBulanan, bulanan_id)
    if bulanan is None or bulanan.status_cetak == "jadi":
        return None
    names = full_names(session, bulanan.wilayah_kode)
    setelan = settings_of(session, bulanan.wilayah_kode)
    surat = Surat(
        tingkat=tingkat_of(bulanan.wilayah_kode),
        wilayah=names["kab_kota"] or f"Provinsi {names['provinsi']}",
        provinsi=names["provinsi"],
        bulan=month_of_report(bulanan),
        nomor=bulanan.nomor_surat,
        tanggal=bulanan.tanggal_surat,
        kop=tuple(map(str, setelan.kop)),
        tujuan=tuple(setelan.tujuan.splitlines()),
        tempat=setelan.tempat,
        jabatan=setelan.jabatan,
        nama_pejabat=setelan.nama_pejabat,
        nip=setelan.nip,
        angka=bulanan.angka,
        rincian=bulanan.rincian,
    )
    return Order(bulanan.id, bulanan.versi, surat, bulanan.dihitung_pada)


def finish_order(session: Session, order: Order, pdf: bytes, xlsx: bytes) -> bool:
    """Keep letter and annex, unless the report changed meanwhile: then another job makes them."""
    found = {"sha256_pdf": store.put(pdf), "sha256_xlsx": store.put(xlsx)}
    return _write(session, order, "dicetak", {**found, "status_cetak": "jadi", "galat": None})


def fail_order(session: Session, order: Order, galat: str) -> None:
    """Say on the report why it could not be printed."""
    _write(session, order, "gagal_dicetak", {"status_cetak": "gagal", "galat": galat})


def _write(session: Session, order: Order, peristiwa: str, values: dict[str, str | None]) -> bool:
    # Past the mapper: a print changes nothing that a person typed, so pages that are open stay valid.
    same = (LaporanBulanan.id == order.bulanan_id, LaporanBulanan.versi == order.versi)
    waiting = LaporanBulanan.status_cetak != "jadi"
    found = session.execute(
        update(LaporanBulanan.__table__).where(*same, waiting).values(**values)  # type: ignore[arg-type]
    )
    if not found.rowcount:  # type: ignore[attr-defined]
        return False
    bulanan = session.get_one(LaporanBulanan, order.bulanan_id)
    shown = {"sha256": values["sha256_pdf"]} if "sha256_pdf" in values else {"galat": values["galat"]}
    tell(session, peristiwa, bulanan, SISTEM, shown)
    return True
