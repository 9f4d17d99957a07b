"""Cemeteries, their managers, and the burial book of each year."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.db import Base
from pemakaman.makam.rules import JenisMakam, Pengelolaan, StatusMakam


def one_of(column: str, values: type[StrEnum]) -> str:
    """SQL of a CHECK that a column holds one of an enum's values."""
    return f"{column} IN ({', '.join(repr(value.value) for value in values)})"


class Makam(Base):
    """One cemetery. `desa_kode` places it; `kab_kode` and `kec_kode` repeat its head for the lists."""

    __tablename__ = "makam"
    __table_args__ = (
        CheckConstraint(one_of("jenis", JenisMakam), name="jenis"),
        CheckConstraint(one_of("pengelolaan", Pengelolaan), name="pengelolaan"),
        CheckConstraint(one_of("status", StatusMakam), name="status"),
        CheckConstraint("lintang BETWEEN -90 AND 90 AND bujur BETWEEN -180 AND 180", name="koordinat"),
        CheckConstraint("(lintang IS NULL) = (bujur IS NULL)", name="koordinat_lengkap"),
        CheckConstraint(
            "starts_with(desa_kode, kec_kode || '.') AND starts_with(kec_kode, kab_kode || '.')",
            name="wilayah",
        ),
        Index("uq_makam_kode", "kode", unique=True),
        Index("ix_makam_kab_kode", "kab_kode", "nama"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    kode: Mapped[str]
    nama: Mapped[str]
    jenis: Mapped[str]
    pengelolaan: Mapped[str]
    status: Mapped[str]
    kab_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"))
    kec_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"))
    desa_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"), index=True)
    alamat: Mapped[str | None]
    lintang: Mapped[float | None]
    bujur: Mapped[float | None]
    telepon: Mapped[str | None]
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    versi: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": versi}


class MakamPengelola(Base):
    """Which accounts record burials of which cemetery."""

    __tablename__ = "makam_pengelola"

    makam_id: Mapped[UUID] = mapped_column(ForeignKey("makam.id"), primary_key=True)
    akun_id: Mapped[UUID] = mapped_column(ForeignKey("akun.id"), primary_key=True, index=True)


class Buku(Base):
    """The burial book of one cemetery and year; `nomor_terakhir` is the locked counter of its numbers."""

    __tablename__ = "buku"
    __table_args__ = (
        CheckConstraint("nomor_awal >= 1 AND nomor_terakhir >= nomor_awal - 1", name="nomor"),
        CheckConstraint("tahun BETWEEN 1900 AND 2200", name="tahun"),
    )

    makam_id: Mapped[UUID] = mapped_column(ForeignKey("makam.id"), primary_key=True)
    tahun: Mapped[int] = mapped_column(primary_key=True)
    nomor_awal: Mapped[int] = mapped_column(default=1)
    nomor_terakhir: Mapped[int] = mapped_column(default=0)
