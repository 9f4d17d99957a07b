"""What the check in the field says of a proposal: whether it stands in its way, and what to show beside it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased

from pemakaman.akun.models import Akun
from pemakaman.errors import Conflict
from pemakaman.pemilih.models import ButirLapangan, CekLapangan, Usul
from pemakaman.pemilih.rules import HASIL_MENAHAN

PESAN_TERTAHAN = (
    "Cek lapangan tidak menemukan bahwa orangnya meninggal. Usul ini baru dapat dilanjutkan sesudah ada putusan "
    "dengan alasan. Buka usulnya, lihat bagian Cek lapangan."
)


def is_contested(usul: type[Usul] = Usul) -> ColumnElement[bool]:
    """Does an answer from the field (alive, moved, unknown) stand against this proposal, undecided?"""
    against = select(ButirLapangan.id).where(ButirLapangan.usul_id == usul.id, is_open_answer())
    return against.correlate(usul).exists()


def is_open_answer() -> ColumnElement[bool]:
    """An answer that speaks against its proposal, and on which nobody has decided."""
    return ButirLapangan.hasil.in_(HASIL_MENAHAN) & ButirLapangan.diputus_pada.is_(None)


def check_uncontested(session: Session, usul_id: UUID) -> None:
    """Raise Conflict while an undecided answer stands against the proposal; the caller holds its report's lock."""
    if session.scalar(select(is_contested()).select_from(Usul).where(Usul.id == usul_id)):
        raise Conflict(PESAN_TERTAHAN)


def list_answers(session: Session, usul_id: UUID) -> Sequence[Any]:
    """(ButirLapangan, list, names of who recorded and who decided), the oldest first; the caller asked who may see."""
    decider = aliased(Akun)
    query = (
        select(ButirLapangan, CekLapangan.nomor, CekLapangan.status)
        .add_columns(Akun.nama.label("pencatat"), decider.nama.label("pemutus"))
        .join(CekLapangan, CekLapangan.id == ButirLapangan.cek_id)
        .outerjoin(Akun, Akun.id == ButirLapangan.dicatat_oleh)
        .outerjoin(decider, decider.id == ButirLapangan.diputus_oleh)
        .where(ButirLapangan.usul_id == usul_id)
        .order_by(CekLapangan.nomor)
    )
    return session.execute(query).all()
