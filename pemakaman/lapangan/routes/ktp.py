"""Reading a photographed KTP: the photo in, proposals out. Nothing is stored, and only counts and times are logged."""

import logging
import time
from typing import Any

from flask import make_response, request
from flask.typing import ResponseReturnValue

from pemakaman.akun.rules import Izin
from pemakaman.db import reading, today_in
from pemakaman.errors import Invalid
from pemakaman.lapangan.mesin_ocr import MesinMati, MesinSibuk, is_ready
from pemakaman.lapangan.pembaca_ktp import SaranDiFoto, read_card
from pemakaman.lapangan.routes.dasar import bp
from pemakaman.laporan.berkas_bukti import PALING_BESAR, refuse
from pemakaman.web import answers_json, requires
from pemakaman.wilayah.queries import is_known_kecamatan

logger = logging.getLogger(__name__)

MATI = "Pembaca KTP tidak terpasang di server ini. Ketik saja dari KTP-nya."
SIBUK = "Pembaca KTP sedang sibuk, ketik saja."
TIDAK_TERBACA = "KTP tidak terbaca dari foto ini. Foto lagi dari dekat, lurus, dan terang, atau ketik saja."


@bp.post("/lapangan/baca-ktp")
@requires(Izin.LAPORAN_TULIS)
@answers_json
def read_ktp() -> ResponseReturnValue:
    """The photo is the body; whoever asked decides which proposal to take."""
    if not is_ready():
        return {"hasil": "mati", "pesan": MATI}
    start = time.monotonic()
    try:
        found = read_card(_photo(), today_in(), _is_known)
    except Invalid as error:
        pesan = " ".join(satu for semua in error.galat.values() for satu in semua)
        return make_response({"hasil": "bukan_foto", "pesan": pesan}, 422)
    except MesinMati:
        return {"hasil": "mati", "pesan": MATI}
    except MesinSibuk:
        return {"hasil": "sibuk", "pesan": SIBUK}
    logger.info("KTP dibaca: %d saran dalam %d ms", len(found), (time.monotonic() - start) * 1000)
    if not found:
        return {"hasil": "tidak_terbaca", "pesan": TIDAK_TERBACA}
    return {"hasil": "terbaca", "saran": [told(satu) for satu in found]}


def _photo() -> bytes:
    # Said by its header, so that what is too large is not taken into memory first.
    if (request.content_length or 0) > PALING_BESAR:
        raise refuse("Foto ini lebih dari 10 MB. Foto ulang dengan mutu biasa.")
    return request.get_data()


def _is_known(kode: str) -> bool:
    with reading() as session:
        return is_known_kecamatan(session, kode)


def told(satu: SaranDiFoto) -> dict[str, Any]:
    """One proposal as the browser gets it."""
    saran = satu.saran
    return {
        "ruas": saran.ruas,
        "teks": saran.teks,
        "isi": saran.isi,
        "yakin": saran.yakin,
        "diperkirakan": saran.diperkirakan,
        "kotak": [round(side, 4) for side in satu.kotak],
    }
