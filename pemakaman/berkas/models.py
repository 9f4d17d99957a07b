"""Files of documents, the documents in them, and each kab/kota's choices for them."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.berkas.rules import BENTUK, KEADAAN, STATUS, STATUS_KUMPULAN, TANDA
from pemakaman.db import Base
from pemakaman.dokumen.jenis import Jenis
from pemakaman.makam.models import one_of

FORMULIR_CHECK = "formulir IN ('F-2.01A', 'F-2.01')"
MENUNGGU = "tanda_tangan = 'menunggu' AND keadaan = 'berlaku' AND status = 'jadi'"
SIDIK = "sha256 ~ '^[0-9a-f]{64}$'"


class SetelanBerkas(Base):
    """One version of a kab/kota's choices for its documents; a change is a new row, the highest `versi` counts."""

    __tablename__ = "setelan_berkas"
    __table_args__ = (
        CheckConstraint("versi >= 1", name="versi"),
        UniqueConstraint("kab_kode", "versi", name="uq_setelan_berkas_versi"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    kab_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"))
    versi: Mapped[int]
    isi: Mapped[dict[str, Any]]
    dibuat_oleh: Mapped[UUID | None] = mapped_column(ForeignKey("akun.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))


class Berkas(Base):
    """One version of a report's file; `jadi` only when all its documents have bytes in the store."""

    __tablename__ = "berkas"
    __table_args__ = (
        CheckConstraint(FORMULIR_CHECK, name="formulir"),
        CheckConstraint(f"status IN {STATUS!r}", name="status"),
        CheckConstraint("(status = 'jadi') = (jadi_pada IS NOT NULL)", name="jadi"),
        CheckConstraint("status <> 'gagal' OR galat IS NOT NULL", name="gagal"),
        CheckConstraint("NOT (berlaku AND dibatalkan_pada IS NOT NULL)", name="dibatalkan"),
        UniqueConstraint("laporan_id", "versi_dokumen", name="uq_berkas_versi"),
        Index("uq_berkas_berlaku", "laporan_id", unique=True, postgresql_where=text("berlaku")),
        Index("ix_berkas_siap", "jadi_pada", "id", postgresql_where=text("berlaku AND status = 'jadi'")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    laporan_id: Mapped[UUID] = mapped_column(ForeignKey("laporan.id"))
    versi_dokumen: Mapped[int]
    berlaku: Mapped[bool] = mapped_column(default=True)
    formulir: Mapped[str]
    setelan_id: Mapped[UUID | None] = mapped_column(ForeignKey("setelan_berkas.id"))
    status: Mapped[str] = mapped_column(default="antre")
    percobaan: Mapped[int] = mapped_column(default=0)
    galat: Mapped[str | None]
    sebab_versi: Mapped[str | None]
    # What an officer added to the usual papers and left out: {"tambah": [...], "tanpa": [...]}.
    pilihan: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default=text("'{}'::jsonb"))
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    jadi_pada: Mapped[datetime | None]
    diunduh_pada: Mapped[datetime | None]
    # `diunduh_pada` is the latest hand-out, this one the first.
    pertama_diunduh_pada: Mapped[datetime | None]
    # How often it was handed out; from the second time on somebody says why.
    jumlah_cetak: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    # The report was annulled: the bytes stay as evidence, the document counts no longer.
    dibatalkan_pada: Mapped[datetime | None]


class Dokumen(Base):
    """One printed document, in a report's file (`berkas_id`) or on its own.

    `masukan` holds what the report does not: number of a letter, who holds a power of attorney, the list of a
    covering letter. `sha256` are the bytes in force, `sha256_asal` those before an electronic signature.
    """

    __tablename__ = "dokumen"
    __table_args__ = (
        CheckConstraint(one_of("jenis", Jenis), name="jenis"),
        CheckConstraint(f"status IN {STATUS!r}", name="status"),
        CheckConstraint(f"keadaan IN {KEADAAN!r}", name="keadaan"),
        CheckConstraint(f"tanda_tangan IN {TANDA!r}", name="tanda_tangan"),
        CheckConstraint("(status = 'jadi') = (sha256 IS NOT NULL)", name="jadi"),
        CheckConstraint("status <> 'gagal' OR galat IS NOT NULL", name="gagal"),
        CheckConstraint("(tanda_tangan = 'ditandatangani') = (sha256_asal IS NOT NULL)", name="asal"),
        CheckConstraint("kode_periksa ~ '^[A-Z2-7]{26}$'", name="kode_periksa"),
        UniqueConstraint("kode_periksa", name="uq_dokumen_kode_periksa"),
        Index("ix_dokumen_berkas", "berkas_id", "urutan"),
        Index(
            "uq_dokumen_nomor_surat",
            "kab_kode",
            "nomor",
            unique=True,
            postgresql_where=text("jenis IN ('SURAT', 'SURAT-PENGANTAR') AND keadaan = 'berlaku'"),
        ),
        Index("ix_dokumen_laporan", "laporan_id", "dibuat_pada"),
        Index("ix_dokumen_kab", "kab_kode", "jenis", "dibuat_pada", "id"),
        Index("ix_dokumen_menunggu", "kab_kode", "jadi_pada", "id", postgresql_where=text(MENUNGGU)),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    jenis: Mapped[str]
    judul: Mapped[str]
    nomor: Mapped[str]
    laporan_id: Mapped[UUID | None] = mapped_column(ForeignKey("laporan.id"))
    berkas_id: Mapped[UUID | None] = mapped_column(ForeignKey("berkas.id"))
    kab_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"))
    urutan: Mapped[int] = mapped_column(SmallInteger, default=1)
    kertas: Mapped[str | None]
    setelan_id: Mapped[UUID | None] = mapped_column(ForeignKey("setelan_berkas.id"))
    masukan: Mapped[dict[str, Any]] = mapped_column(default=dict)
    kode_periksa: Mapped[str]
    # First letters of the person's name, for the public check page.
    inisial: Mapped[str | None]
    status: Mapped[str] = mapped_column(default="antre")
    percobaan: Mapped[int] = mapped_column(default=0)
    galat: Mapped[str | None]
    sha256: Mapped[str | None]
    sha256_asal: Mapped[str | None]
    ukuran: Mapped[int | None]
    halaman: Mapped[int | None]
    dibuat_oleh: Mapped[UUID | None] = mapped_column(ForeignKey("akun.id"))
    # A single paper whose orderer may read the population data: nobody else may take it away.
    resmi: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    jadi_pada: Mapped[datetime | None]
    keadaan: Mapped[str] = mapped_column(default="berlaku")
    keadaan_pada: Mapped[datetime | None]
    tanda_tangan: Mapped[str] = mapped_column(default="basah")


class SidikKeluaran(Base):
    """The fingerprint of bytes that left this program, so that a PDF brought back can be recognised. Only grows."""

    __tablename__ = "sidik_keluaran"
    __table_args__ = (CheckConstraint(SIDIK, name="sha256"),)

    sha256: Mapped[str] = mapped_column(primary_key=True)
    dokumen_id: Mapped[UUID | None] = mapped_column(ForeignKey("dokumen.id"))
    berkas_id: Mapped[UUID | None] = mapped_column(ForeignKey("berkas.id"))
    kumpulan_id: Mapped[UUID | None] = mapped_column(ForeignKey("cetak_kumpulan.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))


class CetakKumpulan(Base):
    """Files of a selection, printed together: one PDF in print order, or a ZIP with a list."""

    __tablename__ = "cetak_kumpulan"
    __table_args__ = (
        CheckConstraint(f"bentuk IN {BENTUK!r}", name="bentuk"),
        CheckConstraint(f"status IN {STATUS_KUMPULAN!r}", name="status"),
        CheckConstraint("(status = 'jadi') = (sha256 IS NOT NULL)", name="jadi"),
        CheckConstraint("status <> 'gagal' OR galat IS NOT NULL", name="gagal"),
        CheckConstraint("jumlah BETWEEN 1 AND 2000", name="jumlah"),
        Index("ix_cetak_kumpulan_kab", "kab_kode", "dibuat_pada", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    kab_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"))
    dibuat_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    bentuk: Mapped[str]
    sebab: Mapped[str | None]
    jumlah: Mapped[int]
    selesai: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    status: Mapped[str] = mapped_column(default="antre")
    galat: Mapped[str | None]
    sha256: Mapped[str | None]
    ukuran: Mapped[int | None]
    halaman: Mapped[int | None]
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    jadi_pada: Mapped[datetime | None]


class CetakButir(Base):
    """One file of a selection, at its place in print order; `galat` says why it was left out."""

    __tablename__ = "cetak_butir"
    __table_args__ = (Index("ix_cetak_butir_berkas", "berkas_id"),)

    kumpulan_id: Mapped[UUID] = mapped_column(ForeignKey("cetak_kumpulan.id", ondelete="CASCADE"), primary_key=True)
    urutan: Mapped[int] = mapped_column(primary_key=True)
    berkas_id: Mapped[UUID] = mapped_column(ForeignKey("berkas.id"))
    galat: Mapped[str | None]


class Pengambilan(Base):
    """Who collected a file at the counter, with what identity; undone, never deleted."""

    __tablename__ = "pengambilan_berkas"
    __table_args__ = (
        CheckConstraint("(dibatalkan_pada IS NULL) = (dibatalkan_sebab IS NULL)", name="dibatalkan"),
        Index("uq_pengambilan_berkas", "berkas_id", unique=True, postgresql_where=text("dibatalkan_pada IS NULL")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    berkas_id: Mapped[UUID] = mapped_column(ForeignKey("berkas.id"))
    laporan_id: Mapped[UUID] = mapped_column(ForeignKey("laporan.id"))
    nama_pengambil: Mapped[str]
    hubungan: Mapped[str]
    identitas: Mapped[str]
    identitas_diperiksa: Mapped[bool]
    catatan: Mapped[str | None]
    dicatat_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    diambil_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    dibatalkan_pada: Mapped[datetime | None]
    dibatalkan_sebab: Mapped[str | None]
