"""Daily reports: the days of one report, one day beside the day before, and its form."""

from datetime import timedelta
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import now, reading, today_in, transaction
from pemakaman.desk.forms.harian import ALASAN_TERLAMBAT, HarianForm, make_form
from pemakaman.desk.queries.harian import first_day, get_bentuk, list_laporan, list_patah, list_riwayat
from pemakaman.desk.queries.keadaan import Lembar, asked_days, get_lembar, stok_of
from pemakaman.desk.queries.lingkup import get_kab
from pemakaman.desk.queries.pemilihan import list_pemungutan
from pemakaman.desk.routes.dasar import bp, posted_versi, read_hari, side_by_side
from pemakaman.desk.rules.kolom import BLANGKO, SUKET, Bentuk, derive, percentages
from pemakaman.desk.services.harian import Tersimpan, save_laporan, save_nihil
from pemakaman.errors import Invalid
from pemakaman.nilai.tanggal import format_tanggal
from pemakaman.web import redirect_with, requires, show_page

HARI_TERLIHAT = 14


@bp.get("/desk/<desk_kab>/<harian>")
@requires(Izin.DESK_LIHAT)
def days(desk_kab: str, harian: str) -> ResponseReturnValue:
    """The last two weeks of one report, the newest day first."""
    actor, bentuk = current_actor(), get_bentuk(harian)
    with reading() as session:
        place = get_kab(session, desk_kab, actor=actor)
        sampai = read_hari(request.args["sampai"]) if "sampai" in request.args else today_in(desk_kab)
        dari = sampai - timedelta(days=HARI_TERLIHAT - 1)
        rows = {row.tanggal: row for row in list_laporan(session, bentuk, desk_kab, dari=dari, sampai=sampai)}
        broken = {one.tanggal for one in list_patah(session, bentuk, desk_kab, dari=dari)}
        begun = first_day(session, bentuk, desk_kab)
        shown = [sampai - timedelta(days=back) for back in range(HARI_TERLIHAT)]
        votes = list_pemungutan(session, desk_kab) if bentuk is SUKET else None
    asked = [day for day in shown if begun and day >= begun]
    if votes is not None:
        asked = asked_days(votes, shown, today_in(desk_kab))
    late = {day for day, row in rows.items() if row.terlambat}
    return show_page(
        "desk/hari_hari.html",
        kab=place,
        bentuk=bentuk,
        hari=shown,
        laporan=rows,
        patah=broken,
        diminta=asked,
        terlambat=late,
        sebelumnya=dari - timedelta(days=1),
        boleh_isi=actor.may(Izin.DESK_ISI),
        lebih=_more(bentuk),
    )


def _more(bentuk: Bentuk) -> Any:
    def figures(row: Any) -> list[tuple[str, int]]:
        """The two or three figures that tell a day."""
        wanted = [one.hari for one in bentuk.tumbuh] + [one.jumlah for one in bentuk.tumbuh]
        wanted += ["terpakai", bentuk.neraca.sisa] if bentuk.neraca else []
        return [(bentuk.label(kode), getattr(row, kode)) for kode in wanted]

    return figures


@bp.get("/desk/<desk_kab>/<harian>/<hari>")
@requires(Izin.DESK_LIHAT)
def day(desk_kab: str, harian: str, hari: str) -> ResponseReturnValue:
    """One day beside the day before, what does not fit, and what it was before it was corrected."""
    actor, bentuk = current_actor(), get_bentuk(harian)
    with reading() as session:
        lembar = get_lembar(session, bentuk, desk_kab, read_hari(hari), actor=actor)
        history = list_riwayat(session, bentuk.objek, lembar.laporan.id) if lembar.laporan else []
        stok = stok_of(session, desk_kab, lembar.tanggal) if bentuk is BLANGKO else None
    return show_page(
        "desk/hari.html",
        lembar=lembar,
        baris=side_by_side(bentuk, lembar.angka, lembar.angka_sebelum, lembar.lain),
        riwayat=[(row, nama, _changes(bentuk, row)) for row, nama in history],
        stok=stok,
        boleh_isi=actor.may(Izin.DESK_ISI) and lembar.tanggal <= lembar.hari_ini,
    )


def _changes(bentuk: Bentuk, row: Any) -> list[tuple[str, int, int]]:
    names = [(kolom.kode, kolom.label) for kolom in bentuk.kolom]
    return [
        (label, row.lama[kode], row.baru[kode]) for kode, label in names if row.lama.get(kode) != row.baru.get(kode)
    ]


@bp.route("/desk/<desk_kab>/<harian>/<hari>/isi", methods=["GET", "POST"])
@requires(Izin.DESK_ISI)
def fill(desk_kab: str, harian: str, hari: str) -> ResponseReturnValue:
    """Enter or correct a day; the button *nihil* sends no figures."""
    bentuk = get_bentuk(harian)
    with reading() as session:
        lembar = get_lembar(session, bentuk, desk_kab, read_hari(hari), actor=current_actor())
    is_nihil = request.method == "POST" and request.form.get("aksi") == "nihil"
    form = _form(lembar, empty=request.method != "POST")
    if request.method != "POST":
        return _show(lembar, form)
    if not is_nihil and not form.validate():
        return _show(lembar, form, status=422)
    try:
        saved = _save(lembar, form, nihil=is_nihil)
    except Invalid as error:
        if request.form.get("dari") == "beranda":
            # Nothing was typed there: the page opens as it always does.
            form = _form(lembar, empty=True)
        return _show(lembar, form, form.put_errors(error.galat), status=422)
    return _tell(lembar, saved)


def _form(lembar: Lembar, *, empty: bool) -> HarianForm:
    gap = (lembar.tanggal - lembar.sebelum.tanggal).days if lembar.sebelum else 0
    when = "Kemarin" if gap == 1 else format_tanggal(lembar.sebelum.tanggal) if lembar.sebelum else ""
    shown = lembar.angka if lembar.laporan else None
    form = make_form(lembar.bentuk, lembar.angka_sebelum, when, shown=shown, empty=empty)
    if lembar.laporan is None:
        form.alasan.label.text = ALASAN_TERLAMBAT
    return form


def _save(lembar: Lembar, form: HarianForm, *, nihil: bool) -> Tersimpan:
    place = (lembar.bentuk.kode, lembar.kab.kode, lembar.tanggal)
    said: dict[str, Any] = {"versi": posted_versi(), "actor": current_actor(), "alasan": form.alasan.data or ""}
    with transaction() as session:
        if nihil:
            return save_nihil(session, *place, **said)
        return save_laporan(session, *place, form.angka(lembar.bentuk), **said)


def _tell(lembar: Lembar, saved: Tersimpan) -> ResponseReturnValue:
    values = {"desk_kab": lembar.kab.kode, "harian": lembar.bentuk.kode, "hari": lembar.tanggal.isoformat()}
    if not saved.berubah:
        return redirect_with("Angkanya sama dengan yang tersimpan. Tidak ada yang berubah.", "desk.day", **values)
    if saved.patah:
        days = ", ".join(format_tanggal(one.tanggal) for one in saved.patah[:3])
        pesan = f"Disimpan. Hari sesudahnya tidak cocok lagi dan perlu diperbaiki juga: {days}."
        return redirect_with(pesan, "desk.day", kategori="peringatan", **values)
    if request.form.get("dari") == "beranda":
        return redirect_with(f"{lembar.bentuk.judul}: nihil disimpan.", "desk.kab", desk_kab=lembar.kab.kode)
    return redirect_with(f"{lembar.bentuk.judul} {format_tanggal(lembar.tanggal)} disimpan.", "desk.day", **values)


def _show(
    lembar: Lembar, form: HarianForm, lepas: list[str] | None = None, *, status: int = 200
) -> ResponseReturnValue:
    versi = lembar.laporan.versi if lembar.laporan else 0
    before = lembar.angka_sebelum
    facts = derive(lembar.bentuk, before) if before else {}
    return show_page(
        "desk/isi.html",
        status,
        lembar=lembar,
        form=form,
        lepas=lepas or [],
        versi=request.form.get("versi", versi) if status != 200 else versi,
        perlu_alasan=lembar.needs_reason(now()),
        turunan=facts,
        persen_sebelum=percentages(lembar.bentuk, before, lembar.lain) if before else {},
    )
