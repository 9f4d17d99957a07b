"""Looking transfers of blank cards up, and what they add up to on a day."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from pemakaman.akun.rules import Actor
from pemakaman.desk.models import LaporanBlangko, PindahBlangko
from pemakaman.desk.queries.halaman import read_page
from pemakaman.desk.queries.lingkup import visible_desk
from pemakaman.desk.rules.istilah import StatusPindah
from pemakaman.desk.rules.kolom import Angka
from pemakaman.errors import NotFound
from pemakaman.wilayah.models import Wilayah

KEMBALI = (StatusPindah.DITOLAK, StatusPindah.BATAL)


def get_pindah(session: Session, pindah_id: UUID, *, actor: Actor, for_update: bool = False) -> PindahBlangko:
    """One transfer of which the account sees either side; raises NotFound."""
    query = select(PindahBlangko).where(PindahBlangko.id == pindah_id, _seen(actor))
    found = session.scalar(query.with_for_update() if for_update else query)
    if found is None:
        raise NotFound()
    return found


def list_pindah(
    session: Session, *, actor: Actor, sesudah: UUID | None = None
) -> tuple[list[Row[PindahBlangko, str, str]], str | None]:
    """A page of (transfer, sender's name, receiver's name), those on the way first, then the newest; the next key."""
    on_the_way = PindahBlangko.status == StatusPindah.DIKIRIM
    order = (on_the_way, PindahBlangko.nomor)
    return read_page(session, _rows(actor), order, sesudah=sesudah, terlihat=_seen(actor), menurun=True)


def list_datang(session: Session, kab_kode: str, *, actor: Actor) -> Sequence[Row[PindahBlangko, str, str]]:
    """All that is on the way to a kab/kota, the newest first."""
    query = _rows(actor).where(PindahBlangko.status == StatusPindah.DIKIRIM, PindahBlangko.ke_kab == kab_kode)
    return session.execute(query.order_by(PindahBlangko.nomor.desc())).all()


def _seen(actor: Actor) -> ColumnElement[bool]:
    return or_(visible_desk(actor, PindahBlangko.dari_kab), visible_desk(actor, PindahBlangko.ke_kab))


def _rows(actor: Actor) -> Select[PindahBlangko, str, str]:
    dari, ke = aliased(Wilayah), aliased(Wilayah)
    return (
        select(PindahBlangko, dari.nama.label("dari"), ke.nama.label("ke"))
        .join(dari, dari.kode == PindahBlangko.dari_kab)
        .join(ke, ke.kode == PindahBlangko.ke_kab)
        .where(_seen(actor))
    )


def pindah_on(session: Session, kab_kode: str, tanggal: date) -> Angka:
    """What left and came to a kab/kota on one day: `kirim` and `terima`; what came back counts as `terima`."""
    sent = func.coalesce(func.sum(PindahBlangko.jumlah), 0)
    kirim = select(sent).where(PindahBlangko.dari_kab == kab_kode, PindahBlangko.dikirim_tanggal == tanggal)
    came = func.coalesce(func.sum(func.coalesce(PindahBlangko.jumlah_diterima, PindahBlangko.jumlah)), 0)
    taken = and_(PindahBlangko.ke_kab == kab_kode, PindahBlangko.status == StatusPindah.DITERIMA)
    back = and_(PindahBlangko.dari_kab == kab_kode, PindahBlangko.status.in_(KEMBALI))
    terima = select(came).where(PindahBlangko.selesai_tanggal == tanggal, or_(taken, back))
    return {"kirim": int(session.scalar(kirim) or 0), "terima": int(session.scalar(terima) or 0)}


def find_hari_sesudah(session: Session, kab_kode: str, tanggal: date) -> date | None:
    """The first day after a day whose blank cards were reported, where the day itself was not; None when either fails.

    Cards moved on such a day would stand in no report.
    """
    model = LaporanBlangko
    reported = select(model.tanggal).where(model.kab_kode == kab_kode, model.tanggal >= tanggal)
    first = session.scalar(reported.order_by(model.tanggal).limit(1))
    return first if first != tanggal else None


def list_unreported(session: Session, kab_kode: str, *, sesudah: date, sebelum: date) -> list[date]:
    """Days between two that have a transfer but no report of blank cards."""
    left = select(PindahBlangko.dikirim_tanggal.label("hari")).where(PindahBlangko.dari_kab == kab_kode)
    came = select(PindahBlangko.selesai_tanggal.label("hari")).where(
        or_(
            and_(PindahBlangko.ke_kab == kab_kode, PindahBlangko.status == StatusPindah.DITERIMA),
            and_(PindahBlangko.dari_kab == kab_kode, PindahBlangko.status.in_(KEMBALI)),
        )
    )
    days = left.union(came).subquery()
    reported = select(LaporanBlangko.tanggal).where(LaporanBlangko.kab_kode == kab_kode)
    query = select(days.c.hari).where(days.c.hari > sesudah, days.c.hari < sebelum, days.c.hari.not_in(reported))
    return list(session.scalars(query.order_by(days.c.hari)))
