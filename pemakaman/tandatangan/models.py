"""Attempts to sign a document electronically."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from pemakaman.db import Base
from pemakaman.tandatangan.rules import CARA, STATUS_TANDA


class Penandatanganan(Base):
    """One attempt. `dikirim` means that the provider's answer is not known: it may have signed.

    `selesai_pada` tells when the call was over, so that `dikirim` with it may be tried again at once; without it the
    process may still be calling. Neither the signer's NIK nor his passphrase is kept.
    """

    __tablename__ = "penandatanganan"
    __table_args__ = (
        CheckConstraint(f"cara IN {CARA!r}", name="cara"),
        CheckConstraint(f"status IN {STATUS_TANDA!r}", name="status"),
        CheckConstraint("(status = 'selesai') = (sha256_hasil IS NOT NULL)", name="selesai"),
        CheckConstraint("status <> 'gagal' OR pesan IS NOT NULL", name="gagal"),
        Index("ix_penandatanganan_dokumen", "dokumen_id", "dibuat_pada"),
        Index("uq_penandatanganan_jalan", "dokumen_id", unique=True, postgresql_where=text("status = 'dikirim'")),
        Index("uq_penandatanganan_selesai", "dokumen_id", unique=True, postgresql_where=text("status = 'selesai'")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    dokumen_id: Mapped[UUID] = mapped_column(ForeignKey("dokumen.id"))
    cara: Mapped[str]
    status: Mapped[str]
    # The provider's own words, and the number it gave to the document.
    pesan: Mapped[str | None]
    nomor_penyedia: Mapped[str | None]
    penanda_tangan: Mapped[str | None]
    oleh: Mapped[UUID] = mapped_column(ForeignKey("akun.id"))
    sha256_asal: Mapped[str]
    sha256_hasil: Mapped[str | None]
    dibuat_pada: Mapped[datetime] = mapped_column(server_default=text("now()"))
    selesai_pada: Mapped[datetime | None]
