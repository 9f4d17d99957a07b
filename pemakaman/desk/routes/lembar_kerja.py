"""The workbook of prisons, visits, service days and GISA: downloaded with what waits, tried, taken in."""

from io import BytesIO
from typing import Any

import xlsxwriter
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import reading, today_in
from pemakaman.desk.queries.jemput import list_waiting_result
from pemakaman.desk.queries.lapas import list_lapas
from pemakaman.desk.queries.lingkup import get_kab
from pemakaman.desk.routes.dasar import bp
from pemakaman.desk.routes.lembar import Jalan, take_in, try_file
from pemakaman.desk.routes.lembar_lain import add_choices, other_sheets
from pemakaman.desk.services.lembar_kerja import ALASAN, ANGKA, KEPALA, import_kerja
from pemakaman.tabel import XLSX
from pemakaman.unduh import attachment
from pemakaman.web import requires


@bp.get("/desk/lembar-kerja.xlsx")
@requires(Izin.DESK_ISI)
def work_sheet() -> ResponseReturnValue:
    """A workbook: today's row of each prison, visits without a result, coming plans, service days, GISA."""
    actor = current_actor()
    with reading() as session:
        kab = get_kab(session, actor.wilayah_kode, actor=actor)
        today = today_in(kab.kode)
        places = [lapas.nama for lapas, _, _ in list_lapas(session, actor=actor) if lapas.aktif]
        visits = [(str(row.id), row.lokasi, row.tanggal) for row in list_waiting_result(session, today, actor=actor)]
        others = other_sheets(session, kab.kode, today, actor=actor)
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        day = book.add_format({"num_format": "dd-mm-yyyy", "align": "left"})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        lapas = KEPALA["lapas"]
        last = [lapas["luar"], lapas["kata"], lapas["nihil"], ALASAN]
        heads = [lapas["kunci"], lapas["tanggal"], *ANGKA["lapas"].values(), *last]
        _write(book.add_worksheet("Lapas"), heads, [[nama, today] for nama in places], head, day)
        heads = [KEPALA["jemput"]["kunci"], "Tempat", "Tanggal", *ANGKA["jemput"].values()]
        rows = [list(row) for row in visits]
        _write(book.add_worksheet("Jemput bola"), [*heads, KEPALA["jemput"]["kata"], ALASAN], rows, head, day)
        text = book.add_format({"num_format": "@"})
        for one in others:
            page = book.add_worksheet(one.nama)
            _write(page, one.judul, one.baris, head, day)
            add_choices(page, one, text)
    return attachment(target.getvalue(), XLSX, f"desk-kerja-{kab.kode}.xlsx")


def _write(page: Any, heads: list[str], rows: list[list[Any]], head: Any, day: Any) -> None:
    for place, text in enumerate(heads):
        page.write_string(0, place, text, head)
    for line, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            if isinstance(value, str):
                page.write_string(line, place, value)
            elif isinstance(value, int):
                page.write_number(line, place, value)
            elif value is not None:
                page.write_datetime(line, place, value, day)
    page.freeze_panes(1, 0)
    page.set_column(0, len(heads), 17)


KERJA = Jalan("desk/impor_kerja.html", import_kerja, "baris", kerja=True)


@bp.route("/desk/impor-kerja", methods=["GET", "POST"])
@requires(Izin.DESK_ISI)
def import_work() -> ResponseReturnValue:
    """Try a file; nothing changes."""
    return try_file(KERJA)


@bp.post("/desk/impor-kerja/jalankan")
@requires(Izin.DESK_ISI)
def run_import_work() -> ResponseReturnValue:
    """Take in a file that was tried before."""
    return take_in(KERJA)
