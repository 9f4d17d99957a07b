"""Finding a report by its receipt. No account asks here: the number and the date are the right to look."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Text, cast, or_, select
from sqlalchemy.orm import Session

from pemakaman.jejak.models import Jejak
from pemakaman.lacak.rules import WAITING
from pemakaman.laporan.kelengkapan import missing_proofs
from pemakaman.laporan.models import Laporan, Permintaan, SetelanLaporan
from pemakaman.laporan.queries import list_bukti, open_notes
from pemakaman.laporan.ruas import RUAS_LABEL
from pemakaman.laporan.rules import BUKTI_LABEL, JenisBukti, Status
from pemakaman.makam.models import Makam
from pemakaman.wilayah.queries import full_names

MOST_MERGES = 10
HARI_LAYANAN = 3
"""Of a kab/kota that has settled nothing, as in `SetelanLaporan`."""


@dataclass(frozen=True)
class Kurang:
    """What is missing, by name only: fields sent back, proofs asked for, proofs the case needs."""

    ruas: list[str] = field(default_factory=list)
    diminta: list[str] = field(default_factory=list)
    bukti: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.ruas or self.diminta or self.bukti)


@dataclass(frozen=True)
class Kontak:
    """Whom to ask: places, never persons; and the office's own service time in working days."""

    makam: str
    desa: str
    kab: str
    hari_layanan: int


def find_receipt(session: Session, nomor: str, tanggal: date) -> Laporan | None:
    """The report of a receipt and its date of burial, as it stands in the book or stood there when it was printed.

    One query for a wrong number and for a wrong date, so that neither answers sooner.
    """
    stood = select(Jejak.id).where(
        Jejak.objek == "laporan",
        Jejak.objek_id == cast(Laporan.id, Text),
        Jejak.kapan >= Laporan.masuk_buku_pada,
        Jejak.rincian.has_key("versi"),  # a change that was made, not one that was only asked for
        Jejak.rincian["dimakamkan_tanggal"].contains([tanggal.isoformat()]),
    )
    same_day = or_(Laporan.dimakamkan_tanggal == tanggal, stood.exists())
    return session.scalar(select(Laporan).where(Laporan.nomor_terima == nomor, same_day))


def find_heir(session: Session, laporan: Laporan) -> Laporan:
    """The report that goes on for one that was merged; the report itself where it was not."""
    for _ in range(MOST_MERGES):
        if laporan.digabung_ke is None:
            return laporan
        laporan = session.get_one(Laporan, laporan.digabung_ke)
    return laporan


def find_missing(session: Session, laporan: Laporan) -> Kurang:
    """What the report still lacks; nothing once it is decided."""
    status = Status(laporan.status)
    if status not in WAITING:
        return Kurang()
    notes = open_notes(session, laporan.id) if status is Status.DIKEMBALIKAN else []
    given = {one.jenis for one in list_bukti(session, laporan.id)}
    asked = _asked(session, laporan)
    missing = [one.teks for one in missing_proofs(laporan.kasus, given) if not set(one.jenis) & set(asked)]
    names = [RUAS_LABEL.get(one.ruas, "data lain; tanyakan kepada pengelola makam") for one in notes]
    return Kurang(list(dict.fromkeys(names)), [BUKTI_LABEL[jenis] for jenis in asked], missing)


def _asked(session: Session, laporan: Laporan) -> Sequence[JenisBukti]:
    query = select(Permintaan.bukti_jenis).where(
        Permintaan.laporan_id == laporan.id, Permintaan.jenis == "lampiran", Permintaan.selesai_pada.is_(None)
    )
    found = session.scalars(query.order_by(Permintaan.id))
    return list(dict.fromkeys(JenisBukti(jenis) for jenis in found if jenis))


def get_contact(session: Session, laporan: Laporan) -> Kontak:
    """Cemetery and office of a report."""
    makam = session.get_one(Makam, laporan.makam_id)
    names = full_names(session, makam.desa_kode)
    setelan = session.get(SetelanLaporan, laporan.kab_kode)
    hari = setelan.hari_layanan if setelan else HARI_LAYANAN
    return Kontak(makam.nama, names["desa"], names["kab_kota"], hari)
