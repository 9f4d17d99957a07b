"""The voters' page: lists, and candidates side by side."""

from typing import Any
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Actor, Izin
from pemakaman.db import transaction
from pemakaman.errors import NotFound
from pemakaman.jejak.services import record_read
from pemakaman.pemilih import queries, services
from pemakaman.pemilih.models import DaftarPemilih
from pemakaman.pemilih.pencari import NIK_PERSIS, Calon, birth_of
from pemakaman.pemilih.routes.dasar import STATUS_DAFTAR, bp
from pemakaman.pemilih.rules import BUKTI_USUL_LABEL, HASIL_LABEL, KELAS_LABEL, RUAS_LABEL
from pemakaman.pemilih.rules_kembali import TMS
from pemakaman.pemilih.versi import check_whole
from pemakaman.web import Page, redirect_with, requires, show_page


@bp.get("/pemilih")
@requires(Izin.PEMILIH_LIHAT)
def list_() -> ResponseReturnValue:
    """The lists of this area, and the candidates of the newest or chosen one."""
    actor = current_actor()
    with transaction() as session:
        chosen = _chosen(session, actor)
        calon: list[Calon] = []
        berikut = None
        if chosen is not None:
            sesudah = request.args.get("sesudah")
            calon, berikut = NIK_PERSIS.search(session, chosen, sesudah=sesudah, batas=queries.PAGE)
            record_read(
                session,
                "pemilih.calon",
                actor=actor,
                objek="daftar_pemilih",
                objek_id=chosen.id,
                jumlah=len(calon),
            )
        values: dict[str, Any] = {
            "daftar": queries.list_daftar(session, actor=actor),
            "jumlah_usul": queries.count_usul(session, actor=actor),
        }
    return show_page(
        "pemilih/daftar.html",
        terpilih=chosen,
        halaman=Page([beside(satu) for satu in calon], berikut),
        status_daftar=STATUS_DAFTAR,
        kelas_label=KELAS_LABEL,
        bukti_label=BUKTI_USUL_LABEL,
        **values,
    )


def _chosen(session: Session, actor: Actor) -> DaftarPemilih | None:
    text = request.args.get("daftar")
    if not text:
        return queries.find_newest_daftar(session, actor=actor)
    try:
        daftar = queries.get_daftar(session, UUID(text), actor=actor)
    except ValueError:
        raise NotFound() from None
    if daftar.diringkas_pada is not None:
        check_whole(daftar)
    return daftar if daftar.status == "jadi" and daftar.jenis != TMS else None


def beside(calon: Calon) -> dict[str, object]:
    """A candidate as the page draws it: field, value of the report, value of the list, outcome."""
    laporan, pemilih = calon.laporan, calon.pemilih
    lahir = birth_of(laporan)
    left = {
        "nama": laporan.nama or "–",
        "jenis_kelamin": laporan.jenis_kelamin,
        "lahir": lahir.text() if lahir else (f"umur {laporan.umur} tahun" if laporan.umur is not None else "–"),
    }
    right = {"nama": pemilih.nama, "jenis_kelamin": pemilih.jenis_kelamin, "lahir": pemilih.tanggal_lahir}
    rows = [
        (ruas, RUAS_LABEL[ruas], left[ruas], right[ruas], hasil, HASIL_LABEL[hasil])
        for ruas, hasil in calon.perbandingan.as_dict().items()
    ]
    return {"calon": calon, "ruas": rows}


@bp.post("/pemilih/usul")
@requires(Izin.USUL_BUAT)
def propose() -> ResponseReturnValue:
    """Propose one candidate."""
    try:
        laporan_id, daftar_id = UUID(request.form["laporan_id"]), UUID(request.form["daftar_id"])
        pemilih_id = _row_number(request.form["pemilih_id"])
    except (KeyError, ValueError):
        raise NotFound("Calon ini tidak ada. Buka lagi halaman pemilih.") from None
    with transaction() as session:
        services.propose(
            session, laporan_id=laporan_id, daftar_id=daftar_id, pemilih_id=pemilih_id, actor=current_actor()
        )
    return redirect_with("Diusulkan. Orang kedua perlu mengonfirmasi.", "pemilih.list_", daftar=daftar_id)


def _row_number(text: str) -> int:
    number = int(text)
    if not 0 < number < 2**63:
        raise ValueError(text)
    return number
