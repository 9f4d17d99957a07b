"""Packages for KPU, its receipts, and notices that a name must be put back."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.db import Base


class Paket(Base):
    """One hand-over package for KPU: the stored bytes, how many rows, for which area and period.

    `serah` is the whole hand-over as one encrypted ZIP; `usul` and `penarikan` are the single files made before it.
    """

    __tablename__ = "paket"
    __table_args__ = (
        CheckConstraint("format IN ('csv', 'xlsx', 'zip')", name="format"),
        CheckConstraint("jenis IN ('usul', 'penarikan', 'serah')", name="jenis"),
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
    periode: Mapped[str | None]
    # Of `jumlah` names those without akta or surat keterangan, which KPU is asked to verify; names to put back.
    jumlah_verifikasi: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    jumlah_penarikan: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    # What lies in the ZIP: file, bytes, SHA-256, rows. No personal data.
    isi: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'::jsonb"), default=dict)
    # When KPU's receipt is due; None for files made before receipts were asked.
    tenggat: Mapped[date | None]


class PesananPaket(Base):
    """An order for a package, which the worker makes whole or not at all. A number is given only to what is made."""

    __tablename__ = "pesanan_paket"
    __table_args__ = (
        CheckConstraint("status IN ('antre', 'berjalan', 'jadi', 'gagal')", name="status"),
        CheckConstraint("(status = 'jadi') = (paket_id IS NOT NULL)", name="jadi"),
        CheckConstraint("(status = 'gagal') = (galat IS NOT NULL)", name="gagal"),
        Index("ix_pesanan_paket_kab", "kab_kode", "dibuat_pada"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    kab_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"))
    wilayah_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"))
    tps: Mapped[str | None]
    # Only what KPU does not hold yet, or everything confirmed.
    baru: Mapped[bool]
    periode: Mapped[str]
    status: Mapped[str] = mapped_column(default="antre")
    galat: Mapped[str | None]
    paket_id: Mapped[UUID | None] = mapped_column(ForeignKey("paket.id"))
    dibuat_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    selesai_pada: Mapped[datetime | None]


class PaketUsul(Base):
    """Which confirmed proposals went into which package."""

    __tablename__ = "paket_usul"
    __table_args__ = (
        CheckConstraint("hasil IN ('diterima', 'ditolak')", name="hasil"),
        CheckConstraint("(hasil = 'ditolak') = (sebab IS NOT NULL)", name="sebab"),
        CheckConstraint("untuk IN ('hapus', 'verifikasi')", name="untuk"),
        Index("ix_paket_usul_usul_id", "usul_id"),
    )

    paket_id: Mapped[UUID] = mapped_column(ForeignKey("paket.id"), primary_key=True)
    usul_id: Mapped[UUID] = mapped_column(ForeignKey("usul.id"), primary_key=True)
    # Handed over to be struck, or only to be verified: the second kind comes again once there is enough proof.
    untuk: Mapped[str] = mapped_column(default="hapus", server_default=text("'hapus'"))
    # Row number in the package's lists, and what KPU's receipt says of it.
    nomor: Mapped[int | None]
    hasil: Mapped[str | None]
    sebab: Mapped[str | None]


class TandaTerima(Base):
    """KPU's receipt for one package: its own totals beside ours, and the rows it refused (in `paket_usul`)."""

    __tablename__ = "tanda_terima"
    __table_args__ = (
        CheckConstraint("length(nomor) BETWEEN 1 AND 100", name="nomor"),
        CheckConstraint("jumlah_diterima >= 0 AND jumlah_ditolak >= 0", name="jumlah"),
    )

    paket_id: Mapped[UUID] = mapped_column(ForeignKey("paket.id"), primary_key=True)
    nomor: Mapped[str]
    tanggal: Mapped[date]
    jumlah_diterima: Mapped[int]
    jumlah_ditolak: Mapped[int]
    # KPU's totals by kecamatan code, as it states them: {"18.71.01": [accepted, refused], ...}.
    per_kecamatan: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'::jsonb"), default=dict)
    catatan: Mapped[str | None]
    # The scanned or signed receipt, when one was attached.
    sha256: Mapped[str | None]
    nama_berkas: Mapped[str | None]
    dicatat_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    dicatat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    versi: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": versi}


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
