"""Certificate numbers recorded back from SIAK."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.db import Base


class Akta(Base):
    """Number and date of the kutipan akta kematian; one living a report, one number once. A cancelled one stays."""

    __tablename__ = "akta"
    __table_args__ = (
        CheckConstraint("length(nomor) BETWEEN 3 AND 40", name="nomor"),
        UniqueConstraint("nomor", name="uq_akta_nomor"),
        CheckConstraint("(dibatalkan_pada IS NULL) = (dibatalkan_sebab IS NULL)", name="dibatalkan"),
        Index("uq_akta_laporan", "laporan_id", unique=True, postgresql_where=text("dibatalkan_pada IS NULL")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    laporan_id: Mapped[UUID] = mapped_column(ForeignKey("laporan.id"))
    nomor: Mapped[str]
    tanggal: Mapped[date]
    dicatat_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    dicatat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    dibatalkan_pada: Mapped[datetime | None]
    dibatalkan_sebab: Mapped[str | None]
    versi: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": versi}
