"""What phones sent: one row a delivered item, and the photos that wait for theirs."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.db import Base
from pemakaman.lapangan.rules import Cara
from pemakaman.laporan.models import Laporan
from pemakaman.makam.models import one_of


class KirimanHp(Base):
    """One delivered item of a phone. Sent again under its `id`, it gets the receipt of the first time."""

    __tablename__ = "kiriman_hp"
    __table_args__ = (
        CheckConstraint(one_of("cara", Cara), name="cara"),
        CheckConstraint("sidik ~ '^[0-9a-f]{64}$'", name="sidik"),
        CheckConstraint("versi_muatan >= 1", name="versi_muatan"),
        Index("ix_kiriman_hp_laporan", "laporan_id"),
        Index("ix_kiriman_hp_akun", "akun_id", "diterima_pada"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    laporan_id: Mapped[UUID] = mapped_column(ForeignKey(Laporan.id))
    akun_id: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    cara: Mapped[str]
    # Made once by the browser; tells two phones of one account apart, names nobody.
    perangkat: Mapped[UUID | None]
    versi_muatan: Mapped[int]
    # SHA-256 of the payload's canonical JSON.
    sidik: Mapped[str]
    # Both by the device's clock, which may be wrong; `selisih_detik` is server minus device at sending.
    diisi_pada: Mapped[datetime | None]
    dikirim_pada: Mapped[datetime | None]
    diterima_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    selisih_detik: Mapped[int | None]
    jumlah_foto: Mapped[int]


class FotoHp(Base):
    """A photo that came before its report; already opened and written anew, the bytes lie in the store."""

    __tablename__ = "foto_hp"
    __table_args__ = (
        CheckConstraint("sidik ~ '^[0-9a-f]{64}$'", name="sidik"),
        CheckConstraint("ukuran BETWEEN 1 AND 10485760", name="ukuran"),
        Index("ix_foto_hp_dibuat_pada", "dibuat_pada"),
    )

    kiriman_id: Mapped[UUID] = mapped_column(primary_key=True)
    # SHA-256 of the bytes as they were sent.
    sidik: Mapped[str] = mapped_column(primary_key=True)
    akun_id: Mapped[UUID] = mapped_column(ForeignKey("akun.id"), primary_key=True)
    sha256: Mapped[str]
    mime: Mapped[str]
    ukuran: Mapped[int]
    nama_berkas: Mapped[str]
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
