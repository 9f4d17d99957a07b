"""Proposals to strike a dead voter, and what was decided about pairs."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.db import Base

# A proposal that still holds its voter and its report.
LIVING = text("status IN ('diusulkan', 'dikonfirmasi', 'dibekukan')")


class Usul(Base):
    """A proposal to strike one voter for one death: made by one person, confirmed by another."""

    __tablename__ = "usul"
    __table_args__ = (
        CheckConstraint("status IN ('diusulkan', 'dikonfirmasi', 'dibekukan', 'ditolak', 'dibatalkan')", name="status"),
        CheckConstraint("status_sebelum IN ('diusulkan', 'dikonfirmasi')", name="status_sebelum"),
        CheckConstraint("(status = 'dibekukan') = (status_sebelum IS NOT NULL)", name="dibekukan"),
        CheckConstraint("kode IN ('1', '91')", name="kode"),
        CheckConstraint("skor BETWEEN 0 AND 1", name="skor"),
        CheckConstraint("pita IN ('usul', 'periksa', 'tolak')", name="pita"),
        CheckConstraint("kelas_bukti IN ('akta', 'skk', 'keluarga', 'tidak_ada')", name="kelas_bukti"),
        CheckConstraint("status <> 'dikonfirmasi' OR dikonfirmasi_oleh IS NOT NULL", name="dikonfirmasi"),
        CheckConstraint("dikonfirmasi_oleh <> diusulkan_oleh", name="dua_orang"),
        CheckConstraint("status NOT IN ('ditolak', 'dibatalkan') OR length(alasan) > 0", name="alasan"),
        Index(
            "uq_usul_pemilih",
            "pemilih_id",
            unique=True,
            postgresql_where=LIVING,
        ),
        Index(
            "uq_usul_laporan_daftar",
            "laporan_id",
            "daftar_id",
            unique=True,
            postgresql_where=LIVING,
        ),
        Index("ix_usul_kab_status", "kab_kode", "status", "id"),
        # Rows of voters are deleted by the million: each asks whether a proposal refers to it.
        Index("ix_usul_pemilih", "pemilih_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    laporan_id: Mapped[UUID] = mapped_column(ForeignKey("laporan.id"))
    daftar_id: Mapped[UUID] = mapped_column(ForeignKey("daftar_pemilih.id"))
    pemilih_id: Mapped[int] = mapped_column(ForeignKey("pemilih.id"))
    kab_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"))
    status: Mapped[str] = mapped_column(default="diusulkan")
    kode: Mapped[str]
    kelas_bukti: Mapped[str]
    bukti_nomor: Mapped[str | None]
    bukti_tanggal: Mapped[date | None]
    perbandingan: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'::jsonb"))
    diusulkan_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    diusulkan_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    dikonfirmasi_oleh: Mapped[UUID | None] = mapped_column(ForeignKey("akun.id"))
    dikonfirmasi_pada: Mapped[datetime | None]
    alasan: Mapped[str | None]
    status_sebelum: Mapped[str | None]
    # Of the matching that led here: the chance that both are one person, and its band; None without matching.
    skor: Mapped[float | None]
    pita: Mapped[str | None]
    model: Mapped[str | None]
    versi: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": versi}


class SetelanPemilih(Base):
    """Of a kab/kota: code '1' while the list is being updated, '91' once it is fixed, and days for a receipt."""

    __tablename__ = "setelan_pemilih"
    __table_args__ = (
        CheckConstraint("kode IN ('1', '91')", name="kode"),
        CheckConstraint("hari_tanda_terima BETWEEN 1 AND 365", name="hari_tanda_terima"),
    )

    kab_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"), primary_key=True)
    kode: Mapped[str] = mapped_column(default="1")
    # Calendar days KPU has for its receipt before the package counts as overdue.
    hari_tanda_terima: Mapped[int] = mapped_column(SmallInteger, default=14, server_default=text("14"))


class KeputusanCocok(Base):
    """One person's word on a pair: the same person or not. What matching learns from."""

    __tablename__ = "keputusan_cocok"
    __table_args__ = (
        CheckConstraint("asal IN ('usul', 'calon', 'lapangan')", name="asal"),
        Index("ix_keputusan_cocok_pemilih", "pemilih_id"),
        Index("ix_keputusan_cocok_pasangan", "laporan_id", "pemilih_id"),
        Index("ix_keputusan_cocok_kab", "kab_kode", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    laporan_id: Mapped[UUID] = mapped_column(ForeignKey("laporan.id"))
    pemilih_id: Mapped[int] = mapped_column(ForeignKey("pemilih.id"))
    kab_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"))
    sama: Mapped[bool]
    # Where it was decided: on a proposal, on a candidate that was refused, or in the field.
    asal: Mapped[str]
    # Outcome of each compared field as it stood then, without personal data: {"nama": "sama_langka", ...}.
    tingkat: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'::jsonb"), default=dict)
    skor: Mapped[float | None]
    model: Mapped[str | None]
    # Why, in the officer's words; and the report's identity then: when it changes, the pair is asked about again.
    alasan: Mapped[str | None]
    sidik: Mapped[str | None]
    oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
