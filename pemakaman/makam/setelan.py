"""What a kab/kota settles for its graves; without a row of its own the defaults hold."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from pemakaman.makam.models import SetelanMakam
from pemakaman.makam.tumpang import AturanTumpang


@dataclass(frozen=True)
class AturanMakam:
    """The rule of second burials, and the years before remains may be moved."""

    tumpang: AturanTumpang
    pindah_tahun: int


BAWAAN = AturanMakam(AturanTumpang(), pindah_tahun=1)


def aturan_of(session: Session, kab_kode: str) -> AturanMakam:
    """The rules of one kab/kota."""
    row = session.get(SetelanMakam, kab_kode)
    if row is None:
        return BAWAAN
    return AturanMakam(AturanTumpang(row.tumpang_boleh, row.tumpang_tahun, row.tumpang_persetujuan), row.pindah_tahun)
