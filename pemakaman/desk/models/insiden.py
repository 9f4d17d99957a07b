"""What holds the work back, who must solve it and until when."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.db import Base
from pemakaman.desk.rules.istilah import StatusInsiden, TingkatInsiden
from pemakaman.makam.models import one_of


class Insiden(Base):
    """One trouble of a kab/kota; what was done stands in `RiwayatDesk`."""

    __tablename__ = "insiden"
    __table_args__ = (
        CheckConstraint(one_of("tingkat", TingkatInsiden), name="tingkat"),
        CheckConstraint(one_of("status", StatusInsiden), name="status"),
        CheckConstraint("length(judul) BETWEEN 1 AND 200", name="judul"),
        CheckConstraint("(status = 'selesai') = (selesai_pada IS NOT NULL)", name="selesai"),
        CheckConstraint("status <> 'selesai' OR length(penyelesaian) > 0", name="penyelesaian"),
        Index("ix_insiden_kab", "kab_kode", "status", "tenggat"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    nomor: Mapped[int] = mapped_column(BigInteger, Identity(always=True), unique=True)
    kab_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"))
    judul: Mapped[str]
    uraian: Mapped[str]
    tingkat: Mapped[str]
    pemilik_id: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    tenggat: Mapped[datetime]
    status: Mapped[str] = mapped_column(default=StatusInsiden.TERBUKA)
    penyelesaian: Mapped[str | None]
    dibuat_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    dibuat_pada: Mapped[datetime]
    selesai_pada: Mapped[datetime | None]
    versi: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": versi}
