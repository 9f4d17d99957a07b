"""Blank cards that go from one kab/kota to another."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.db import Base
from pemakaman.desk.rules.istilah import StatusPindah
from pemakaman.makam.models import one_of


class PindahBlangko(Base):
    """One transfer with both its sides; refused or called off it comes back to the sender on `selesai_tanggal`."""

    __tablename__ = "pindah_blangko"
    __table_args__ = (
        CheckConstraint(one_of("status", StatusPindah), name="status"),
        CheckConstraint("dari_kab <> ke_kab", name="dua_kab"),
        CheckConstraint("jumlah BETWEEN 1 AND 10000000", name="jumlah"),
        CheckConstraint("(status = 'dikirim') = (selesai_tanggal IS NULL)", name="selesai"),
        CheckConstraint("(status = 'diterima') = (jumlah_diterima IS NOT NULL)", name="diterima"),
        CheckConstraint("jumlah_diterima BETWEEN 0 AND jumlah", name="jumlah_diterima"),
        CheckConstraint("jumlah_diterima = jumlah OR length(selisih_alasan) > 0", name="selisih"),
        CheckConstraint("status NOT IN ('ditolak', 'batal') OR length(alasan) > 0", name="alasan"),
        CheckConstraint("selesai_tanggal >= dikirim_tanggal", name="urutan"),
        Index("ix_pindah_blangko_dari", "dari_kab", "dikirim_tanggal"),
        Index("ix_pindah_blangko_ke", "ke_kab", "selesai_tanggal"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    nomor: Mapped[int] = mapped_column(BigInteger, Identity(always=True), unique=True)
    dari_kab: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"))
    ke_kab: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"))
    jumlah: Mapped[int]
    status: Mapped[str] = mapped_column(default=StatusPindah.DIKIRIM)
    dikirim_tanggal: Mapped[date]
    dikirim_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    dikirim_pada: Mapped[datetime]
    catatan: Mapped[str | None]
    # The day it was taken in, refused or called off.
    selesai_tanggal: Mapped[date | None]
    selesai_oleh: Mapped[UUID | None] = mapped_column(ForeignKey("akun.id"))
    selesai_pada: Mapped[datetime | None]
    jumlah_diterima: Mapped[int | None]
    selisih_alasan: Mapped[str | None]
    # Why it was refused or called off.
    alasan: Mapped[str | None]
    versi: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": versi}
