"""Daily figures of one kab/kota: recording of KTP-el, blank cards, digital identity, interim letters."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from pemakaman.db import Base


class Harian:
    """What every daily row carries. One row a kab/kota and day; percentages and what is left are never stored."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    kab_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"))
    tanggal: Mapped[date]
    # Nothing happened that day: the stocks and cumulative figures of the day before stay.
    nihil: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    dibuat_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    dibuat_pada: Mapped[datetime]
    # First reported after the hour due of that time, and why; moving the hour later changes nothing.
    terlambat: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    alasan_terlambat: Mapped[str | None]
    diubah_oleh: Mapped[UUID | None] = mapped_column(ForeignKey("akun.id"))
    diubah_pada: Mapped[datetime | None]
    versi: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, object]:  # noqa: N805
        return {"version_id_col": cls.versi}


def late_says_why() -> CheckConstraint:
    """A report after the hour due keeps its reason."""
    return CheckConstraint("terlambat = (coalesce(alasan_terlambat, '') <> '')", name="terlambat")


def _one_a_day(table: str) -> Index:
    return Index(f"uq_{table}_hari", "kab_kode", "tanggal", unique=True)


class LaporanPerekaman(Harian, Base):
    """Recording of KTP-el."""

    __tablename__ = "laporan_perekaman"
    __table_args__ = (
        CheckConstraint("wajib_ktp >= 0 AND wajib_ktp <= wajib_dinamis AND wajib_dinamis <= penduduk", name="wajib"),
        CheckConstraint("rekam_hari >= 0 AND rekam_hari <= kumulatif", name="rekam"),
        CheckConstraint("kumulatif <= wajib_dinamis", name="kumulatif"),
        CheckConstraint("prr >= 0 AND sfe >= 0 AND prr + sfe <= kumulatif", name="antrean"),
        CheckConstraint("duplikat >= 0 AND gagal >= 0 AND cetak_hari >= 0", name="nol"),
        CheckConstraint("NOT nihil OR (rekam_hari = 0 AND cetak_hari = 0)", name="nihil"),
        late_says_why(),
        _one_a_day("laporan_perekaman"),
    )

    penduduk: Mapped[int]
    wajib_ktp: Mapped[int]
    # Includes those who turn 17 before polling day.
    wajib_dinamis: Mapped[int]
    rekam_hari: Mapped[int]
    kumulatif: Mapped[int]
    prr: Mapped[int]
    sfe: Mapped[int]
    duplikat: Mapped[int]
    gagal: Mapped[int]
    cetak_hari: Mapped[int]

    @property
    def belum(self) -> int:
        """Who must have a KTP-el and is not recorded."""
        return self.wajib_dinamis - self.kumulatif


class LaporanBlangko(Harian, Base):
    """Blank cards: what the day began with, what came and went, what is left."""

    __tablename__ = "laporan_blangko"
    __table_args__ = (
        CheckConstraint("sisa = awal + masuk + terima - terpakai - rusak - kirim", name="neraca"),
        CheckConstraint(
            "awal >= 0 AND masuk >= 0 AND terpakai >= 0 AND rusak >= 0 AND kirim >= 0 AND terima >= 0 AND sisa >= 0",
            name="nol",
        ),
        CheckConstraint("NOT nihil OR (masuk = 0 AND terpakai = 0 AND rusak = 0)", name="nihil"),
        late_says_why(),
        _one_a_day("laporan_blangko"),
    )

    awal: Mapped[int]
    masuk: Mapped[int]
    terpakai: Mapped[int]
    rusak: Mapped[int]
    # The day's transfers to and from other kab/kota, as `PindahBlangko` has them.
    kirim: Mapped[int]
    terima: Mapped[int]
    sisa: Mapped[int]


class LaporanIkd(Harian, Base):
    """Digital population identity."""

    __tablename__ = "laporan_ikd"
    __table_args__ = (
        CheckConstraint("aktivasi_hari >= 0 AND aktivasi_hari <= kumulatif", name="aktivasi"),
        CheckConstraint("target_persen BETWEEN 0 AND 100", name="target"),
        CheckConstraint("NOT nihil OR aktivasi_hari = 0", name="nihil"),
        late_says_why(),
        _one_a_day("laporan_ikd"),
    )

    aktivasi_hari: Mapped[int]
    kumulatif: Mapped[int]
    target_persen: Mapped[int] = mapped_column(SmallInteger)


class LaporanSuket(Harian, Base):
    """Letters that stand in for a KTP-el at the vote; those withdrawn count apart, so the sum never falls."""

    __tablename__ = "laporan_suket"
    __table_args__ = (
        CheckConstraint("cetak_hari >= 0 AND cetak_hari <= kumulatif", name="cetak"),
        CheckConstraint("batal_hari >= 0 AND batal_hari <= kumulatif", name="batal"),
        CheckConstraint("NOT nihil OR (cetak_hari = 0 AND batal_hari = 0)", name="nihil"),
        late_says_why(),
        _one_a_day("laporan_suket"),
    )

    cetak_hari: Mapped[int]
    kumulatif: Mapped[int]
    batal_hari: Mapped[int]
