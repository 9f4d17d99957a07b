"""GISA: regions that took up the four awarenesses, with what proves it."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.db import Base


class Gisa(Base):
    """One region's decree and its four indicators, 0 to 100."""

    __tablename__ = "gisa"
    __table_args__ = (
        CheckConstraint("length(sk_nomor) BETWEEN 1 AND 100", name="sk_nomor"),
        CheckConstraint(
            "kepemilikan BETWEEN 0 AND 100 AND pemutakhiran BETWEEN 0 AND 100 "
            "AND pemanfaatan BETWEEN 0 AND 100 AND melayani BETWEEN 0 AND 100",
            name="indikator",
        ),
        Index("uq_gisa_sk", "wilayah_kode", "sk_nomor", unique=True),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    wilayah_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"))
    sk_nomor: Mapped[str]
    sk_tanggal: Mapped[date]
    kepemilikan: Mapped[int] = mapped_column(SmallInteger)
    pemutakhiran: Mapped[int] = mapped_column(SmallInteger)
    pemanfaatan: Mapped[int] = mapped_column(SmallInteger)
    melayani: Mapped[int] = mapped_column(SmallInteger)
    kegiatan: Mapped[str | None]
    dibuat_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    versi: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": versi}


class GisaBukti(Base):
    """One file that proves it, cleaned and stored by its fingerprint."""

    __tablename__ = "gisa_bukti"
    __table_args__ = (
        CheckConstraint("length(sha256) = 64", name="sha256"),
        Index("uq_gisa_bukti_berkas", "gisa_id", "sha256", unique=True),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    gisa_id: Mapped[UUID] = mapped_column(ForeignKey("gisa.id"))
    nama_berkas: Mapped[str]
    mime: Mapped[str]
    ukuran: Mapped[int]
    sha256: Mapped[str]
    dibuat_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
