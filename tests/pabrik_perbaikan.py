"""Approved reports with their people, and corrections asked for them."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from pemakaman.akun.rules import Actor, Peran
from pemakaman.berkas.services import ensure_berkas
from pemakaman.db import transaction
from pemakaman.jejak.models import Jejak
from pemakaman.laporan.models import Bukti, Laporan
from pemakaman.laporan.rules import JenisBukti
from pemakaman.perbaikan import services
from pemakaman.perbaikan.models import Perbaikan
from pemakaman.verifikasi import services as meja
from tests.pabrik import make_actor, make_makam
from tests.pabrik_laporan import make_laporan, make_png
from tests.pabrik_verifikasi import act, check_identity


class Kantor:
    """One office with its cemetery, a manager, and an approved report."""

    def __init__(
        self,
        *,
        pengelola: Actor | None = None,
        verifikator: Actor | None = None,
        pejabat: Actor | None = None,
        **isian: Any,
    ) -> None:
        self.pengelola = pengelola or make_actor(Peran.PENGELOLA_MAKAM, nama="Pak Darmo")
        self.verifikator = verifikator or make_actor(Peran.VERIFIKATOR, nama="Bu Rina")
        self.pejabat = pejabat or make_actor(Peran.PEJABAT, nama="Pak Kadis")
        self.makam = make_makam(pengelola=[self.pengelola])
        self.laporan_id = make_laporan(self.pengelola, self.makam, **isian).id
        approve(self.verifikator, self.pejabat, self.laporan_id)
        with transaction() as session:
            ensure_berkas(session, self.laporan_id)

    @property
    def laporan(self) -> Laporan:
        with transaction() as session:
            return session.get_one(Laporan, self.laporan_id)

    def upload(self, actor: Actor | None = None, jenis: str = JenisBukti.SURAT_KEMATIAN) -> Bukti:
        with transaction() as session:
            return services.add_proof(
                session,
                self.laporan_id,
                jenis=jenis,
                nama_berkas="surat.png",
                content=make_png(),
                actor=actor or self.pengelola,
            )

    def ask(
        self, bagian: str = "kematian", *, actor: Actor | None = None, bukti: Bukti | None = None, **isian: Any
    ) -> Perbaikan:
        """A correction asked by the manager, with a proof of its own."""
        actor = actor or self.pengelola
        proof = bukti or self.upload(actor)
        wanted = isian or {"meninggal_tempat": "Puskesmas Kedaton"}
        with transaction() as session:
            versi = session.get_one(Laporan, self.laporan_id).versi
            return services.ask(
                session,
                self.laporan_id,
                bagian,
                wanted,
                versi=versi,
                alasan="Salah ketik",
                bukti=[proof.id],
                actor=actor,
            )

    def agree(self, perbaikan: Perbaikan, actor: Actor | None = None) -> Perbaikan:
        return self._decide(services.agree, perbaikan, actor or self.pejabat)

    def refuse(self, perbaikan: Perbaikan, alasan: str = "Tidak terbukti") -> Perbaikan:
        return self._decide(services.refuse, perbaikan, self.pejabat, alasan=alasan)

    def withdraw(self, perbaikan: Perbaikan, actor: Actor | None = None) -> Perbaikan:
        return self._decide(services.withdraw, perbaikan, actor or self.pengelola)

    def renew(self, perbaikan: Perbaikan) -> Perbaikan:
        return self._decide(services.renew, perbaikan, self.pengelola)

    def _decide(self, service: Any, perbaikan: Perbaikan, actor: Actor, **more: Any) -> Perbaikan:
        with transaction() as session:
            versi = session.get_one(Perbaikan, perbaikan.id).versi
            decided: Perbaikan = service(session, perbaikan.id, versi=versi, actor=actor, **more)
            return decided

    def events(self) -> list[Jejak]:
        with transaction() as session:
            query = select(Jejak).where(Jejak.objek_id == str(self.laporan_id))
            return list(session.scalars(query.order_by(Jejak.id)))


def approve(verifikator: Actor, pejabat: Actor, laporan_id: UUID) -> None:
    """Claim, check, recommend, and approve by another person."""
    act(meja.claim, laporan_id, actor=verifikator)
    check_identity(laporan_id, verifikator)
    act(meja.recommend, laporan_id, actor=verifikator, versi=None)
    act(meja.approve, laporan_id, actor=pejabat, versi=None)


def read(perbaikan_id: UUID) -> Perbaikan:
    """The correction as it stands in the database."""
    with transaction() as session:
        return session.get_one(Perbaikan, perbaikan_id)
