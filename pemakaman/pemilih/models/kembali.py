"""Struck names that came back, and KPU's own dead without a report or an akta."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.db import Base


class MunculLagi(Base):
    """A voter of a new list who was handed over as dead before."""

    __tablename__ = "muncul_lagi"
    __table_args__ = (
        CheckConstraint("dasar IN ('nik', 'kk_nama_lahir', 'nama_lahir_desa')", name="dasar"),
        CheckConstraint(
            "sebab IN ('belum_diterima', 'ditolak_kpu', 'tanpa_akta', 'akta_sesudahnya', 'akta_terbit')", name="sebab"
        ),
        CheckConstraint("status IN ('baru', 'diusulkan', 'disampaikan', 'selesai')", name="status"),
        CheckConstraint("status = 'baru' OR ditindak_pada IS NOT NULL", name="ditindak"),
        Index("uq_muncul_lagi_pemilih", "pemilih_id", "usul_id", unique=True),
        Index("ix_muncul_lagi_kab", "kab_kode", "status", "id"),
        Index("ix_muncul_lagi_usul", "usul_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    daftar_id: Mapped[UUID] = mapped_column(ForeignKey("daftar_pemilih.id"), index=True)
    pemilih_id: Mapped[int] = mapped_column(ForeignKey("pemilih.id"))
    usul_id: Mapped[UUID] = mapped_column(ForeignKey("usul.id"))
    kab_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"))
    desa_kode: Mapped[str | None]
    dasar: Mapped[str]
    # Why it most likely came back.
    sebab: Mapped[str]
    status: Mapped[str] = mapped_column(default="baru")
    catatan: Mapped[str | None]
    ditindak_oleh: Mapped[UUID | None] = mapped_column(ForeignKey("akun.id"))
    ditindak_pada: Mapped[datetime | None]
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))


class TindakTms(Base):
    """One voter whom KPU itself marks as dead: has the death a report here, and an akta?"""

    __tablename__ = "tindak_tms"
    __table_args__ = (
        CheckConstraint("keadaan IN ('tanpa_laporan', 'tanpa_akta', 'berakta')", name="keadaan"),
        CheckConstraint("(keadaan = 'tanpa_laporan') = (laporan_id IS NULL)", name="laporan"),
        CheckConstraint("status IN ('baru', 'ditugaskan', 'selesai')", name="status"),
        CheckConstraint("makam_id IS NULL OR status <> 'baru'", name="makam"),
        Index("uq_tindak_tms_pemilih", "pemilih_id", unique=True),
        Index("ix_tindak_tms_kab", "kab_kode", "keadaan", "status", "id"),
        Index("ix_tindak_tms_daftar", "daftar_id"),
        Index("ix_tindak_tms_laporan", "laporan_id"),
        Index("ix_tindak_tms_makam", "makam_id", postgresql_where=text("makam_id IS NOT NULL")),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    daftar_id: Mapped[UUID] = mapped_column(ForeignKey("daftar_pemilih.id", ondelete="CASCADE"))
    pemilih_id: Mapped[int] = mapped_column(ForeignKey("pemilih.id", ondelete="CASCADE"))
    kab_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"))
    desa_kode: Mapped[str | None]
    keadaan: Mapped[str]
    # A row of a book import goes when the import is undone; the next look at the list makes this one anew.
    laporan_id: Mapped[UUID | None] = mapped_column(ForeignKey("laporan.id", ondelete="CASCADE"))
    status: Mapped[str] = mapped_column(default="baru")
    # Whose managers are asked for the report; None while assigned: the operator of the village.
    makam_id: Mapped[UUID | None] = mapped_column(ForeignKey("makam.id"))
    catatan: Mapped[str | None]
    ditindak_oleh: Mapped[UUID | None] = mapped_column(ForeignKey("akun.id"))
    ditindak_pada: Mapped[datetime | None]
