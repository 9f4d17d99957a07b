"""The sheet of daily reports: downloaded with the days that wait, tried, taken in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import xlsxwriter
from flask import current_app, request
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, URLSafeSerializer

from pemakaman import store
from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Actor, Izin
from pemakaman.db import reading, today_in, transaction
from pemakaman.desk.forms.harian import ImporForm, first_values
from pemakaman.desk.queries.harian import angka_of
from pemakaman.desk.queries.keadaan import Keadaan, keadaan_of
from pemakaman.desk.queries.lingkup import get_kab
from pemakaman.desk.routes.dasar import bp
from pemakaman.desk.services.lembar import NASIB_LABEL, UMUM, Hasil, Nasib, import_lembar
from pemakaman.errors import Invalid, NotFound
from pemakaman.tabel import XLSX
from pemakaman.unduh import attachment
from pemakaman.web import redirect_with, requires, show_page

HARI_LEMBAR = 31
TERLIHAT = 200


@bp.get("/desk/lembar.xlsx")
@requires(Izin.DESK_ISI)
def sheet() -> ResponseReturnValue:
    """A workbook with one sheet a report, a row for each day that waits."""
    actor = current_actor()
    with reading() as session:
        kab = get_kab(session, actor.wilayah_kode, actor=actor)
        states = keadaan_of(session, kab.kode)
    content = _workbook(kab.kode, kab.nama, [one for one in states if one.belum or not one.tutup], today_in(kab.kode))
    return attachment(content, XLSX, f"desk-{kab.kode}.xlsx")


def _workbook(kode: str, nama: str, states: list[Keadaan], hari_ini: date) -> bytes:
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        styles = {
            "judul": book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
            "hari": book.add_format({"num_format": "dd-mm-yyyy", "align": "left"}),
            "angka": book.add_format({"num_format": "#,##0"}),
        }
        for state in states:
            _write_sheet(book.add_worksheet(state.bentuk.kode.capitalize()), state, (kode, nama), hari_ini, styles)
    return target.getvalue()


def _write_sheet(page: Any, state: Keadaan, kab: tuple[str, str], hari_ini: date, styles: dict[str, Any]) -> None:
    columns = [kolom for kolom in state.bentuk.kolom if kolom.is_typed]
    heads = [UMUM["kode"], "Kabupaten/kota", UMUM["tanggal"], *(one.label for one in columns)]
    for place, head in enumerate([*heads, UMUM["nihil"], UMUM["alasan"]]):
        page.write_string(0, place, head, styles["judul"])
    before = angka_of(state.bentuk, state.terakhir) if state.terakhir else {}
    for line, day in enumerate(_waiting(state, hari_ini), start=1):
        page.write_string(line, 0, kab[0])
        page.write_string(line, 1, kab[1])
        page.write_datetime(line, 2, day, styles["hari"])
        first = first_values(state.bentuk, before)
        if state.bentuk.neraca and line > 1:
            first.pop(state.bentuk.neraca.awal, None)
        for place, kolom in enumerate(columns, start=3):
            if kolom.kode in first:
                page.write_number(line, place, first[kolom.kode], styles["angka"])
            else:
                page.write_blank(line, place, None, styles["angka"])
    page.freeze_panes(1, 3)
    page.set_column(0, 0, 8)
    page.set_column(1, len(heads) + 1, 17)


def _waiting(state: Keadaan, hari_ini: date) -> list[date]:
    """The days after the last report, up to today; of letters those of the running election, or what it still lacks."""
    if state.tutup:
        return state.belum
    since = state.terakhir.tanggal if state.terakhir else (state.mulai or hari_ini) - timedelta(days=1)
    gap = min((hari_ini - since).days, HARI_LEMBAR)
    return [hari_ini - timedelta(days=back) for back in range(gap - 1, -1, -1)]


@dataclass(frozen=True)
class Jalan:
    """One kind of sheet: its page, what takes it in, and how the rows are called once they are kept."""

    halaman: str
    ambil: Callable[..., list[Hasil]]
    kata: str
    kerja: bool = False


HARIAN = Jalan("desk/impor.html", import_lembar, "laporan harian")


@bp.route("/desk/impor", methods=["GET", "POST"])
@requires(Izin.DESK_ISI)
def import_() -> ResponseReturnValue:
    """Try a file; nothing changes."""
    return try_file(HARIAN)


@bp.post("/desk/impor/jalankan")
@requires(Izin.DESK_ISI)
def run_import() -> ResponseReturnValue:
    """Take in a file that was tried before."""
    return take_in(HARIAN)


def try_file(jalan: Jalan) -> ResponseReturnValue:
    """The page that asks for a sheet, and what a sheet would change."""
    form = ImporForm()
    if request.method != "POST":
        return show_page(jalan.halaman, form=form)
    if not form.validate():
        return show_page(jalan.halaman, 422, form=form)
    return _run(jalan, form, store.put_stream(form.berkas.data[0].stream), uji=True)


def take_in(jalan: Jalan) -> ResponseReturnValue:
    """Keep the rows of the sheet that was tried."""
    return _run(jalan, ImporForm(), unsign_file(request.form.get("kiriman", "")), uji=False)


def _run(jalan: Jalan, form: ImporForm, sha256: str, *, uji: bool) -> ResponseReturnValue:
    try:
        with transaction() as session:
            rows = jalan.ambil(session, store.path_of(sha256), actor=current_actor(), uji=uji)
    except Invalid as error:
        form.berkas.add_error(error.pesan)
        return show_page(jalan.halaman, 422, form=form)
    count = count_nasib(rows)
    kept = count[Nasib.BARU] + count[Nasib.PERBAIKAN]
    if not uji and not count[Nasib.SALAH]:
        return redirect_with(f"{kept} {jalan.kata} disimpan.", "desk.home")
    return show_page(
        "desk/hasil_impor.html",
        200 if uji else 422,
        uji=uji,
        kata=jalan.kata,
        kerja=jalan.kerja,
        hasil=sorted(rows, key=lambda one: one.nasib is not Nasib.SALAH)[:TERLIHAT],
        semua=len(rows),
        jumlah=count,
        label=NASIB_LABEL,
        kiriman=sign_file(sha256) if uji and kept and not count[Nasib.SALAH] else None,
    )


def count_nasib(rows: list[Hasil]) -> dict[Nasib, int]:
    """How many rows of each fate."""
    return {kind: sum(one.nasib is kind for one in rows) for kind in Nasib}


def _signer() -> URLSafeSerializer:
    actor: Actor = current_actor()
    return URLSafeSerializer(str(current_app.secret_key), salt=f"desk-impor-{actor.id}")


def sign_file(sha256: str) -> str:
    """A file that was tried, as the account sends it back."""
    return str(_signer().dumps(sha256))


def unsign_file(text: str) -> str:
    """The file of `sign_file`; raises NotFound for anything else."""
    try:
        return str(_signer().loads(text))
    except BadSignature:
        raise NotFound("Berkas ini bukan kiriman Anda. Unggah lagi berkasnya.") from None
