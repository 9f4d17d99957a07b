"""Corrections of an approved report: asked by one person, agreed to by another."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.db import Base


class Perbaikan(Base):
    """One asked correction of one page group; `usulan` maps a field to [old, new] as JSON keeps them."""

    __tablename__ = "perbaikan"
    __table_args__ = (
        CheckConstraint("status IN ('diusulkan', 'disetujui', 'ditolak', 'ditarik')", name="status"),
        CheckConstraint("length(alasan) > 0", name="alasan"),
        CheckConstraint("diputus_oleh <> diminta_oleh", name="dua_orang"),
        CheckConstraint("status NOT IN ('disetujui', 'ditolak') OR diputus_oleh IS NOT NULL", name="putusan"),
        Index(
            "uq_perbaikan_terbuka",
            "laporan_id",
            "bagian",
            unique=True,
            postgresql_where=text("status = 'diusulkan'"),
        ),
        Index("ix_perbaikan_laporan", "laporan_id", "diminta_pada"),
        Index("ix_perbaikan_antrean", "kab_kode", "diminta_pada", postgresql_where=text("status = 'diusulkan'")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    laporan_id: Mapped[UUID] = mapped_column(ForeignKey("laporan.id"))
    kab_kode: Mapped[str]
    bagian: Mapped[str]
    usulan: Mapped[dict[str, Any]]
    alasan: Mapped[str]
    status: Mapped[str] = mapped_column(default="diusulkan")
    diminta_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    diminta_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    diputus_oleh: Mapped[UUID | None] = mapped_column(ForeignKey("akun.id"))
    diputus_pada: Mapped[datetime | None]
    alasan_putusan: Mapped[str | None]
    versi: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": versi}


class PerbaikanBukti(Base):
    """The proofs that a correction rests on."""

    __tablename__ = "perbaikan_bukti"

    perbaikan_id: Mapped[UUID] = mapped_column(ForeignKey("perbaikan.id"), primary_key=True)
    bukti_id: Mapped[UUID] = mapped_column(ForeignKey("bukti.id"), primary_key=True, index=True)
