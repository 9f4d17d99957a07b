"""Who lies in which plot since when, and who is to be buried there."""

from datetime import date, datetime, time
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.db import Base
from pemakaman.laporan.models import Laporan
from pemakaman.makam.models import Petak


class Penempatan(Base):
    """One stay in a plot, open while `sampai` is empty; a move ends one and begins another, the burial row stays."""

    __tablename__ = "penempatan"
    __table_args__ = (
        CheckConstraint("sebab IN ('pemakaman', 'tumpang', 'pindah')", name="sebab"),
        CheckConstraint("sampai >= sejak", name="urutan"),
        CheckConstraint("akhir IN ('pindah_petak', 'pindah_keluar', 'gali', 'keluar_buku')", name="akhir"),
        CheckConstraint("(sampai IS NULL) = (akhir IS NULL)", name="berakhir"),
        Index("uq_penempatan_sekarang", "laporan_id", unique=True, postgresql_where=text("sampai IS NULL")),
        Index("ix_penempatan_petak", "petak_id", "sejak"),
        Index("ix_penempatan_laporan", "laporan_id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    laporan_id: Mapped[UUID] = mapped_column(ForeignKey(Laporan.id))
    petak_id: Mapped[UUID] = mapped_column(ForeignKey(Petak.id))
    sejak: Mapped[date]
    sampai: Mapped[date | None]
    sebab: Mapped[str]
    # Why it ended; a stay ended because its report left the register is taken up again when that comes back.
    akhir: Mapped[str | None]
    dibuat_oleh: Mapped[UUID | None] = mapped_column(ForeignKey("akun.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))


class RencanaMakam(Base):
    """A burial that is to take place: what the gravediggers need to know. Not yet a row of the book."""

    __tablename__ = "rencana_makam"
    __table_args__ = (
        CheckConstraint("status IN ('direncanakan', 'dilaksanakan', 'batal')", name="status"),
        CheckConstraint("(status = 'batal') = (alasan_batal IS NOT NULL)", name="batal"),
        CheckConstraint("laporan_id IS NULL OR status = 'dilaksanakan'", name="dilaksanakan"),
        Index("ix_rencana_makam_hari", "makam_id", "tanggal"),
        Index("uq_rencana_makam_laporan", "laporan_id", unique=True),
        Index("uq_rencana_makam_petak", "petak_id", unique=True, postgresql_where=text("status = 'direncanakan'")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    makam_id: Mapped[UUID] = mapped_column(ForeignKey("makam.id"))
    petak_id: Mapped[UUID | None] = mapped_column(ForeignKey("petak.id"))
    nama: Mapped[str]
    tanggal: Mapped[date]
    pukul: Mapped[time | None]
    kontak_nama: Mapped[str]
    kontak_telepon: Mapped[str | None]
    catatan: Mapped[str | None]
    status: Mapped[str] = mapped_column(default="direncanakan")
    alasan_batal: Mapped[str | None]
    laporan_id: Mapped[UUID | None] = mapped_column(ForeignKey("laporan.id"))
    dibuat_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    versi: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": versi}
