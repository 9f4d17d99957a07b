"""Orders for prints of the burial book."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.db import Base
from pemakaman.makam.models import STATUS_CETAK, one_of
from pemakaman.makam.rules import SusunanBuku


class CetakBuku(Base):
    """One print of a cemetery's, a desa's or a kecamatan's book over some days; `jadi` only with bytes in the store."""

    __tablename__ = "cetak_buku"
    __table_args__ = (
        CheckConstraint("(makam_id IS NULL) <> (wilayah_kode IS NULL)", name="lingkup"),
        CheckConstraint("dari <= sampai", name="rentang"),
        CheckConstraint(one_of("susunan", SusunanBuku), name="susunan"),
        CheckConstraint(f"status IN {STATUS_CETAK}", name="status"),
        CheckConstraint("(status = 'jadi') = (sha256 IS NOT NULL)", name="jadi"),
        Index("ix_cetak_buku_pembuat", "dibuat_oleh", "dibuat_pada"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    kab_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"))
    makam_id: Mapped[UUID | None] = mapped_column(ForeignKey("makam.id"))
    # A desa/kelurahan or a kecamatan: all books of its cemeteries, one after the other.
    wilayah_kode: Mapped[str | None] = mapped_column(ForeignKey("wilayah.kode"))
    dari: Mapped[date]
    sampai: Mapped[date]
    susunan: Mapped[str]
    nik_tampak: Mapped[bool]
    petugas: Mapped[str]
    status: Mapped[str] = mapped_column(default="antre")
    dikerjakan: Mapped[int] = mapped_column(default=0)
    baris: Mapped[int | None]
    halaman: Mapped[int | None]
    ukuran: Mapped[int | None]
    sha256: Mapped[str | None]
    galat: Mapped[str | None]
    dibuat_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    jadi_pada: Mapped[datetime | None]
