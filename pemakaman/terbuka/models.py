"""What a province decided about its open figures."""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.db import Base


class SetelanTerbuka(Base):
    """Does a province publish its figures, under which licence, and who answers for them. No row: not published."""

    __tablename__ = "setelan_terbuka"
    __table_args__ = (
        CheckConstraint("lisensi IN ('cc-by-4.0', 'cc-by-sa-4.0', 'cc0-1.0')", name="lisensi"),
        CheckConstraint("NOT terbit OR length(kontak) > 0", name="kontak"),
    )

    wilayah_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"), primary_key=True)
    terbit: Mapped[bool] = mapped_column(default=False)
    lisensi: Mapped[str] = mapped_column(default="cc-by-4.0")
    # Anybody reads it: an office, its address, an official e-mail; never a person's own number.
    kontak: Mapped[str] = mapped_column(default="")
    versi: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": versi}
