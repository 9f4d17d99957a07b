"""What happens around a grave: moves, heirs, permits, planned burials."""

from datetime import date, datetime, time
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.db import Base
from pemakaman.makam.models import one_of
from pemakaman.petak.rules import JenisPindah, PenerbitIzin


class Pemindahan(Base):
    """A move or an exhumation as a dated event with its permit; the burial row is not edited."""

    __tablename__ = "pemindahan"
    __table_args__ = (
        CheckConstraint(one_of("jenis", JenisPindah), name="jenis"),
        CheckConstraint("(jenis = 'pindah_petak') = (ke_petak_id IS NOT NULL)", name="ke_petak"),
        CheckConstraint("jenis <> 'pindah_keluar' OR length(tujuan) > 0", name="tujuan"),
        CheckConstraint("length(izin_nomor) > 0 AND length(alasan) > 0", name="izin"),
        CheckConstraint(one_of("penerbit_jenis", PenerbitIzin), name="penerbit_jenis"),
        CheckConstraint(
            "(dibatalkan_pada IS NULL) = (alasan_batal IS NULL)",
            name="dibatalkan",
        ),
        Index("ix_pemindahan_laporan", "laporan_id"),
        Index("ix_pemindahan_dari", "dari_petak_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    laporan_id: Mapped[UUID] = mapped_column(ForeignKey("laporan.id"))
    jenis: Mapped[str]
    tanggal: Mapped[date]
    dari_petak_id: Mapped[UUID | None] = mapped_column(ForeignKey("petak.id"))
    ke_petak_id: Mapped[UUID | None] = mapped_column(ForeignKey("petak.id"))
    tujuan: Mapped[str | None]
    izin_nomor: Mapped[str]
    izin_tanggal: Mapped[date]
    izin_penerbit: Mapped[str]
    penerbit_jenis: Mapped[str]
    # Into an occupied plot: who of the first one's heirs consented, and the number of the paper that says so.
    tumpang_persetujuan: Mapped[str | None]
    tumpang_surat: Mapped[str | None]
    alasan: Mapped[str]
    sha256_izin: Mapped[str | None]
    mime_izin: Mapped[str | None]
    dibuat_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    dibatalkan_oleh: Mapped[UUID | None] = mapped_column(ForeignKey("akun.id"))
    dibatalkan_pada: Mapped[datetime | None]
    alasan_batal: Mapped[str | None]


class AhliWaris(Base):
    """Who answers for a grave, since when; the former ones stay."""

    __tablename__ = "ahli_waris"
    __table_args__ = (
        CheckConstraint("sampai >= sejak", name="urutan"),
        Index("uq_ahli_waris_sekarang", "laporan_id", unique=True, postgresql_where=text("sampai IS NULL")),
        Index("ix_ahli_waris_laporan", "laporan_id", "sejak"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    laporan_id: Mapped[UUID] = mapped_column(ForeignKey("laporan.id"))
    nama: Mapped[str]
    hubungan: Mapped[str | None]
    telepon: Mapped[str | None]
    alamat: Mapped[str | None]
    sejak: Mapped[date]
    sampai: Mapped[date | None]
    sebab_ganti: Mapped[str | None]
    dibuat_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))


class Iptm(Base):
    """A permit to use a grave's ground for a term (izin penggunaan tanah makam); a renewal is a row of its own."""

    __tablename__ = "iptm"
    __table_args__ = (
        CheckConstraint("berlaku_sampai > berlaku_dari", name="masa"),
        CheckConstraint("(dicabut_pada IS NULL) = (alasan_cabut IS NULL)", name="dicabut"),
        CheckConstraint("menggantikan_id <> id", name="menggantikan"),
        Index("uq_iptm_nomor", "makam_id", text("lower(nomor)"), unique=True),
        Index("uq_iptm_menggantikan", "menggantikan_id", unique=True),
        Index("ix_iptm_makam_habis", "makam_id", "berlaku_sampai"),
        Index("ix_iptm_laporan", "laporan_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    makam_id: Mapped[UUID] = mapped_column(ForeignKey("makam.id"))
    laporan_id: Mapped[UUID] = mapped_column(ForeignKey("laporan.id"))
    nomor: Mapped[str]
    pemegang: Mapped[str]
    telepon: Mapped[str | None]
    berlaku_dari: Mapped[date]
    berlaku_sampai: Mapped[date]
    menggantikan_id: Mapped[UUID | None] = mapped_column(ForeignKey("iptm.id"))
    # Set once a term: a holder is not reminded twice of the same end.
    diingatkan_pada: Mapped[datetime | None]
    diingatkan_oleh: Mapped[UUID | None] = mapped_column(ForeignKey("akun.id"))
    dicabut_pada: Mapped[datetime | None]
    alasan_cabut: Mapped[str | None]
    dibuat_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))


class RencanaMakam(Base):
    """A burial that is to take place: what the gravediggers need to know. Not yet a row of the book."""

    __tablename__ = "rencana_makam"
    __table_args__ = (
        CheckConstraint("status IN ('direncanakan', 'dilaksanakan', 'batal')", name="status"),
        CheckConstraint("(status = 'batal') = (alasan_batal IS NOT NULL)", name="batal"),
        CheckConstraint("laporan_id IS NULL OR status = 'dilaksanakan'", name="dilaksanakan"),
        Index("ix_rencana_makam_hari", "makam_id", "tanggal"),
        Index("uq_rencana_makam_laporan", "laporan_id", unique=True),
        Index("uq_rencana_makam_petak", "petak_id", unique=True, postgresql_where=text("status = 'direncanakan'")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    makam_id: Mapped[UUID] = mapped_column(ForeignKey("makam.id"))
    petak_id: Mapped[UUID | None] = mapped_column(ForeignKey("petak.id"))
    nama: Mapped[str]
    tanggal: Mapped[date]
    pukul: Mapped[time | None]
    kontak_nama: Mapped[str]
    kontak_telepon: Mapped[str | None]
    catatan: Mapped[str | None]
    status: Mapped[str] = mapped_column(default="direncanakan")
    alasan_batal: Mapped[str | None]
    laporan_id: Mapped[UUID | None] = mapped_column(ForeignKey("laporan.id"))
    dibuat_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    versi: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": versi}
