"""Cases "orang ini masih hidup": somebody says that a person recorded as dead is alive."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.db import Base


class KasusHidup(Base):
    """One alarm. `baru`: its report is not found yet; `terbuka`: its report is frozen and waits for two persons."""

    __tablename__ = "kasus_hidup"
    __table_args__ = (
        CheckConstraint("status IN ('baru', 'terbuka', 'dikabulkan', 'ditolak', 'ditutup')", name="status"),
        CheckConstraint("sumber IN ('publik', 'petugas')", name="sumber"),
        CheckConstraint("usul_putusan IN ('kabulkan', 'tolak')", name="usul_putusan"),
        CheckConstraint("nik ~ '^[0-9]{16}$'", name="nik"),
        CheckConstraint("diputus_oleh <> diusulkan_oleh", name="dua_orang"),
        CheckConstraint(
            "status NOT IN ('dikabulkan', 'ditolak') "
            "OR (diputus_oleh IS NOT NULL AND diusulkan_oleh IS NOT NULL AND laporan_id IS NOT NULL)",
            name="putusan",
        ),
        CheckConstraint("status <> 'terbuka' OR laporan_id IS NOT NULL", name="terbuka"),
        CheckConstraint("(usul_putusan IS NULL) = (diusulkan_oleh IS NULL)", name="usul"),
        Index("uq_kasus_hidup_nomor", "nomor", unique=True),
        Index("ix_kasus_hidup_laporan", "laporan_id", postgresql_where=text("laporan_id IS NOT NULL")),
        Index(
            "ix_kasus_hidup_antrean", "kab_kode", "dibuat_pada", postgresql_where=text("status IN ('baru', 'terbuka')")
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    nomor: Mapped[str]
    kab_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"))
    laporan_id: Mapped[UUID | None] = mapped_column(ForeignKey("laporan.id"))
    status: Mapped[str] = mapped_column(default="baru")
    sumber: Mapped[str]
    nama: Mapped[str | None]
    nik: Mapped[str | None]
    nomor_terima: Mapped[str | None]
    pengadu_nama: Mapped[str | None]
    pengadu_telepon: Mapped[str | None]
    pengadu_hubungan: Mapped[str | None]
    keterangan: Mapped[str]
    dibuat_oleh: Mapped[UUID | None] = mapped_column(ForeignKey("akun.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    usul_putusan: Mapped[str | None]
    usul_alasan: Mapped[str | None]
    diusulkan_oleh: Mapped[UUID | None] = mapped_column(ForeignKey("akun.id"))
    diusulkan_pada: Mapped[datetime | None]
    diputus_oleh: Mapped[UUID | None] = mapped_column(ForeignKey("akun.id"))
    diputus_pada: Mapped[datetime | None]
    alasan_putusan: Mapped[str | None]
    versi: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": versi}


class KasusBukti(Base):
    """The proofs that a case is decided by."""

    __tablename__ = "kasus_bukti"

    kasus_id: Mapped[UUID] = mapped_column(ForeignKey("kasus_hidup.id"), primary_key=True)
    bukti_id: Mapped[UUID] = mapped_column(ForeignKey("bukti.id"), primary_key=True, index=True)
