"""Accounts, sessions, invitations, failed sign-ins."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, func, text
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.akun.rules import Peran
from pemakaman.db import Base

PERAN_LIST = ", ".join(f"'{peran.value}'" for peran in Peran)


class Akun(Base):
    """One person who signs in. `wilayah_kode` is the jurisdiction; None only for admin sistem."""

    __tablename__ = "akun"
    __table_args__ = (
        CheckConstraint(f"peran IN ({PERAN_LIST})", name="peran"),
        CheckConstraint("wilayah_kode IS NOT NULL OR peran IN ('admin_sistem', 'auditor')", name="wilayah"),
        CheckConstraint("aktif OR alasan_nonaktif IS NOT NULL", name="alasan_nonaktif"),
        Index("uq_akun_nama_pengguna", func.lower(text("nama_pengguna")), unique=True),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    nama_pengguna: Mapped[str]
    nama: Mapped[str]
    peran: Mapped[str]
    wilayah_kode: Mapped[str | None] = mapped_column(ForeignKey("wilayah.kode"), index=True)
    sandi: Mapped[str | None]
    aktif: Mapped[bool] = mapped_column(server_default=text("true"), default=True)
    alasan_nonaktif: Mapped[str | None]
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    sandi_diubah_pada: Mapped[datetime | None]
    versi: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": versi}


class Sesi(Base):
    """One signed-in browser; `id` is the SHA-256 of the token in the cookie."""

    __tablename__ = "sesi"

    id: Mapped[str] = mapped_column(primary_key=True)
    akun_id: Mapped[UUID] = mapped_column(ForeignKey("akun.id", ondelete="CASCADE"), index=True)
    dibuat_pada: Mapped[datetime]
    terakhir_pada: Mapped[datetime]
    dicabut_pada: Mapped[datetime | None]
    asal: Mapped[str]
    perangkat: Mapped[str]


class PercobaanMasuk(Base):
    """One failed sign-in, by account name fingerprint and by address."""

    __tablename__ = "percobaan_masuk"
    __table_args__ = (Index("ix_percobaan_masuk_kunci", "kunci", "kapan"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    kunci: Mapped[str]
    kapan: Mapped[datetime] = mapped_column(server_default=text("now()"))


class Undangan(Base):
    """A one-time link with which an account's owner sets a password; `id` is the SHA-256 of the token."""

    __tablename__ = "undangan"

    id: Mapped[str] = mapped_column(primary_key=True)
    akun_id: Mapped[UUID] = mapped_column(ForeignKey("akun.id", ondelete="CASCADE"), index=True)
    dibuat_oleh: Mapped[UUID | None] = mapped_column(ForeignKey("akun.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    berlaku_sampai: Mapped[datetime]
    dipakai_pada: Mapped[datetime | None]
