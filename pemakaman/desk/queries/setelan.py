"""What holds for a kab/kota: its own settings, its province's, or the defaults."""

from datetime import time

from sqlalchemy.orm import Session

from pemakaman.desk.models import SetelanDesk


def find_setelan(session: Session, wilayah_kode: str) -> SetelanDesk | None:
    """The row of exactly this area."""
    return session.get(SetelanDesk, wilayah_kode)


def setelan_of(session: Session, kab_kode: str) -> SetelanDesk:
    """What holds for a kab/kota; a row of defaults that is not stored where nobody chose."""
    own = find_setelan(session, kab_kode) or find_setelan(session, kab_kode[:2])
    return own or SetelanDesk(wilayah_kode=kab_kode, alarm_hari=7, jam_tenggat=time(16), batas={}, versi=0)
