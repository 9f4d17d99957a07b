"""The daily letter of the desk to the governor."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.db import Base
from pemakaman.makam.models import STATUS_CETAK


class SuratDesk(Base):
    """One letter about one day of a province. Its figures stay as they were; a signed one does not change at all."""

    __tablename__ = "surat_desk"
    __table_args__ = (
        CheckConstraint("status IN ('draf', 'ditandatangani')", name="status"),
        CheckConstraint(f"status_cetak IN {STATUS_CETAK}", name="status_cetak"),
        CheckConstraint("(status = 'draf') = (sha256_tertanda IS NULL)", name="tertanda"),
        CheckConstraint("status = 'draf' OR length(nomor_surat) > 0", name="nomor_surat"),
        # A day that is corrected after its letter was signed gets another letter.
        Index("uq_surat_desk_draf", "wilayah_kode", "tanggal", unique=True, postgresql_where=text("status = 'draf'")),
        Index("ix_surat_desk_tanggal", "wilayah_kode", "tanggal"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    wilayah_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"))
    # The day the figures are of.
    tanggal: Mapped[date]
    status: Mapped[str] = mapped_column(default="draf")
    # Rows, sums, forecast, trend and rules as they stood when it was counted.
    isi: Mapped[dict[str, Any]]
    dihitung_pada: Mapped[datetime]
    nomor_surat: Mapped[str | None]
    tanggal_surat: Mapped[date | None]
    kepada: Mapped[str]
    jabatan: Mapped[str]
    nama_pejabat: Mapped[str | None]
    nip: Mapped[str | None]
    status_cetak: Mapped[str] = mapped_column(default="antre")
    galat: Mapped[str | None]
    sha256_pdf: Mapped[str | None]
    sha256_tertanda: Mapped[str | None]
    mime_tertanda: Mapped[str | None]
    tertanda_oleh: Mapped[UUID | None] = mapped_column(ForeignKey("akun.id"))
    tertanda_pada: Mapped[datetime | None]
    dibuat_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    dibuat_pada: Mapped[datetime]
    versi: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": versi}
