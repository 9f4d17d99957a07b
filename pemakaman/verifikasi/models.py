"""The review desk: who holds a report, how the identity was confirmed, who recommended and approved."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.db import Base


class Klaim(Base):
    """One living claim a report: the primary key is the report."""

    __tablename__ = "klaim"

    laporan_id: Mapped[UUID] = mapped_column(ForeignKey("laporan.id"), primary_key=True)
    akun_id: Mapped[UUID] = mapped_column(ForeignKey("akun.id"), index=True)
    sejak: Mapped[datetime] = mapped_column(server_default=text("now()"))
    sampai: Mapped[datetime]


class Pemeriksaan(Base):
    """How the identity was confirmed: a chosen candidate, checked in SIAK on a date, or why none exists.

    `cuplikan` is the chosen person as he was shown on that day.
    """

    __tablename__ = "pemeriksaan"
    __table_args__ = (
        CheckConstraint("cara IN ('siak', 'tidak_ada', 'calon')", name="cara"),
        CheckConstraint("(cara = 'calon') = (cuplikan IS NOT NULL)", name="cuplikan"),
        CheckConstraint("sumber IN ('ekstrak', 'layanan')", name="sumber"),
        CheckConstraint("(cara = 'siak') = (tanggal_cek IS NOT NULL)", name="tanggal_cek"),
        CheckConstraint("cara <> 'tidak_ada' OR length(alasan) > 0", name="alasan"),
        Index("ix_pemeriksaan_laporan_id", "laporan_id", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    laporan_id: Mapped[UUID] = mapped_column(ForeignKey("laporan.id"))
    cara: Mapped[str]
    tanggal_cek: Mapped[date | None]
    alasan: Mapped[str | None]
    sumber: Mapped[str | None]
    penduduk_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("penduduk.id"))
    cuplikan: Mapped[dict[str, Any] | None]
    dibuat_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("clock_timestamp()"))


class Keputusan(Base):
    """The two persons of a decision. The database refuses that they are one, and a second approval."""

    __tablename__ = "keputusan"
    __table_args__ = (CheckConstraint("disetujui_oleh <> disarankan_oleh", name="dua_orang"),)

    laporan_id: Mapped[UUID] = mapped_column(ForeignKey("laporan.id"), primary_key=True)
    disarankan_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    disarankan_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    disetujui_oleh: Mapped[UUID | None] = mapped_column(ForeignKey("akun.id"))
    disetujui_pada: Mapped[datetime | None]
    catatan: Mapped[str | None]


class CatatanMeja(Base):
    """An internal note on a report: seen by the office, never by the manager or the family."""

    __tablename__ = "catatan_meja"
    __table_args__ = (
        CheckConstraint("length(teks) > 0", name="teks"),
        Index("ix_catatan_meja_laporan", "laporan_id", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    laporan_id: Mapped[UUID] = mapped_column(ForeignKey("laporan.id"))
    teks: Mapped[str]
    dibuat_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))


class AlasanSiap(Base):
    """A frequent reason in ready words, kept by each kab/kota; `ruas` narrows one for a return to its field.

    `bawaan` names the national sentence that this one stands for, reworded or switched off.
    """

    __tablename__ = "alasan_siap"
    __table_args__ = (
        CheckConstraint("untuk IN ('kembalikan', 'tolak', 'tanya', 'lampiran', 'urungkan', 'arsip')", name="untuk"),
        CheckConstraint("length(teks) > 0", name="teks"),
        Index("ix_alasan_siap_kab", "kab_kode", "untuk", "urutan"),
        Index("uq_alasan_siap_bawaan", "kab_kode", "bawaan", unique=True),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    kab_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"))
    bawaan: Mapped[str | None]
    untuk: Mapped[str]
    ruas: Mapped[str | None]
    teks: Mapped[str]
    urutan: Mapped[int] = mapped_column(SmallInteger, default=0)
    aktif: Mapped[bool] = mapped_column(default=True)


class HariLibur(Base):
    """A day on which the office is shut, or open although the calendar says holiday (`libur` false)."""

    __tablename__ = "hari_libur"
    __table_args__ = (Index("uq_hari_libur_tanggal", "wilayah_kode", "tanggal", unique=True),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    wilayah_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"))
    tanggal: Mapped[date]
    nama: Mapped[str]
    libur: Mapped[bool] = mapped_column(default=True)


class HasilMassal(Base):
    """What became of each row of a bulk action, so that the page of results may be opened again."""

    __tablename__ = "hasil_massal"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    aksi: Mapped[str]
    baris: Mapped[list[Any]] = mapped_column(server_default=text("'[]'::jsonb"), default=list)
    dibuat_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"), index=True)
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
