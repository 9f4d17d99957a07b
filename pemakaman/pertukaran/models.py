"""Old books brought in: one row an upload or a set of page pictures, with its progress and its error file."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.db import Base


class Impor(Base):
    """One batch of an old book: a file ('berkas') or pictures of its pages ('salinan')."""

    __tablename__ = "impor"
    __table_args__ = (
        CheckConstraint("jenis IN ('berkas', 'salinan')", name="jenis"),
        CheckConstraint("(jenis = 'berkas') = (sha256 IS NOT NULL)", name="berkas"),
        CheckConstraint(
            "status IN ('diunggah', 'antre', 'berjalan', 'jadi', 'gagal', 'dihentikan', 'dibatalkan')", name="status"
        ),
        CheckConstraint("(status = 'dibatalkan') = (dibatalkan_pada IS NOT NULL)", name="dibatalkan"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    makam_id: Mapped[UUID] = mapped_column(ForeignKey("makam.id"), index=True)
    jenis: Mapped[str] = mapped_column(default="berkas", server_default=text("'berkas'"))
    # The layout that was recognised, or '' for columns named by hand.
    susunan: Mapped[str]
    pemetaan: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'::jsonb"), default=dict)
    uji: Mapped[bool]
    tanggal_makam_sama: Mapped[bool]
    nama_berkas: Mapped[str]
    sha256: Mapped[str | None]
    status: Mapped[str] = mapped_column(default="diunggah")
    jumlah: Mapped[int | None]
    dibaca: Mapped[int] = mapped_column(default=0)
    masuk: Mapped[int] = mapped_column(default=0)
    sudah_ada: Mapped[int] = mapped_column(default=0)
    salah: Mapped[int] = mapped_column(default=0)
    galat: Mapped[str | None]
    sha256_salah: Mapped[str | None]
    minta_berhenti: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    dibuat_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    selesai_pada: Mapped[datetime | None]
    dibatalkan_oleh: Mapped[UUID | None] = mapped_column(ForeignKey("akun.id"))
    dibatalkan_pada: Mapped[datetime | None]
    alasan_batal: Mapped[str | None]


class ImporLaporan(Base):
    """Which report a batch brought in, and the version it had then: as long as it stands, no row has moved on."""

    __tablename__ = "impor_laporan"
    __table_args__ = (Index("ix_impor_laporan_impor", "impor_id"),)

    laporan_id: Mapped[UUID] = mapped_column(ForeignKey("laporan.id", ondelete="CASCADE"), primary_key=True)
    impor_id: Mapped[UUID] = mapped_column(ForeignKey("impor.id"))
    letak: Mapped[str]
    versi_laporan: Mapped[int]


class ImporSalah(Base):
    """One row of a file that was refused, kept with the portion it was read in: a crash loses no reason."""

    __tablename__ = "impor_salah"

    impor_id: Mapped[UUID] = mapped_column(ForeignKey("impor.id"), primary_key=True)
    urutan: Mapped[int] = mapped_column(primary_key=True)
    pesan: Mapped[list[str]] = mapped_column(ARRAY(TEXT))


class PemetaanBuku(Base):
    """How an account last read a book with these headings; offered again when they come back."""

    __tablename__ = "pemetaan_buku"

    akun_id: Mapped[UUID] = mapped_column(ForeignKey("akun.id"), primary_key=True)
    sidik_judul: Mapped[str] = mapped_column(primary_key=True)
    pemetaan: Mapped[dict[str, Any]]
    diubah_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))


class SalinanHalaman(Base):
    """A picture of a page of the paper book."""

    __tablename__ = "salinan_halaman"
    __table_args__ = (
        CheckConstraint("mime IN ('image/jpeg', 'image/png')", name="mime"),
        UniqueConstraint("impor_id", "urutan", name="uq_salinan_halaman_urutan", deferrable=True, initially="DEFERRED"),
        Index("uq_salinan_halaman_isi", "impor_id", "sha256", unique=True),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    impor_id: Mapped[UUID] = mapped_column(ForeignKey("impor.id"))
    urutan: Mapped[int] = mapped_column(SmallInteger)
    nama_berkas: Mapped[str]
    mime: Mapped[str]
    ukuran: Mapped[int]
    sha256: Mapped[str]
    selesai: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    dibuat_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))


class SalinanBaris(Base):
    """One row typed from a picture; `isian` as it was typed, so that nothing is lost while it has faults."""

    __tablename__ = "salinan_baris"
    __table_args__ = (
        CheckConstraint("status IN ('diketik', 'masuk', 'sudah_ada', 'salah')", name="status"),
        Index("ix_salinan_baris_halaman", "halaman_id", "urutan"),
        Index("uq_salinan_baris_laporan", "laporan_id", unique=True),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    halaman_id: Mapped[UUID] = mapped_column(ForeignKey("salinan_halaman.id"))
    urutan: Mapped[int] = mapped_column(SmallInteger)
    isian: Mapped[dict[str, Any]]
    tidak_terbaca: Mapped[list[str]] = mapped_column(ARRAY(TEXT))
    status: Mapped[str] = mapped_column(default="diketik")
    galat: Mapped[list[Any]] = mapped_column(server_default=text("'[]'::jsonb"), default=list)
    laporan_id: Mapped[UUID | None] = mapped_column(ForeignKey("laporan.id", ondelete="SET NULL"))
    dibuat_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    diubah_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    versi: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": versi}
