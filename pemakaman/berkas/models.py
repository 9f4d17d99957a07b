"""Application documents and each kab/kota's choices for them."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.db import Base

FORMULIR_CHECK = "formulir IN ('F-2.01A', 'F-2.01')"
KERTAS_CHECK = "kertas IN ('A4', 'F4', 'legal')"


class SetelanBerkas(Base):
    """Form version, paper and letterhead of one kab/kota."""

    __tablename__ = "setelan_berkas"
    __table_args__ = (
        CheckConstraint(FORMULIR_CHECK, name="formulir"),
        CheckConstraint(KERTAS_CHECK, name="kertas"),
        CheckConstraint("kotak_nama IN (26, 34)", name="kotak_nama"),
    )

    kab_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"), primary_key=True)
    formulir: Mapped[str] = mapped_column(default="F-2.01A")
    kertas: Mapped[str] = mapped_column(default="A4")
    kotak_nama: Mapped[int] = mapped_column(SmallInteger, default=26)
    kop: Mapped[list[Any]] = mapped_column(default=list)
    tempat_tanda_tangan: Mapped[str]
    pejabat_jabatan: Mapped[str] = mapped_column(default="Pejabat Dukcapil yang Membidangi")
    pejabat_nama: Mapped[str | None]
    versi: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": versi}


class Berkas(Base):
    """One version of a report's application document; `jadi` only with bytes in the store."""

    __tablename__ = "berkas"
    __table_args__ = (
        CheckConstraint(FORMULIR_CHECK, name="formulir"),
        CheckConstraint(KERTAS_CHECK, name="kertas"),
        CheckConstraint("status IN ('antre', 'jadi', 'gagal')", name="status"),
        CheckConstraint("(status = 'jadi') = (sha256 IS NOT NULL)", name="jadi"),
        CheckConstraint("status <> 'gagal' OR galat IS NOT NULL", name="gagal"),
        CheckConstraint("NOT (berlaku AND dibatalkan_pada IS NOT NULL)", name="dibatalkan"),
        UniqueConstraint("laporan_id", "versi_dokumen", name="uq_berkas_versi"),
        Index("uq_berkas_berlaku", "laporan_id", unique=True, postgresql_where=text("berlaku")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    laporan_id: Mapped[UUID] = mapped_column(ForeignKey("laporan.id"))
    versi_dokumen: Mapped[int]
    berlaku: Mapped[bool] = mapped_column(default=True)
    formulir: Mapped[str]
    kertas: Mapped[str]
    status: Mapped[str] = mapped_column(default="antre")
    percobaan: Mapped[int] = mapped_column(default=0)
    galat: Mapped[str | None]
    sha256: Mapped[str | None]
    ukuran: Mapped[int | None]
    halaman: Mapped[int | None]
    sebab_versi: Mapped[str | None]
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    jadi_pada: Mapped[datetime | None]
    diunduh_pada: Mapped[datetime | None]
    # The report was annulled: the bytes stay as evidence, the document counts no longer.
    dibatalkan_pada: Mapped[datetime | None]
