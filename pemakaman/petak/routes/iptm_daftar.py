"""HTTP of the renewal list: filters, files, and the reminder of a permit's end."""

from collections.abc import Sequence
from datetime import tzinfo
from typing import Any
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Actor, Izin
from pemakaman.db import today_in, transaction
from pemakaman.errors import Conflict
from pemakaman.jejak.services import record_read
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import get_laporan
from pemakaman.laporan.routes.dasar import called
from pemakaman.makam.models import Makam
from pemakaman.nilai.tanggal import format_tanggal, zone_of
from pemakaman.nilai.telepon import format_telepon
from pemakaman.petak.forms.iptm import SaringIptmForm
from pemakaman.petak.models import Iptm
from pemakaman.petak.queries import iptm as queries
from pemakaman.petak.queries.iptm import Acuan, Saring
from pemakaman.petak.queries.letak import place_of_grave, tell_place
from pemakaman.petak.queries.rencana import list_makam
from pemakaman.petak.routes.dasar import bp
from pemakaman.petak.rules_iptm import KEADAAN_LABEL, MENUNGGU, Isi, reminder_text
from pemakaman.petak.services import iptm as services
from pemakaman.tabel import MIME
from pemakaman.unduh import table_file
from pemakaman.web import Page, redirect_with, requires, show_page

KOLOM = (
    *("Nomor izin", "Pemegang", "Nomor HP", "Almarhum", "Makam", "Letak", "Buku"),
    *("Berlaku mulai", "Berlaku sampai", "Keadaan", "Diingatkan"),
)


def _saring() -> Saring:
    args = request.args
    makam_id = args.get("makam", type=UUID)
    return Saring(args.get("keadaan", "menunggu")[:20], makam_id, args.get("diingatkan", "")[:10])


@bp.get("/iptm")
@requires(Izin.PETAK_KELOLA)
def permits() -> ResponseReturnValue:
    """Permits that are about to end or have ended, unless the filter says otherwise."""
    actor, saring = current_actor(), _saring()
    with transaction() as session:
        acuan = queries.acuan_of(session, actor.kab_kode or "")
        rows = list(
            queries.list_iptm(session, saring, acuan, actor=actor, sesudah=request.args.get("sesudah", type=UUID))
        )
        makam = list_makam(session, actor=actor)
        size = queries.PAGE_SIZE
        page = Page(rows[:size], str(rows[size - 1].Iptm.id) if len(rows) > size else None)
        record_read(session, "iptm.dibuka", actor=actor, jumlah=len(page.rows))
    form = SaringIptmForm(data={"keadaan": saring.keadaan, "makam": saring.makam_id, "diingatkan": saring.diingatkan})
    form.makam.choices = makam
    form.keadaan.kosong = None
    states = [acuan.state(row.Iptm, diperpanjang=row.diperpanjang) for row in page.rows]
    values: dict[str, Any] = {
        "keadaan_label": KEADAAN_LABEL,
        "menunggu": MENUNGGU,
        "hari": acuan.ingat_hari,
        "letak": tell_place,
    }
    return show_page("petak/iptm.html", form=form, halaman=page, keadaan=states, ke_berkas=_download_args(), **values)


def _download_args() -> dict[str, str]:
    return {name: value for name in ("keadaan", "makam", "diingatkan") if (value := request.args.get(name))}


@bp.get("/iptm/unduh/<format>")
@requires(Izin.PETAK_KELOLA)
def download_permits(format: str) -> ResponseReturnValue:  # noqa: A002
    """The same list as a file."""
    actor, kind = current_actor(), format if format in MIME else "csv"
    with transaction() as session:
        acuan = queries.acuan_of(session, actor.kab_kode or "")
        rows = queries.list_iptm(session, _saring(), acuan, actor=actor, most=queries.MOST_ROWS)
        record_read(session, "iptm.diunduh", actor=actor, jumlah=len(rows))
    cells = _cells(rows, acuan, zone_of(actor.kab_kode or ""))
    return table_file(f"izin-makam-{acuan.hari_ini.isoformat()}", kind, "Izin makam", KOLOM, cells)


def _cells(rows: Sequence[Any], acuan: Acuan, zone: tzinfo) -> list[list[str]]:
    return [
        [
            row.Iptm.nomor,
            row.Iptm.pemegang,
            format_telepon(row.Iptm.telepon) if row.Iptm.telepon else "",
            row.almarhum or "Tanpa nama",
            row.makam,
            tell_place(row),
            f"{row.buku_nomor}/{row.buku_tahun}",
            format_tanggal(row.Iptm.berlaku_dari),
            format_tanggal(row.Iptm.berlaku_sampai),
            KEADAAN_LABEL[acuan.state(row.Iptm, diperpanjang=row.diperpanjang)],
            format_tanggal(row.Iptm.diingatkan_pada.astimezone(zone).date()) if row.Iptm.diingatkan_pada else "",
        ]
        for row in rows
    ]


@bp.route("/iptm/<uuid:iptm_id>/ingatkan", methods=["GET", "POST"])
@requires(Izin.PETAK_KELOLA)
def remind_holder(iptm_id: UUID) -> ResponseReturnValue:
    """The words to say or send; pressing marks that it was done, once a term."""
    actor, bentrok = current_actor(), ""
    if request.method == "POST":
        try:
            with transaction() as session:
                services.remind(session, iptm_id, actor=actor)
            return redirect_with("Dicatat: pemegang izin sudah diingatkan.", "petak.permits")
        except Conflict as error:
            bentrok = error.pesan
    with transaction() as session:
        iptm, laporan, makam = _open(session, iptm_id, actor)
        isi = _isi(session, iptm, laporan, makam)
    teks = reminder_text(isi, hari_ini=today_in(laporan.kab_kode))
    values: dict[str, Any] = {
        "iptm": iptm,
        "laporan": laporan,
        "sebutan": called(laporan),
        "teks": teks,
        "bentrok": bentrok,
    }
    return show_page("petak/iptm_ingatkan.html", 409 if bentrok else 200, **values)


@bp.get("/iptm/<uuid:iptm_id>/surat")
@requires(Izin.PETAK_KELOLA)
def reminder_letter(iptm_id: UUID) -> ResponseReturnValue:
    """The reminder as a letter to print."""
    actor = current_actor()
    with transaction() as session:
        iptm, laporan, makam = _open(session, iptm_id, actor)
        isi = _isi(session, iptm, laporan, makam)
    hari_ini = today_in(laporan.kab_kode)
    values: dict[str, Any] = {"iptm": iptm, "isi": isi, "makam": makam, "hari_ini": hari_ini}
    return show_page("petak/iptm_surat.html", habis=isi.berlaku_sampai < hari_ini, **values)


def _open(session: Session, iptm_id: UUID, actor: Actor) -> tuple[Iptm, Laporan, Makam]:
    iptm = queries.get_iptm(session, iptm_id, actor=actor)
    laporan = get_laporan(session, iptm.laporan_id, actor=actor)
    record_read(session, "kubur.dibuka", actor=actor, objek="laporan", objek_id=laporan.id)
    return iptm, laporan, session.get_one(Makam, iptm.makam_id)


def _isi(session: Session, iptm: Iptm, laporan: Laporan, makam: Makam) -> Isi:
    letak = place_of_grave(session, laporan)
    return Isi(iptm.pemegang, iptm.nomor, called(laporan), makam.nama, letak, iptm.berlaku_sampai)
