"""Elections: the day of the vote and the areas that vote."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.db import Base
from pemakaman.desk.rules.istilah import JenisPemilihan
from pemakaman.makam.models import one_of


class Pemilihan(Base):
    """One election. Whoever is counted down to lies in one of its `PemilihanWilayah`."""

    __tablename__ = "pemilihan"
    __table_args__ = (
        CheckConstraint(one_of("jenis", JenisPemilihan), name="jenis"),
        CheckConstraint("length(nama) BETWEEN 1 AND 200", name="nama"),
        CheckConstraint("hari_suket BETWEEN 0 AND 60", name="hari_suket"),
        CheckConstraint("target_rekam BETWEEN 0 AND 100 AND target_ikd BETWEEN 0 AND 100", name="target"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    nama: Mapped[str]
    jenis: Mapped[str]
    # H: polling day.
    hari_h: Mapped[date]
    # Interim letters are printed from this many days before H.
    hari_suket: Mapped[int] = mapped_column(SmallInteger, default=14)
    target_rekam: Mapped[int] = mapped_column(SmallInteger, default=100)
    target_ikd: Mapped[int] = mapped_column(SmallInteger, default=25)
    catatan: Mapped[str | None]
    aktif: Mapped[bool] = mapped_column(default=True)
    dibuat_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    versi: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": versi}


class PemilihanWilayah(Base):
    """One area that votes: a province, kab/kota, kecamatan or desa."""

    __tablename__ = "pemilihan_wilayah"
    __table_args__ = (Index("ix_pemilihan_wilayah_kode", "wilayah_kode"),)

    pemilihan_id: Mapped[UUID] = mapped_column(ForeignKey("pemilihan.id"), primary_key=True)
    wilayah_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"), primary_key=True)
