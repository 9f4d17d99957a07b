"""What a figure was before it was corrected; and what an area chose for the desk."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.db import Base


class RiwayatDesk(Base):
    """One correction: the values before and after, why, by whom, and whether it came after the hour due.

    Rows are added, never changed. `objek` is the table the row lies in.
    """

    __tablename__ = "riwayat_desk"
    __table_args__ = (
        CheckConstraint("length(alasan) > 0 OR NOT terlambat", name="alasan"),
        Index("ix_riwayat_desk_objek", "objek", "objek_id", "id"),
        Index("ix_riwayat_desk_kab", "kab_kode", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    objek: Mapped[str]
    objek_id: Mapped[UUID]
    kab_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"))
    tanggal: Mapped[date | None]
    lama: Mapped[dict[str, Any]]
    baru: Mapped[dict[str, Any]]
    alasan: Mapped[str] = mapped_column(default="")
    terlambat: Mapped[bool]
    oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    pada: Mapped[datetime]


class SetelanDesk(Base):
    """What a kab/kota or a province settles; a kab/kota without a row follows its province, and that the defaults."""

    __tablename__ = "setelan_desk"
    __table_args__ = (CheckConstraint("alarm_hari BETWEEN 1 AND 90", name="alarm_hari"),)

    wilayah_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"), primary_key=True)
    # Blank cards for fewer days than this at the present pace raise the alarm.
    alarm_hari: Mapped[int] = mapped_column(SmallInteger, default=7)
    # Until when, by the clock of the area, a day must be reported.
    jam_tenggat: Mapped[time] = mapped_column(default=time(16), server_default=text("'16:00'"))
    # Rule → {"kuning": number, "merah": number}; what is missing has the default of `rules.batas`.
    batas: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default=text("'{}'::jsonb"))
    versi: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": versi}
