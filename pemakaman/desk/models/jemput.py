"""Visits to where people are: the plan and what came of it."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.db import Base
from pemakaman.desk.rules.istilah import AsalJemput, Sasaran, StatusJemput
from pemakaman.makam.models import one_of


class JemputBola(Base):
    """One visit."""

    __tablename__ = "jemput_bola"
    __table_args__ = (
        CheckConstraint(one_of("jenis_sasaran", Sasaran), name="jenis_sasaran"),
        CheckConstraint(one_of("status", StatusJemput), name="status"),
        CheckConstraint(one_of("asal", AsalJemput), name="asal"),
        CheckConstraint("target BETWEEN 0 AND 1000000", name="target"),
        CheckConstraint("status <> 'batal' OR length(alasan_batal) > 0", name="batal"),
        CheckConstraint(
            "(status = 'selesai') = (num_nulls(rekam, cetak, ikd, kia, akta, akta_kematian) = 0)", name="hasil"
        ),
        CheckConstraint(
            "rekam >= 0 AND cetak >= 0 AND ikd >= 0 AND kia >= 0 AND akta >= 0 AND akta_kematian >= 0", name="nol"
        ),
        CheckConstraint("akta_kematian <= akta", name="akta"),
        Index("ix_jemput_bola_kab", "kab_kode", "tanggal"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    kab_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"))
    desa_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"))
    tanggal: Mapped[date]
    lokasi: Mapped[str]
    jenis_sasaran: Mapped[str]
    petugas: Mapped[str]
    alat: Mapped[str | None]
    target: Mapped[int]
    # The work list it was drawn from; None when somebody just planned it.
    asal: Mapped[str | None]
    status: Mapped[str] = mapped_column(default=StatusJemput.RENCANA)
    alasan_batal: Mapped[str | None]
    rekam: Mapped[int | None]
    cetak: Mapped[int | None]
    ikd: Mapped[int | None]
    kia: Mapped[int | None]
    akta: Mapped[int | None]
    # Of the certificates those of a death.
    akta_kematian: Mapped[int | None]
    kendala: Mapped[str | None]
    dibuat_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    selesai_oleh: Mapped[UUID | None] = mapped_column(ForeignKey("akun.id"))
    selesai_pada: Mapped[datetime | None]
    versi: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": versi}


class JemputBolaSasaran(Base):
    """Who is to be visited: a row of a work list, or words. Never a NIK."""

    __tablename__ = "jemput_bola_sasaran"
    __table_args__ = (
        CheckConstraint("num_nonnulls(laporan_id, pemilih_id, teks) = 1", name="satu"),
        CheckConstraint(r"teks !~ '\d{16}'", name="teks"),
        Index("ix_jemput_bola_sasaran_jemput", "jemput_id", "urutan", unique=True),
        Index("ix_jemput_bola_sasaran_laporan", "laporan_id", postgresql_where=text("laporan_id IS NOT NULL")),
        Index("ix_jemput_bola_sasaran_pemilih", "pemilih_id", postgresql_where=text("pemilih_id IS NOT NULL")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    jemput_id: Mapped[UUID] = mapped_column(ForeignKey("jemput_bola.id"))
    urutan: Mapped[int]
    # No foreign keys: a draft may be thrown away and a past list reduced although a visit was planned from them.
    laporan_id: Mapped[UUID | None]
    pemilih_id: Mapped[int | None] = mapped_column(BigInteger)
    teks: Mapped[str | None]
    # Was the person met, and what came of it? None: not yet told.
    tercapai: Mapped[bool | None]
    catatan: Mapped[str | None]
