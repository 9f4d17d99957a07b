"""Cemeteries, their managers and plots, the burial book of each year, and its closed months."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.db import Base
from pemakaman.makam.rules import (
    GolonganBlok,
    JenisKoreksi,
    JenisMakam,
    JenisPetak,
    Pengelolaan,
    StatusMakam,
    StatusPetak,
    SusunanBuku,
)

STATUS_CETAK = "('antre', 'jadi', 'gagal')"


def one_of(column: str, values: type[StrEnum]) -> str:
    """SQL of a CHECK that a column holds one of an enum's values."""
    return f"{column} IN ({', '.join(repr(value.value) for value in values)})"


class Makam(Base):
    """One cemetery. `desa_kode` places it; `kab_kode` and `kec_kode` repeat its head for the lists."""

    __tablename__ = "makam"
    __table_args__ = (
        CheckConstraint(one_of("jenis", JenisMakam), name="jenis"),
        CheckConstraint(one_of("pengelolaan", Pengelolaan), name="pengelolaan"),
        CheckConstraint(one_of("status", StatusMakam), name="status"),
        CheckConstraint("lintang BETWEEN -90 AND 90 AND bujur BETWEEN -180 AND 180", name="koordinat"),
        CheckConstraint("(lintang IS NULL) = (bujur IS NULL)", name="koordinat_lengkap"),
        CheckConstraint(
            "starts_with(desa_kode, kec_kode || '.') AND starts_with(kec_kode, kab_kode || '.')",
            name="wilayah",
        ),
        Index("uq_makam_kode", "kode", unique=True),
        Index("ix_makam_kab_kode", "kab_kode", "nama"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    kode: Mapped[str]
    nama: Mapped[str]
    jenis: Mapped[str]
    pengelolaan: Mapped[str]
    status: Mapped[str]
    kab_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"))
    kec_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"))
    desa_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"), index=True)
    dusun: Mapped[str | None]
    alamat: Mapped[str | None]
    lintang: Mapped[float | None]
    bujur: Mapped[float | None]
    telepon: Mapped[str | None]
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    versi: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": versi}


class MakamPengelola(Base):
    """Which accounts record burials of which cemetery."""

    __tablename__ = "makam_pengelola"

    makam_id: Mapped[UUID] = mapped_column(ForeignKey("makam.id"), primary_key=True)
    akun_id: Mapped[UUID] = mapped_column(ForeignKey("akun.id"), primary_key=True, index=True)


class Buku(Base):
    """The burial book of one cemetery and year; `nomor_terakhir` is the locked counter of its numbers."""

    __tablename__ = "buku"
    __table_args__ = (
        CheckConstraint("nomor_awal >= 1 AND nomor_terakhir >= nomor_awal - 1", name="nomor"),
        CheckConstraint("tahun BETWEEN 1900 AND 2200", name="tahun"),
        CheckConstraint("koreksi_terakhir >= 0", name="koreksi"),
    )

    makam_id: Mapped[UUID] = mapped_column(ForeignKey("makam.id"), primary_key=True)
    tahun: Mapped[int] = mapped_column(primary_key=True)
    nomor_awal: Mapped[int] = mapped_column(default=1)
    nomor_terakhir: Mapped[int] = mapped_column(default=0)
    koreksi_terakhir: Mapped[int] = mapped_column(default=0, server_default=text("0"))


class NomorBatal(Base):
    """A number of a book that was given and then taken back with its row; it is never given again."""

    __tablename__ = "nomor_batal"

    makam_id: Mapped[UUID] = mapped_column(ForeignKey("makam.id"), primary_key=True)
    tahun: Mapped[int] = mapped_column(primary_key=True)
    nomor: Mapped[int] = mapped_column(primary_key=True)
    sebab: Mapped[str]
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))


class TutupBuku(Base):
    """One month of a cemetery's book, closed as it stood; the rows of that day lie in the store as JSON.

    A month that was opened again keeps this row as history; closing it once more makes another.
    """

    __tablename__ = "tutup_buku"
    __table_args__ = (
        CheckConstraint("bulan BETWEEN 1 AND 12", name="bulan"),
        CheckConstraint("nihil = (jumlah = 0)", name="nihil"),
        CheckConstraint("jumlah = laki + perempuan + tidak_diketahui", name="jumlah"),
        CheckConstraint("(nomor_awal IS NULL) = (nomor_akhir IS NULL)", name="nomor"),
        CheckConstraint(f"status IN {STATUS_CETAK}", name="status"),
        CheckConstraint("(status = 'jadi') = (sha256 IS NOT NULL)", name="jadi"),
        CheckConstraint(
            "(dibuka_pada IS NULL) = (dibuka_oleh IS NULL) AND (dibuka_pada IS NULL) = (alasan_buka IS NULL)",
            name="dibuka",
        ),
        Index("uq_tutup_buku", "makam_id", "tahun", "bulan", unique=True, postgresql_where=text("dibuka_pada IS NULL")),
        Index("ix_tutup_buku_makam", "makam_id", "tahun", "bulan"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    makam_id: Mapped[UUID] = mapped_column(ForeignKey("makam.id"))
    tahun: Mapped[int]
    bulan: Mapped[int] = mapped_column(SmallInteger)
    nihil: Mapped[bool]
    jumlah: Mapped[int]
    laki: Mapped[int]
    perempuan: Mapped[int]
    tidak_diketahui: Mapped[int]
    kelompok_umur: Mapped[dict[str, Any]]
    nomor_awal: Mapped[int | None]
    nomor_akhir: Mapped[int | None]
    jumlah_koreksi: Mapped[int]
    petugas: Mapped[str]
    sha256_isi: Mapped[str]
    status: Mapped[str] = mapped_column(default="antre")
    galat: Mapped[str | None]
    sha256: Mapped[str | None]
    halaman: Mapped[int | None]
    sha256_tertanda: Mapped[str | None]
    mime_tertanda: Mapped[str | None]
    tertanda_pada: Mapped[datetime | None]
    ditutup_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    ditutup_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    dibuka_oleh: Mapped[UUID | None] = mapped_column(ForeignKey("akun.id"))
    dibuka_pada: Mapped[datetime | None]
    alasan_buka: Mapped[str | None]


class KoreksiBuku(Base):
    """A numbered entry that says what changed of a closed month; it stands in the month it was made in."""

    __tablename__ = "koreksi_buku"
    __table_args__ = (
        CheckConstraint(one_of("jenis", JenisKoreksi), name="jenis"),
        CheckConstraint("bulan BETWEEN 1 AND 12 AND asal_bulan BETWEEN 1 AND 12", name="bulan"),
        Index("uq_koreksi_buku_nomor", "makam_id", "tahun", "nomor", unique=True),
        Index("ix_koreksi_buku_bulan", "makam_id", "tahun", "bulan"),
        Index("ix_koreksi_buku_asal", "makam_id", "asal_tahun", "asal_bulan"),
        Index("ix_koreksi_buku_laporan", "laporan_id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    makam_id: Mapped[UUID] = mapped_column(ForeignKey("makam.id"))
    tahun: Mapped[int]
    bulan: Mapped[int] = mapped_column(SmallInteger)
    nomor: Mapped[int]
    laporan_id: Mapped[UUID] = mapped_column(ForeignKey("laporan.id"))
    asal_tahun: Mapped[int]
    asal_bulan: Mapped[int] = mapped_column(SmallInteger)
    jenis: Mapped[str]
    peristiwa: Mapped[str]
    rincian: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'::jsonb"), default=dict)
    dibuat_oleh: Mapped[UUID | None] = mapped_column(ForeignKey("akun.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))


class Blok(Base):
    """A block of a cemetery. A cemetery without blocks works as well."""

    __tablename__ = "blok"
    __table_args__ = (
        CheckConstraint(one_of("golongan", GolonganBlok), name="golongan"),
        CheckConstraint("length(nama) BETWEEN 1 AND 40", name="nama"),
        Index("uq_blok_nama", "makam_id", text("lower(nama)"), unique=True),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    makam_id: Mapped[UUID] = mapped_column(ForeignKey("makam.id"))
    nama: Mapped[str]
    golongan: Mapped[str] = mapped_column(default=GolonganBlok.UMUM)
    keterangan: Mapped[str | None]
    versi: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": versi}


class Petak(Base):
    """One plot: `baris` is the blad or row it lies in ('' without), `urutan` its place in that row from 1."""

    __tablename__ = "petak"
    __table_args__ = (
        CheckConstraint(one_of("jenis", JenisPetak), name="jenis"),
        CheckConstraint(one_of("status", StatusPetak), name="status"),
        CheckConstraint("length(nomor) BETWEEN 1 AND 20 AND length(baris) <= 20", name="nomor"),
        CheckConstraint("panjang_cm BETWEEN 30 AND 2000 AND lebar_cm BETWEEN 30 AND 2000", name="ukuran"),
        CheckConstraint("lintang BETWEEN -90 AND 90 AND bujur BETWEEN -180 AND 180", name="koordinat"),
        CheckConstraint("(lintang IS NULL) = (bujur IS NULL)", name="koordinat_lengkap"),
        Index("uq_petak_nomor", "blok_id", text("lower(baris)"), text("lower(nomor)"), unique=True),
        Index("ix_petak_makam", "makam_id", "status"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    makam_id: Mapped[UUID] = mapped_column(ForeignKey("makam.id"))
    blok_id: Mapped[UUID] = mapped_column(ForeignKey("blok.id"))
    baris: Mapped[str] = mapped_column(default="", server_default=text("''"))
    nomor: Mapped[str]
    urutan: Mapped[int]
    jenis: Mapped[str] = mapped_column(default=JenisPetak.TUNGGAL)
    panjang_cm: Mapped[int | None]
    lebar_cm: Mapped[int | None]
    status: Mapped[str] = mapped_column(default=StatusPetak.KOSONG)
    keterangan: Mapped[str | None]
    lintang: Mapped[float | None]
    bujur: Mapped[float | None]
    versi: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": versi}


class PetakFoto(Base):
    """A photo of a grave or its stone."""

    __tablename__ = "petak_foto"
    __table_args__ = (
        CheckConstraint("jenis IN ('makam', 'nisan')", name="jenis"),
        CheckConstraint("mime IN ('image/jpeg', 'image/png')", name="mime"),
        Index("ix_petak_foto_petak", "petak_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    petak_id: Mapped[UUID] = mapped_column(ForeignKey("petak.id"))
    jenis: Mapped[str]
    mime: Mapped[str]
    ukuran: Mapped[int]
    sha256: Mapped[str]
    dibuat_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))


class SetelanMakam(Base):
    """What one kab/kota settles for its books and graves. A kab/kota without a row has these defaults."""

    __tablename__ = "setelan_makam"
    __table_args__ = (
        CheckConstraint(one_of("susunan_buku", SusunanBuku), name="susunan_buku"),
        CheckConstraint("tumpang_tahun BETWEEN 0 AND 50", name="tumpang_tahun"),
        CheckConstraint("pindah_tahun BETWEEN 0 AND 50", name="pindah_tahun"),
        CheckConstraint("iptm_tahun BETWEEN 1 AND 50", name="iptm_tahun"),
        CheckConstraint("iptm_ingat_hari BETWEEN 1 AND 365", name="iptm_ingat_hari"),
    )

    kab_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"), primary_key=True)
    susunan_buku: Mapped[str] = mapped_column(default=SusunanBuku.GABUNGAN)
    tumpang_boleh: Mapped[bool] = mapped_column(default=True)
    tumpang_tahun: Mapped[int] = mapped_column(SmallInteger, default=3)
    tumpang_persetujuan: Mapped[bool] = mapped_column(default=True)
    pindah_tahun: Mapped[int] = mapped_column(SmallInteger, default=1)
    iptm_tahun: Mapped[int] = mapped_column(SmallInteger, default=3)
    iptm_ingat_hari: Mapped[int] = mapped_column(SmallInteger, default=60)
    cari_umum: Mapped[bool] = mapped_column(default=False)
    versi: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": versi}
