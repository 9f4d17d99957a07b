"""The voters' page: lists, and candidates side by side."""

from collections.abc import Mapping
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
from pemakaman.pemilih.calon_cocok import Kelompok, count_tabs, list_groups
from pemakaman.pemilih.cocok import count_waiting
from pemakaman.pemilih.models import DaftarPemilih
from pemakaman.pemilih.pencari import NIK_PERSIS, Calon, birth_of
from pemakaman.pemilih.routes.dasar import STATUS_DAFTAR, bp, chance_words, draw_reasons
from pemakaman.pemilih.rules import BUKTI_USUL_LABEL, HASIL_LABEL, KELAS_LABEL, RUAS_LABEL, is_to_verify
from pemakaman.pemilih.rules_cocok import TAB_KOSONG, TAB_LABEL, Tab
from pemakaman.pemilih.rules_kembali import TMS
from pemakaman.pemilih.versi import check_whole
from pemakaman.web import Page, redirect_with, requires, show_page


@bp.get("/pemilih")
@requires(Izin.PEMILIH_LIHAT)
def list_() -> ResponseReturnValue:
    """The lists of this area, and the candidates of the newest or chosen one."""
    return show_candidates()


def show_candidates(status: int = 200, *, galat: Mapping[str, str] | None = None) -> ResponseReturnValue:
    """The page; `galat` holds the message of a candidate whose refusal lacks its reason."""
    actor = current_actor()
    with transaction() as session:
        chosen = _chosen(session, actor)
        values: dict[str, Any] = {
            "daftar": queries.list_daftar(session, actor=actor),
            "jumlah_usul": queries.count_usul(session, actor=actor),
        }
        groups: list[Kelompok] = []
        berikut = None
        if chosen is not None:
            counts = count_tabs(session, chosen)
            values |= {"jumlah": counts, "menunggu": count_waiting(session, chosen)}
            values["tab"] = tab = _tab(counts)
            groups, berikut = _page(session, chosen, tab)
            record_read(
                session,
                "pemilih.calon",
                actor=actor,
                objek="daftar_pemilih",
                objek_id=chosen.id,
                jumlah=sum(len(group.calon) for group in groups),
            )
    return show_page(
        "pemilih/daftar.html",
        status,
        terpilih=chosen,
        halaman=Page([(group.laporan, [beside(one) for one in group.calon]) for group in groups], berikut),
        status_daftar=STATUS_DAFTAR,
        kelas_label=KELAS_LABEL,
        bukti_label=BUKTI_USUL_LABEL,
        tab_label=TAB_LABEL,
        tab_kosong=TAB_KOSONG,
        galat=galat or {},
        **values,
    )


def _tab(counts: Mapping[Tab, int]) -> Tab:
    """The chosen part; by default the first that holds something."""
    text = request.values.get("tab")
    if not text:
        return next((tab for tab in (Tab.USUL, Tab.PERIKSA) if counts.get(tab)), Tab.BELUM)
    try:
        return Tab(text)
    except ValueError:
        raise NotFound() from None


def _page(session: Session, daftar: DaftarPemilih, tab: Tab) -> tuple[list[Kelompok], str | None]:
    sesudah = request.args.get("sesudah")
    if tab is not Tab.BELUM:
        return list_groups(session, daftar, tab, sesudah=sesudah)
    found, berikut = NIK_PERSIS.search(session, daftar, sesudah=sesudah, batas=queries.PAGE, belum_dicocokkan=True)
    return [Kelompok(one.laporan, [one]) for one in found], berikut


def _chosen(session: Session, actor: Actor) -> DaftarPemilih | None:
    text = request.values.get("daftar") or request.form.get("daftar_id")
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
    cocok = calon.cocok
    return {
        "calon": calon,
        "ruas": rows,
        "peluang": chance_words(cocok.skor if cocok else None),
        "alasan": cocok.alasan if cocok else [],
        "gambar": draw_reasons(cocok.alasan, cocok.skor) if cocok else None,
        "verifikasi": is_to_verify(calon.bukti[0]),
    }


@bp.post("/pemilih/usul")
@requires(Izin.USUL_BUAT)
def propose() -> ResponseReturnValue:
    """Propose one candidate."""
    laporan_id, daftar_id, pemilih_id = pair_of_form()
    with transaction() as session:
        services.propose(
            session,
            laporan_id=laporan_id,
            daftar_id=daftar_id,
            pemilih_id=pemilih_id,
            actor=current_actor(),
            catatan=request.form.get("catatan", ""),
        )
    return redirect_with("Diusulkan. Orang kedua perlu mengonfirmasi.", "pemilih.list_", daftar=daftar_id)


def pair_of_form() -> tuple[UUID, UUID, int]:
    """(report, list, voter) that a form names."""
    try:
        laporan_id, daftar_id = UUID(request.form["laporan_id"]), UUID(request.form["daftar_id"])
        return laporan_id, daftar_id, _row_number(request.form["pemilih_id"])
    except (KeyError, ValueError):
        raise NotFound("Calon ini tidak ada. Buka lagi halaman pemilih.") from None


def _row_number(text: str) -> int:
    number = int(text)
    if not 0 < number < 2**63:
        raise ValueError(text)
    return number
