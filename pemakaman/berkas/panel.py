"""What the pages of a report show of its papers, before anything is printed."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin
from pemakaman.berkas import queries
from pemakaman.berkas.fakta import read_fakta
from pemakaman.berkas.forms_lembar import FORM
from pemakaman.berkas.isi import compose
from pemakaman.berkas.kebutuhan import KAPAN_LABEL, Kapan, Kebutuhan, list_needs
from pemakaman.berkas.models import Berkas, Dokumen
from pemakaman.berkas.rules import WITH_DOCUMENT, is_printable, sees_residents, why_not_lepas
from pemakaman.berkas.setelan import Setelan
from pemakaman.db import now, today_in
from pemakaman.dokumen.isian import IsianPermohonan, flatten_isian
from pemakaman.dokumen.jenis import JENIS_LABEL, Jenis
from pemakaman.dokumen.kosong import list_kosong
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import Status

SELESAI = frozenset({Status.DITOLAK, Status.DIGABUNG, Status.DIARSIPKAN})


@dataclass(frozen=True)
class Kertas:
    """One paper that a report needs: why, where it stands, and what will stay empty on it.

    `lembar` is the single paper in force, `dalam` is it a document of the file, `bisa` may this account print it
    now, `kosong` what nobody has told yet.
    """

    perlu: Kebutuhan
    lembar: Dokumen | None
    dalam: bool
    bisa: bool
    kosong: list[str]

    @property
    def judul(self) -> str:
        """What the paper is called."""
        return JENIS_LABEL[self.perlu.jenis]

    @property
    def kapan(self) -> str:
        """When it is printed."""
        return KAPAN_LABEL[self.perlu.kapan]

    @property
    def keadaan(self) -> tuple[str, str]:
        """Colour and word of its state."""
        if self.dalam:
            return "selesai", "Di dalam berkas"
        if self.perlu.ada or (self.lembar is not None and self.lembar.status == "jadi"):
            return "selesai", "Sudah dicetak" if self.lembar is not None else "Sudah ada"
        return ("perlu-perhatian", "Wajib") if self.perlu.wajib else ("draf", "Bila perlu")


def list_papers(session: Session, laporan: Laporan, actor: Actor, berkas: Berkas | None = None) -> list[Kertas]:
    """The papers of a report in the order of a file; of an approved one with the form that its file was made on."""
    status = Status(laporan.status)
    if status in SELESAI:
        return []
    _, setelan = queries.settings_of(session, laporan.kab_kode)
    resmi = sees_residents(actor)
    fakta = read_fakta(session, laporan, setelan, today_in(laporan.kab_kode), resmi=resmi)
    if berkas is not None:
        fakta = replace(fakta, formulir=Jenis(berkas.formulir))
    needs = [need for need in list_needs(fakta) if _matters(need, status)]
    isian = compose(session, laporan, setelan, now(), resmi=resmi)
    lepas = {Jenis(one.jenis): one for one in queries.list_lepas(session, laporan.id)}
    inside = {one.jenis for one in queries.list_dokumen(session, berkas.id)} if berkas else set[str]()
    return [
        Kertas(
            need,
            lepas.get(need.jenis),
            need.jenis in inside,
            actor.may(Izin.DOKUMEN_BUAT) and is_printable(need.jenis) and not why_not_lepas(need.jenis, status, actor),
            _empty_rooms(need.jenis, isian, setelan, lepas.get(need.jenis)),
        )
        for need in needs
    ]


def _empty_rooms(jenis: Jenis, isian: IsianPermohonan, setelan: Setelan, lembar: Dokumen | None) -> list[str]:
    """What stays empty; a paper that asks for more in a form of its own is judged once it was filled in."""
    if jenis in FORM and lembar is None:
        return []
    typed = {f"masukan.{name}": str(text) for name, text in lembar.masukan.items()} if lembar else {}
    return list_kosong(jenis, flatten_isian(isian, typed), setelan.varian())


def _matters(need: Kebutuhan, status: Status) -> bool:
    """Of a report that stands still or was annulled only what mends the certificate matters."""
    return status not in (Status.DIBEKUKAN, Status.DIBATALKAN) or need.kapan is Kapan.SETELAH_AKTA


def show_papers(session: Session, laporan: Laporan, actor: Actor) -> dict[str, Any]:
    """The part of a report's page: which papers are needed; with a file its own page tells it."""
    if laporan.status in WITH_DOCUMENT and actor.may(Izin.BERKAS_LIHAT):
        return {"kertas": []}
    return {"kertas": list_papers(session, laporan, actor)}
