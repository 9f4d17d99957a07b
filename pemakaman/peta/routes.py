"""Settings of the maps: sending boundaries, looking at a trial, using them, laying them aside."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from pemakaman import store
from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Actor, Izin
from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict, Invalid
from pemakaman.jejak.queries import timeline
from pemakaman.peta import queries, services
from pemakaman.peta.forms import UnggahForm
from pemakaman.peta.pratinjau import look_of
from pemakaman.peta.rules.status import ANTRE, STATUS_LABEL, TINGKAT_LABEL, list_findings
from pemakaman.ruas.berkas import file_size
from pemakaman.unduh import attachment
from pemakaman.web import redirect_with, requires, show_page

bp = Blueprint("peta", __name__)
KATA: dict[str, Any] = {"status_label": STATUS_LABEL, "tingkat_label": TINGKAT_LABEL}


@bp.route("/setelan/peta", methods=["GET", "POST"])
@requires(Izin.PETA_ATUR)
def upload() -> ResponseReturnValue:
    """The boundaries in use, and a form for new ones."""
    actor = current_actor()
    form = UnggahForm()
    if request.method != "POST":
        return _page(form, actor)
    if not form.validate():
        return _page(form, actor, 422)
    try:
        peta_id = _register(form, actor)
    except Invalid as error:
        form.put_errors(error.galat)
        return _page(form, actor, 422)
    except Conflict as error:
        form.berkas.add_error(error.pesan)
        return _page(form, actor, 409)
    return redirect_with(
        "Berkas diterima dan sedang dibaca. Belum ada peta yang berubah.", "peta.show", peta_id=peta_id
    )


def _page(form: UnggahForm, actor: Actor, status: int = 200) -> Response:
    with reading() as session:
        berkas = queries.list_berkas(session, queries.province_of(actor))
    return show_page("peta/unggah.html", status, form=form, berkas=berkas, **KATA)


def _register(form: UnggahForm, actor: Actor) -> UUID:
    file = form.berkas.data[0]
    ukuran = file_size(file)
    kiriman = services.Kiriman(
        nama=file.filename or "peta.geojson",
        sha256=store.put_stream(file.stream),
        ukuran=ukuran,
        tingkat=int(form.tingkat.data),
        sumber=form.sumber.data or "",
        lisensi=form.lisensi.data or "",
    )
    with transaction() as session:
        return services.register_boundaries(session, kiriman, actor=actor).id


@bp.get("/setelan/peta/<uuid:peta_id>")
@requires(Izin.PETA_ATUR)
def show(peta_id: UUID) -> ResponseReturnValue:
    """What was found in a file, beside a picture of it; while it is read the page asks again by itself."""
    actor = current_actor()
    with reading() as session:
        berkas = queries.get_berkas(session, peta_id, actor=actor)
        groups = queries.list_groups(session, peta_id) if berkas.tingkat == 3 else []
        kab = _chosen(request.args.get("kab", ""), groups)
        shapes = queries.list_shapes(session, peta_id, induk=kab)
        lain = queries.find_berlaku(session, berkas.provinsi_kode, berkas.tingkat)
        values: dict[str, Any] = {"riwayat": timeline(session, "peta", peta_id)}
    values |= {"groups": groups, "kab": kab, "bentuk": shapes, "gambar": look_of(shapes), "lain": lain}
    page = show_page("peta/percobaan.html", berkas=berkas, temuan=list_findings(berkas.hasil), **values, **KATA)
    if berkas.hasil.get("keadaan") == ANTRE:
        page.headers["Refresh"] = "2"
    return page


def _chosen(kab: str, groups: list[tuple[str, str]]) -> str | None:
    """The kab/kota whose kecamatan are shown: the one asked for, else the first."""
    codes = [kode for kode, _ in groups]
    return kab if kab in codes else next(iter(codes), None)


@bp.post("/setelan/peta/<uuid:peta_id>/pakai")
@requires(Izin.PETA_ATUR)
def use(peta_id: UUID) -> ResponseReturnValue:
    """Draw every map with these boundaries."""
    with transaction() as session:
        berkas = services.use_boundaries(session, peta_id, versi=_versi(), actor=current_actor())
    return redirect_with(f"Peta {TINGKAT_LABEL[berkas.tingkat].lower()} sekarang memakai batas ini.", "peta.upload")


@bp.post("/setelan/peta/<uuid:peta_id>/lepas")
@requires(Izin.PETA_ATUR)
def drop(peta_id: UUID) -> ResponseReturnValue:
    """Lay these boundaries aside."""
    with transaction() as session:
        services.drop_boundaries(session, peta_id, versi=_versi(), actor=current_actor())
    return redirect_with(
        "Batas ini tidak dipakai lagi. Berkasnya tetap tersimpan dan dapat dipakai kembali.", "peta.upload"
    )


def _versi() -> int:
    text = request.form.get("versi", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else -1


@bp.get("/setelan/peta/<uuid:peta_id>/berkas")
@requires(Izin.PETA_ATUR)
def original(peta_id: UUID) -> ResponseReturnValue:
    """The bytes as they were sent."""
    with reading() as session:
        berkas = queries.get_berkas(session, peta_id, actor=current_actor())
    return attachment(store.get(berkas.sha256), "application/geo+json", f"batas-{berkas.provinsi_kode}.geojson")
