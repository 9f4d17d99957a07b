"""Who is new, changed or gone since the list before."""

from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import reading, transaction
from pemakaman.errors import NotFound
from pemakaman.jejak.services import record_read
from pemakaman.nilai.nik import hide_last_four
from pemakaman.pemilih import queries, selisih_lihat
from pemakaman.pemilih.routes.daftar_satu import place_asked
from pemakaman.pemilih.routes.dasar import bp
from pemakaman.pemilih.selisih_lihat import JENIS_BEDA, Beda
from pemakaman.tabel import CSV, csv_bytes
from pemakaman.unduh import attachment
from pemakaman.web import Page, requires, show_page

KEPALA = ("KECAMATAN", "DESA", "TPS", "DPID", "NIK", "NAMA", "JK", "TGL_LHR", "ALAMAT", "RT", "RW", "KET", "PERUBAHAN")


@bp.get("/pemilih/daftar/<uuid:daftar_id>/perubahan")
@requires(Izin.PEMILIH_LIHAT)
def changes(daftar_id: UUID) -> ResponseReturnValue:
    """Counts by place; with a kind also the voters."""
    actor, jenis = current_actor(), _jenis(default="")
    kecamatan, desa = place_asked()
    with transaction() as session:
        daftar = queries.get_daftar(session, daftar_id, actor=actor)
        before = selisih_lihat.check_comparable(session, daftar)
        places = [] if desa else selisih_lihat.count_places(session, daftar_id, kecamatan)
        page: Page[Beda] = Page([], None)
        if jenis:
            page = Page(
                *selisih_lihat.list_beda(
                    session, daftar_id, jenis, kecamatan=kecamatan, desa=desa, sesudah=request.args.get("sesudah")
                )
            )
            cara, jumlah = "pemilih.perubahan", len(page.rows)
            record_read(session, cara, actor=actor, objek="daftar_pemilih", objek_id=daftar_id, jumlah=jumlah)
    return show_page(
        "pemilih/perubahan.html",
        daftar=daftar,
        sebelum=before,
        tempat=places,
        halaman=page,
        jenis=jenis,
        jenis_beda=JENIS_BEDA,
        kecamatan=kecamatan,
        desa=desa,
    )


@bp.get("/pemilih/daftar/<uuid:daftar_id>/perubahan/unduh")
@requires(Izin.PEMILIH_LIHAT)
def download_changes(daftar_id: UUID) -> ResponseReturnValue:
    """The voters of one kind as CSV."""
    actor, jenis = current_actor(), _jenis(default="baru")
    place = place_asked()
    with transaction() as session:
        daftar = queries.get_daftar(session, daftar_id, actor=actor)
        selisih_lihat.check_comparable(session, daftar)
        count = selisih_lihat.count_beda(session, daftar_id, jenis, *place)
        cara = "pemilih.perubahan_unduh"
        record_read(session, cara, actor=actor, objek="daftar_pemilih", objek_id=daftar_id, jumlah=count)
    with reading() as session:
        content = csv_bytes(KEPALA, map(_cells, selisih_lihat.stream_beda(session, daftar_id, jenis, *place)))
    return attachment(content, CSV, f"pemilih-{jenis}.csv")


def _jenis(*, default: str) -> str:
    jenis = request.args.get("jenis") or default
    if jenis and jenis not in JENIS_BEDA:
        raise NotFound("Jenis perubahan ini tidak dikenal.")
    return jenis


def _cells(beda: Beda) -> list[str]:
    p = beda.pemilih
    lahir = f"{p.tanggal_lahir:%d-%m-%Y}" if p.tanggal_lahir else ""
    changed = "; ".join(f"{nama}: {lama} menjadi {kini}" for nama, lama, kini in beda.ruas)
    texts = (p.jenis_kelamin, lahir, p.alamat, p.rt, p.rw, p.keterangan)
    known = (p.kecamatan, p.desa, p.tps, p.dpid, hide_last_four(p.nik), p.nama, *texts)
    return [*(text or "" for text in known), changed]
