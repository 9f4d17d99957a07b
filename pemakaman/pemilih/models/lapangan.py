"""Lists for the check in the field: which proposed voters PPS asks after at their homes, and what it found."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.db import Base
from pemakaman.makam.models import STATUS_CETAK


class CekLapangan(Base):
    """One printed list of a village or TPS."""

    __tablename__ = "cek_lapangan"
    __table_args__ = (
        CheckConstraint("status IN ('berjalan', 'selesai', 'batal')", name="status"),
        CheckConstraint("status <> 'batal' OR length(alasan) > 0", name="alasan"),
        CheckConstraint(f"status_cetak IN {STATUS_CETAK}", name="status_cetak"),
        Index("ix_cek_lapangan_kab", "kab_kode", "nomor"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    nomor: Mapped[int] = mapped_column(BigInteger, Identity(always=True), unique=True)
    kab_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"))
    desa_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"))
    tps: Mapped[str | None]
    status: Mapped[str] = mapped_column(default="berjalan")
    alasan: Mapped[str | None]
    dibuat_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    selesai_pada: Mapped[datetime | None]
    # The sheet the worker prints: waiting, made or failed, and its bytes.
    status_cetak: Mapped[str] = mapped_column(default="antre")
    galat: Mapped[str | None]
    sha256: Mapped[str | None]
    versi: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": versi}


class ButirLapangan(Base):
    """One proposed voter on a list, and what was found at the door."""

    __tablename__ = "butir_lapangan"
    __table_args__ = (
        CheckConstraint("hasil IN ('meninggal', 'hidup', 'pindah', 'tidak_dikenal')", name="hasil"),
        CheckConstraint("(hasil IS NULL) = (dicatat_pada IS NULL)", name="dicatat"),
        CheckConstraint("orang_sama IS NULL OR hasil = 'meninggal'", name="orang_sama"),
        CheckConstraint("(putusan_alasan IS NULL) = (diputus_pada IS NULL)", name="putusan"),
        CheckConstraint("diputus_pada IS NULL OR hasil IN ('hidup', 'pindah', 'tidak_dikenal')", name="diputus"),
        CheckConstraint("diputus_oleh <> dicatat_oleh", name="dua_orang"),
        Index("uq_butir_lapangan_urutan", "cek_id", "urutan", unique=True),
        Index("ix_butir_lapangan_usul", "usul_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    cek_id: Mapped[UUID] = mapped_column(ForeignKey("cek_lapangan.id"))
    usul_id: Mapped[UUID] = mapped_column(ForeignKey("usul.id"))
    urutan: Mapped[int]
    hasil: Mapped[str | None]
    catatan: Mapped[str | None]
    # Who was asked: the name of the family member or head of the neighbourhood.
    keterangan_dari: Mapped[str | None]
    dicatat_oleh: Mapped[UUID | None] = mapped_column(ForeignKey("akun.id"))
    dicatat_pada: Mapped[datetime | None]
    # Did the one who was asked say that the dead is this very voter? None: not asked, or nobody dead.
    orang_sama: Mapped[bool | None]
    # The case "orang ini masih hidup" that the answer opened.
    kasus_nomor: Mapped[str | None]
    # Why the proposal may go on although the answer speaks against it: another person's word.
    putusan_alasan: Mapped[str | None]
    diputus_oleh: Mapped[UUID | None] = mapped_column(ForeignKey("akun.id"))
    diputus_pada: Mapped[datetime | None]
    versi: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": versi}
