"""Actions on many reports at once, and what became of each."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import now, reading
from pemakaman.errors import Forbidden
from pemakaman.verifikasi import massal
from pemakaman.verifikasi.forms import FilterForm
from pemakaman.verifikasi.queries import antrean
from pemakaman.verifikasi.routes.dasar import bp
from pemakaman.verifikasi.rules import Tab, read_tab
from pemakaman.web import redirect_with, requires, show_page

JUDUL = {"setujui": "Persetujuan massal", "serahkan": "Penyerahan massal", "lepas": "Pelepasan massal"}
# After this nobody is working on it any more: a web server ends a request that takes a minute.
DITINGGALKAN = timedelta(seconds=70)


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


def read_rows(values: list[str]) -> list[massal.Baris]:
    """The rows of 'id:version'; what cannot be read is left out, and no report stands twice."""
    found: dict[UUID, massal.Baris] = {}
    for text in values:
        head, _, versi = text.partition(":")
        laporan_id = _uuid(head)
        if laporan_id is not None and versi.isascii() and versi.isdigit() and len(versi) <= 9:
            found.setdefault(laporan_id, massal.Baris(laporan_id, int(versi)))
    return list(found.values())


@bp.post("/meja/massal")
@requires(Izin.MEJA_BAGI)
def bulk() -> ResponseReturnValue:
    """Do one thing with every chosen report; the results have an address of their own."""
    actor, aksi = current_actor(), request.form.get("aksi", "")
    if aksi not in massal.AKSI:
        return redirect_with("Pilih dulu apa yang dilakukan.", "verifikasi.queue", kategori="peringatan")
    if not actor.may(massal.AKSI[aksi][0]):
        raise Forbidden()
    # Without a script the box for the whole page is all that is ticked.
    source = "halaman" if request.form.get("semua") else "pilih"
    baris = read_rows(request.form.getlist(source))
    kepada = _uuid(request.form.get("kepada"))
    pesan = _refusal(aksi, baris, kepada)
    if pesan:
        tab = read_tab(request.form.get("tab"), actor.peran)
        return redirect_with(pesan, "verifikasi.queue", kategori="peringatan", tab=tab)
    kiriman = _uuid(request.form.get("kiriman")) or uuid4()
    hasil_id = massal.run(aksi, kiriman, baris, massal.Perintah(actor, kepada))
    return _to_results(hasil_id)


@bp.post("/meja/hasil/<uuid:hasil_id>/lanjutkan")
@requires(Izin.MEJA_BAGI)
def resume(hasil_id: UUID) -> ResponseReturnValue:
    """Go on with the rows that were not reached."""
    massal.resume(hasil_id, actor=current_actor())
    return _to_results(hasil_id)


def _to_results(hasil_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("verifikasi.results", hasil_id=hasil_id, berhenti=1), 303)


def _refusal(aksi: str, baris: list[massal.Baris], kepada: UUID | None) -> str:
    if not baris:
        return "Belum ada laporan yang dicentang."
    if len(baris) > massal.PALING_BANYAK:
        return f"Paling banyak {massal.PALING_BANYAK} laporan sekali jalan."
    if aksi == "serahkan" and kepada is None:
        return "Pilih dulu petugas yang menerima."
    return ""


@bp.get("/meja/hasil/<uuid:hasil_id>")
@requires(Izin.MEJA_BAGI)
def results(hasil_id: UUID) -> ResponseReturnValue:
    """What became of each row; opening it again repeats nothing."""
    with reading() as session:
        hasil = massal.get_hasil(session, hasil_id, actor=current_actor())
    waiting = sum(row["berhasil"] is None for row in hasil.baris)
    running = bool(waiting) and "berhenti" not in request.args and now() - hasil.dibuat_pada < DITINGGALKAN
    page = show_page(
        "verifikasi/hasil.html",
        judul_hasil=JUDUL.get(hasil.aksi, "Hasil"),
        hasil=hasil,
        selesai=[row for row in hasil.baris if row["berhasil"]],
        gagal=[row for row in hasil.baris if row["berhasil"] is False],
        belum=waiting,
        berjalan=running,
    )
    if running:
        page.headers["Refresh"] = "2"
    return page


@bp.get("/meja/bersih")
@requires(Izin.LAPORAN_SETUJUI)
def clean() -> ResponseReturnValue:
    """Everything recommended that nothing stands against, to look through and approve in one go."""
    actor = current_actor()
    form = FilterForm(request.args, meta={"csrf": False})
    with reading() as session:
        form.makam.choices = antrean.list_makam_choices(session, actor=actor)
        form.wilayah.choices = antrean.list_wilayah_choices(session, actor=actor)
        form.validate()
        saring = replace(form.saring(), bersih=True)
        page = antrean.list_queue(
            session, Tab.PERSETUJUAN, actor=actor, saring=saring, sesudah=None, size=massal.PALING_BANYAK
        )
    return show_page(
        "verifikasi/bersih.html", page=page, kiriman=uuid4(), terpotong=page.berikut is not None, tab=Tab.PERSETUJUAN
    )
