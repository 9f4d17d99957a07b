"""HTTP of the administrator's pages; `masuk` holds signing in and one's own account."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from pemakaman.akun import queries, services
from pemakaman.akun.forms import FilterForm, NewAkunForm, ReasonForm, RenameForm, RoleForm
from pemakaman.akun.guard import current_actor
from pemakaman.akun.masuk import bp, show_errors
from pemakaman.akun.models import Akun
from pemakaman.akun.rules import MEMBUAT_AKUN, Izin, Peran
from pemakaman.akun.tangga import Tangga, build_tangga
from pemakaman.db import reading, transaction
from pemakaman.errors import Invalid
from pemakaman.jejak.queries import timeline
from pemakaman.web import Page, redirect_with, requires, show_page

__all__ = ["bp"]
Form = TypeVar("Form", RenameForm, ReasonForm)


@bp.get("/pengguna")
@requires(Izin.AKUN_KELOLA)
def list_() -> ResponseReturnValue:
    """The accounts of the jurisdiction, by name."""
    form = FilterForm(formdata=request.args)
    form.validate()
    saring = queries.Saring(form.cari.data, form.peran.data, form.status.data)
    with reading() as session:
        rows = queries.list_akun(session, saring, actor=current_actor(), sesudah=_sesudah())
    more = len(rows) > queries.PER_PAGE
    rows = rows[: queries.PER_PAGE]
    page = Page(rows, str(rows[-1].id) if more else None)
    return show_page("akun/daftar.html", form=form, page=page, disaring=saring != queries.Saring())


def _sesudah() -> UUID | None:
    try:
        return UUID(request.args.get("sesudah", ""))
    except ValueError:
        return None


@bp.route("/pengguna/baru", methods=["GET", "POST"])
@requires(Izin.AKUN_KELOLA)
def create() -> ResponseReturnValue:
    """First the role, then the person and the region."""
    actor = current_actor()
    allowed = [peran for peran in Peran if peran in MEMBUAT_AKUN[actor.peran]]
    role = RoleForm(formdata=request.args)
    role.offer(allowed)
    if not role.validate():
        if "peran" not in request.args:
            role.peran.errors = []
        return show_page("akun/pilih_peran.html", 422 if role.errors else 200, form=role)
    peran, form = Peran(role.peran.data), NewAkunForm()
    with reading() as session:
        tangga = build_tangga(session, form, peran, actor)
        wilayah = queries.wilayah_name(session, actor.wilayah_kode) if actor.wilayah_kode else ""
    if request.method == "POST" and request.form.get("aksi") != "pilih" and form.validate():
        return _create(form, peran, tangga, wilayah)
    status = 422 if form.errors else 200
    return _show_create(form, peran, tangga, wilayah, status)


def _show_create(
    form: NewAkunForm, peran: Peran, tangga: Tangga, wilayah: str, status: int, *, galat: tuple[str, ...] = ()
) -> Response:
    values = {"form": form, "peran": peran, "tangga": tangga, "wilayah": wilayah, "galat_lain": galat}
    return show_page("akun/baru.html", status, **values)


def _create(form: NewAkunForm, peran: Peran, tangga: Tangga, wilayah: str) -> ResponseReturnValue:
    actor = current_actor()
    try:
        with transaction() as session:
            akun = services.create_akun(
                session,
                actor=actor,
                nama_pengguna=form.nama_pengguna.data,
                nama=form.nama.data,
                peran=peran,
                wilayah_kode=tangga.kode,
            )
            token = services.create_invitation(session, akun.id, actor=actor)
    except Invalid as invalid:
        texts = invalid.galat.pop("wilayah", [])
        if tangga.ruas and texts:
            invalid.galat[tangga.ruas[-1]] = texts
        show_errors(form, invalid)
        return _show_create(form, peran, tangga, wilayah, 422, galat=() if tangga.ruas else tuple(texts))
    return _show_link(akun, token)


def _show_link(akun: Akun, token: str) -> Response:
    tautan = url_for("akun.accept", token=token, _external=True)
    return show_page("akun/tautan.html", akun=akun, tautan=tautan)


@bp.get("/pengguna/<uuid:akun_id>")
@requires(Izin.AKUN_KELOLA)
def show(akun_id: UUID) -> ResponseReturnValue:
    """One account: who, where, what happened to it."""
    actor = current_actor()
    with reading() as session:
        akun = queries.get_akun(session, akun_id, actor=actor)
        wilayah = queries.wilayah_name(session, akun.wilayah_kode)
        riwayat = timeline(session, "akun", akun.id)
    dapat_diubah = Peran(akun.peran) in MEMBUAT_AKUN[actor.peran]
    return show_page("akun/lihat.html", akun=akun, wilayah=wilayah, riwayat=riwayat, dapat_diubah=dapat_diubah)


@bp.post("/pengguna/<uuid:akun_id>/undangan")
@requires(Izin.AKUN_KELOLA)
def invite(akun_id: UUID) -> ResponseReturnValue:
    """A new one-time link: for the first password, or for a forgotten one."""
    with transaction() as session:
        token = services.create_invitation(session, akun_id, actor=current_actor())
        akun = queries.get_akun(session, akun_id, actor=current_actor())
    return _show_link(akun, token)


@bp.route("/pengguna/<uuid:akun_id>/ubah", methods=["GET", "POST"])
@requires(Izin.AKUN_KELOLA)
def rename(akun_id: UUID) -> ResponseReturnValue:
    """Correct the name."""

    def work(session: Session, form: RenameForm) -> None:
        services.rename_akun(session, akun_id, nama=form.nama.data, versi=form.versi.data or 0, actor=current_actor())

    akun = _visible(akun_id)
    return _change(akun, RenameForm(obj=akun), "akun/ubah.html", work, "Nama sudah diubah.")


@bp.route("/pengguna/<uuid:akun_id>/nonaktifkan", methods=["GET", "POST"])
@requires(Izin.AKUN_KELOLA)
def deactivate(akun_id: UUID) -> ResponseReturnValue:
    """Shut the account, with a reason."""

    def work(session: Session, form: ReasonForm) -> None:
        services.deactivate_akun(
            session, akun_id, alasan=form.alasan.data, versi=form.versi.data or 0, actor=current_actor()
        )

    akun = _visible(akun_id)
    pesan = "Akun dinonaktifkan; semua sesinya sudah dikeluarkan."
    return _change(akun, ReasonForm(obj=akun), "akun/nonaktifkan.html", work, pesan)


@bp.route("/pengguna/<uuid:akun_id>/aktifkan", methods=["GET", "POST"])
@requires(Izin.AKUN_KELOLA)
def reactivate(akun_id: UUID) -> ResponseReturnValue:
    """Open the account again, with a reason."""

    def work(session: Session, form: ReasonForm) -> None:
        services.reactivate_akun(
            session, akun_id, alasan=form.alasan.data, versi=form.versi.data or 0, actor=current_actor()
        )

    akun = _visible(akun_id)
    return _change(akun, ReasonForm(obj=akun), "akun/aktifkan.html", work, "Akun sudah aktif lagi.")


def _visible(akun_id: UUID) -> Akun:
    with reading() as session:
        return queries.get_akun(session, akun_id, actor=current_actor())


def _change(
    akun: Akun, form: Form, template: str, work: Callable[[Session, Form], None], pesan: str
) -> ResponseReturnValue:
    """Show the form; when it was sent and is right, do the work and go back to the account."""
    if request.method == "POST" and form.validate():
        try:
            with transaction() as session:
                work(session, form)
        except Invalid as invalid:
            show_errors(form, invalid)
        else:
            return redirect_with(pesan, "akun.show", akun_id=akun.id)
    return show_page(template, 422 if form.errors else 200, akun=akun, form=form)
