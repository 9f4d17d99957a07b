"""What a phone asks and sends: who is signed in, photos one by one, and the item itself. JSON, also when it fails."""

from typing import Any
from urllib.parse import unquote
from uuid import UUID

from flask import Response, make_response, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf
from sqlalchemy.orm import Session

from pemakaman import db
from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import transaction
from pemakaman.errors import Invalid
from pemakaman.lapangan import services
from pemakaman.lapangan.forms import Bacaan, read_ruas
from pemakaman.lapangan.muatan import Muatan, is_sidik, parse_json, read_muatan
from pemakaman.lapangan.routes.dasar import bp
from pemakaman.lapangan.rules import VERSI_MUATAN, Hasil
from pemakaman.lapangan.tolak import Bentrok, Ditolak, FotoRusak, KurangFoto, MuatanRusak, Perbaiki
from pemakaman.laporan.forms.nilai import stored_values
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import get_orang
from pemakaman.laporan.routes.dasar import book_number
from pemakaman.makam.models import Makam
from pemakaman.web import answers_json, requires, signed_in

LARGEST_ITEM = 1024 * 1024


@bp.get("/lapangan/salam")
@signed_in
@answers_json
def greet() -> ResponseReturnValue:
    """Who is signed in, and the token with which this session may send; `n` shows that no cache answered."""
    actor = current_actor()
    return {
        "layanan": "pemakaman",
        "n": request.args.get("n", "")[:100],
        "akun": {"id": str(actor.id), "nama": actor.nama, "peran": actor.peran_label},
        "boleh": actor.may(Izin.LAPORAN_TULIS),
        "csrf": generate_csrf(),
        "waktu": db.now().isoformat(),
        "versi": VERSI_MUATAN,
    }


@bp.post("/lapangan/foto/<uuid:kiriman_id>")
@requires(Izin.LAPORAN_TULIS)
@answers_json
def send_photo(kiriman_id: UUID) -> ResponseReturnValue:
    """One photo, as the body; its fingerprint tells whether all of it came."""
    sidik = request.headers.get("X-Sidik", "").lower()
    nama = unquote(request.headers.get("X-Nama", ""))[:200] or "foto"
    if not is_sidik(sidik):
        raise MuatanRusak("Foto ini dikirim tanpa sidiknya. Muat ulang halaman, lalu kirim lagi.")
    told = {"kiriman": str(kiriman_id), "sidik": sidik}
    try:
        with transaction() as session:
            services.store_photo(
                session, kiriman_id, sidik, nama_berkas=nama, content=request.get_data(), actor=current_actor()
            )
    except FotoRusak as error:
        return make_response({"kiriman": str(kiriman_id), "hasil": "rusak", "pesan": error.pesan}, 400)
    except Invalid as error:
        pesan = " ".join(satu for semua in error.galat.values() for satu in semua)
        return make_response({**told, "hasil": Hasil.PERBAIKI, "pesan": pesan}, 422)
    return {**told, "hasil": Hasil.DITERIMA}


@bp.post("/lapangan/kirim")
@requires(Izin.LAPORAN_TULIS)
@answers_json
def send() -> ResponseReturnValue:
    """The item; its photos came before it."""
    request.max_content_length = LARGEST_ITEM
    muatan = read_muatan(parse_json(request.get_data()))
    try:
        with transaction() as session:
            tanda = services.receive(session, muatan, read_with_forms, actor=current_actor())
    except Invalid as error:
        pastikan = list(error.pastikan) if isinstance(error, Perbaiki) else []
        told = {"galat": error.galat, "pesan": error.pesan, "pastikan": pastikan}
        return _answer(muatan, 422, Hasil.PERBAIKI, **told)
    except Bentrok as error:
        laporan = str(error.laporan_id) if error.laporan_id else None
        return _answer(muatan, 409, Hasil.BENTROK, pesan=error.pesan, versi=error.versi, laporan=laporan)
    except KurangFoto as error:
        return _answer(muatan, 409, Hasil.KURANG_FOTO, pesan=error.pesan, foto=list(error.foto))
    except Ditolak as error:
        return _answer(muatan, 403, Hasil.DITOLAK, pesan=error.pesan)
    return _answer(muatan, 200, Hasil.DITERIMA, **_receipt(tanda))


def _receipt(tanda: services.Tanda) -> dict[str, Any]:
    laporan = tanda.laporan
    return {
        "nomor": book_number(laporan),
        "terima": laporan.nomor_terima,
        "laporan": str(laporan.id),
        "url": url_for("laporan.receipt", laporan_id=laporan.id),
        "selisih_detik": None if tanda.selisih is None else round(tanda.selisih.total_seconds()),
        "catatan": tanda.catatan,
    }


def _answer(muatan: Muatan, status: int, hasil: Hasil, **told: Any) -> Response:
    own = {"kiriman": str(muatan.kiriman), "waktu": db.now().isoformat(), "hasil": hasil}
    return make_response({**own, **told}, status)


def read_with_forms(session: Session, muatan: Muatan, makam: Makam, draf: Laporan | None) -> Bacaan:
    """The fields, read by the forms of the pages."""
    stored = stored_values(draf, get_orang(session, draf.id)) if draf is not None else None
    return read_ruas(session, muatan.ruas, makam=makam, stored=stored)
