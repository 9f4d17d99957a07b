"""What came back from the field: typed row by row, read from a file, and decided where it holds a proposal back."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue

from pemakaman import store
from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.cek import queries, services
from pemakaman.cek.baris import read_answers
from pemakaman.cek.forms import KOSONG, LembarJawaban, PutusForm, Terketik, UnggahForm, read_sheet
from pemakaman.cek.routes.dasar import bp
from pemakaman.cek.rules import CEK_LABEL, LONGEST_NAME, LONGEST_NOTE
from pemakaman.cek.services.dasar import may_check, require_checker
from pemakaman.db import reading, transaction
from pemakaman.errors import Invalid
from pemakaman.jejak.services import record_read
from pemakaman.pemilih.models import ButirLapangan
from pemakaman.pemilih.rules import LAPANGAN_LABEL
from pemakaman.tabel import TableError
from pemakaman.web import redirect_with, requires, show_page
from pemakaman.wilayah.queries import full_names


@bp.route("/pemilih/lapangan/<uuid:cek_id>/hasil", methods=["GET", "POST"])
@requires(Izin.PEMILIH_LIHAT)
def record(cek_id: UUID) -> ResponseReturnValue:
    """One page of rows; what is filled in is saved, the rest may follow later."""
    dari = max(1, min(request.values.get("dari", 1, int), 10**6))
    if request.method != "POST":
        return _show(cek_id, dari)
    sheet = read_sheet(request.form, range(dari, dari + queries.ROWS))
    if sheet.galat:
        return _show(cek_id, dari, sheet)
    try:
        with transaction() as session:
            made = services.record_answers(session, cek_id, sheet.jawaban, actor=current_actor())
    except Invalid as error:
        sheet.put_errors(error.galat)
        return _show(cek_id, dari, sheet)
    pesan, kategori = _told(made)
    lanjut = request.form.get("lanjut", 0, int)
    if lanjut > dari:
        return redirect_with(pesan, "cek.record", kategori=kategori, cek_id=cek_id, dari=lanjut)
    return redirect_with(pesan, "cek.show", kategori=kategori, cek_id=cek_id)


def _told(made: services.Tercatat) -> tuple[str, str]:
    if not made.jumlah:
        return "Tidak ada yang berubah.", "sukses"
    pesan = f"{made.jumlah} hasil dicatat."
    if not made.kasus:
        return pesan, "sukses"
    kasus = ", ".join(made.kasus)
    return f"{pesan} Yang masih hidup: laporan dan usulnya dibekukan, kasus {kasus} dibuka.", "peringatan"


def _show(cek_id: UUID, dari: int, sheet: LembarJawaban | None = None) -> ResponseReturnValue:
    actor = current_actor()
    with transaction() as session:
        cek = queries.get_cek(session, cek_id, actor=actor)
        rows = queries.list_rows(session, cek_id, dari=dari, batas=queries.ROWS + 1)
        names = full_names(session, cek.desa_kode)
        record_read(
            session, "cek_lapangan.dibuka", actor=actor, objek="cek_lapangan", objek_id=cek_id, jumlah=len(rows)
        )
    return show_page(
        "cek/hasil.html",
        422 if sheet else 200,
        cek=cek,
        nama=names,
        dari=dari,
        baris=_beside(rows[: queries.ROWS], sheet),
        berikut=dari + queries.ROWS if len(rows) > queries.ROWS else None,
        sebelum=max(1, dari - queries.ROWS) if dari > 1 else None,
        salah=sheet.galat if sheet else [],
        dapat=may_check(actor),
        cek_label=CEK_LABEL,
        hasil_label=LAPANGAN_LABEL,
        kosong=KOSONG,
        batas=(LONGEST_NOTE, LONGEST_NAME),
    )


def _beside(rows: Sequence[Any], sheet: LembarJawaban | None) -> list[dict[str, Any]]:
    """Each row with what was typed last, or with what is kept."""
    typed = sheet.terketik if sheet else {}
    found = []
    for row in rows:
        butir, kept = row.ButirLapangan, _kept(row.ButirLapangan)
        found.append({"kini": row, "butir": butir, "isian": typed.get(butir.urutan, kept), "dulu": kept.sidik})
    return found


def _kept(butir: ButirLapangan) -> Terketik:
    sama = {True: "ya", False: "tidak", None: ""}[butir.orang_sama]
    return Terketik(butir.hasil or "", sama, butir.catatan or "", butir.keterangan_dari or "")


@bp.route("/pemilih/lapangan/<uuid:cek_id>/unggah", methods=["GET", "POST"])
@requires(Izin.PEMILIH_LIHAT)
def upload(cek_id: UUID) -> ResponseReturnValue:
    """Answers from a file: all of it or nothing."""
    actor, form = current_actor(), UnggahForm()
    with reading() as session:
        cek = queries.get_cek(session, cek_id, actor=actor)
    require_checker(actor)
    if request.method != "POST":
        return show_page("cek/unggah.html", form=form, cek=cek, salah=[])
    if not form.validate():
        return show_page("cek/unggah.html", 422, form=form, cek=cek, salah=[])
    salah: list[str] = []
    try:
        jawaban, salah = read_answers(store.path_of(store.put_stream(form.berkas.data[0].stream)))
        if not salah:
            with transaction() as session:
                made = services.record_answers(session, cek_id, jawaban, actor=actor)
            pesan, kategori = _told(made)
            return redirect_with(pesan, "cek.show", kategori=kategori, cek_id=cek_id)
    except TableError as error:
        form.berkas.add_error(error.pesan)
    except Invalid as error:
        salah = [text for texts in error.galat.values() for text in texts]
        form.berkas.add_error("Ada baris yang tidak dapat dicatat. Tidak ada yang berubah.")
    else:
        form.berkas.add_error("Ada baris yang salah. Betulkan, lalu unggah lagi. Tidak ada yang berubah.")
    return show_page("cek/unggah.html", 422, form=form, cek=cek, salah=salah)


@bp.route("/pemilih/lapangan/baris/<uuid:butir_id>/putus", methods=["GET", "POST"])
@requires(Izin.PEMILIH_LIHAT)
def decide(butir_id: UUID) -> ResponseReturnValue:
    """Let a proposal go on in spite of an answer, with a reason."""
    actor, form = current_actor(), PutusForm()
    with reading() as session:
        butir = queries.get_butir(session, butir_id, actor=actor)
    require_checker(actor)
    if form.validate_on_submit():
        try:
            with transaction() as session:
                usul = services.decide_answer(
                    session, butir_id, versi=form.seen, alasan=form.alasan.data or "", actor=actor
                )
        except Invalid as error:
            form.put_errors(error.galat)
        else:
            return redirect_with("Diputus. Usul dapat dilanjutkan.", "pemilih.show_usul", usul_id=usul.id)
    status = 422 if form.is_submitted() else 200
    return show_page("cek/putus.html", status, form=form, butir=butir, hasil_label=LAPANGAN_LABEL)
