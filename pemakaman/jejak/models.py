"""The trail: what changed, and who read whom."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.db import Base


class Jejak(Base):
    """One event on one object. The database refuses UPDATE and DELETE for everybody."""

    __tablename__ = "jejak"
    __table_args__ = (
        Index("ix_jejak_objek", "objek", "objek_id", "id"),
        Index("ix_jejak_txid", "txid", "objek_id"),
        Index("ix_jejak_akun_id", "akun_id", "id"),
        Index("ix_jejak_wilayah", "wilayah", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    kapan: Mapped[datetime] = mapped_column(server_default=text("clock_timestamp()"))
    txid: Mapped[int] = mapped_column(BigInteger, server_default=text("pg_current_xact_id()::text::bigint"))
    akun_id: Mapped[UUID | None]
    pelaku: Mapped[str]
    peran: Mapped[str]
    wilayah: Mapped[str | None]
    asal: Mapped[str | None]
    waktu_perangkat: Mapped[datetime | None]
    peristiwa: Mapped[str]
    objek: Mapped[str]
    objek_id: Mapped[str]
    rincian: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'::jsonb"))


class JejakBaca(Base):
    """One look at a person's data, or one search. A NIK searched for is kept as a keyed fingerprint only."""

    __tablename__ = "jejak_baca"
    __table_args__ = (
        Index("ix_jejak_baca_objek", "objek", "objek_id", "id"),
        Index("ix_jejak_baca_akun_id", "akun_id", "id"),
        Index("ix_jejak_baca_sidik", "sidik"),
        Index("ix_jejak_baca_wilayah", "wilayah", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    kapan: Mapped[datetime] = mapped_column(server_default=text("clock_timestamp()"))
    akun_id: Mapped[UUID | None]
    pelaku: Mapped[str]
    peran: Mapped[str]
    wilayah: Mapped[str | None]
    asal: Mapped[str | None]
    cara: Mapped[str]
    objek: Mapped[str | None]
    objek_id: Mapped[str | None]
    kata_cari: Mapped[str | None]
    sidik: Mapped[str | None]
    jumlah: Mapped[int | None]
