"""Printing the book: what can be printed, one's prints, one print and its file."""

import io
from typing import Any
from uuid import UUID

from flask import request, send_file, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.routing import BuildError

from pemakaman import store
from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Actor, Izin, sees_nik
from pemakaman.buku import queries
from pemakaman.buku.forms import CetakForm, first_values
from pemakaman.buku.routes.dasar import bp
from pemakaman.buku.rules import STATUS_CETAK_LABEL, name_rentang
from pemakaman.buku.services import cetak as services
from pemakaman.db import reading, today_in, transaction
from pemakaman.errors import Invalid
from pemakaman.jejak.services import record_read
from pemakaman.makam.models import Makam
from pemakaman.makam.queries import get_makam
from pemakaman.makam.rules import SUSUNAN_LABEL, SusunanBuku
from pemakaman.makam.setelan import setelan_of
from pemakaman.web import redirect_with, requires, show_page
from pemakaman.wilayah.queries import find_wilayah

# Neighbours of this page; each shows once its endpoint exists.
LINKS = (("Tutup buku bulanan", "buku.closings", Izin.BUKU_CETAK), ("Rekap pemakaman", "buku.recap", Izin.BUKU_CETAK))


@bp.route("", methods=["GET", "POST"])
@requires(Izin.BUKU_CETAK)
def home() -> ResponseReturnValue:
    """Order a print; one's own latest prints. `?makam=` offers that cemetery and what it lies in."""
    actor = current_actor()
    makam_id = request.args.get("makam", type=UUID)
    with reading() as session:
        makam = get_makam(session, makam_id, actor=actor) if makam_id else None
        choices = _choices(session, makam, actor)
        kab = makam.kab_kode if makam else actor.kab_kode
        susunan = setelan_of(session, kab or "").susunan_buku
        prints = queries.list_cetak(session, actor=actor)
    chosen = choices[0][0] if makam or len(choices) == 1 else ""
    today = today_in(kab or actor.wilayah_kode)
    form = CetakForm(data=first_values(today, lingkup=chosen, susunan=susunan.value, petugas=actor.nama))
    form.offer(choices, sees_nik=sees_nik(actor))
    if form.is_submitted() and form.validate() and (done := _order(form, actor)):
        return done
    links = [(teks, url) for teks, endpoint, izin in LINKS if actor.may(izin) and (url := _url_if_any(endpoint))]
    values: dict[str, Any] = {"cetakan": prints, "nama_status": STATUS_CETAK_LABEL, "nama_masa": name_rentang}
    return show_page("buku/beranda.html", 422 if form.errors else 200, form=form, tautan=links, **values)


def _order(form: CetakForm, actor: Actor) -> ResponseReturnValue | None:
    rentang = form.rentang()
    if rentang is None:
        return None
    kind, _, which = form.lingkup.data.partition(":")
    try:
        with transaction() as session:
            cetak = services.order_cetak(
                session,
                makam_id=UUID(which) if kind == "makam" else None,
                wilayah_kode=which if kind == "wilayah" else None,
                dari=rentang.dari,
                sampai=rentang.sampai,
                susunan=SusunanBuku(form.susunan.data),
                nik_tampak="nik" in form and form.nik.data == "tampak",
                petugas=form.petugas.data,
                actor=actor,
            )
    except Invalid as error:
        form.put_errors(error.galat, [("sampai", "masa")] if form.masa.data != "rentang" else [])
        return None
    return redirect_with("Cetakan dipesan.", "buku.show_print", cetak_id=cetak.id)


def _choices(session: Session, makam: Makam | None, actor: Actor) -> list[tuple[str, str]]:
    """What may be printed: of one cemetery it and where it lies, else all; of very many only the regions."""
    regions = queries.offered_wilayah(session, actor=actor)
    if makam is not None:
        own = [(f"makam:{makam.id}", f"{makam.nama} ({makam.kode})")]
        regions = [row for row in regions if row.kode in {makam.desa_kode, makam.kec_kode}]
    else:
        rows = queries.offered_makam(session, actor=actor)
        many = len(rows) > queries.MAKAM_DITAWARKAN
        own = [] if many else [(f"makam:{row.id}", f"{row.nama} ({row.kode})") for row in rows]
        regions = [row for row in regions if row.tingkat == 3 or not many]
    return own + [(f"wilayah:{row.kode}", queries.name_of_wilayah(row)) for row in regions]


def _url_if_any(endpoint: str) -> str | None:
    try:
        return url_for(endpoint)
    except BuildError:
        return None


@bp.get("/cetak/<uuid:cetak_id>")
@requires(Izin.BUKU_CETAK)
def show_print(cetak_id: UUID) -> ResponseReturnValue:
    """One print; the page renews itself while the print is being made."""
    with reading() as session:
        cetak = queries.get_cetak(session, cetak_id, actor=current_actor())
        lingkup = queries.name_of_scope(session, cetak)
    page = show_page(
        "buku/cetak.html",
        cetak=cetak,
        lingkup=lingkup,
        masa=name_rentang(cetak.dari, cetak.sampai),
        susunan=SUSUNAN_LABEL[SusunanBuku(cetak.susunan)],
        nama_status=STATUS_CETAK_LABEL,
    )
    if cetak.status == "antre":
        page.headers["Refresh"] = "2"
    return page


@bp.get("/cetak/<uuid:cetak_id>/unduh")
@requires(Izin.BUKU_CETAK)
def download_print(cetak_id: UUID) -> ResponseReturnValue:
    """The PDF; taking it is an event."""
    actor = current_actor()
    with transaction() as session:
        cetak = services.read_cetak(session, cetak_id, actor=actor)
        content = store.get(cetak.sha256 or "")
        record_read(session, "buku.diunduh", actor=actor, objek="cetak_buku", objek_id=cetak_id, jumlah=cetak.baris)
        place = _file_place(session, cetak.makam_id, cetak.wilayah_kode)
    name = f"buku-{place}-{cetak.dari:%Y%m%d}-{cetak.sampai:%Y%m%d}.pdf"
    return send_file(io.BytesIO(content), mimetype="application/pdf", as_attachment=True, download_name=name)


def _file_place(session: Session, makam_id: UUID | None, wilayah_kode: str | None) -> str:
    if makam_id is not None:
        return session.get_one(Makam, makam_id).kode
    wilayah = find_wilayah(session, wilayah_kode)
    return wilayah.kode if wilayah else "wilayah"


@bp.post("/cetak/<uuid:cetak_id>/ulang")
@requires(Izin.BUKU_CETAK)
def retry_print(cetak_id: UUID) -> ResponseReturnValue:
    """Try a failed print again."""
    with transaction() as session:
        services.retry_cetak(session, cetak_id, actor=current_actor())
    return redirect_with("Cetakan dibuat lagi.", "buku.show_print", cetak_id=cetak_id)
