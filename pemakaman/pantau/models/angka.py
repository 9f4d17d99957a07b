"""The kept figures: marks of what changed, one row of facts a report, and the sums made of them.

Triggers of migration 0011 write a mark in the transaction of every change; `services/angka` works marks off. Nothing
else writes here, and everything here can be made anew from the reports.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Double, Identity, Index, SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.db import Base
from pemakaman.makam.models import one_of
from pemakaman.pantau.rules.sunyi import Kelas


class Tanda(Base):
    """Something of this report changed. Many marks of one report are worked off at once."""

    __tablename__ = "pantau_tanda"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    laporan_id: Mapped[UUID]


class TandaMakam(Base):
    """Something of this cemetery changed by which it is judged."""

    __tablename__ = "pantau_tanda_makam"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    makam_id: Mapped[UUID]


class Jalan(Base):
    """When the marks were worked off last: the moment up to which every figure is right."""

    __tablename__ = "pantau_jalan"
    __table_args__ = (CheckConstraint("id = 1", name="satu"),)

    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    pada: Mapped[datetime]


class Fakta(Base):
    """What a report of the register counts as. A report that says of nobody that he died has no row.

    Days are those of the region's clock. Months are first days: of death (of burial where nobody knows it), of burial,
    and of entry into the book.
    """

    __tablename__ = "pantau_fakta"
    __table_args__ = (
        Index("ix_pantau_fakta_makam", "makam_id", "bulan_dimakamkan"),
        Index("ix_pantau_fakta_desa", "desa_kode", "bulan_dimakamkan"),
        Index("ix_pantau_fakta_kec", "kec_kode", "bulan_dimakamkan"),
        Index("ix_pantau_fakta_kec_meninggal", "kec_kode", "bulan_meninggal"),
        Index("ix_pantau_fakta_kab", "kab_kode", "dimakamkan", "laporan_id"),
        Index(
            "ix_pantau_fakta_belum_akta",
            "kab_kode",
            "dimakamkan",
            "laporan_id",
            postgresql_where=text("akta IS NULL AND NOT lahir_mati"),
        ),
        # The same by what it waits for: few of many.
        Index(
            "ix_pantau_fakta_menunggu",
            "kab_kode",
            "menunggu",
            "dimakamkan",
            "laporan_id",
            postgresql_where=text("akta IS NULL AND NOT lahir_mati"),
        ),
        Index("ix_pantau_fakta_kab_akta", "kab_kode", "akta", postgresql_where=text("akta IS NOT NULL")),
        Index("ix_pantau_fakta_kab_disetujui", "kab_kode", "disetujui", postgresql_where=text("disetujui IS NOT NULL")),
        # The oldest death among those entered in a month.
        Index(
            "ix_pantau_fakta_masuk",
            "kab_kode",
            "bulan_masuk",
            "bulan_meninggal",
            postgresql_where=text("NOT lahir_mati"),
        ),
        Index("ix_pantau_fakta_pembuat", "dibuat_oleh", "bulan_masuk"),
    )

    laporan_id: Mapped[UUID] = mapped_column(primary_key=True)
    makam_id: Mapped[UUID]
    kab_kode: Mapped[str]
    kec_kode: Mapped[str]
    desa_kode: Mapped[str]
    dibuat_oleh: Mapped[UUID]
    # From an old book: the days between its steps say nothing about an office.
    kertas: Mapped[bool]
    # A stillbirth is in the book but is no death: no step but the burial counts it, and no figure of deaths.
    lahir_mati: Mapped[bool]
    meninggal: Mapped[date | None]
    dimakamkan: Mapped[date]
    masuk: Mapped[date]
    bulan_meninggal: Mapped[date]
    bulan_dimakamkan: Mapped[date]
    bulan_masuk: Mapped[date]
    # 'L', 'P' or '' where unknown; the group of age as `rules/angka.UMUR_LABEL` names it.
    kelamin: Mapped[str]
    umur: Mapped[str]
    # 0 and '' where unknown.
    sebab: Mapped[int] = mapped_column(SmallInteger)
    tempat: Mapped[str]
    ada_nik: Mapped[bool]
    diajukan: Mapped[date | None]
    disetujui: Mapped[date | None]
    diunduh: Mapped[date | None]
    akta: Mapped[date | None]
    diusulkan: Mapped[date | None]
    diserahkan: Mapped[date | None]
    diterima: Mapped[date | None]
    # Who must act next, as `rules/belum_akta.Menunggu` names it; '' once the akta is there.
    menunggu: Mapped[str]
    # How often it was sent back, and how often corrected after approval.
    dikembalikan: Mapped[int] = mapped_column(SmallInteger)
    diperbaiki: Mapped[int] = mapped_column(SmallInteger)


class Mutu:
    """How well entries were made, old books and stillbirths left out; `kali`: how often they were sent back in all."""

    tanpa_nik: Mapped[int] = mapped_column(default=0)
    tanpa_kelamin: Mapped[int] = mapped_column(default=0)
    tanpa_umur: Mapped[int] = mapped_column(default=0)
    dikembalikan: Mapped[int] = mapped_column(default=0)
    diperbaiki: Mapped[int] = mapped_column(default=0)
    terlambat: Mapped[int] = mapped_column(default=0)
    kali: Mapped[int] = mapped_column(default=0)


class Corong(Mutu, Base):
    """How far the deaths of one month have come, in a province, kab/kota or kecamatan.

    `sumbu` says which month: of death, of burial or of entry. Below a kecamatan the facts themselves are counted.
    """

    __tablename__ = "pantau_corong"
    __table_args__ = (CheckConstraint("sumbu IN ('meninggal', 'dimakamkan', 'masuk')", name="sumbu"),)

    tempat: Mapped[str] = mapped_column(primary_key=True)
    sumbu: Mapped[str] = mapped_column(primary_key=True)
    bulan: Mapped[date] = mapped_column(primary_key=True)
    dimakamkan: Mapped[int] = mapped_column(default=0)
    ada_nik: Mapped[int] = mapped_column(default=0)
    diajukan: Mapped[int] = mapped_column(default=0)
    disetujui: Mapped[int] = mapped_column(default=0)
    diunduh: Mapped[int] = mapped_column(default=0)
    akta: Mapped[int] = mapped_column(default=0)
    diusulkan: Mapped[int] = mapped_column(default=0)
    diserahkan: Mapped[int] = mapped_column(default=0)
    diterima: Mapped[int] = mapped_column(default=0)
    # Stillbirths, which stand in no other figure.
    lahir_mati: Mapped[int] = mapped_column(default=0)
    # Reported within 30 days of the death; akta within 30 days of the burial.
    lapor30: Mapped[int] = mapped_column(default=0)
    akta30: Mapped[int] = mapped_column(default=0)
    # From old books; and entered in a later month than the one they belong to.
    kertas: Mapped[int] = mapped_column(default=0)
    susulan: Mapped[int] = mapped_column(default=0)


class Sebaran(Base):
    """Deaths of one month of a province or kab/kota by one attribute.

    `ukuran` is 'umur' (value 'L|umur_65'), 'sebab' (value '1') or 'tempat' (value 'rumah').
    """

    __tablename__ = "pantau_sebaran"
    __table_args__ = (CheckConstraint("ukuran IN ('umur', 'sebab', 'tempat')", name="ukuran"),)

    tempat: Mapped[str] = mapped_column(primary_key=True)
    sumbu: Mapped[str] = mapped_column(primary_key=True)
    bulan: Mapped[date] = mapped_column(primary_key=True)
    ukuran: Mapped[str] = mapped_column(primary_key=True)
    nilai: Mapped[str] = mapped_column(primary_key=True)
    jumlah: Mapped[int]


class Jeda(Base):
    """How many deaths of a burial month took so many days for a step, in a province or kab/kota; not from paper."""

    __tablename__ = "pantau_jeda"

    tempat: Mapped[str] = mapped_column(primary_key=True)
    bulan: Mapped[date] = mapped_column(primary_key=True)
    langkah: Mapped[str] = mapped_column(primary_key=True)
    hari: Mapped[int] = mapped_column(primary_key=True)
    jumlah: Mapped[int]


class MakamBulan(Mutu, Base):
    """Burials of a cemetery by month of burial, stillbirths too: what tells a silent one; and how they were entered."""

    __tablename__ = "pantau_makam_bulan"

    makam_id: Mapped[UUID] = mapped_column(primary_key=True)
    bulan: Mapped[date] = mapped_column(primary_key=True)
    jumlah: Mapped[int]
    # Without old books and stillbirths.
    baris: Mapped[int] = mapped_column(default=0)


class NilaiMakam(Base):
    """How a cemetery is judged in `bulan`: the month in which it was judged last, by the clock of its region.

    `terakhir` is the month of its last sign, `sejak` the first month without one, `lama` the full months since then.
    """

    __tablename__ = "pantau_makam"
    __table_args__ = (
        CheckConstraint(one_of("kelas", Kelas), name="kelas"),
        Index("ix_pantau_makam_kab", "kab_kode", "kelas"),
    )

    makam_id: Mapped[UUID] = mapped_column(primary_key=True)
    kab_kode: Mapped[str]
    kec_kode: Mapped[str]
    desa_kode: Mapped[str]
    bulan: Mapped[date]
    kelas: Mapped[str]
    terakhir: Mapped[date | None]
    sejak: Mapped[date]
    lama: Mapped[int]
    # Burials to be expected in the silent months; None where nobody can tell, and of those that are not silent.
    harapan: Mapped[float | None] = mapped_column(Double)
    # Said nothing of the month before.
    belum_lapor: Mapped[bool]
    berbuku: Mapped[bool]
    berpengelola: Mapped[bool]
    # Of the last twelve full months: closed, closed late, by how many days at most; past their closing day and open.
    ditutup: Mapped[int]
    terlambat: Mapped[int]
    paling_lama: Mapped[int]
    belum_ditutup: Mapped[int]
    # The latest of these months in a row: late or not closed; on time. One of the two is 0.
    lambat_beruntun: Mapped[int]
    tepat_beruntun: Mapped[int]
    # Had the closing day of the month before passed when it was judged?
    lewat_tenggat: Mapped[bool]
