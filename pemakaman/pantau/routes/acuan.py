"""Reference figures: listed with their sources, entered and corrected on screen or from a file."""

from typing import Any
from uuid import UUID

from flask import current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy.orm import Session

from pemakaman import store
from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin, require
from pemakaman.db import reading, transaction
from pemakaman.errors import Invalid, NotFound
from pemakaman.jejak.queries import list_of_kind, timeline
from pemakaman.pantau.forms_acuan import AcuanForm, HapusForm, ImporAcuanForm, SaringForm, shown
from pemakaman.pantau.queries import acuan as queries
from pemakaman.pantau.routes.dasar import bp, posted_versi
from pemakaman.pantau.rules.acuan import JENIS_LABEL, KELAMIN_LABEL, NASIONAL, UMUR_ACUAN, show_bilangan
from pemakaman.pantau.services import acuan as services
from pemakaman.pantau.services.impor_acuan import KEPALA, Hasil, import_acuan, template_rows
from pemakaman.unduh import check_format, table_file
from pemakaman.web import Page, redirect_with, requires, show_page

SHOWN_ERRORS = 200
KATA: dict[str, Any] = {
    "label_jenis": JENIS_LABEL,
    "label_kelamin": KELAMIN_LABEL,
    "label_umur": UMUR_ACUAN,
    "bilangan": show_bilangan,
}


@bp.get("/setelan/acuan")
@requires(Izin.PANTAU_LIHAT)
def references() -> ResponseReturnValue:
    """Every figure within sight, with its source."""
    actor = current_actor()
    form = SaringForm(formdata=None)
    with reading() as session:
        form.tahun.choices = [(str(one), str(one)) for one in queries.list_tahun(session, actor=actor)]
        form.wilayah.choices = queries.list_pilihan(session, actor=actor)
        saring = _read_saring(form)
        sesudah = request.args.get("sesudah", type=UUID)
        rows = queries.list_acuan(session, saring, actor=actor, sesudah=sesudah)
    size = queries.PAGE_SIZE
    page = Page(rows[:size], str(rows[size - 1][0].id) if len(rows) > size else None)
    return show_page("pantau/acuan.html", halaman=page, form=form, disaring=saring != queries.Saring(), **KATA)


def _read_saring(form: SaringForm) -> queries.Saring:
    """What the address asks for; a value that no list has counts for nothing."""
    found = {}
    for name in ("jenis", "tahun", "wilayah"):
        wanted = request.args.get(name, "")
        known = {value for value, _, _ in form[name].options()}
        found[name] = form[name].data = wanted if wanted in known else ""
    return queries.Saring(found["jenis"], int(found["tahun"]) if found["tahun"] else None, found["wilayah"])


@bp.get("/setelan/acuan/riwayat")
@requires(Izin.PANTAU_LIHAT)
def reference_history() -> ResponseReturnValue:
    """What was entered, corrected and removed, newest first."""
    with reading() as session:
        rows = list_of_kind(session, "acuan", actor=current_actor())
    return show_page("pantau/acuan_riwayat.html", riwayat=rows)


@bp.route("/setelan/acuan/baru", methods=["GET", "POST"])
@requires(Izin.ACUAN_ATUR)
def add_reference() -> ResponseReturnValue:
    """One new figure; what an address names stands in the form already."""
    kode = request.args.get("wilayah_kode", "")
    is_kec = kode.count(".") >= 2
    known = {"jenis": request.args.get("jenis", ""), "wilayah_kode": kode[:5] if is_kec else kode}
    known["kecamatan"] = kode if is_kec else ""
    form = AcuanForm() if request.method == "POST" else AcuanForm(formdata=None, data=known)
    _choices(form)
    if form.validate_on_submit() and _saved(
        form, lambda session, isi: services.add_acuan(session, isi, actor=current_actor())
    ):
        return redirect_with("Angka acuan disimpan.", "pantau.references")
    return show_page("pantau/acuan_isi.html", 422 if form.errors else 200, form=form, acuan=None)


@bp.get("/setelan/acuan/<uuid:acuan_id>")
@requires(Izin.PANTAU_LIHAT)
def show_reference(acuan_id: UUID) -> ResponseReturnValue:
    """One figure with its history; whoever keeps it corrects it here."""
    return _page(acuan_id)


@bp.post("/setelan/acuan/<uuid:acuan_id>")
@requires(Izin.ACUAN_ATUR)
def change_reference(acuan_id: UUID) -> ResponseReturnValue:
    """Correct a figure."""
    form, versi, actor = AcuanForm(), posted_versi(), current_actor()
    with reading() as session:
        queries.get_acuan(session, acuan_id, actor=actor)
    _choices(form)
    if form.validate() and _saved(
        form, lambda session, isi: services.change_acuan(session, acuan_id, isi, versi=versi, actor=actor)
    ):
        return redirect_with("Angka acuan diperbaiki.", "pantau.show_reference", acuan_id=acuan_id)
    return _page(acuan_id, form=form)


@bp.post("/setelan/acuan/<uuid:acuan_id>/hapus")
@requires(Izin.ACUAN_ATUR)
def remove_reference(acuan_id: UUID) -> ResponseReturnValue:
    """Take a figure away, with a reason that stays."""
    form, versi, actor = HapusForm(), posted_versi(), current_actor()
    with reading() as session:
        queries.get_acuan(session, acuan_id, actor=actor)
    if not form.validate():
        return _page(acuan_id, hapus=form)
    with transaction() as session:
        services.remove_acuan(session, acuan_id, alasan=form.alasan.data, versi=versi, actor=actor)
    return redirect_with("Angka acuan dihapus. Isinya tetap tercatat di riwayat.", "pantau.references")


def _page(acuan_id: UUID, form: AcuanForm | None = None, hapus: HapusForm | None = None) -> ResponseReturnValue:
    actor = current_actor()
    with reading() as session:
        acuan = queries.get_acuan(session, acuan_id, actor=actor)
        names = queries.known_regions(session, [kode for kode in (acuan.wilayah_kode, acuan.provinsi_kode) if kode])
        riwayat = timeline(session, "acuan", acuan_id)
    may = actor.may(Izin.ACUAN_ATUR) and queries.may_change(acuan, actor)
    sent = form or hapus
    if may and form is None:
        form = AcuanForm(formdata=None, data=shown(acuan))
        _choices(form)
    versi = request.form.get("versi", acuan.versi) if sent is not None else acuan.versi
    values: dict[str, Any] = {
        "acuan": acuan,
        "nama": names.get(acuan.wilayah_kode or "", NASIONAL),
        "pencatat": "" if acuan.wilayah_kode else names.get(acuan.provinsi_kode or "", ""),
        "riwayat": riwayat,
        "form": form if may else None,
        "hapus": hapus or HapusForm(formdata=None),
        "versi": versi,
    }
    return show_page("pantau/acuan_satu.html", 422 if sent is not None and sent.errors else 200, **values, **KATA)


def _choices(form: AcuanForm) -> None:
    with reading() as session:
        form.wilayah_kode.choices = [(NASIONAL, NASIONAL), *queries.list_pilihan(session, actor=current_actor())]


def _saved(form: AcuanForm, work: Any) -> bool:
    """Store what was typed; where a field is refused say so at the field."""
    try:
        isi = form.isian()
        with transaction() as session:
            work(session, isi)
    except Invalid as error:
        for pesan in form.put_errors(error.galat):
            form.nilai.add_error(pesan)
        return False
    return True


@bp.get("/setelan/acuan/templat.<format>")
@requires(Izin.ACUAN_ATUR)
def reference_template(format: str) -> ResponseReturnValue:  # noqa: A002
    """An empty file with the right columns and the own regions."""
    check_format(format)
    with reading() as session:
        rows = template_rows(session, actor=current_actor())
    return table_file("templat-acuan", format, "Acuan", KEPALA, rows)


@bp.route("/setelan/acuan/impor", methods=["GET", "POST"])
@requires(Izin.ACUAN_ATUR)
def import_references() -> ResponseReturnValue:
    """Try a file; nothing changes."""
    form = ImporAcuanForm()
    if request.method != "POST":
        return _import_page(form)
    if not form.validate():
        return _import_page(form, 422)
    sha256 = store.put_stream(form.berkas.data[0].stream)
    try:
        with transaction() as session:
            hasil = _import(session, sha256, uji=True)
    except Invalid as error:
        form.berkas.add_error(error.pesan)
        return _import_page(form, 422)
    kiriman = str(_signer().dumps(sha256))
    return show_page("pantau/acuan_hasil.html", hasil=hasil, salah=hasil.salah[:SHOWN_ERRORS], kiriman=kiriman)


@bp.post("/setelan/acuan/impor/jalankan")
@requires(Izin.ACUAN_ATUR)
def run_reference_import() -> ResponseReturnValue:
    """Store a file that was tried before, all of it or nothing."""
    try:
        sha256 = str(_signer().loads(request.form.get("kiriman", "")))
    except BadSignature:
        raise NotFound("Berkas ini bukan kiriman Anda. Unggah lagi berkasnya.") from None
    with transaction() as session:
        hasil = _import(session, sha256, uji=False)
    if hasil.salah:
        return show_page("pantau/acuan_hasil.html", 422, hasil=hasil, salah=hasil.salah[:SHOWN_ERRORS], kiriman="")
    baru, perbaikan = hasil.jumlah["baru"], hasil.jumlah["diperbaiki"]
    flash(f"Angka acuan disimpan: {baru} baru, {perbaikan} diperbaiki, {hasil.jumlah['sama']} sama.", "sukses")
    return redirect(url_for("pantau.references"), 303)


def _import(session: Session, sha256: str, *, uji: bool) -> Hasil:
    return import_acuan(session, store.path_of(sha256), uji=uji, actor=current_actor())


def _import_page(form: ImporAcuanForm, status: int = 200) -> ResponseReturnValue:
    return show_page("pantau/acuan_impor.html", status, form=form, kepala=KEPALA, **KATA)


def _signer() -> URLSafeSerializer:
    actor = current_actor()
    require(actor, Izin.ACUAN_ATUR)
    return URLSafeSerializer(str(current_app.secret_key), salt=f"acuan-impor-{actor.id}")
