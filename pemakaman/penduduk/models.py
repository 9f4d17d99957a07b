"""Residents of a kab/kota as its population extract gives them, and the files they came from."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, SmallInteger, text
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.db import Base


class ImporPenduduk(Base):
    """One uploaded extract: how its columns are read, how far it is, what it changed."""

    __tablename__ = "impor_penduduk"
    __table_args__ = (
        CheckConstraint("status IN ('diunggah', 'antre', 'berjalan', 'jadi', 'gagal')", name="status"),
        CheckConstraint("susunan IN ('opensid', 'biasa')", name="susunan"),
        Index("ix_impor_penduduk_kab", "kab_kode", "dibuat_pada"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    kab_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"))
    # The region the file covers; rows without a region of their own lie there.
    wilayah_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"))
    susunan: Mapped[str]
    pemetaan: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'::jsonb"), default=dict)
    uji: Mapped[bool]
    # Whoever of the region is missing from a complete file is marked as gone from the extract.
    lengkap: Mapped[bool] = mapped_column(default=False)
    tanggal_data: Mapped[date | None]
    nama_berkas: Mapped[str]
    sha256: Mapped[str]
    ukuran: Mapped[int] = mapped_column(BigInteger)
    status: Mapped[str] = mapped_column(default="diunggah")
    jumlah: Mapped[int | None]
    dibaca: Mapped[int] = mapped_column(default=0)
    baru: Mapped[int] = mapped_column(default=0)
    berubah: Mapped[int] = mapped_column(default=0)
    tetap: Mapped[int] = mapped_column(default=0)
    hilang: Mapped[int] = mapped_column(default=0)
    salah: Mapped[int] = mapped_column(default=0)
    galat: Mapped[str | None]
    # The first faults in words; the whole of them is the file `sha256_salah`.
    contoh_salah: Mapped[list[Any]] = mapped_column(server_default=text("'[]'::jsonb"), default=list)
    sha256_salah: Mapped[str | None]
    dibuat_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    selesai_pada: Mapped[datetime | None]


class PemetaanPenduduk(Base):
    """How a kab/kota last read a file with these headings; offered again when they come back."""

    __tablename__ = "pemetaan_penduduk"

    kab_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"), primary_key=True)
    sidik_judul: Mapped[str] = mapped_column(primary_key=True)
    pemetaan: Mapped[dict[str, Any]]
    diubah_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))


class Penduduk(Base):
    """One resident. Only what tells persons apart, fills the application or is a sign of life is kept."""

    __tablename__ = "penduduk"
    __table_args__ = (
        CheckConstraint("nik ~ '^[0-9]{16}$'", name="nik"),
        CheckConstraint("no_kk ~ '^[0-9]{16}$'", name="no_kk"),
        CheckConstraint("jenis_kelamin IN ('L', 'P')", name="jenis_kelamin"),
        Index("uq_penduduk_nik", "kab_kode", "nik", unique=True, postgresql_where=text("nik IS NOT NULL")),
        Index("uq_penduduk_tanpa_nik", "kab_kode", "kunci_baris", unique=True, postgresql_where=text("nik IS NULL")),
        Index("ix_penduduk_nik", "nik"),
        Index("ix_penduduk_no_kk", "no_kk"),
        Index("ix_penduduk_desa_lahir", "desa_kode", "tanggal_lahir"),
        Index("ix_penduduk_lahir", "tanggal_lahir"),
        Index("ix_penduduk_kunci_nama", "kunci_nama", postgresql_using="gin"),
        Index(
            "ix_penduduk_nama_cari",
            "kab_kode",
            "nama_cari",
            postgresql_using="gin",
            postgresql_ops={"nama_cari": "gin_trgm_ops"},
        ),
        Index("ix_penduduk_kab_impor", "kab_kode", "desa_kode", "impor_terakhir"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    kab_kode: Mapped[str]
    kec_kode: Mapped[str | None]
    desa_kode: Mapped[str | None]
    nik: Mapped[str | None]
    no_kk: Mapped[str | None]
    # Of a row without NIK: what tells it from the others of the file.
    kunci_baris: Mapped[str | None]
    nama: Mapped[str]
    nama_cari: Mapped[str]
    # Keys of `nilai/nama` with the year of birth or the village, for the tolerant search.
    kunci_nama: Mapped[list[str]] = mapped_column(ARRAY(TEXT))
    jenis_kelamin: Mapped[str | None]
    tempat_lahir: Mapped[str | None]
    tanggal_lahir: Mapped[date | None]
    alamat: Mapped[str | None]
    dusun: Mapped[str | None]
    rt: Mapped[str | None]
    rw: Mapped[str | None]
    agama: Mapped[str | None]
    pekerjaan: Mapped[str | None]
    status_kawin: Mapped[str | None]
    hubungan_keluarga: Mapped[str | None]
    kewarganegaraan: Mapped[str | None]
    nama_ayah: Mapped[str | None]
    nik_ayah: Mapped[str | None]
    nama_ibu: Mapped[str | None]
    nik_ibu: Mapped[str | None]
    status_dasar: Mapped[int] = mapped_column(SmallInteger, default=1, server_default=text("1"))
    ktp_el: Mapped[str | None]
    # The newest sign of life the extract carries: a KTP-el or a letter issued on that day.
    tanda_hidup_tanggal: Mapped[date | None]
    tanda_hidup: Mapped[str | None]
    sidik: Mapped[str]
    # The import that wrote the row last; one that found it unchanged leaves it as it is.
    impor_terakhir: Mapped[UUID] = mapped_column(ForeignKey("impor_penduduk.id"))
    # Missing from the last complete file of its region since then.
    hilang_pada: Mapped[datetime | None]


class PencarianLayanan(Base):
    """What the Dukcapil web service answered for one report; asked by a worker, never while somebody waits."""

    __tablename__ = "pencarian_layanan"
    __table_args__ = (
        CheckConstraint("status IN ('antre', 'jadi', 'gagal')", name="status"),
        CheckConstraint("nik ~ '^[0-9]{16}$'", name="nik"),
        CheckConstraint("(status = 'gagal') = (galat IS NOT NULL)", name="gagal"),
        Index("ix_pencarian_layanan_laporan", "laporan_id", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    laporan_id: Mapped[UUID]
    # What was asked: an answer to another NIK is none, and one to a NIK corrected since is old.
    nik: Mapped[str]
    status: Mapped[str] = mapped_column(default="antre")
    galat: Mapped[str | None]
    hasil: Mapped[list[Any]] = mapped_column(server_default=text("'[]'::jsonb"), default=list)
    diminta_oleh: Mapped[UUID | None] = mapped_column(ForeignKey("akun.id"))
    diminta_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    selesai_pada: Mapped[datetime | None]
