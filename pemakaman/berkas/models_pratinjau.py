"""Previews of documents: ordered from a page, printed by the worker, thrown away after a day."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.berkas.rules import STATUS
from pemakaman.db import Base

MACAM = ("setelan", "surat")


class Pratinjau(Base):
    """One preview with sample data: what to print (`isi`), the PDF and a picture of each of its pages.

    It is no document: nobody's data are in it, and its bytes are not remembered as ours. `sidik` is the fingerprint
    of what was ordered, so that the same order is printed once.
    """

    __tablename__ = "pratinjau"
    __table_args__ = (
        CheckConstraint(f"macam IN {MACAM!r}", name="macam"),
        CheckConstraint(f"status IN {STATUS!r}", name="status"),
        CheckConstraint("(status = 'jadi') = (sha256 IS NOT NULL)", name="jadi"),
        CheckConstraint("status <> 'gagal' OR galat IS NOT NULL", name="gagal"),
        Index("ix_pratinjau_pemesan", "dibuat_oleh", "macam", "sidik"),
        Index("ix_pratinjau_dibuat", "dibuat_pada"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    macam: Mapped[str]
    kab_kode: Mapped[str] = mapped_column(ForeignKey("wilayah.kode"))
    isi: Mapped[dict[str, Any]]
    sidik: Mapped[str]
    status: Mapped[str] = mapped_column(default="antre")
    galat: Mapped[str | None]
    sha256: Mapped[str | None]
    # Fingerprints of the pictures, first page first.
    gambar: Mapped[list[Any]] = mapped_column(default=list)
    dibuat_oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
