"""Who lies in which plot, since when; a move ends one row and begins another, and the burial row stays."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.db import Base
from pemakaman.laporan.models import Laporan
from pemakaman.makam.models import Petak


class Penempatan(Base):
    """One stay in a plot; open while `sampai` is empty."""

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
