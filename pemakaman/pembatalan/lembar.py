"""One case as its page lays it out: what was told, the report, what hangs on it, and what this person may do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from pemakaman.akta.models import Akta
from pemakaman.akta.queries import list_akta
from pemakaman.akun.rules import Actor, Izin
from pemakaman.berkas.models import Berkas
from pemakaman.berkas.queries import list_berkas
from pemakaman.db import now
from pemakaman.jejak.queries import Baris, timeline
from pemakaman.laporan import queries as laporan_queries
from pemakaman.laporan.models import Bukti, Laporan
from pemakaman.laporan.rules import BUKTI_LABEL, JenisBukti
from pemakaman.nilai.telepon import format_telepon
from pemakaman.pembatalan import queries
from pemakaman.pembatalan.forms import KembalikanForm, PutusForm, UsulPutusanForm
from pemakaman.pembatalan.models import KasusHidup
from pemakaman.pembatalan.queries import Akibat
from pemakaman.pembatalan.rules import (
    HUBUNGAN_LABEL,
    KASUS_LABEL,
    PUTUSAN_LABEL,
    SUMBER_LABEL,
    Putusan,
    StatusKasus,
    age_in_words,
)
from pemakaman.pemilih.penarikan import list_of_laporan
from pemakaman.pemilih.rules import PENARIKAN_LABEL, USUL_LABEL, StatusPenarikan, StatusUsul


@dataclass(frozen=True)
class Lembar:
    """Everything of one case, as one role sees it."""

    kasus: KasusHidup
    laporan: Laporan | None
    makam: str
    bukti: Sequence[Bukti]
    bukti_kematian: Sequence[Bukti]
    akibat: Sequence[Akibat]
    penarikan: Sequence[Any]
    berkas: Sequence[Berkas]
    akta: Sequence[Akta]
    lain: Sequence[KasusHidup]
    nama: Mapping[UUID, str]
    riwayat: list[Baris]
    actor: Actor

    @property
    def umur(self) -> str:
        """How long it is open."""
        return age_in_words(self.kasus.dibuat_pada, now())

    @property
    def label(self) -> str:
        """Its state in words."""
        return KASUS_LABEL[StatusKasus(self.kasus.status)]

    @property
    def terang(self) -> bool:
        """Who works on cases reads whole numbers and telephones; who only looks does not."""
        return self.actor.may(Izin.HIDUP_PERIKSA) or self.actor.may(Izin.HIDUP_PUTUS)

    @property
    def baru(self) -> bool:
        """May this person look for the report?"""
        return self.kasus.status == StatusKasus.BARU and self.actor.may(Izin.HIDUP_PERIKSA)

    @property
    def dapat_usul(self) -> bool:
        """May this person collect proofs and propose?"""
        waiting = self.kasus.status == StatusKasus.TERBUKA and self.kasus.usul_putusan is None
        return waiting and self.actor.may(Izin.HIDUP_PERIKSA)

    @property
    def dapat_putus(self) -> bool:
        """May this person decide now?"""
        return self._proposed and self.actor.may(Izin.HIDUP_PUTUS) and self.kasus.diusulkan_oleh != self.actor.id

    @property
    def _proposed(self) -> bool:
        return self.kasus.status == StatusKasus.TERBUKA and self.kasus.usul_putusan is not None

    @property
    def usul_putusan(self) -> str | None:
        """What was proposed, in words."""
        return PUTUSAN_LABEL[Putusan(self.kasus.usul_putusan)] if self.kasus.usul_putusan else None

    @property
    def sumber(self) -> str:
        """Where the alarm came from."""
        return SUMBER_LABEL[self.kasus.sumber]

    @property
    def hubungan(self) -> str | None:
        """Who raised it, to the one who is alive."""
        return HUBUNGAN_LABEL.get(self.kasus.pengadu_hubungan or "")

    @property
    def telepon(self) -> str | None:
        """How to reach who raised it."""
        return format_telepon(self.kasus.pengadu_telepon) if self.terang and self.kasus.pengadu_telepon else None

    @property
    def akta_batal(self) -> Akta | None:
        """A certificate that was issued and must still be cancelled officially."""
        return next((akta for akta in self.akta if akta.dibatalkan_pada), None)

    def usul_label(self, status: str) -> str:
        """A proposal's state in words."""
        return USUL_LABEL[StatusUsul(status)]

    def penarikan_label(self, status: str) -> str:
        """A notice's state in words."""
        return PENARIKAN_LABEL[StatusPenarikan(status)]

    def forms(self) -> dict[str, Any]:
        """Empty forms of the page."""
        usul = UsulPutusanForm(None)
        usul.bukti.choices = _choices(self.bukti_kematian)
        return {"usul": usul, "putus": PutusForm(None), "kembalikan": KembalikanForm(None)}


def read_lembar(session: Session, kasus_id: UUID, *, actor: Actor) -> Lembar:
    """One case with all that its page shows; raises NotFound outside the jurisdiction."""
    kasus = queries.get_kasus(session, kasus_id, actor=actor)
    laporan = laporan_queries.get_laporan(session, kasus.laporan_id, actor=actor) if kasus.laporan_id else None
    return Lembar(
        kasus=kasus,
        laporan=laporan,
        makam=queries.makam_of(session, laporan) if laporan else "",
        bukti=queries.list_bukti(session, kasus.id),
        bukti_kematian=laporan_queries.list_bukti(session, laporan.id) if laporan else [],
        akibat=queries.list_akibat(session, laporan.id) if laporan else [],
        penarikan=list_of_laporan(session, laporan.id) if laporan else [],
        berkas=list_berkas(session, laporan.id) if laporan else [],
        akta=list_akta(session, laporan.id) if laporan else [],
        lain=queries.list_siblings(session, kasus),
        nama=queries.names_of(session, kasus),
        riwayat=timeline(session, "kasus_hidup", kasus.id),
        actor=actor,
    )


def death_choices(session: Session, laporan_id: UUID | None) -> list[tuple[str, str]]:
    """The report's proofs of death, as choices."""
    return _choices(laporan_queries.list_bukti(session, laporan_id)) if laporan_id else []


def _choices(bukti: Sequence[Bukti]) -> list[tuple[str, str]]:
    return [(str(one.id), f"{BUKTI_LABEL[JenisBukti(one.jenis)]}: {one.nama_berkas}") for one in bukti]
