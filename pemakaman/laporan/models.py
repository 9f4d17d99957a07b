"""The burial report, the persons named in it, its proofs, and what was asked back."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Computed,
    ForeignKey,
    Identity,
    Index,
    SmallInteger,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pemakaman.db import Base
from pemakaman.laporan.rules import ALASAN_NIK_KOSONG, PERAN_ORANG, SET_ASIDE, JenisBukti, Kasus, Status
from pemakaman.makam.models import Petak, one_of
from pemakaman.penduduk.models import Penduduk

NIK_SHAPE = "nik ~ '^[0-9]{16}$'"
KK_SHAPE = "no_kk ~ '^[0-9]{16}$'"
_ASIDE = ", ".join(repr(status.value) for status in sorted(SET_ASIDE))
# Approved, or approved before it was frozen: one identity can stand there once. In brackets, as it is joined by AND.
APPROVED_ROWS = text(
    "(status IN ('disetujui', 'akta_terbit') "
    "OR (status = 'dibekukan' AND status_sebelum IN ('disetujui', 'akta_terbit')))"
)
QUEUE = text("status IN ('diajukan', 'diperiksa', 'disarankan', 'dikembalikan')")


def birth_checks() -> tuple[CheckConstraint, ...]:
    """A partial date: a month needs a year, a day needs a month, and no part is invented."""
    return (
        CheckConstraint("lahir_bulan IS NULL OR lahir_tahun IS NOT NULL", name="lahir_bulan"),
        CheckConstraint("lahir_hari IS NULL OR lahir_bulan IS NOT NULL", name="lahir_hari"),
        CheckConstraint("lahir_bulan BETWEEN 1 AND 12 AND lahir_hari BETWEEN 1 AND 31", name="lahir_batas"),
    )


class Laporan(Base):
    """One burial. `id` is made by the client, so that sending twice is one report."""

    __tablename__ = "laporan"
    __table_args__ = (
        CheckConstraint(one_of("status", Status), name="status"),
        CheckConstraint(one_of("kasus", Kasus), name="kasus"),
        CheckConstraint(NIK_SHAPE, name="nik"),
        CheckConstraint(KK_SHAPE, name="no_kk"),
        CheckConstraint(f"nik_alasan IN {ALASAN_NIK_KOSONG!r}", name="nik_alasan"),
        CheckConstraint("jenis_kelamin IN ('L', 'P')", name="jenis_kelamin"),
        CheckConstraint("sebab BETWEEN 1 AND 6", name="sebab"),
        CheckConstraint("menerangkan BETWEEN 1 AND 4", name="menerangkan"),
        CheckConstraint("umur BETWEEN 0 AND 130", name="umur"),
        CheckConstraint("meninggal_tanggal <= dimakamkan_tanggal", name="urutan_tanggal"),
        CheckConstraint("meninggal_tanggal >= DATE '1900-01-01'", name="meninggal_terlalu_lama"),
        CheckConstraint("(buku_nomor IS NULL) = (buku_tahun IS NULL)", name="buku"),
        CheckConstraint("(status = 'draf') = (buku_nomor IS NULL)", name="nomor_buku"),
        CheckConstraint("status = 'draf' OR nama IS NOT NULL OR tidak_dikenal", name="nama"),
        CheckConstraint("status = 'draf' OR dimakamkan_tanggal IS NOT NULL", name="dimakamkan"),
        CheckConstraint(one_of("status_sebelum", Status), name="status_sebelum"),
        CheckConstraint(f"(status IN ({_ASIDE})) = (status_sebelum IS NOT NULL)", name="disisihkan"),
        CheckConstraint("(status = 'digabung') = (digabung_ke IS NOT NULL)", name="digabung"),
        CheckConstraint("digabung_ke <> id", name="digabung_diri"),
        CheckConstraint("nik_pilihan ~ '^[0-9]{16}$'", name="nik_pilihan"),
        CheckConstraint("lintang BETWEEN -90 AND 90 AND bujur BETWEEN -180 AND 180", name="koordinat"),
        CheckConstraint("(lintang IS NULL) = (bujur IS NULL)", name="koordinat_lengkap"),
        *birth_checks(),
        Index(
            "uq_laporan_satu_kematian",
            "nik_identitas",
            unique=True,
            postgresql_where=APPROVED_ROWS,
        ),
        Index("uq_laporan_satu_penduduk", "penduduk_id", unique=True, postgresql_where=APPROVED_ROWS),
        Index("uq_laporan_nomor_terima", "nomor_terima", unique=True),
        Index(
            "ix_laporan_kunci_ganda",
            "kunci_ganda",
            postgresql_using="gin",
            postgresql_with={"fastupdate": "off"},
        ),
        Index("ix_laporan_nik_pilihan", "nik_pilihan", postgresql_where=text("nik_pilihan IS NOT NULL")),
        Index("ix_laporan_petak", "petak_id", postgresql_where=text("petak_id IS NOT NULL")),
        Index("ix_laporan_digabung_ke", "digabung_ke", postgresql_where=text("digabung_ke IS NOT NULL")),
        Index(
            "ix_laporan_kab_gabungan",
            "kab_kode",
            "dimakamkan_tanggal",
            postgresql_where=text("digabung_ke IS NOT NULL"),
        ),
        UniqueConstraint("makam_id", "buku_tahun", "buku_nomor", name="uq_laporan_nomor_buku"),
        Index("ix_laporan_antrean", "kab_kode", "status", "diajukan_pada", "id", postgresql_where=QUEUE),
        Index("ix_laporan_antrean_makam", "makam_id", "status", "diajukan_pada", "id", postgresql_where=QUEUE),
        Index(
            "ix_laporan_antrean_tanpa_nik",
            "kab_kode",
            "status",
            "diajukan_pada",
            "id",
            postgresql_where=text(f"{QUEUE} AND nik IS NULL"),
        ),
        Index("ix_laporan_kab_baru", "kab_kode", "diubah_pada", "id"),
        Index("ix_laporan_makam", "makam_id", "diubah_pada", "id"),
        Index("ix_laporan_makam_dimakamkan", "makam_id", "dimakamkan_tanggal"),
        Index("ix_laporan_desa", "desa_kode", "diubah_pada", "id"),
        Index("ix_laporan_pembuat", "dibuat_oleh", "diubah_pada", "id"),
        Index("ix_laporan_nik", "nik", postgresql_where=text("nik IS NOT NULL")),
        Index("ix_laporan_nik_identitas", "nik_identitas", postgresql_where=text("nik_identitas IS NOT NULL")),
        Index("ix_laporan_kab_meninggal", "kab_kode", "meninggal_tanggal", "id"),
        Index("ix_laporan_kab_masuk_buku", "kab_kode", "masuk_buku_pada"),
        Index("ix_laporan_kab_dimakamkan", "kab_kode", "dimakamkan_tanggal", "id"),
        Index("ix_laporan_nama_bunyi", "kab_kode", "nama_bunyi", postgresql_using="gin"),
        Index(
            "ix_laporan_nama_cari",
            "kab_kode",
            "nama_cari",
            postgresql_using="gin",
            postgresql_ops={"nama_cari": "gin_trgm_ops"},
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    makam_id: Mapped[UUID] = mapped_column(ForeignKey("makam.id"))
    kab_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"))
    kec_kode: Mapped[str]
    desa_kode: Mapped[str]
    status: Mapped[str] = mapped_column(default=Status.DRAF)
    asal: Mapped[str] = mapped_column(default="formulir")
    dibuat_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    diubah_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    diajukan_pada: Mapped[datetime | None]
    masuk_buku_pada: Mapped[datetime | None]
    buku_tahun: Mapped[int | None]
    buku_nomor: Mapped[int | None]
    versi: Mapped[int] = mapped_column(default=1)
    nomor_terima: Mapped[str | None]
    status_sebelum: Mapped[str | None]
    digabung_ke: Mapped[UUID | None] = mapped_column(ForeignKey("laporan.id"))
    dieskalasi_pada: Mapped[datetime | None]

    # The person of the population extract that an officer chose; what the reporter wrote stays as it is.
    penduduk_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey(Penduduk.id))
    nik_pilihan: Mapped[str | None]
    nik_identitas: Mapped[str | None] = mapped_column(Computed("coalesce(nik_pilihan, nik)", persisted=True))
    kunci_ganda: Mapped[list[str] | None] = mapped_column(ARRAY(TEXT))

    kasus: Mapped[str] = mapped_column(default=Kasus.RUMAH)
    tidak_dikenal: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    nama: Mapped[str | None]
    nama_cari: Mapped[str | None]
    nama_bunyi: Mapped[list[str] | None] = mapped_column(ARRAY(TEXT))
    bin_binti: Mapped[str | None]
    nik: Mapped[str | None]
    nik_alasan: Mapped[str | None]
    no_kk: Mapped[str | None]
    jenis_kelamin: Mapped[str | None]
    tempat_lahir: Mapped[str | None]
    lahir_tahun: Mapped[int | None] = mapped_column(SmallInteger)
    lahir_bulan: Mapped[int | None] = mapped_column(SmallInteger)
    lahir_hari: Mapped[int | None] = mapped_column(SmallInteger)
    umur: Mapped[int | None] = mapped_column(SmallInteger)
    agama: Mapped[str | None]
    kewarganegaraan: Mapped[str | None]
    dokumen_perjalanan: Mapped[str | None]
    izin_tinggal: Mapped[str | None]
    status_kawin: Mapped[str | None]
    pekerjaan: Mapped[str | None]
    anak_ke: Mapped[int | None] = mapped_column(SmallInteger)
    alamat: Mapped[str | None]
    rt: Mapped[str | None]
    rw: Mapped[str | None]
    dusun: Mapped[str | None]
    alamat_desa_kode: Mapped[str | None] = mapped_column(ForeignKey("wilayah.kode"))

    meninggal_tanggal: Mapped[date | None]
    meninggal_pukul: Mapped[time | None]
    meninggal_tempat_jenis: Mapped[str | None]
    meninggal_tempat: Mapped[str | None]
    sebab: Mapped[int | None] = mapped_column(SmallInteger)
    menerangkan: Mapped[int | None] = mapped_column(SmallInteger)
    surat_nomor: Mapped[str | None]
    surat_tanggal: Mapped[date | None]
    surat_penerbit: Mapped[str | None]

    dimakamkan_tanggal: Mapped[date | None]
    dimakamkan_pukul: Mapped[time | None]
    blok: Mapped[str | None]
    petak: Mapped[str | None]
    nomor_makam: Mapped[str | None]
    petak_id: Mapped[UUID | None] = mapped_column(ForeignKey(Petak.id))
    # Where the grave is, as the phone beside it said; only when somebody asked the phone.
    lintang: Mapped[float | None]
    bujur: Mapped[float | None]
    tumpang: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    # Who of the first one's heirs consented, and the number of the paper that says so.
    tumpang_persetujuan: Mapped[str | None]
    tumpang_surat: Mapped[str | None]
    izin_nomor: Mapped[str | None]
    petugas_makam: Mapped[str | None]
    keterangan: Mapped[str | None]
    # From paper: the number the row had there, and the fields nobody could read.
    nomor_lama: Mapped[str | None]
    tidak_terbaca: Mapped[list[str] | None] = mapped_column(ARRAY(TEXT))
    # The family does not want the grave to be found by the public.
    keberatan_cari: Mapped[bool] = mapped_column(default=False, server_default=text("false"))

    alasan_terlambat: Mapped[str | None]
    alasan_nik_sama: Mapped[str | None]
    peringatan_diterima: Mapped[list[Any]] = mapped_column(server_default=text("'[]'::jsonb"), default=list)
    waktu_perangkat: Mapped[datetime | None]

    orang: Mapped[list["LaporanOrang"]] = relationship(lazy="raise", cascade="all, delete-orphan")
    bukti: Mapped[list["Bukti"]] = relationship(lazy="raise", order_by="Bukti.dibuat_pada")

    __mapper_args__ = {"version_id_col": versi}


class LaporanOrang(Base):
    """A person named in the report: reporter, witness, parent."""

    __tablename__ = "laporan_orang"
    __table_args__ = (
        CheckConstraint(f"peran IN {PERAN_ORANG!r}", name="peran"),
        CheckConstraint(NIK_SHAPE, name="nik"),
        CheckConstraint(KK_SHAPE, name="no_kk"),
        *birth_checks(),
        Index("ix_laporan_orang_nik", "nik", postgresql_where=text("nik IS NOT NULL")),
    )

    laporan_id: Mapped[UUID] = mapped_column(ForeignKey("laporan.id", ondelete="CASCADE"), primary_key=True)
    peran: Mapped[str] = mapped_column(primary_key=True)
    nama: Mapped[str | None]
    nik: Mapped[str | None]
    no_kk: Mapped[str | None]
    dokumen_perjalanan: Mapped[str | None]
    kewarganegaraan: Mapped[str | None]
    tempat_lahir: Mapped[str | None]
    lahir_tahun: Mapped[int | None] = mapped_column(SmallInteger)
    lahir_bulan: Mapped[int | None] = mapped_column(SmallInteger)
    lahir_hari: Mapped[int | None] = mapped_column(SmallInteger)
    hubungan: Mapped[str | None]
    telepon: Mapped[str | None]
    alamat: Mapped[str | None]


class Bukti(Base):
    """One proof; the bytes lie in the store under their SHA-256."""

    __tablename__ = "bukti"
    __table_args__ = (
        CheckConstraint(one_of("jenis", JenisBukti), name="jenis"),
        CheckConstraint("untuk IN ('kematian', 'perbaikan', 'hidup')", name="untuk"),
        CheckConstraint("mime IN ('image/jpeg', 'image/png', 'application/pdf')", name="mime"),
        CheckConstraint("ukuran BETWEEN 1 AND 10485760", name="ukuran"),
        UniqueConstraint("laporan_id", "untuk", "jenis", "sha256", name="uq_bukti_isi"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    laporan_id: Mapped[UUID] = mapped_column(ForeignKey("laporan.id", ondelete="CASCADE"), index=True)
    jenis: Mapped[str]
    nama_berkas: Mapped[str]
    mime: Mapped[str]
    ukuran: Mapped[int]
    sha256: Mapped[str]
    sha256_asli: Mapped[str]
    dibuat_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("clock_timestamp()"))
    # Proof of a correction or of a living-person case is no proof of the death.
    untuk: Mapped[str] = mapped_column(default="kematian", server_default=text("'kematian'"))


class CatatanKembali(Base):
    """One field's reason for a return; open until the report is sent again."""

    __tablename__ = "catatan_kembali"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    laporan_id: Mapped[UUID] = mapped_column(ForeignKey("laporan.id", ondelete="CASCADE"), index=True)
    ruas: Mapped[str]
    alasan: Mapped[str]
    dibuat_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    selesai_pada: Mapped[datetime | None]


class DugaanGanda(Base):
    """A pair of reports that may be one death. `laporan_a` is the smaller id, so that a pair stands here once.

    `sidik` fingerprints the identity data of both as they were when the pair was judged: while it stays the
    same, "bukan orang yang sama" is not asked again.
    """

    __tablename__ = "dugaan_ganda"
    __table_args__ = (
        CheckConstraint("jenis IN ('nik', 'nik_beda_nama', 'mirip')", name="jenis"),
        CheckConstraint("status IN ('terbuka', 'bukan_sama', 'digabung', 'gugur')", name="status"),
        CheckConstraint("laporan_a < laporan_b", name="urutan"),
        CheckConstraint("status <> 'bukan_sama' OR (diputus_oleh IS NOT NULL AND length(alasan) > 0)", name="putusan"),
        UniqueConstraint("laporan_a", "laporan_b", name="uq_dugaan_ganda_pasangan"),
        Index("ix_dugaan_ganda_a_terbuka", "laporan_a", postgresql_where=text("status = 'terbuka'")),
        Index("ix_dugaan_ganda_b_terbuka", "laporan_b", postgresql_where=text("status = 'terbuka'")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    laporan_a: Mapped[UUID] = mapped_column(ForeignKey("laporan.id"))
    laporan_b: Mapped[UUID] = mapped_column(ForeignKey("laporan.id"), index=True)
    jenis: Mapped[str]
    rincian: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'::jsonb"), default=dict)
    sidik: Mapped[str]
    status: Mapped[str] = mapped_column(default="terbuka")
    alasan: Mapped[str | None]
    diputus_oleh: Mapped[UUID | None] = mapped_column(ForeignKey("akun.id"))
    diputus_pada: Mapped[datetime | None]
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))


class Permintaan(Base):
    """A question to the manager, or a proof asked for by its name; open until answered or taken back."""

    __tablename__ = "permintaan"
    __table_args__ = (
        CheckConstraint("jenis IN ('tanya', 'lampiran')", name="jenis"),
        CheckConstraint(one_of("bukti_jenis", JenisBukti), name="bukti_jenis"),
        CheckConstraint("(jenis = 'lampiran') = (bukti_jenis IS NOT NULL)", name="lampiran"),
        CheckConstraint("jenis = 'lampiran' OR length(teks) > 0", name="teks"),
        Index("ix_permintaan_laporan_id", "laporan_id", "id"),
        Index("ix_permintaan_terbuka", "laporan_id", postgresql_where=text("selesai_pada IS NULL")),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    laporan_id: Mapped[UUID] = mapped_column(ForeignKey("laporan.id"))
    jenis: Mapped[str]
    bukti_jenis: Mapped[str | None]
    teks: Mapped[str | None]
    dibuat_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    jawaban: Mapped[str | None]
    selesai_oleh: Mapped[UUID | None] = mapped_column(ForeignKey("akun.id"))
    selesai_pada: Mapped[datetime | None]
    dicabut: Mapped[bool] = mapped_column(default=False, server_default=text("false"))


class SetelanLaporan(Base):
    """What one kab/kota settles for reports and for its desk. A kab/kota without a row has these defaults."""

    __tablename__ = "setelan_laporan"
    __table_args__ = (
        CheckConstraint("jendela_ganda BETWEEN 0 AND 90", name="jendela_ganda"),
        CheckConstraint("hari_layanan BETWEEN 1 AND 60", name="hari_layanan"),
        CheckConstraint("hari_penarikan BETWEEN 1 AND 60", name="hari_penarikan"),
    )

    kab_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"), primary_key=True)
    jendela_ganda: Mapped[int] = mapped_column(SmallInteger, default=30)
    hari_layanan: Mapped[int] = mapped_column(SmallInteger, default=3)
    hari_penarikan: Mapped[int] = mapped_column(SmallInteger, default=3)
    versi: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": versi}
