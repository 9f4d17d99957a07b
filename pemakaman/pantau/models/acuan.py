"""Figures of others that ours are measured by: population, death rates, completeness of registration."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.db import Base


class Acuan(Base):
    """One reference figure with its source and year.

    `penduduk` counts persons, `angka_kematian` is deaths a year per 1,000 persons, `kelengkapan` a percentage. `rendah`
    and `tinggi` bound what is not known exactly. `wilayah_kode` None: of the whole country.
    """

    __tablename__ = "acuan"
    __table_args__ = (
        CheckConstraint("jenis IN ('penduduk', 'angka_kematian', 'kelengkapan')", name="jenis"),
        CheckConstraint("kelamin IN ('', 'L', 'P')", name="kelamin"),
        CheckConstraint("tahun BETWEEN 2000 AND 2100", name="tahun"),
        CheckConstraint("nilai >= 0 AND rendah >= 0 AND rendah <= nilai AND nilai <= tinggi", name="batas"),
        CheckConstraint("jenis <> 'kelengkapan' OR tinggi <= 100", name="persen"),
        CheckConstraint("length(sumber) > 0", name="sumber"),
        Index(
            "uq_acuan",
            "jenis",
            text("coalesce(wilayah_kode, '')"),
            "tahun",
            "kelamin",
            "umur",
            unique=True,
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    jenis: Mapped[str]
    wilayah_kode: Mapped[str | None] = mapped_column(ForeignKey("wilayah.kode"))
    # The province that entered it: one of the country is seen by all of them and changed by that one only.
    provinsi_kode: Mapped[str | None] = mapped_column(ForeignKey("wilayah.kode"))
    tahun: Mapped[int] = mapped_column(SmallInteger)
    # '' is all of them; a group of age as `rules/angka.UMUR_LABEL` names it.
    kelamin: Mapped[str] = mapped_column(default="")
    umur: Mapped[str] = mapped_column(default="")
    nilai: Mapped[Decimal] = mapped_column(Numeric(14, 3))
    rendah: Mapped[Decimal | None] = mapped_column(Numeric(14, 3))
    tinggi: Mapped[Decimal | None] = mapped_column(Numeric(14, 3))
    sumber: Mapped[str]
    catatan: Mapped[str | None]
    dibuat_oleh: Mapped[UUID | None] = mapped_column(ForeignKey("akun.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    versi: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": versi}
