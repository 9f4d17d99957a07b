"""Boundaries that an administrator uploaded, drawn once so that a map is only put together."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.db import Base


class PetaBerkas(Base):
    """One uploaded file of boundaries of a province: its kab/kota (level 2) or its kecamatan (level 3)."""

    __tablename__ = "peta_berkas"
    __table_args__ = (
        CheckConstraint("tingkat IN (2, 3)", name="tingkat"),
        CheckConstraint("status IN ('coba', 'berlaku', 'lama')", name="status"),
        Index(
            "uq_peta_berkas_berlaku",
            "provinsi_kode",
            "tingkat",
            unique=True,
            postgresql_where=text("status = 'berlaku'"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    provinsi_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"))
    tingkat: Mapped[int] = mapped_column(SmallInteger)
    status: Mapped[str] = mapped_column(default="coba")
    nama_berkas: Mapped[str]
    sha256: Mapped[str]
    ukuran: Mapped[int]
    sumber: Mapped[str]
    lisensi: Mapped[str | None]
    # What the check found: codes taken, unknown, missing, twice; points before and after simplifying.
    hasil: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default=text("'{}'::jsonb"))
    # The frame of all shapes: west, south, east, north in degrees.
    barat: Mapped[float]
    selatan: Mapped[float]
    timur: Mapped[float]
    utara: Mapped[float]
    dibuat_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    versi: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": versi}


class PetaBentuk(Base):
    """The shape of one region as an SVG path, in the coordinates of `peta/rules`."""

    __tablename__ = "peta_bentuk"

    berkas_id: Mapped[UUID] = mapped_column(ForeignKey("peta_berkas.id", ondelete="CASCADE"), primary_key=True)
    kode: Mapped[str] = mapped_column(primary_key=True)
    nama: Mapped[str]
    jalur: Mapped[str]
    # Its frame and the place for its label, in the same coordinates: [x0, y0, x1, y1, x, y].
    kotak: Mapped[list[Any]]
