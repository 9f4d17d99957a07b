"""Voter lists by period and area, their voters, and counts by place."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TEXT
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.db import Base


class DaftarPemilih(Base):
    """One imported list: a kind, a period, an area. Rows count only when `status` is `jadi`."""

    __tablename__ = "daftar_pemilih"
    __table_args__ = (
        CheckConstraint("status IN ('antre', 'berjalan', 'jadi', 'gagal')", name="status"),
        CheckConstraint("versi >= 1", name="versi"),
        CheckConstraint("jumlah_disebut >= 0", name="jumlah_disebut"),
        CheckConstraint("jenis IN ('DPT', 'DPS', 'DPSHP', 'DPB', 'DP4', 'TMS')", name="jenis"),
        Index(
            "uq_daftar_pemilih_isi",
            "wilayah_kode",
            "sha256",
            unique=True,
            postgresql_where=text("status <> 'gagal'"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    wilayah_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"), index=True)
    jenis: Mapped[str]
    periode: Mapped[str]
    nama_berkas: Mapped[str]
    sha256: Mapped[str]
    ukuran: Mapped[int] = mapped_column(BigInteger)
    status: Mapped[str] = mapped_column(default="antre")
    dibaca: Mapped[int] = mapped_column(default=0)
    masuk: Mapped[int] = mapped_column(default=0)
    salah: Mapped[int] = mapped_column(default=0)
    galat: Mapped[str | None]
    sha256_salah: Mapped[str | None]
    dibuat_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    selesai_pada: Mapped[datetime | None]
    # The day its decision names; who gave it; number within the same kind, period and area, failed imports not counted.
    tanggal: Mapped[date | None]
    sumber: Mapped[str] = mapped_column(default="KPU", server_default=text("'KPU'"))
    versi: Mapped[int] = mapped_column(default=1, server_default=text("1"))
    # How many voters KPU says the list holds.
    jumlah_disebut: Mapped[int | None]
    # The list before this one, and what changed since; None until compared.
    sebelum_id: Mapped[UUID | None] = mapped_column(ForeignKey("daftar_pemilih.id"))
    baru: Mapped[int | None]
    berubah: Mapped[int | None]
    hilang: Mapped[int | None]
    # Worth in bits of its commonest name words: what is rare here. None until counted; long, so loaded on demand.
    kata: Mapped[dict[str, Any] | None] = mapped_column(JSONB, deferred=True)
    # Rows of voters whom nothing refers to were deleted then; the counts stay in `rekap_pemilih`.
    diringkas_pada: Mapped[datetime | None]


# Voters whom KPU's list marks as not recorded; said in the words of the index, so that it is used.
TANPA_KTP = "upper(ktp_el) IN ('B', 'BELUM', 'BLM', 'BELUM REKAM', 'BELUM KTP-EL', 'TIDAK', 'T', '0')"


class Pemilih(Base):
    """One voter of one list, with the columns KPU's lists carry. A masked NIK stays as given."""

    __tablename__ = "pemilih"
    __table_args__ = (
        # By its first digits too, whatever the collation of the database.
        Index("ix_pemilih_nik", "nik", postgresql_ops={"nik": "text_pattern_ops"}),
        Index("ix_pemilih_nkk", "nkk", postgresql_where=text("nkk IS NOT NULL")),
        Index("ix_pemilih_daftar_id", "daftar_id", "id"),
        Index("ix_pemilih_lahir", "daftar_id", "tanggal_lahir"),
        Index("ix_pemilih_kunci_nama", "kunci_nama", postgresql_using="gin"),
        Index("ix_pemilih_tanpa_ktp", "daftar_id", "desa_kode", "id", postgresql_where=text(TANPA_KTP)),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    daftar_id: Mapped[UUID] = mapped_column(ForeignKey("daftar_pemilih.id", ondelete="CASCADE"))
    kecamatan: Mapped[str]
    desa: Mapped[str]
    kec_kode: Mapped[str | None]
    desa_kode: Mapped[str | None]
    dpid: Mapped[str | None]
    nkk: Mapped[str | None]
    nik: Mapped[str | None]
    nama: Mapped[str]
    jenis_kelamin: Mapped[str | None]
    tempat_lahir: Mapped[str | None]
    tanggal_lahir: Mapped[date | None]
    status_kawin: Mapped[str | None]
    alamat: Mapped[str | None]
    rt: Mapped[str | None]
    rw: Mapped[str | None]
    disabilitas: Mapped[str | None]
    ktp_el: Mapped[str | None]
    sumber: Mapped[str | None]
    keterangan: Mapped[str | None]
    tps: Mapped[str | None]
    # Keys of `nilai/nama` with the year of birth or the village; '{}' in lists imported before there were any.
    kunci_nama: Mapped[list[str]] = mapped_column(ARRAY(TEXT), server_default=text("'{}'::text[]"), default=list)


class RekapPemilih(Base):
    """How many voters a list has in one place: counted by us (`daftar`) or as KPU states it (`kpu`)."""

    __tablename__ = "rekap_pemilih"
    __table_args__ = (
        CheckConstraint("asal IN ('daftar', 'kpu')", name="asal"),
        CheckConstraint("laki >= 0 AND perempuan >= 0 AND jumlah >= 0", name="jumlah"),
        CheckConstraint("(tps = '') OR (desa <> '')", name="tps"),
        Index("uq_rekap_pemilih_tempat", "daftar_id", "asal", "kecamatan", "desa", "tps", unique=True),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    daftar_id: Mapped[UUID] = mapped_column(ForeignKey("daftar_pemilih.id", ondelete="CASCADE"))
    asal: Mapped[str]
    # Names as the list writes them; '' where the row is of the whole above it.
    kecamatan: Mapped[str] = mapped_column(default="")
    desa: Mapped[str] = mapped_column(default="")
    tps: Mapped[str] = mapped_column(default="")
    kec_kode: Mapped[str | None]
    desa_kode: Mapped[str | None]
    laki: Mapped[int | None]
    perempuan: Mapped[int | None]
    jumlah: Mapped[int]


class BedaPemilih(Base):
    """One voter who is new, changed or gone against `sebelum_id`; written anew with every comparison.

    The ids carry no foreign key: rows of voters go only with their list, after these rows went.
    """

    __tablename__ = "beda_pemilih"
    __table_args__ = (
        CheckConstraint("jenis IN ('baru', 'berubah', 'hilang')", name="jenis"),
        CheckConstraint("(jenis = 'baru') = (lama_id IS NULL)", name="lama"),
        CheckConstraint("(jenis = 'hilang') = (pemilih_id IS NULL)", name="pemilih"),
        Index("ix_beda_pemilih_tempat", "daftar_id", "jenis", "kecamatan", "desa", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    daftar_id: Mapped[UUID] = mapped_column(ForeignKey("daftar_pemilih.id", ondelete="CASCADE"))
    jenis: Mapped[str]
    # In capitals, so that two spellings are one place; of the voter who is gone, as the list before writes them.
    kecamatan: Mapped[str]
    desa: Mapped[str]
    pemilih_id: Mapped[int | None] = mapped_column(BigInteger)
    lama_id: Mapped[int | None] = mapped_column(BigInteger)
    # Names of the columns that changed.
    ruas: Mapped[list[str]] = mapped_column(ARRAY(TEXT), server_default=text("'{}'::text[]"), default=list)
