"""Blocks, plots and rules of a kab/kota for tests."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from pemakaman.akun.rules import SISTEM, Actor, Peran
from pemakaman.db import transaction
from pemakaman.jejak.models import Jejak
from pemakaman.jejak.services import record
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.models_penempatan import Penempatan
from pemakaman.laporan.rules import Status
from pemakaman.makam.models import Blok, Makam, Petak, SetelanMakam
from pemakaman.petak.models import Pemindahan
from pemakaman.petak.services import blok as blok_services
from pemakaman.petak.services import petak as petak_services
from pemakaman.petak.services.pindah import record_move
from tests.pabrik import make_actor, make_makam
from tests.pabrik_laporan import hari_ini, make_laporan

BIASA: dict[str, Any] = {"jenis": "tunggal", "status": "kosong", "panjang_cm": 250, "lebar_cm": 150}
SETUJU = {"tumpang": True, "tumpang_persetujuan": "Ibu Rohani, istri", "tumpang_surat": "12/AW/2026"}


class Kubur:
    """A cemetery with its manager and a block A of plots A-001 … A-012."""

    def __init__(self, rentang: str = "A-001 … A-012", *, pengelola: Actor | None = None, **isian: Any) -> None:
        self.pengelola = pengelola or make_actor(Peran.PENGELOLA_MAKAM, nama="Pak Darmo")
        self.makam: Makam = make_makam(pengelola=[self.pengelola])
        with transaction() as session:
            given = {"nama": "A", "golongan": "umum", "keterangan": None}
            self.blok: Blok = blok_services.create_blok(session, self.makam.id, given, actor=self.pengelola)
            petak_services.add_petak(
                session, self.blok.id, rentang=rentang, baris="", isian={**BIASA, **isian}, actor=self.pengelola
            )

    def plot(self, nomor: str) -> Petak:
        """A plot as it stands in the database."""
        with transaction() as session:
            return session.scalars(select(Petak).where(Petak.blok_id == self.blok.id, Petak.nomor == nomor)).one()

    def status(self, nomor: str) -> str:
        """Its state."""
        return self.plot(nomor).status

    def bury(
        self, nomor: str | None, *, hari: date | None = None, status: Status = Status.LAPOR_AWAL, **isian: Any
    ) -> Laporan:
        """A report in the book, in this plot."""
        chosen = {"petak_id": self.plot(nomor).id} if nomor else {}
        if hari is not None:
            isian |= {"dimakamkan_tanggal": hari, "meninggal_tanggal": hari}
        return make_laporan(self.pengelola, self.makam, status=status, **chosen, **isian)

    def move(self, laporan_id: UUID, actor: Actor | None = None, **isian: Any) -> Pemindahan:
        """A move or an exhumation with its permit."""
        given: dict[str, Any] = {
            "jenis": "gali",
            "tanggal": hari_ini(),
            "izin_tanggal": hari_ini(),
            "izin_nomor": "503/12/2026",
            "izin_penerbit": "Polresta Bandar Lampung",
            "penerbit_jenis": "kepolisian",
            "alasan": "Penyidikan",
        }
        with transaction() as session:
            return record_move(session, laporan_id, {**given, **isian}, surat=None, actor=actor or self.pengelola)


def years_ago(tahun: int) -> date:
    """A day some years back."""
    return hari_ini() - timedelta(days=366 * tahun)


def stays_of(laporan_id: UUID) -> list[tuple[UUID, str, bool]]:
    """(plot, cause, still there) of every stay of a report."""
    with transaction() as session:
        rows = session.scalars(select(Penempatan).where(Penempatan.laporan_id == laporan_id).order_by(Penempatan.id))
        return [(row.petak_id, row.sebab, row.sampai is None) for row in rows]


def set_rule(kab: str = "18.71", **isian: Any) -> None:
    """What the kab/kota settles for its graves."""
    with transaction() as session:
        session.add(SetelanMakam(kab_kode=kab, **isian))
        record(session, "setelan_makam.diubah", "setelan_makam", kab, actor=SISTEM)


def events_of(objek_id: UUID) -> list[str]:
    """What the trail says of an object."""
    with transaction() as session:
        query = select(Jejak.peristiwa).where(Jejak.objek_id == str(objek_id)).order_by(Jejak.id)
        return list(session.scalars(query))
