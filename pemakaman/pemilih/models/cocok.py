"""What matching found: candidates of a report in a list, and which reports were matched against which list."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.db import Base


class Cocok(Base):
    """One candidate: a report and a voter that may be one person. Written anew whenever the report is matched."""

    __tablename__ = "cocok"
    __table_args__ = (
        CheckConstraint("pita IN ('usul', 'periksa', 'tolak')", name="pita"),
        CheckConstraint("skor BETWEEN 0 AND 1", name="skor"),
        CheckConstraint("urutan >= 1", name="urutan"),
        Index("uq_cocok_pasangan", "laporan_id", "pemilih_id", unique=True),
        Index("ix_cocok_daftar", "daftar_id", "pita", "skor"),
        Index("ix_cocok_pemilih", "pemilih_id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    laporan_id: Mapped[UUID] = mapped_column(ForeignKey("laporan.id"))
    daftar_id: Mapped[UUID] = mapped_column(ForeignKey("daftar_pemilih.id", ondelete="CASCADE"))
    pemilih_id: Mapped[int] = mapped_column(ForeignKey("pemilih.id", ondelete="CASCADE"))
    # Chance that both are one person, competition with other candidates counted; place among the report's candidates.
    skor: Mapped[float]
    pita: Mapped[str]
    urutan: Mapped[int] = mapped_column(SmallInteger)
    # Field by field: [{"ruas": "nama", "tingkat": "sama_langka", "bobot": 11.2, "kata": "..."}, ...]; bits.
    alasan: Mapped[list[Any]] = mapped_column(server_default=text("'[]'::jsonb"), default=list)
    model: Mapped[str]
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))


class CocokLaporan(Base):
    """A report was matched against a list, as its identity stood then."""

    __tablename__ = "cocok_laporan"

    laporan_id: Mapped[UUID] = mapped_column(ForeignKey("laporan.id"), primary_key=True)
    daftar_id: Mapped[UUID] = mapped_column(
        ForeignKey("daftar_pemilih.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    # Fingerprint of what was compared: a report whose identity changed since is matched again.
    sidik: Mapped[str]
    # The same of the report's own fields alone: while it stays, its candidates may be proposed.
    jati: Mapped[str]
    model: Mapped[str]
    calon: Mapped[int] = mapped_column(SmallInteger)
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
