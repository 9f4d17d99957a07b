"""Buried but without akta: the work list, its file, and handing rows of it to somebody."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Actor, Izin
from pemakaman.db import transaction
from pemakaman.errors import Invalid, NotFound
from pemakaman.jejak.services import record_read
from pemakaman.pantau.forms_tugas import SaringBelumForm, SerahForm
from pemakaman.pantau.queries import belum_akta as queries
from pemakaman.pantau.queries.baris import read_key
from pemakaman.pantau.queries.belum_akta import Saring
from pemakaman.pantau.queries.tempat import list_anak
from pemakaman.pantau.routes.alamat import SEPANJANG, Alamat, read_alamat, read_terhitung
from pemakaman.pantau.routes.baris import row_values
from pemakaman.pantau.routes.dasar import bp
from pemakaman.pantau.rules.belum_akta import KURANG, MENUNGGU_LABEL, UNTUK_LABEL, Buku, Menunggu, Untuk
from pemakaman.pantau.rules.langkah import Sumbu
from pemakaman.pantau.rules.periode import Periode
from pemakaman.pantau.services import tugas as services
from pemakaman.unduh import check_format, table_file
from pemakaman.web import Page, requires, show_page

KEPALA = (
    *("Nama", "Nomor buku", "Makam", "Dimakamkan", "Hari sejak dimakamkan", "Menunggu", "Dari buku lama"),
    *("Ditugaskan kepada", "Tenggat"),
)
TERLIHAT = 10
DIBAWA_BALIK = ("wilayah", "makam", "menunggu", "buku", "dari", "sampai", "sesudah")


@bp.get("/pantau/belum-akta")
@requires(Izin.PANTAU_LIHAT)
def without_akta() -> ResponseReturnValue:
    """The oldest first; a province chooses a kab/kota first."""
    return _show(SerahForm(formdata=None))


def _show(form: SerahForm, status: int = 200, lain: list[str] | None = None) -> ResponseReturnValue:
    actor = current_actor()
    with transaction() as session:
        alamat = read_alamat(session, actor=actor)
        saring = _read_saring(alamat)
        terhitung = read_terhitung(session, alamat.letak.tempat.kode)
        status = status if status != 200 else alamat.status
        places = list_anak(session, alamat.letak.tempat)
        if alamat.letak.tempat.tingkat == 1:
            counts = queries.count_by_kab(session, alamat.letak, [kode for kode, _ in places])
            links = {kode: _links(alamat, SEPANJANG, wilayah=kode) for kode, _ in places}
            values = {"alamat": alamat, "kab": places, "jumlah": counts, "tautan_kab": links, "terhitung": terhitung}
            return show_page("pantau/belum_akta_kab.html", status, **values)
        sesudah = read_key(request.args.get("sesudah"))
        page = Page(*queries.list_without_akta(session, alamat.letak, saring, actor=actor, sesudah=sesudah))
        counts_here = queries.count_by_need(session, alamat.letak, saring)
        _log(session, "pantau.belum_akta", actor, alamat, len(page.rows))
    return show_page(
        "pantau/belum_akta.html",
        status,
        alamat=alamat,
        saring=saring,
        halaman=page,
        jumlah=counts_here,
        tautan=_links(alamat, alamat.periode if saring.dari else SEPANJANG),
        terhitung=terhitung,
        form=form,
        lain=lain or [],
        terpilih=request.form.getlist("laporan"),
        saring_form=_saring_form(alamat, saring, places),
        kueri=_kueri(alamat, saring),
        kembali_ke=_kept(),
        untuk_label=UNTUK_LABEL,
        **row_values(),
    )


def _links(alamat: Alamat, periode: Periode, **ganti: str) -> dict[str, str]:
    """What is missing → its reports, those of old books too, as they are counted."""
    here = Alamat(alamat.letak, Sumbu.DIMAKAMKAN, periode)
    return {name: here.baris(**ganti, langkah=dari, belum=ke) for name, (dari, ke) in KURANG.items()}


@bp.get("/pantau/belum-akta.<format>")
@requires(Izin.PANTAU_LIHAT)
def without_akta_file(format: str) -> ResponseReturnValue:  # noqa: A002
    """The same list whole, as CSV or XLSX; the taking is in the read log."""
    check_format(format)
    actor = current_actor()
    with transaction() as session:
        alamat = read_alamat(session, actor=actor)
        if alamat.letak.tempat.tingkat == 1:
            raise NotFound("Pilih kabupaten/kota dulu, lalu unduh daftarnya.")
        rows = [
            _cells(row) for row in queries.iter_without_akta(session, alamat.letak, _read_saring(alamat), actor=actor)
        ]
        _log(session, "pantau.belum_akta_diunduh", actor, alamat, len(rows), always=True)
    return table_file(f"belum-akta-{alamat.letak.tempat.kode}", format, "Belum berakta", KEPALA, rows)


@bp.post("/pantau/belum-akta")
@requires(Izin.MEJA_BAGI)
def hand_out_tasks() -> ResponseReturnValue:
    """Hand the ticked reports to a village, a cemetery or a visit."""
    form, actor = SerahForm(), current_actor()
    if not form.validate_on_submit():
        return _show(form, 422)
    try:
        with transaction() as session:
            found = services.hand_out(
                session,
                _ticked(),
                untuk=form.untuk.data,
                catatan=form.catatan.data or "",
                tenggat=form.tenggat.data,
                actor=actor,
            )
    except Invalid as error:
        return _show(form, 422, form.put_errors(error.galat))
    _tell(found, Untuk(form.untuk.data))
    return redirect(url_for("pantau.without_akta", **_kept()), 303)


def _kept() -> dict[str, Any]:
    """The filters of this address as they stand, for the way back."""
    return {name: request.args[name] for name in DIBAWA_BALIK if request.args.get(name)}


def _ticked() -> list[UUID]:
    try:
        return [UUID(text) for text in request.form.getlist("laporan")]
    except ValueError:
        raise NotFound("Sebagian laporan ini tidak ada. Muat ulang halamannya.") from None


def _tell(found: list[services.Hasil], untuk: Untuk) -> None:
    """What became of each: how many were handed out, and by book number which were not, and why."""
    given = [one for one in found if not one.sebab]
    if given:
        flash(f"Diserahkan kepada {UNTUK_LABEL[untuk].lower()}: {len(given)} laporan.", "sukses")
    for sebab in sorted({one.sebab for one in found if one.sebab}):
        books = [one.buku for one in found if one.sebab == sebab]
        more = f" dan {len(books) - TERLIHAT} lainnya" if len(books) > TERLIHAT else ""
        flash(f"Tidak diserahkan karena {sebab}: buku {', '.join(books[:TERLIHAT])}{more}.", "peringatan")


def _read_saring(alamat: Alamat) -> Saring:
    menunggu, buku = request.args.get("menunggu", ""), request.args.get("buku", "") or Buku.BARU.value
    if menunggu not in {"", *Menunggu} or buku not in set(Buku):
        alamat.pesan.append("Saringan ini tidak dikenal. Pilih dari daftar.")
        menunggu, buku = "", Buku.BARU.value
    if not (request.args.get("dari") or request.args.get("sampai")):
        return Saring(menunggu, buku)
    return Saring(menunggu, buku, alamat.periode.dari.awal, alamat.periode.sampai.akhir)


def _kueri(alamat: Alamat, saring: Saring) -> dict[str, str]:
    """The filters as an address carries them."""
    found = {**alamat.letak.alamat, "menunggu": saring.menunggu, "buku": saring.buku}
    if saring.dari is not None:
        found |= alamat.periode.alamat
    return {name: text for name, text in found.items() if text}


def _saring_form(alamat: Alamat, saring: Saring, places: list[tuple[str, str]]) -> SaringBelumForm:
    form = SaringBelumForm(formdata=None, data={"menunggu": saring.menunggu, "buku": saring.buku})
    tempat = alamat.letak.tempat
    form.tempat.label.text = tempat.anak_label
    # Of a village one chooses a cemetery, and the village itself stays in the address.
    form.tempat.name = form.tempat.id = "makam" if tempat.tingkat == 4 else "wilayah"
    form.tempat.data = str(alamat.letak.makam_id or "") if tempat.tingkat == 4 else tempat.kode
    form.tempat.choices = [("" if tempat.tingkat == 4 else tempat.kode, "Semua"), *places]
    return form


def _log(session: Session, cara: str, actor: Actor, alamat: Alamat, jumlah: int, *, always: bool = False) -> None:
    if jumlah or always:
        kode = alamat.letak.tempat.kode
        record_read(session, cara, actor=actor, objek="laporan", kata_cari=kode, jumlah=jumlah)


_values = row_values()


def _cells(row: Any) -> tuple[str, ...]:
    menunggu = _values["menunggu"](row)
    return (
        row.nama or "Tidak dikenal",
        f"{row.buku_nomor}/{row.buku_tahun}",
        *(row.makam, f"{row.dimakamkan:%d-%m-%Y}", str(_values["usia"](row))),
        MENUNGGU_LABEL[menunggu] if menunggu else "",
        "ya" if row.kertas else "tidak",
        UNTUK_LABEL[Untuk(row.tugas_untuk)] if row.tugas_untuk else "",
        f"{row.tugas_tenggat:%d-%m-%Y}" if row.tugas_tenggat else "",
    )
