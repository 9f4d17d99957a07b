"""Prisons and detention houses, and their daily figures."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.db import Base
from pemakaman.desk.models.harian import late_says_why
from pemakaman.desk.rules.istilah import JenisLapas
from pemakaman.makam.models import one_of


class Lapas(Base):
    """One place of detention, and the TPS at a special location that its voters go to."""

    __tablename__ = "lapas"
    __table_args__ = (
        CheckConstraint(one_of("jenis", JenisLapas), name="jenis"),
        CheckConstraint("length(nama) BETWEEN 1 AND 200", name="nama"),
        Index("uq_lapas_nama", "kab_kode", "nama", unique=True),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    kab_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"))
    nama: Mapped[str]
    jenis: Mapped[str]
    tps_loksus: Mapped[str | None]
    aktif: Mapped[bool] = mapped_column(default=True)
    versi: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": versi}


class LaporanLapas(Base):
    """The figures of one place on one day. Inmates come and go, so none of them is cumulative."""

    __tablename__ = "laporan_lapas"
    __table_args__ = (
        CheckConstraint("wajib_ktp BETWEEN 0 AND penghuni", name="wajib"),
        CheckConstraint(
            "domisili_dalam >= 0 AND domisili_luar >= 0 AND domisili_dalam + domisili_luar <= penghuni",
            name="domisili",
        ),
        CheckConstraint("terdaftar >= 0 AND nik_kosong >= 0 AND terdaftar + nik_kosong <= penghuni", name="terdaftar"),
        CheckConstraint("sudah_rekam BETWEEN 0 AND wajib_ktp", name="sudah_rekam"),
        CheckConstraint("rekam_hari BETWEEN 0 AND sudah_rekam", name="rekam_hari"),
        CheckConstraint("alat >= 0 AND petugas >= 0", name="nol"),
        CheckConstraint("sudah_rekam <= terdaftar", name="rekam_terdaftar"),
        CheckConstraint("NOT nihil OR rekam_hari = 0", name="nihil"),
        late_says_why(),
        Index("uq_laporan_lapas_hari", "lapas_id", "tanggal", unique=True),
        Index("ix_laporan_lapas_kab", "kab_kode", "tanggal"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    lapas_id: Mapped[UUID] = mapped_column(ForeignKey("lapas.id"))
    kab_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"))
    tanggal: Mapped[date]
    nihil: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    penghuni: Mapped[int]
    wajib_ktp: Mapped[int]
    domisili_dalam: Mapped[int]
    domisili_luar: Mapped[int]
    terdaftar: Mapped[int]
    sudah_rekam: Mapped[int]
    rekam_hari: Mapped[int]
    nik_kosong: Mapped[int]
    alat: Mapped[int]
    petugas: Mapped[int]
    # Home kab/kota → inmates from there: what is sent on, as counts. {} where they are not yet told apart.
    luar: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default=text("'{}'::jsonb"))
    # Why sums differ or fewer are recorded than the day before.
    keterangan: Mapped[str | None]
    dibuat_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    dibuat_pada: Mapped[datetime]
    # As in `Harian`.
    terlambat: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    alasan_terlambat: Mapped[str | None]
    diubah_oleh: Mapped[UUID | None] = mapped_column(ForeignKey("akun.id"))
    diubah_pada: Mapped[datetime | None]
    versi: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": versi}
