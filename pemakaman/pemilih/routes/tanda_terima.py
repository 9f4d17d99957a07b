"""KPU's receipt for a package: the form, and the scan of the paper."""

from typing import Any
from uuid import UUID

from flask import current_app, request
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy.orm import Session

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import transaction
from pemakaman.errors import Invalid, StaleVersion
from pemakaman.jejak.services import record_read
from pemakaman.pemilih import tanda_terima
from pemakaman.pemilih.forms_paket import TandaTerimaForm, form_for
from pemakaman.pemilih.models import Paket, TandaTerima
from pemakaman.pemilih.routes.dasar import bp, put_errors
from pemakaman.pemilih.rules_tanda_terima import IsianTerima, read_rows
from pemakaman.pemilih.tanda_terima import Pindaian
from pemakaman.unduh import attachment
from pemakaman.web import redirect_with, requires, show_page

MIME = {"pdf": "application/pdf", "jpg": "image/jpeg"}
MOST_WRONG = 3


@bp.get("/paket/<uuid:paket_id>/tanda-terima")
@requires(Izin.PENARIKAN_TERIMA)
def receipt(paket_id: UUID) -> ResponseReturnValue:
    """The receipt as it stands, to be recorded or corrected."""
    with transaction() as session:
        paket = tanda_terima.get_for_receipt(session, paket_id, actor=current_actor())
        terima = tanda_terima.find_receipt(session, paket_id)
        places = tanda_terima.list_places(session, paket_id)
        form = form_for(places, _stored(session, terima, list(places)) if terima else None)
        return _show(session, paket, terima, form, versi=terima.versi if terima else 0)


@bp.post("/paket/<uuid:paket_id>/tanda-terima")
@requires(Izin.PENARIKAN_TERIMA)
def record_receipt(paket_id: UUID) -> ResponseReturnValue:
    """Keep the receipt; with a mistake the page comes again with everything typed."""
    actor, versi = current_actor(), request.form.get("versi", 0, int)
    with transaction() as session:
        tanda_terima.get_for_receipt(session, paket_id, actor=actor)
        form = form_for(tanda_terima.list_places(session, paket_id))
    is_right = form.validate()
    rows, more = _rows(form)
    scan = _scan(form, paket_id)
    if is_right and not form.errors and not more:
        try:
            with transaction() as session:
                tanda_terima.record_receipt(
                    session, paket_id, _typed(form, rows), versi=versi, pindaian=scan, actor=actor
                )
            return redirect_with("Tanda terima KPU dicatat.", "pemilih.show_paket", paket_id=paket_id)
        except Invalid as error:
            more = put_errors(form, error)
        except StaleVersion as error:
            more = [error.pesan, *error.perubahan]
    form.form_errors += more
    with transaction() as session:
        paket = tanda_terima.get_for_receipt(session, paket_id, actor=actor)
        terima = tanda_terima.find_receipt(session, paket_id)
        return _show(session, paket, terima, form, versi=versi, status=422, scan=scan)


@bp.get("/paket/<uuid:paket_id>/tanda-terima/pindaian")
@requires(Izin.PAKET_UNDUH)
def receipt_scan(paket_id: UUID) -> ResponseReturnValue:
    """The scanned paper."""
    actor = current_actor()
    with transaction() as session:
        name, content = tanda_terima.take_scan(session, paket_id, actor=actor)
        record_read(session, "paket.pindaian", actor=actor, objek="paket", objek_id=paket_id)
    mime = MIME.get(name.rpartition(".")[2], "application/octet-stream")
    ending = "pdf" if mime == MIME["pdf"] else "jpg"
    return attachment(content, mime, f"tanda-terima-{paket_id}.{ending}")


def _show(
    session: Session,
    paket: Paket,
    terima: TandaTerima | None,
    form: TandaTerimaForm,
    *,
    versi: int,
    status: int = 200,
    scan: Pindaian | None = None,
) -> ResponseReturnValue:
    rows = tanda_terima.list_rows(session, paket.id) if paket.jumlah <= tanda_terima.MOST_SHOWN else []
    if rows:
        actor = current_actor()
        record_read(session, "paket.baris", actor=actor, objek="paket", objek_id=paket.id, jumlah=len(rows))
    kartu = _signer(paket.id).dumps([scan.sha256, scan.nama]) if scan else None
    return show_page(
        "pemilih/tanda_terima.html",
        status,
        paket=paket,
        terima=terima,
        form=form,
        versi=versi,
        rows=rows,
        dicentang=set(request.form.getlist("centang")),
        tempat=list(zip(tanda_terima.list_places(session, paket.id).values(), form.places(), strict=True)),
        kita=tanda_terima.serahan_of(session, paket).per_kecamatan,
        kartu=kartu,
        nama_pindaian=scan.nama if scan else None,
    )


def _stored(session: Session, terima: TandaTerima, places: list[str]) -> dict[str, Any]:
    rows = tanda_terima.refused_of(session, terima.paket_id)
    values: dict[str, Any] = {
        "nomor": terima.nomor,
        "tanggal": terima.tanggal,
        "diterima": terima.jumlah_diterima,
        "ditolak": terima.jumlah_ditolak,
        "baris": "\n".join(f"{number};{sebab}" for number, sebab in rows.items()),
        "catatan": terima.catatan or "",
    }
    for number, key in enumerate(places):
        if (pair := terima.per_kecamatan.get(key)) is not None:
            values |= {f"terima_{number}": pair[0], f"tolak_{number}": pair[1]}
    return values


def _typed(form: TandaTerimaForm, rows: dict[int, str]) -> IsianTerima:
    return IsianTerima(
        nomor=form.nomor.data,
        tanggal=form.tanggal.data,
        diterima=form.diterima.data,
        ditolak=form.ditolak.data,
        per_kecamatan=form.per_kecamatan(),
        baris=rows,
        catatan=form.catatan.data,
        beda=bool(form.beda.data),
    )


def _rows(form: TandaTerimaForm) -> tuple[dict[int, str], list[str]]:
    """Refused rows from the text, the file and the ticks; the file joins the text, so that nothing of it is lost."""
    if form.berkas_baris.data:
        content = form.berkas_baris.data[0].stream.read()
        more = _decoded(content).replace("\x00", "").strip()
        form.baris.terketik = "\n".join(filter(None, (form.baris.terketik.rstrip(), _without_heading(more))))
    rows, wrong = read_rows(form.baris.terketik)
    ticked = [int(one) for one in request.form.getlist("centang") if one.isascii() and one.isdigit() and len(one) < 8]
    sebab = str(form.sebab_centang.data or "").strip()
    if ticked and not sebab:
        form.sebab_centang.add_error("Tulis sebab untuk baris yang dicentang.")
    for number in ticked:
        rows.setdefault(number, sebab)
    for pesan in wrong[:MOST_WRONG]:
        form.baris.add_error(pesan)
    return rows, []


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _without_heading(text: str) -> str:
    lines = text.splitlines()
    is_heading = bool(lines) and lines[0].upper().replace(" ", "").startswith(("NO;", "NO,", "NO\t"))
    return "\n".join(lines[1:] if is_heading else lines)


def _scan(form: TandaTerimaForm, paket_id: UUID) -> Pindaian | None:
    """A scan sent now, or one that was sent with a try before this one."""
    if form.pindaian.data:
        file = form.pindaian.data[0]
        try:
            return tanda_terima.keep_scan(file.filename or "tanda-terima", file.stream.read())
        except Invalid as error:
            put_errors(form, error)
            return None
    try:
        return Pindaian(*_signer(paket_id).loads(request.form.get("kartu", "")))
    except (BadSignature, TypeError):
        return None


def _signer(paket_id: UUID) -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt=f"tanda-terima-{paket_id}-{current_actor().id}")
