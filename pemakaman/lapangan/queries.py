"""What a phone takes along: the cemeteries of its account, the regions of the kab/kota, its own drafts."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from pemakaman.akun.rules import Actor
from pemakaman.laporan.models import Laporan, LaporanOrang
from pemakaman.laporan.queries import visible_filter
from pemakaman.laporan.rules import Status
from pemakaman.makam.models import Blok, Makam
from pemakaman.makam.queries import recording_filter
from pemakaman.makam.rules import StatusMakam
from pemakaman.nilai.tanggal import zone_label
from pemakaman.wilayah.models import Wilayah

DRAF_PALING_BANYAK = 30


def list_makam(session: Session, *, actor: Actor) -> list[dict[str, Any]]:
    """The cemeteries that take burials and that the account records for, with their blocks, by name."""
    desa, kab = aliased(Wilayah), aliased(Wilayah)
    query = (
        select(Makam.id, Makam.nama, Makam.status, Makam.kab_kode, desa.nama.label("desa"), kab.nama.label("kab"))
        .join(desa, desa.kode == Makam.desa_kode)
        .join(kab, kab.kode == Makam.kab_kode)
        .where(recording_filter(actor), Makam.status != StatusMakam.DITUTUP)
        .order_by(Makam.nama, Makam.kode)
    )
    rows = session.execute(query).all()
    blok = _blocks(session, [row.id for row in rows])
    return [
        {
            "id": str(row.id),
            "nama": row.nama,
            "desa": row.desa,
            "kab": row.kab,
            "zona": zone_label(row.kab_kode),
            "status": row.status,
            "blok": blok.get(row.id, []),
        }
        for row in rows
    ]


def _blocks(session: Session, makam: Collection[UUID]) -> dict[UUID, list[dict[str, str]]]:
    found: dict[UUID, list[dict[str, str]]] = {}
    query = select(Blok.id, Blok.makam_id, Blok.nama).where(Blok.makam_id.in_(makam)).order_by(Blok.nama)
    for row in session.execute(query):
        found.setdefault(row.makam_id, []).append({"id": str(row.id), "nama": row.nama})
    return found


def list_wilayah(session: Session, kab_kode: str | None) -> list[dict[str, Any]]:
    """The kecamatan of a kab/kota and their desa, by name; nothing above that level."""
    if kab_kode is None:
        return []
    query = select(Wilayah.kode, Wilayah.nama, Wilayah.tingkat, Wilayah.induk).where(
        Wilayah.kode.startswith(f"{kab_kode}.", autoescape=True), Wilayah.berlaku_sampai.is_(None)
    )
    rows = session.execute(query.order_by(Wilayah.tingkat, Wilayah.nama, Wilayah.kode)).all()
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        if row.tingkat == 3:
            found[row.kode] = {"kode": row.kode, "nama": row.nama, "desa": []}
        elif row.induk in found:
            found[row.induk]["desa"].append({"kode": row.kode, "nama": row.nama})
    return list(found.values())


def list_draf(session: Session, *, actor: Actor) -> Sequence[tuple[Laporan, dict[str, LaporanOrang]]]:
    """The account's own drafts with the persons they name, the last changed first."""
    own = (Laporan.dibuat_oleh == actor.id, Laporan.status == Status.DRAF, visible_filter(actor))
    query = select(Laporan).where(*own).order_by(Laporan.diubah_pada.desc(), Laporan.id).limit(DRAF_PALING_BANYAK)
    rows = session.scalars(query).all()
    orang: dict[UUID, dict[str, LaporanOrang]] = {}
    for satu in session.scalars(select(LaporanOrang).where(LaporanOrang.laporan_id.in_([row.id for row in rows]))):
        orang.setdefault(satu.laporan_id, {})[satu.peran] = satu
    return [(row, orang.get(row.id, {})) for row in rows]
