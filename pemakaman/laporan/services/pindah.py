"""Reports follow their cemetery to the village in which it really lies."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from pemakaman.jejak.rules import Pelaku
from pemakaman.jejak.services import record
from pemakaman.laporan.models import Laporan
from pemakaman.makam.models import Makam


def follow_makam(session: Session, makam: Makam, actor: Pelaku) -> None:
    """Give every report of a cemetery the codes of its village, each with its event; what is printed stays.

    Only within one kab/kota: an office never loses or gains reports by it.
    """
    table = Laporan.__table__
    query = select(table.c.id, table.c.desa_kode).where(
        table.c.makam_id == makam.id, table.c.kab_kode == makam.kab_kode, table.c.desa_kode != makam.desa_kode
    )
    for laporan_id, desa_kode in session.execute(query.order_by(table.c.id).with_for_update(key_share=True)).all():
        rincian = {"desa_kode": [desa_kode, makam.desa_kode]}
        record(session, "laporan.desa_ikut_makam", "laporan", laporan_id, actor=actor, rincian=rincian)
    # Past the mapper: the codes stand in no form, so forms open elsewhere stay valid.
    codes = {"kec_kode": makam.kec_kode, "desa_kode": makam.desa_kode}
    session.execute(
        update(table)  # type: ignore[arg-type]
        .where(table.c.makam_id == makam.id, table.c.kab_kode == makam.kab_kode, table.c.desa_kode != makam.desa_kode)
        .values(codes)
    )
    session.flush()
