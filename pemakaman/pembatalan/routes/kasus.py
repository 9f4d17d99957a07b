"""Cases for the office and the province: the list, one case, its report, its proofs."""

from typing import Any
from uuid import UUID

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import now, reading, transaction
from pemakaman.errors import Conflict, Invalid, NotFound, PemakamanError
from pemakaman.jejak.services import record_read
from pemakaman.laporan.daftar import read_sesudah
from pemakaman.pembatalan import queries, services
from pemakaman.pembatalan.forms import BuktiKasusForm, CariForm, TutupForm
from pemakaman.pembatalan.lembar import Lembar, read_lembar
from pemakaman.pembatalan.routes.dasar import bp
from pemakaman.pembatalan.rules import KASUS_SINGKAT, SUMBER_LABEL, age_in_words
from pemakaman.pemilih import penarikan
from pemakaman.verifikasi.queries.cari import Hasil, Pertanyaan, search
from pemakaman.web import Page, redirect_with, requires, show_page

TIDAK_DITEMUKAN = "Laporan ini tidak ada. Cari lagi, lalu pilih dari daftarnya."


@bp.get("/kasus")
@requires(Izin.HIDUP_LIHAT)
def list_() -> ResponseReturnValue:
    """Open cases, the oldest first; or those decided."""
    actor, terbuka = current_actor(), request.args.get("tab") != "selesai"
    sesudah = read_sesudah(request.args.get("sesudah"))
    with transaction() as session:
        page = Page(*queries.list_kasus(session, actor=actor, terbuka=terbuka, sesudah=sesudah))
        record_read(session, "kasus.dibuka", actor=actor, jumlah=len(page.rows))
        counts = penarikan.count_open(session, actor=actor)
        jumlah = queries.count_open(session, actor=actor)
    return show_page(
        "pembatalan/daftar.html",
        halaman=page,
        terbuka=terbuka,
        lanjutan=sesudah is not None,
        jumlah=jumlah,
        penarikan=counts,
        kasus_label=KASUS_SINGKAT,
        sumber_label=SUMBER_LABEL,
        umur=lambda since: age_in_words(since, now()),
    )


@bp.get("/laporan/<uuid:laporan_id>/kasus")
@requires(Izin.HIDUP_LIHAT)
def of_laporan(laporan_id: UUID) -> ResponseReturnValue:
    """The newest case of a report."""
    with reading() as session:
        kasus = queries.find_of_laporan(session, laporan_id, actor=current_actor())
    if kasus is None:
        raise NotFound("Laporan ini tidak punya kasus masih hidup, atau di luar wilayah tugas Anda.")
    return redirect(url_for("pembatalan.show", kasus_id=kasus.id), 303)


@bp.get("/kasus/<uuid:kasus_id>")
@requires(Izin.HIDUP_LIHAT)
def show(kasus_id: UUID) -> ResponseReturnValue:
    """One case with everything needed to decide it."""
    return show_kasus(kasus_id)


def get_seen(kasus_id: UUID) -> Lembar:
    """One case as its page shows it, with the look at it in the read log."""
    actor = current_actor()
    with transaction() as session:
        lembar = read_lembar(session, kasus_id, actor=actor)
        record_read(session, "kasus.dibuka", actor=actor, objek="kasus_hidup", objek_id=kasus_id)
    return lembar


def show_kasus(kasus_id: UUID, status: int = 200, *, pesan: str = "", **forms: Any) -> Response:
    """The page of a case; `forms` are those that were sent and refused, by the names of the template."""
    lembar = get_seen(kasus_id)
    values: dict[str, Any] = {"bukti": BuktiKasusForm(None), **lembar.forms(), **forms}
    return show_page("pembatalan/kasus.html", status, lembar=lembar, kasus=lembar.kasus, pesan=pesan, form=values)


@bp.route("/kasus/<uuid:kasus_id>/tautkan", methods=["GET", "POST"])
@requires(Izin.HIDUP_PERIKSA)
def link(kasus_id: UUID) -> ResponseReturnValue:
    """Search the report of a case, and name it; the first search is by what the alarm told."""
    lembar, chosen = get_seen(kasus_id), request.form.get("laporan")
    if chosen is not None:
        return _link(kasus_id, chosen)
    given = {"nama": lembar.kasus.nama, "nik": lembar.kasus.nik}
    form = CariForm() if request.method == "POST" else CariForm(None, data=given)
    fine = form.validate() if request.method == "POST" else True
    tanya = Pertanyaan(nama=form.nama.data or None, nik=form.nik.data or None, mirip=True)
    hasil = None if not fine or tanya.is_empty() else _search(tanya)
    return show_page("pembatalan/tautkan.html", 200 if fine else 422, lembar=lembar, form=form, hasil=hasil)


def _search(tanya: Pertanyaan) -> Hasil:
    """By NIK first; a name is asked only where no report carries the NIK."""
    actor = current_actor()
    with transaction() as session:
        by_nik = search(session, Pertanyaan(nik=tanya.nik), actor=actor) if tanya.nik else None
        found = by_nik if by_nik and by_nik.baris else search(session, Pertanyaan(nama=tanya.nama or ""), actor=actor)
        jumlah = len(found.baris)
        if tanya.nik:
            record_read(session, "cari.nik", actor=actor, rahasia=tanya.nik, jumlah=jumlah)
        if tanya.nama:
            record_read(session, "cari.nama", actor=actor, kata_cari=tanya.nama, jumlah=jumlah)
    return found


def _link(kasus_id: UUID, chosen: str) -> ResponseReturnValue:
    try:
        laporan_id = UUID(chosen)
    except ValueError:
        raise NotFound(TIDAK_DITEMUKAN) from None
    versi = request.form.get("versi", 0, int)
    try:
        with transaction() as session:
            services.link_kasus(session, kasus_id, laporan_id, versi=versi, actor=current_actor())
    except Conflict as error:
        return show_kasus(kasus_id, error.status, pesan=error.pesan)
    return redirect_with("Kasus ditautkan. Laporan itu dibekukan.", "pembatalan.show", kasus_id=kasus_id)


@bp.route("/kasus/<uuid:kasus_id>/tutup", methods=["GET", "POST"])
@requires(Izin.HIDUP_PERIKSA)
def close(kasus_id: UUID) -> ResponseReturnValue:
    """End a case for which there is no report."""
    lembar, form = get_seen(kasus_id), TutupForm()
    if form.validate_on_submit():
        try:
            with transaction() as session:
                services.close_kasus(
                    session, kasus_id, alasan=form.alasan.data or "", versi=form.seen, actor=current_actor()
                )
        except Invalid as error:
            form.put_errors(error.galat)
        except Conflict as error:
            return show_kasus(kasus_id, error.status, pesan=error.pesan)
        else:
            return redirect_with("Kasus ditutup.", "pembatalan.list_")
    return show_page("pembatalan/tutup.html", 422 if form.is_submitted() else 200, lembar=lembar, form=form)


@bp.post("/kasus/<uuid:kasus_id>/bukti")
@requires(Izin.HIDUP_PERIKSA)
def add_proofs(kasus_id: UUID) -> ResponseReturnValue:
    """Add proofs of one kind; a bad file is told by name, the good ones are kept."""
    form = BuktiKasusForm()
    with reading() as session:
        queries.get_kasus(session, kasus_id, actor=current_actor())
    if not form.validate():
        return show_kasus(kasus_id, 422, bukti=form)
    gagal = [text for berkas in form.berkas.data for text in _add(kasus_id, form, berkas)]
    if gagal:
        for text in gagal:
            form.berkas.add_error(text)
        return show_kasus(kasus_id, 422, bukti=form)
    return redirect_with(f"{len(form.berkas.data)} bukti ditambahkan.", "pembatalan.show", kasus_id=kasus_id)


def _add(kasus_id: UUID, form: BuktiKasusForm, berkas: Any) -> list[str]:
    """Add one file in its own transaction; returns why it was refused, if it was."""
    nama = berkas.filename or "berkas"
    try:
        with transaction() as session:
            services.add_kasus_bukti(
                session,
                kasus_id,
                jenis=form.jenis.data,
                nama_berkas=nama,
                content=berkas.read(),
                actor=current_actor(),
            )
    except Invalid as error:
        return [f"{nama}: {' '.join(text for texts in error.galat.values() for text in texts)}"]
    except PemakamanError as error:
        return [f"{nama}: {error.pesan}"]
    return []
