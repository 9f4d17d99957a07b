"""The ladder of evidence of one report as the desk knows it: its proofs, and whether the person was found."""

from sqlalchemy.orm import Session

from pemakaman.laporan.bukti_tangga import Tangga, read_ladder
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import list_bukti
from pemakaman.verifikasi.queries.meja import find_check


def ladder_of(session: Session, laporan: Laporan) -> Tangga:
    """The ladder as it stands now."""
    check = find_check(session, laporan.id)
    ada = {bukti.jenis for bukti in list_bukti(session, laporan.id)}
    return read_ladder(laporan, ada, tidak_ada_di_data=check is not None and check.cara == "tidak_ada")
