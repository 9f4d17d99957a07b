"""The place a page is about, inside the jurisdiction of who asks."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, is_within
from pemakaman.errors import NotFound
from pemakaman.makam.models import Makam
from pemakaman.pantau.models import Jalan
from pemakaman.wilayah.models import Wilayah
from pemakaman.wilayah.queries import children
from pemakaman.wilayah.rules import heads

TINGKAT_ANAK = {1: "Kabupaten/kota", 2: "Kecamatan", 3: "Desa/kelurahan", 4: "Makam"}


@dataclass(frozen=True)
class Tempat:
    """A province (level 1), kab/kota, kecamatan or village (4). `jalan` leads to it from what the actor may see."""

    kode: str
    nama: str
    tingkat: int
    jalan: tuple[tuple[str, str], ...]

    @property
    def anak_label(self) -> str:
        """What lies one level below."""
        return TINGKAT_ANAK[self.tingkat]


def get_tempat(session: Session, kode: str, *, actor: Actor) -> Tempat:
    """The place of a code, or where nothing is asked the actor's own; raises NotFound outside the jurisdiction."""
    wanted = kode or actor.wilayah_kode
    if not actor.wilayah_kode or not is_within(wanted, actor.wilayah_kode):
        raise NotFound()
    query = select(Wilayah.kode, Wilayah.nama).where(Wilayah.kode.in_(heads(wanted))).order_by(Wilayah.kode)
    road = [(one, nama) for one, nama in session.execute(query) if is_within(one, actor.wilayah_kode)]
    if not road or road[-1][0] != wanted:
        raise NotFound()
    return Tempat(wanted, road[-1][1], wanted.count(".") + 1, tuple(road))


def list_anak(session: Session, tempat: Tempat) -> list[tuple[str, str]]:
    """(code, name) one level below, by name; of a village its cemeteries with their id."""
    if tempat.tingkat < 4:
        return children(session, tempat.kode)
    query = select(Makam.id, Makam.nama).where(Makam.desa_kode == tempat.kode).order_by(Makam.nama, Makam.id)
    return [(str(makam_id), nama) for makam_id, nama in session.execute(query)]


def get_makam(session: Session, makam_id: UUID, *, actor: Actor) -> Makam:
    """A cemetery inside the jurisdiction; raises NotFound."""
    makam = session.get(Makam, makam_id)
    if makam is None or not actor.wilayah_kode or not is_within(makam.desa_kode, actor.wilayah_kode):
        raise NotFound()
    return makam


def counted_at(session: Session) -> datetime | None:
    """The moment up to which the kept figures are right; None before the first count."""
    return session.scalar(select(func.max(Jalan.pada)))
