"""Burials without akta that somebody was asked to settle."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.db import Base


class TugasAkta(Base):
    """One buried person without akta, handed to the village, to the cemetery or to a visit. One open a report."""

    __tablename__ = "tugas_akta"
    __table_args__ = (
        CheckConstraint("untuk IN ('desa', 'makam', 'kunjungan')", name="untuk"),
        CheckConstraint("status IN ('terbuka', 'selesai', 'batal')", name="status"),
        CheckConstraint("(status = 'terbuka') = (selesai_pada IS NULL)", name="selesai"),
        CheckConstraint("status <> 'batal' OR length(hasil) > 0", name="batal"),
        Index("uq_tugas_akta_terbuka", "laporan_id", unique=True, postgresql_where=text("status = 'terbuka'")),
        Index("ix_tugas_akta_kab", "kab_kode", "status", "dibuat_pada"),
        Index("ix_tugas_akta_desa", "desa_kode", "status"),
        Index("ix_tugas_akta_makam", "makam_id", "status"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    laporan_id: Mapped[UUID] = mapped_column(ForeignKey("laporan.id", ondelete="CASCADE"), index=True)
    kab_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"))
    desa_kode: Mapped[str]
    makam_id: Mapped[UUID] = mapped_column(ForeignKey("makam.id"))
    untuk: Mapped[str]
    catatan: Mapped[str | None]
    tenggat: Mapped[date | None]
    status: Mapped[str] = mapped_column(default="terbuka")
    # What came of it, in words.
    hasil: Mapped[str | None]
    dibuat_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    selesai_oleh: Mapped[UUID | None] = mapped_column(ForeignKey("akun.id"))
    selesai_pada: Mapped[datetime | None]
    versi: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": versi}
