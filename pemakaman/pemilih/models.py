"""Voter lists by period and area, proposals to strike a dead voter, and packages for KPU."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.db import Base

# A proposal that still holds its voter and its report.
LIVING = text("status IN ('diusulkan', 'dikonfirmasi', 'dibekukan')")


class DaftarPemilih(Base):
    """One imported list: a kind, a period, an area. Rows count only when `status` is `jadi`."""

    __tablename__ = "daftar_pemilih"
    __table_args__ = (
        CheckConstraint("status IN ('antre', 'berjalan', 'jadi', 'gagal')", name="status"),
        CheckConstraint("jenis IN ('DPT', 'DPS', 'DPSHP', 'DPB', 'DP4')", name="jenis"),
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


class Pemilih(Base):
    """One voter of one list, with the columns KPU's lists carry. A masked NIK stays as given."""

    __tablename__ = "pemilih"
    __table_args__ = (
        Index("ix_pemilih_nik", "nik"),
        Index("ix_pemilih_daftar_id", "daftar_id", "id"),
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


class Usul(Base):
    """A proposal to strike one voter for one death: made by one person, confirmed by another."""

    __tablename__ = "usul"
    __table_args__ = (
        CheckConstraint("status IN ('diusulkan', 'dikonfirmasi', 'dibekukan', 'ditolak', 'dibatalkan')", name="status"),
        CheckConstraint("status_sebelum IN ('diusulkan', 'dikonfirmasi')", name="status_sebelum"),
        CheckConstraint("(status = 'dibekukan') = (status_sebelum IS NOT NULL)", name="dibekukan"),
        CheckConstraint("kode IN ('1', '91')", name="kode"),
        CheckConstraint("kelas_bukti IN ('akta', 'skk', 'lainnya')", name="kelas_bukti"),
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
    versi: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": versi}


class Paket(Base):
    """One hand-over package for KPU: the stored bytes, how many rows, for which area."""

    __tablename__ = "paket"
    __table_args__ = (
        CheckConstraint("format IN ('csv', 'xlsx')", name="format"),
        CheckConstraint("jenis IN ('usul', 'penarikan')", name="jenis"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    nomor: Mapped[int] = mapped_column(BigInteger, Identity(always=True), unique=True)
    kab_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"), index=True)
    wilayah_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"))
    tps: Mapped[str | None]
    # Names to strike and names to put back never share a file: a reader must not mistake one for the other.
    jenis: Mapped[str] = mapped_column(default="usul", server_default=text("'usul'"))
    format: Mapped[str]
    jumlah: Mapped[int]
    sha256: Mapped[str]
    ukuran: Mapped[int]
    dibuat_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))


class PaketUsul(Base):
    """Which confirmed proposals went into which package."""

    __tablename__ = "paket_usul"

    paket_id: Mapped[UUID] = mapped_column(ForeignKey("paket.id"), primary_key=True)
    usul_id: Mapped[UUID] = mapped_column(ForeignKey("usul.id"), primary_key=True, index=True)


class SetelanPemilih(Base):
    """The code a kab/kota sends: '1' while the list is being updated, '91' once it is fixed."""

    __tablename__ = "setelan_pemilih"
    __table_args__ = (CheckConstraint("kode IN ('1', '91')", name="kode"),)

    kab_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"), primary_key=True)
    kode: Mapped[str] = mapped_column(default="1")


class Penarikan(Base):
    """A notice to KPU: a name it was given must be put back. Overdue until KPU's receipt is recorded."""

    __tablename__ = "penarikan"
    __table_args__ = (
        CheckConstraint("status IN ('menunggu', 'dikirim', 'diterima', 'dicabut')", name="status"),
        CheckConstraint("length(sebab) > 0", name="sebab"),
        CheckConstraint("(status IN ('dikirim', 'diterima')) = (dikirim_pada IS NOT NULL)", name="dikirim"),
        CheckConstraint(
            "(status = 'diterima') = (diterima_pada IS NOT NULL AND length(tanda_terima) > 0)", name="diterima"
        ),
        Index(
            "uq_penarikan_usul",
            "usul_id",
            unique=True,
            postgresql_where=text("status IN ('menunggu', 'dikirim')"),
        ),
        Index("ix_penarikan_kab", "kab_kode", "status", "dibuat_pada"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    usul_id: Mapped[UUID] = mapped_column(ForeignKey("usul.id"), index=True)
    kab_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"))
    status: Mapped[str] = mapped_column(default="menunggu")
    sebab: Mapped[str]
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    dikirim_pada: Mapped[datetime | None]
    diterima_pada: Mapped[datetime | None]
    tanda_terima: Mapped[str | None]
    diterima_oleh: Mapped[UUID | None] = mapped_column(ForeignKey("akun.id"))


class PaketPenarikan(Base):
    """Which notices went into which package."""

    __tablename__ = "paket_penarikan"

    paket_id: Mapped[UUID] = mapped_column(ForeignKey("paket.id"), primary_key=True)
    penarikan_id: Mapped[UUID] = mapped_column(ForeignKey("penarikan.id"), primary_key=True, index=True)
