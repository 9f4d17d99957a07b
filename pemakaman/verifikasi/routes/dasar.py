"""What the views of the desk share: the one page of a report, and a refusal that shows it as it is now."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, Response
from sqlalchemy.orm import Session

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Actor
from pemakaman.db import today_in, transaction
from pemakaman.errors import Conflict, Invalid
from pemakaman.jejak.queries import timeline
from pemakaman.jejak.services import record_read
from pemakaman.laporan.rules import APPROVED, SET_ASIDE, Status
from pemakaman.laporan.services import DugaanTerbuka
from pemakaman.laporan.sisipan import read_sisipan
from pemakaman.verifikasi.forms import ApproveForm, CheckForm, NobodyForm, VersionForm
from pemakaman.verifikasi.lembar import make_sheet, proof_label
from pemakaman.verifikasi.massal import keep_dugaan
from pemakaman.verifikasi.queries.calon import PanelCalon, read_panel
from pemakaman.verifikasi.queries.ganda import get_ganda
from pemakaman.verifikasi.queries.meja import Meja, get_meja
from pemakaman.verifikasi.ruas import RUAS_LABEL
from pemakaman.verifikasi.rules import deadline_badge
from pemakaman.verifikasi.samping import Kerja, get_samping
from pemakaman.web import show_page

bp = Blueprint("verifikasi", __name__)
Work = Callable[[Session], Any]


def show_desk(
    laporan_id: UUID,
    status: int = 200,
    *,
    check: CheckForm | None = None,
    nobody: NobodyForm | None = None,
    kerja: Kerja | None = None,
    pesan: str = "",
    perubahan: list[str] | None = None,
) -> Response:
    """The page of one report with everything needed to decide; opening it is in the read log."""
    actor, kerja = current_actor(), kerja or Kerja()
    with transaction() as session:
        meja = get_meja(session, laporan_id, actor=actor)
        record_read(session, "laporan.dibuka", actor=actor, objek="laporan", objek_id=laporan_id)
        read = {
            "calon": _read_candidates(session, meja, actor),
            "riwayat": timeline(session, "laporan", laporan_id),
            "ganda": get_ganda(session, meja.laporan, actor=actor),
            "samping": get_samping(session, meja.laporan, kerja, actor=actor),
            **read_sisipan(session, meja.laporan, actor),
        }
    today = today_in(meja.laporan.kab_kode)
    return show_page(
        "verifikasi/meja.html",
        status,
        meja=meja,
        laporan=meja.laporan,
        lembar=make_sheet(meja, actor=actor),
        lencana=deadline_badge(meja.laporan.meninggal_tanggal, today) if _is_open(meja) else None,
        kerja=kerja,
        check=check or CheckForm(None, tanggal_cek=today),
        approve=ApproveForm(None),
        nobody=nobody or NobodyForm(None),
        ruas_label=RUAS_LABEL,
        proof_label=proof_label,
        pesan=pesan,
        perubahan=perubahan or [],
        **read,
    )


def _read_candidates(session: Session, meja: Meja, actor: Actor) -> PanelCalon:
    """The panel of candidates, with the look at them in the read log."""
    panel = read_panel(session, meja.laporan, meja.orang, actor=actor)
    if panel.is_shown:
        jumlah = len(panel.daftar) + (panel.terpilih is not None)
        record_read(session, "penduduk.calon", actor=actor, objek="laporan", objek_id=meja.laporan.id, jumlah=jumlah)
    return panel


def _is_open(meja: Meja) -> bool:
    return Status(meja.laporan.status) not in APPROVED | SET_ASIDE | {Status.DITOLAK, Status.DIBATALKAN}


def attempt(
    laporan_id: UUID, work: Work, *, check: CheckForm | None = None, nobody: NobodyForm | None = None
) -> Response | None:
    """Run one service; a refusal shows the desk as it is now, with the reason on top."""
    try:
        with transaction() as session:
            work(session)
    except Invalid as error:
        form = check or nobody
        elsewhere = form.put_errors(error.galat) if form else sentences(error.galat)
        pesan = " ".join(elsewhere)
        return show_desk(laporan_id, error.status, check=check, nobody=nobody, pesan=pesan)
    except Conflict as error:
        if isinstance(error, DugaanTerbuka):
            keep_dugaan(laporan_id, actor=current_actor())
        perubahan = list(getattr(error, "perubahan", []))
        return show_desk(laporan_id, error.status, check=check, pesan=error.pesan, perubahan=perubahan)
    return None


def sentences(galat: Mapping[str, list[str]]) -> list[str]:
    """All messages, whatever their field."""
    return [satu for pesan in galat.values() for satu in pesan]


def is_sent(form: VersionForm) -> bool:
    """Was the form sent, and whole?"""
    return bool(form.validate_on_submit())


def get_seen(laporan_id: UUID) -> Meja:
    """One report as the desk shows it, with the look at it in the read log."""
    actor = current_actor()
    with transaction() as session:
        record_read(session, "laporan.dibuka", actor=actor, objek="laporan", objek_id=laporan_id)
        return get_meja(session, laporan_id, actor=actor)
