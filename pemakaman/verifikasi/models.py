"""The review desk: who holds a report, how the identity was confirmed, who recommended and approved."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.db import Base


class Klaim(Base):
    """One living claim a report: the primary key is the report."""

    __tablename__ = "klaim"

    laporan_id: Mapped[UUID] = mapped_column(ForeignKey("laporan.id"), primary_key=True)
    akun_id: Mapped[UUID] = mapped_column(ForeignKey("akun.id"), index=True)
    sejak: Mapped[datetime] = mapped_column(server_default=text("now()"))
    sampai: Mapped[datetime]


class Pemeriksaan(Base):
    """How the identity was confirmed: checked in SIAK on a date, or why none exists there."""

    __tablename__ = "pemeriksaan"
    __table_args__ = (
        CheckConstraint("cara IN ('siak', 'tidak_ada')", name="cara"),
        CheckConstraint("(cara = 'siak') = (tanggal_cek IS NOT NULL)", name="tanggal_cek"),
        CheckConstraint("cara = 'siak' OR length(alasan) > 0", name="alasan"),
        Index("ix_pemeriksaan_laporan_id", "laporan_id", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    laporan_id: Mapped[UUID] = mapped_column(ForeignKey("laporan.id"))
    cara: Mapped[str]
    tanggal_cek: Mapped[date | None]
    alasan: Mapped[str | None]
    dibuat_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("clock_timestamp()"))


class Keputusan(Base):
    """The two persons of a decision. The database refuses that they are one, and a second approval."""

    __tablename__ = "keputusan"
    __table_args__ = (CheckConstraint("disetujui_oleh <> disarankan_oleh", name="dua_orang"),)

    laporan_id: Mapped[UUID] = mapped_column(ForeignKey("laporan.id"), primary_key=True)
    disarankan_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    disarankan_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    disetujui_oleh: Mapped[UUID | None] = mapped_column(ForeignKey("akun.id"))
    disetujui_pada: Mapped[datetime | None]
    catatan: Mapped[str | None]
