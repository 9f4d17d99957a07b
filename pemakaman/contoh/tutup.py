"""Months of the demonstration's books that are closed, and a correction of one of them."""

from itertools import islice
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor, Peran
from pemakaman.akun.sessions import actor_of
from pemakaman.buku.bulan import count_month, last_month
from pemakaman.buku.masa import Masa
from pemakaman.buku.services import tutup
from pemakaman.db import transaction
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import Status
from pemakaman.laporan.services import save_bagian
from pemakaman.makam.models import Makam, MakamPengelola, TutupBuku

KAB = ("18.71", "18.72")
PER_KAB = 3
# The last month is left for whoever tries the demonstration.
MUNDUR = (3, 2, 1)
DIBETULKAN = "Nisan dipasang keluarga; letak dicocokkan dengan denah."


def fill() -> None:
    """Close some months in two kab/kota, unless that was done before."""
    for kab in KAB:
        with transaction() as session:
            if session.scalar(select(TutupBuku.id).join(Makam).where(Makam.kab_kode == kab).limit(1)) is None:
                _fill(session, kab)


def _fill(session: Session, kab: str) -> None:
    closed = []
    for makam, akun in islice(_managed(session, kab), PER_KAB):
        actor = actor_of(akun)
        for back in MUNDUR:
            masa = last_month(kab).geser(-back)
            _close(session, makam.id, masa, actor)
            closed.append((makam.id, masa, actor))
    for makam_id, masa, actor in closed:
        if _correct(session, makam_id, masa, actor):
            return


def _managed(session: Session, kab: str) -> list[tuple[Makam, Akun]]:
    """The cemeteries that have managers, each with one of them."""
    query = (
        select(Makam, Akun)
        .join(MakamPengelola, MakamPengelola.makam_id == Makam.id)
        .join(Akun, Akun.id == MakamPengelola.akun_id)
        .where(Makam.kab_kode == kab, Akun.peran == Peran.PENGELOLA_MAKAM)
        .order_by(Makam.kode, Akun.nama_pengguna)
    )
    one_each = {makam.id: (makam, akun) for makam, akun in session.execute(query)}
    return list(one_each.values())


def _close(session: Session, makam_id: UUID, masa: Masa, actor: Actor) -> None:
    nihil = not count_month(session, makam_id, masa, actor=actor).jumlah.jumlah
    said = {"nihil": nihil, "draf_diterima": True}
    tutup.close_month(session, makam_id, masa, petugas=actor.nama, actor=actor, **said)


def _correct(session: Session, makam_id: UUID, masa: Masa, actor: Actor) -> bool:
    query = select(Laporan).where(
        Laporan.makam_id == makam_id,
        Laporan.status == Status.LAPOR_AWAL,
        Laporan.dimakamkan_tanggal.between(masa.awal, masa.akhir),
    )
    row = session.scalars(query.order_by(Laporan.buku_nomor).limit(1)).first()
    if row is None:
        return False
    save_bagian(session, row.id, "pemakaman", {"keterangan": DIBETULKAN}, versi=row.versi, actor=actor)
    return True
