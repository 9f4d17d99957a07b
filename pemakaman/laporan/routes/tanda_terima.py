"""The receipt: what happens next for who recorded the burial, and the paper that the family takes home."""

from typing import Any
from uuid import UUID

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from pemakaman import db
from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Actor, Izin
from pemakaman.db import transaction
from pemakaman.laporan import services
from pemakaman.laporan.checks import Temuan
from pemakaman.laporan.kode_qr import draw_qr
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.routes.dasar import book_number, bp, called, read_laporan, step_url, url_if_any
from pemakaman.laporan.rules import Status
from pemakaman.makam.models import Makam
from pemakaman.nilai.tanggal import deadline
from pemakaman.web import requires, show_page
from pemakaman.wilayah.queries import full_names


def _paper(session: Session, laporan: Laporan) -> dict[str, Any]:
    """What stands on the paper; the code leads to the page of following, without the date that opens it."""
    nomor = laporan.nomor_terima
    tautan = url_if_any("lacak.look", n=nomor, _external=True) if nomor else None
    alamat = url_if_any("lacak.look", _external=True) or ""
    return {
        "laporan": laporan,
        "sebutan": called(laporan),
        "nomor": book_number(laporan),
        "makam": session.get_one(Makam, laporan.makam_id).nama,
        "nama_kab": full_names(session, laporan.kab_kode)["kab_kota"],
        "tautan": tautan,
        "alamat_lacak": alamat.partition("://")[2],
        "qr": draw_qr(tautan, f"Kode untuk melacak laporan {nomor}") if tautan else None,
        "dicetak": db.now(),
    }


@bp.get("/laporan/<uuid:laporan_id>/tanda-terima")
@requires(Izin.LAPORAN_TULIS)
def receipt(laporan_id: UUID) -> ResponseReturnValue:
    """The numbers, what happens next, and until when."""
    actor = current_actor()
    with transaction() as session:
        laporan = read_laporan(session, laporan_id, actor)
        if laporan.status == Status.DRAF:
            return redirect(step_url(laporan_id, "periksa"), 303)
        return show_page(
            "laporan/terima.html",
            **_paper(session, laporan),
            tenggat=None if laporan.meninggal_tanggal is None else deadline(laporan.meninggal_tanggal),
            temuan=_worth_telling(session, laporan, actor),
        )


def _worth_telling(session: Session, laporan: Laporan, actor: Actor) -> list[Temuan]:
    if laporan.status != Status.LAPOR_AWAL:
        return []
    temuan = services.check_laporan(session, laporan.id, actor=actor)
    return [satu for satu in temuan if not satu.keras or satu.ruas == "alasan_nik_sama"]


@bp.get("/laporan/<uuid:laporan_id>/tanda-terima/cetak")
@requires(Izin.LAPORAN_LIHAT)
def reprint(laporan_id: UUID) -> ResponseReturnValue:
    """The paper alone, for the printer; whoever may see the report may print it again."""
    with transaction() as session:
        laporan = read_laporan(session, laporan_id, current_actor())
        if laporan.status == Status.DRAF:
            return redirect(url_for("laporan.show", laporan_id=laporan_id), 303)
        return show_page("laporan/terima_cetak.html", **_paper(session, laporan))
