"""Monthly reports of a kab/kota to the governor and of the province to the minister."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.db import Base
from pemakaman.makam.models import STATUS_CETAK


class LaporanBulanan(Base):
    """One month of one region as it is reported upwards; the figures stay as they were signed."""

    __tablename__ = "laporan_bulanan"
    __table_args__ = (
        CheckConstraint("bulan BETWEEN 1 AND 12", name="bulan"),
        CheckConstraint("status IN ('draf', 'ditandatangani', 'dikirim')", name="status"),
        CheckConstraint(f"status_cetak IN {STATUS_CETAK}", name="status_cetak"),
        CheckConstraint("status = 'draf' OR sha256_tertanda IS NOT NULL", name="tertanda"),
        CheckConstraint("(status = 'dikirim') = (dikirim_tanggal IS NOT NULL)", name="dikirim"),
        Index("uq_laporan_bulanan", "wilayah_kode", "tahun", "bulan", unique=True),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    wilayah_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"))
    tahun: Mapped[int]
    bulan: Mapped[int] = mapped_column(SmallInteger)
    status: Mapped[str] = mapped_column(default="draf")
    angka: Mapped[dict[str, Any]]
    # The annex: one row a cemetery (kab/kota) or a kab/kota (province).
    rincian: Mapped[list[Any]]
    dihitung_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    nomor_surat: Mapped[str | None]
    tanggal_surat: Mapped[date | None]
    status_cetak: Mapped[str] = mapped_column(default="antre")
    galat: Mapped[str | None]
    sha256_pdf: Mapped[str | None]
    sha256_xlsx: Mapped[str | None]
    sha256_tertanda: Mapped[str | None]
    mime_tertanda: Mapped[str | None]
    tertanda_pada: Mapped[datetime | None]
    tertanda_oleh: Mapped[UUID | None] = mapped_column(ForeignKey("akun.id"))
    dikirim_tanggal: Mapped[date | None]
    dikirim_cara: Mapped[str | None]
    dikirim_pada: Mapped[datetime | None]
    dikirim_oleh: Mapped[UUID | None] = mapped_column(ForeignKey("akun.id"))
    dibuat_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    versi: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": versi}


class SetelanBulanan(Base):
    """Deadlines and letterhead of a region's monthly report.

    Of a kab/kota both days lie in the month after the reported one, of a province `hari_lapor` in the second after it.
    """

    __tablename__ = "setelan_bulanan"
    __table_args__ = (
        CheckConstraint("hari_lapor BETWEEN 1 AND 28", name="hari_lapor"),
        CheckConstraint("hari_ingat BETWEEN 1 AND 28", name="hari_ingat"),
    )

    wilayah_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"), primary_key=True)
    hari_lapor: Mapped[int] = mapped_column(SmallInteger)
    hari_ingat: Mapped[int] = mapped_column(SmallInteger, default=25)
    kop: Mapped[list[Any]] = mapped_column(default=list)
    tujuan: Mapped[str]
    tempat: Mapped[str]
    jabatan: Mapped[str]
    nama_pejabat: Mapped[str | None]
    nip: Mapped[str | None]
    versi: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": versi}
