"""Lists of months, and closing one."""

from typing import Any
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Actor, Izin
from pemakaman.buku import bulan
from pemakaman.buku.bulan import SaringTutup
from pemakaman.buku.forms_tutup import TutupForm
from pemakaman.buku.hitung import KELOMPOK_LABEL
from pemakaman.buku.masa import Masa, find_masa, get_masa
from pemakaman.buku.routes.dasar import bp
from pemakaman.buku.routes.tutupan import closed_page, told
from pemakaman.buku.services import tutup
from pemakaman.db import reading, today_in, transaction
from pemakaman.errors import Invalid
from pemakaman.jejak.services import record_read
from pemakaman.makam.models import Makam
from pemakaman.makam.queries import get_makam, list_kecamatan, list_recording
from pemakaman.makam.tutup import find_closing, is_over
from pemakaman.web import Page, redirect_with, requires, show_page

KEADAAN = {"": "Semua keadaan", "terbuka": "Belum ditutup", "tertutup": "Sudah ditutup", "nihil": "Ditutup nihil"}
CHOICES = 36


@bp.get("/tutup")
@requires(Izin.BUKU_CETAK)
def closings() -> ResponseReturnValue:
    """What waits to be closed: one's own months, or for an office the cemeteries of a month."""
    actor = current_actor()
    return _office(actor) if actor.may(Izin.MEJA_LIHAT) else _own(actor)


def _own(actor: Actor) -> ResponseReturnValue:
    with reading() as session:
        terbuka = bulan.list_open(session, actor=actor)
        makam = list_recording(session, actor=actor)
    shown = terbuka[: bulan.MOST_OPEN]
    return show_page("buku/tutup.html", terbuka=shown, lainnya=len(terbuka) - len(shown), makam=makam)


def _office(actor: Actor) -> ResponseReturnValue:
    args, akhir = request.args, bulan.last_month(actor.wilayah_kode)
    masa = min(find_masa(args.get("bulan", "")) or akhir, akhir)
    saring = SaringTutup(args.get("kecamatan", "")[:8], args.get("keadaan", "")[:10])
    with reading() as session:
        rows = list(bulan.list_month(session, masa, saring, actor=actor, sesudah=args.get("sesudah", type=UUID)))
        kecamatan = list_kecamatan(session, actor=actor)
    size = bulan.PAGE_SIZE
    page = Page(rows[:size], str(rows[size - 1].id) if len(rows) > size else None)
    choices = sorted({masa, *(akhir.geser(-step) for step in range(CHOICES))}, reverse=True)
    values: dict[str, Any] = {"saring": saring, "kecamatan": kecamatan, "nama_keadaan": KEADAAN}
    return show_page("buku/tutup_daftar.html", halaman=page, masa=masa, pilihan=choices, **values)


@bp.get("/tutup/<uuid:makam_id>")
@requires(Izin.BUKU_CETAK)
def closings_of(makam_id: UUID) -> ResponseReturnValue:
    """Months of one cemetery, newest first; an older year by a link."""
    tahun = request.args.get("tahun", type=int)
    with reading() as session:
        makam = get_makam(session, makam_id, actor=current_actor())
        rows = bulan.list_of_makam(session, makam, tahun)
        years = bulan.list_years(session, makam)
    return show_page("buku/tutup_makam.html", makam=makam, bulan=rows, tahun=tahun, semua_tahun=years)


@bp.get("/tutup/<uuid:makam_id>/<masa>")
@requires(Izin.BUKU_CETAK)
def month(makam_id: UUID, masa: str) -> ResponseReturnValue:
    """One month: what would be closed now, or how it was closed."""
    actor = current_actor()
    with transaction() as session:
        makam = get_makam(session, makam_id, actor=actor)
        of = get_masa(masa)
        closing = find_closing(session, makam_id, of.tahun, of.bulan)
        if closing is not None:
            return closed_page(session, makam, closing, actor)
        return _open_page(session, makam, of, TutupForm(data={"petugas": actor.nama}), actor=actor)


@bp.post("/tutup/<uuid:makam_id>/<masa>")
@requires(Izin.BUKU_TUTUP)
def close(makam_id: UUID, masa: str) -> ResponseReturnValue:
    """Close the month, or say that nobody was buried in it."""
    actor, form, nihil = current_actor(), TutupForm(), request.form.get("aksi") == "nihil"
    with reading() as session:
        makam = get_makam(session, makam_id, actor=actor)
    of, galat = get_masa(masa), list[str]()
    if form.validate():
        try:
            with transaction() as session:
                said: dict[str, Any] = {"nihil": nihil, "draf_diterima": form.draf.data, "petugas": form.petugas.data}
                tutup.close_month(session, makam_id, of, **said, actor=actor)
            return redirect_with(_closed_words(of, nihil=nihil), "buku.month", makam_id=makam_id, masa=of.kode)
        except Invalid as error:
            galat = form.put_errors(error.galat)
    with transaction() as session:
        return _open_page(session, makam, of, form, actor=actor, galat=galat)


def _closed_words(masa: Masa, *, nihil: bool) -> str:
    return (
        f"{masa.nama} ditutup nihil."
        if nihil
        else f"{masa.nama} ditutup. Lembarnya sedang dibuat untuk ditandatangani."
    )


def _open_page(
    session: Session, makam: Makam, masa: Masa, form: TutupForm, *, actor: Actor, galat: list[str] | None = None
) -> ResponseReturnValue:
    isi = bulan.count_month(session, makam.id, masa, actor=actor)
    record_read(session, "buku.bulan_dibuka", actor=actor, objek="makam", objek_id=makam.id)
    recording = any(row.id == makam.id for row in list_recording(session, actor=actor))
    return show_page(
        "buku/bulan.html",
        422 if form.errors or galat else 200,
        makam=makam,
        isi=isi,
        form=form,
        galat_lain=galat or [],
        berakhir=is_over(masa.tahun, masa.bulan, today_in(makam.kab_kode)),
        boleh_tutup=recording and actor.may(Izin.BUKU_TUTUP),
        nama_kelompok=KELOMPOK_LABEL,
        koreksi=told(bulan.list_made(session, makam.id, masa)),
        riwayat=bulan.list_history(session, makam.id, masa),
    )
