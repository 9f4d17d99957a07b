"""Kemendagri regions."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.db import Base


class Wilayah(Base):
    """One region, by its dotted code: 18 · 18.71 · 18.71.01 · 18.71.01.1001. Old codes stay, with `berlaku_sampai`."""

    __tablename__ = "wilayah"
    __table_args__ = (
        CheckConstraint("tingkat BETWEEN 1 AND 4", name="tingkat"),
        CheckConstraint("berlaku_sampai IS NULL OR berlaku_sampai > berlaku_dari", name="masa"),
        Index("ix_wilayah_induk", "induk", "nama"),
        Index(
            "ix_wilayah_nama_cari",
            "nama_cari",
            postgresql_using="gin",
            postgresql_ops={"nama_cari": "gin_trgm_ops"},
        ),
    )

    kode: Mapped[str] = mapped_column(primary_key=True)
    nama: Mapped[str]
    nama_cari: Mapped[str]
    tingkat: Mapped[int]
    induk: Mapped[str | None] = mapped_column(ForeignKey("wilayah.kode"))
    kode_pos: Mapped[str | None]
    berlaku_dari: Mapped[date]
    berlaku_sampai: Mapped[date | None]
