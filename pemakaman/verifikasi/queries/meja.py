"""What the desk shows beside the report: holder, identity check, decision, what changed meanwhile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, select
from sqlalchemy.orm import Session, aliased

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor
from pemakaman.db import now
from pemakaman.jejak.models import Jejak
from pemakaman.laporan.models import Bukti, CatatanKembali, Laporan, LaporanOrang
from pemakaman.laporan.queries import NikSama, get_laporan, get_orang, list_bukti, open_notes, same_nik
from pemakaman.laporan.rules import PERISTIWA, Action
from pemakaman.makam.models import Makam
from pemakaman.verifikasi.models import Keputusan, Klaim, Pemeriksaan
from pemakaman.wilayah.queries import full_names


@dataclass(frozen=True)
class Pemegang:
    """Who holds a report, and until when."""

    akun_id: UUID
    nama: str
    sejak: datetime
    sampai: datetime

    @property
    def is_expired(self) -> bool:
        """Has the claim run out?"""
        return self.sampai <= now()


@dataclass(frozen=True)
class Meja:
    """Everything of one report on the desk."""

    laporan: Laporan
    orang: Mapping[str, LaporanOrang]
    bukti: Sequence[Bukti]
    catatan: Sequence[CatatanKembali]
    makam: str
    wilayah_makam: Mapping[str, str]
    wilayah_alamat: Mapping[str, str] | None
    pemegang: Pemegang | None
    pemeriksaan: Row[*tuple[Any, ...]] | None
    keputusan: Row[*tuple[Any, ...]] | None
    nik_sama: NikSama


def get_meja(session: Session, laporan_id: UUID, *, actor: Actor) -> Meja:
    """One report with what the desk shows of it; raises NotFound outside the jurisdiction."""
    laporan = get_laporan(session, laporan_id, actor=actor)
    makam = session.scalar(select(Makam.nama).where(Makam.id == laporan.makam_id)) or ""
    alamat = laporan.alamat_desa_kode
    return Meja(
        laporan=laporan,
        orang=get_orang(session, laporan.id),
        bukti=list_bukti(session, laporan.id),
        catatan=open_notes(session, laporan.id),
        makam=makam,
        wilayah_makam=full_names(session, laporan.desa_kode),
        wilayah_alamat=full_names(session, alamat) if alamat else None,
        pemegang=find_holder(session, laporan.id),
        pemeriksaan=find_check(session, laporan.id),
        keputusan=_find_decision(session, laporan.id),
        nik_sama=same_nik(session, laporan.nik_identitas, exclude=laporan.id, actor=actor),
    )


def find_holder(session: Session, laporan_id: UUID) -> Pemegang | None:
    """Who holds the report now, also after his time ran out, or None."""
    query = select(Klaim.akun_id, Akun.nama, Klaim.sejak, Klaim.sampai).join(Akun, Akun.id == Klaim.akun_id)
    row = session.execute(query.where(Klaim.laporan_id == laporan_id)).one_or_none()
    return None if row is None else Pemegang(*row)


def find_check(session: Session, laporan_id: UUID) -> Row[*tuple[Any, ...]] | None:
    """The last identity check that still counts: one older than the last return or reopening does not."""
    later_return = (
        select(CatatanKembali.id)
        .where(CatatanKembali.laporan_id == laporan_id, CatatanKembali.dibuat_pada >= Pemeriksaan.dibuat_pada)
        .exists()
    )
    query = (
        select(
            Pemeriksaan.cara,
            Pemeriksaan.tanggal_cek,
            Pemeriksaan.alasan,
            Pemeriksaan.dibuat_pada,
            Akun.nama.label("petugas"),
        )
        .join(Akun, Akun.id == Pemeriksaan.dibuat_oleh)
        .where(Pemeriksaan.laporan_id == laporan_id, ~later_return, ~_reopened_later(laporan_id))
        .order_by(Pemeriksaan.id.desc())
        .limit(1)
    )
    return session.execute(query).one_or_none()


def _reopened_later(laporan_id: UUID) -> ColumnElement[bool]:
    """Did an annulled report come back to the desk after this check? Then its identity is asked anew."""
    reopened = select(Jejak.id).where(
        Jejak.objek == "laporan",
        Jejak.objek_id == str(laporan_id),
        Jejak.peristiwa == PERISTIWA[Action.REINSTATE],
        Jejak.kapan >= Pemeriksaan.dibuat_pada,
    )
    return reopened.exists()


def _find_decision(session: Session, laporan_id: UUID) -> Row[*tuple[Any, ...]] | None:
    first, second = aliased(Akun), aliased(Akun)
    query = (
        select(
            Keputusan.disarankan_oleh,
            Keputusan.disarankan_pada,
            Keputusan.disetujui_pada,
            Keputusan.catatan,
            first.nama.label("penyaran"),
            second.nama.label("penyetuju"),
        )
        .join(first, first.id == Keputusan.disarankan_oleh)
        .outerjoin(second, second.id == Keputusan.disetujui_oleh)
        .where(Keputusan.laporan_id == laporan_id)
    )
    return session.execute(query).one_or_none()
