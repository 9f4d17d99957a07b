"""Letters that a kab/kota writes itself."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.db import Base


class TemplatSurat(Base):
    """One version of a letter's wording; `seri` is the letter, a change is a new row, the highest `versi` counts."""

    __tablename__ = "templat_surat"
    __table_args__ = (
        CheckConstraint("versi >= 1", name="versi"),
        UniqueConstraint("seri", "versi", name="uq_templat_surat_versi"),
        Index("ix_templat_surat_kab", "kab_kode", "judul"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    seri: Mapped[UUID]
    versi: Mapped[int]
    kab_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"))
    judul: Mapped[str]
    isi: Mapped[str]
    dipakai: Mapped[bool] = mapped_column(default=True, server_default=text("true"))
    dibuat_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
