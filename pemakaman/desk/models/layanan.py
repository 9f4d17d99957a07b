"""Service on holidays and on polling day."""

from datetime import date, datetime, time
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.db import Base
from pemakaman.desk.rules.istilah import Jaringan
from pemakaman.makam.models import one_of


class LayananHari(Base):
    """One service point on one such day: open or not, who is on duty, what works, what was done."""

    __tablename__ = "layanan_hari"
    __table_args__ = (
        CheckConstraint("length(tempat) BETWEEN 1 AND 200", name="tempat"),
        CheckConstraint(one_of("jaringan", Jaringan), name="jaringan"),
        CheckConstraint("NOT buka OR jam_buka IS NOT NULL", name="jam_buka"),
        CheckConstraint("jam_tutup > jam_buka", name="jam"),
        CheckConstraint("blangko_sisa >= 0 AND rekam >= 0 AND cetak >= 0 AND suket >= 0", name="nol"),
        CheckConstraint("buka OR (rekam = 0 AND cetak = 0 AND suket = 0)", name="tutup"),
        Index("uq_layanan_hari_tempat", "kab_kode", "tanggal", "tempat", unique=True),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    kab_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"))
    tanggal: Mapped[date]
    tempat: Mapped[str]
    buka: Mapped[bool]
    jam_buka: Mapped[time | None]
    jam_tutup: Mapped[time | None]
    petugas: Mapped[str | None]
    hp: Mapped[str | None]
    printer_baik: Mapped[bool | None]
    alat_rekam_baik: Mapped[bool | None]
    ribbon_cukup: Mapped[bool | None]
    blangko_sisa: Mapped[int | None]
    jaringan: Mapped[str | None]
    rekam: Mapped[int] = mapped_column(default=0)
    cetak: Mapped[int] = mapped_column(default=0)
    suket: Mapped[int] = mapped_column(default=0)
    kendala: Mapped[str | None]
    tindak_lanjut: Mapped[str | None]
    dibuat_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    dibuat_pada: Mapped[datetime]
    diubah_oleh: Mapped[UUID | None] = mapped_column(ForeignKey("akun.id"))
    diubah_pada: Mapped[datetime | None]
    versi: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": versi}
