"""The last page: everything once more, then into the book or to the office."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Actor, Izin
from pemakaman.db import transaction
from pemakaman.errors import Invalid, StaleVersion
from pemakaman.laporan import queries, services
from pemakaman.laporan.checks import Temuan
from pemakaman.laporan.forms.mulai import AjukanForm
from pemakaman.laporan.forms.nilai import stored_values
from pemakaman.laporan.isian import read_isian
from pemakaman.laporan.models import Bukti
from pemakaman.laporan.ringkas import Baris, summarize, upper_first
from pemakaman.laporan.routes.bukti import Kebutuhan, needs_of
from pemakaman.laporan.routes.dasar import (
    JUDUL,
    URUTAN,
    bp,
    open_to_edit,
    posted_versi,
    step_url,
)
from pemakaman.laporan.routes.isi import Halaman, make_page, note_place
from pemakaman.laporan.ruas import RUAS_LABEL
from pemakaman.laporan.rules import EDITABLE, PERISTIWA, Action, Kasus, Status
from pemakaman.laporan.services.serupa import MUNGKIN_GANDA
from pemakaman.web import redirect_with, requires, show_page
from pemakaman.wilayah import queries as wilayah

ALASAN = ("alasan_terlambat", "alasan_nik_sama")


@dataclass
class Periksa:
    """What the last page shows."""

    hal: Halaman
    ringkas: dict[str, list[Baris]]
    bukti: list[Bukti]
    kebutuhan: Kebutuhan
    temuan: list[Temuan]
    form: AjukanForm
    dapat_lapor_awal: bool
    lahir_mati: bool

    def judul(self, bagian: str) -> str:
        return JUDUL[bagian]

    def url(self, bagian: str, ruas: str = "") -> str:
        address = step_url(self.hal.laporan_id, bagian, ke="periksa")
        return f"{address}#ruas-{ruas}" if ruas else address

    def kurang(self) -> list[dict[str, str]]:
        """Hard findings that are mended on another page, each with its address."""
        rows = []
        for satu in self.temuan:
            if satu.keras and satu.ruas not in ALASAN:
                bagian = note_place(satu.ruas)
                label = upper_first(RUAS_LABEL.get(satu.ruas, JUDUL[bagian]))
                rows.append((bagian, {"url": self.url(bagian, satu.ruas), "label": label, "pesan": satu.pesan}))
        return [row for _, row in sorted(rows, key=lambda pair: URUTAN.index(pair[0]))]

    def alasan(self) -> list[str]:
        """Reasons that sending asks for, or that were given already."""
        asked = {satu.ruas for satu in self.temuan}
        return [name for name in ALASAN if name in asked or self.form[name].data]

    def pesan_alasan(self, name: str) -> list[str]:
        return [satu.pesan for satu in self.temuan if satu.ruas == name]


def region_name(session: Session, kode: str | None) -> str:
    """Desa, kecamatan and kab/kota in one line."""
    names = wilayah.full_names(session, kode)
    return ", ".join(names[level] for level in ("desa", "kecamatan", "kab_kota") if names[level])


def _confirmable(temuan: Temuan) -> tuple[str, str] | tuple[str, str, str]:
    """What ticking a warning says; where that is not what the warning says, the warning stands below it."""
    if temuan.kode == MUNGKIN_GANDA:
        return temuan.kode, "Ini orang lain, belum pernah dicatat", temuan.pesan
    return temuan.kode, temuan.pesan


def _read(session: Session, laporan_id: UUID, actor: Actor) -> Periksa:
    laporan = open_to_edit(session, laporan_id, actor)
    orang = queries.get_orang(session, laporan_id)
    temuan = services.check_laporan(session, laporan_id, actor=actor)
    bukti = list(queries.list_bukti(session, laporan_id))
    form = AjukanForm(data=stored_values(laporan, orang))
    lunak = [satu for satu in temuan if not satu.keras]
    form.terima.choices = [_confirmable(satu) for satu in lunak]
    form.terima.data = [kode for kode in request.form.getlist("terima") if kode in {s.kode for s in lunak}]
    return Periksa(
        hal=make_page(session, laporan, "periksa", []),
        ringkas=summarize(
            read_isian(laporan, orang),
            nama_wilayah=region_name(session, laporan.alamat_desa_kode),
            samar=False,
        ),
        bukti=bukti,
        kebutuhan=needs_of(laporan, {satu.jenis for satu in bukti}),
        temuan=temuan,
        form=form,
        dapat_lapor_awal=laporan.status == Status.DRAF,
        lahir_mati=laporan.kasus == Kasus.LAHIR_MATI,
    )


def _show(
    laporan_id: UUID, status: int = 200, *, galat: Sequence[str] = (), bentrok: list[str] | None = None
) -> ResponseReturnValue:
    with transaction() as session:
        lihat = _read(session, laporan_id, current_actor())
    return show_page(
        "laporan/periksa.html", status, p=lihat, hal=lihat.hal, form=lihat.form, galat=galat, bentrok=bentrok
    )


@bp.get("/laporan/<uuid:laporan_id>/isi/periksa")
@requires(Izin.LAPORAN_TULIS)
def review(laporan_id: UUID) -> ResponseReturnValue:
    """Everything typed, what is missing, and the buttons that send."""
    return _show(laporan_id)


@bp.post("/laporan/<uuid:laporan_id>/ajukan")
@requires(Izin.LAPORAN_TULIS)
def submit(laporan_id: UUID) -> ResponseReturnValue:
    """Send to the office; sending twice leads to the same receipt."""
    return _send(laporan_id, _submit)


@bp.post("/laporan/<uuid:laporan_id>/lapor-awal")
@requires(Izin.LAPORAN_TULIS)
def register(laporan_id: UUID) -> ResponseReturnValue:
    """Enter into the burial book without sending."""
    return _send(laporan_id, _register)


def _send(laporan_id: UUID, send: Any) -> ResponseReturnValue:
    try:
        with transaction() as session:
            send(session, laporan_id, current_actor())
    except Invalid as error:
        pesan = [satu for semua in error.galat.values() for satu in semua]
        return _show(laporan_id, 422, galat=pesan)
    except StaleVersion as error:
        return _show(laporan_id, 409, bentrok=error.perubahan)
    return redirect(url_for("laporan.receipt", laporan_id=laporan_id), 303)


def _register(session: Session, laporan_id: UUID, actor: Actor) -> None:
    services.register_lapor_awal(session, laporan_id, actor=actor, versi=posted_versi())


def _submit(session: Session, laporan_id: UUID, actor: Actor) -> None:
    laporan = queries.get_laporan(session, laporan_id, actor=actor, for_update=True)
    if Status(laporan.status) not in EDITABLE and _was_sent(session, laporan_id, actor):
        return
    versi, before = posted_versi(), laporan.versi
    reasons = {name: request.form[name] for name in ALASAN if name in request.form}
    if reasons:
        laporan = services.save_bagian(session, laporan_id, "periksa", reasons, versi=versi, actor=actor)
    # The reasons just saved are ours; whatever else happened since the page was opened is not.
    versi += laporan.versi - before
    diterima = request.form.getlist("terima")
    services.submit_laporan(session, laporan_id, actor=actor, versi=versi, diterima=diterima)


def _was_sent(session: Session, laporan_id: UUID, actor: Actor) -> bool:
    return queries.find_send(session, laporan_id, PERISTIWA[Action.SUBMIT], actor=actor, versi=None)


@bp.post("/laporan/<uuid:laporan_id>/buang")
@requires(Izin.LAPORAN_TULIS)
def discard(laporan_id: UUID) -> ResponseReturnValue:
    """Throw one's own draft away."""
    with transaction() as session:
        services.discard_draft(session, laporan_id, actor=current_actor())
    return redirect_with("Draf dibuang.", "laporan.list_")
