"""What stands on the desk beside the report: its clock, the ladder of evidence, the conversation, their forms."""

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin
from pemakaman.laporan.bukti_tangga import Tangga
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.permintaan import DAPAT_DIJAWAB
from pemakaman.laporan.rules import JenisBukti, Status
from pemakaman.verifikasi.forms_kerja import AskForm, HandOverForm, NoteForm, ProofForm
from pemakaman.verifikasi.jam import Jam
from pemakaman.verifikasi.queries.alasan import list_kalimat
from pemakaman.verifikasi.queries.percakapan import Ucapan, list_percakapan
from pemakaman.verifikasi.queries.petugas import list_verifikator
from pemakaman.verifikasi.queries.tangga import ladder_of
from pemakaman.verifikasi.queries.waktu import read_clocks

DAPAT_DIBAGI = frozenset({Status.DIAJUKAN, Status.DIPERIKSA})


@dataclass
class Kerja:
    """The forms of the desk; one that was sent and refused comes back with what was typed."""

    catatan: NoteForm = field(default_factory=lambda: NoteForm(None))
    tanya: AskForm = field(default_factory=lambda: AskForm(None))
    lampiran: ProofForm = field(default_factory=lambda: ProofForm(None))
    serah: HandOverForm = field(default_factory=lambda: HandOverForm(None))


@dataclass(frozen=True)
class Samping:
    """The parts, as the templates read them."""

    jam: Jam | None
    tangga: Tangga
    percakapan: list[Ucapan]
    ditunggu: frozenset[str]
    dapat_dijawab: bool
    dapat_dibagi: bool

    @property
    def sptjm_diminta(self) -> bool:
        """Was the declaration asked for, and is it still awaited?"""
        return JenisBukti.SPTJM in self.ditunggu


def get_samping(session: Session, laporan: Laporan, kerja: Kerja, *, actor: Actor) -> Samping:
    """Read them, and give the forms their choices."""
    percakapan = list_percakapan(session, laporan.id, actor=actor)
    awaited = (said.permintaan.bukti_jenis for said in percakapan if said.permintaan and said.permintaan.is_open)
    status = Status(laporan.status)
    if actor.may(Izin.LAPORAN_PERIKSA):
        offer_sentences(session, laporan.kab_kode, kerja)
    if actor.may(Izin.MEJA_BAGI):
        kerja.serah.kepada.choices = list_verifikator(session, actor=actor)
    return Samping(
        jam=read_clocks(session, [laporan]).get(laporan.id),
        tangga=ladder_of(session, laporan),
        percakapan=percakapan,
        ditunggu=frozenset(jenis for jenis in awaited if jenis),
        dapat_dijawab=status in DAPAT_DIJAWAB,
        dapat_dibagi=status in DAPAT_DIBAGI,
    )


def offer_sentences(session: Session, kab_kode: str, kerja: Kerja) -> None:
    """Let the ready sentences of the office be chosen."""
    kalimat = [one for one in list_kalimat(session, kab_kode) if one.aktif]
    kerja.tanya.siap_tanya.offer(one for one in kalimat if one.untuk == "tanya")
    kerja.lampiran.siap_lampiran.offer(one for one in kalimat if one.untuk == "lampiran")
