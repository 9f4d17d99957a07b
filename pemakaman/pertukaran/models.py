"""Files brought in: one row an upload, with its progress and its error file."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, text
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.db import Base


class Impor(Base):
    """One sheet of a paper burial book, imported or tried out."""

    __tablename__ = "impor"
    __table_args__ = (
        CheckConstraint("susunan IN ('badung', 'pasaman_barat')", name="susunan"),
        CheckConstraint("status IN ('antre', 'berjalan', 'jadi', 'gagal')", name="status"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    makam_id: Mapped[UUID] = mapped_column(ForeignKey("makam.id"), index=True)
    susunan: Mapped[str]
    uji: Mapped[bool]
    tanggal_makam_sama: Mapped[bool]
    nama_berkas: Mapped[str]
    sha256: Mapped[str]
    status: Mapped[str] = mapped_column(default="antre")
    dibaca: Mapped[int] = mapped_column(default=0)
    masuk: Mapped[int] = mapped_column(default=0)
    sudah_ada: Mapped[int] = mapped_column(default=0)
    salah: Mapped[int] = mapped_column(default=0)
    galat: Mapped[str | None]
    sha256_salah: Mapped[str | None]
    dibuat_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    selesai_pada: Mapped[datetime | None]
