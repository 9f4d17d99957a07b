"""What a phone takes along for the time without a line."""

from hashlib import sha256
from typing import Any

from flask import Response, current_app, make_response, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from pemakaman import db
from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Actor, Izin
from pemakaman.db import reading
from pemakaman.lapangan import queries
from pemakaman.lapangan.forms import write_ruas
from pemakaman.lapangan.routes.dasar import bp
from pemakaman.laporan.routes.dasar import called
from pemakaman.web import answers_json, requires


@bp.get("/lapangan/bekal")
@requires(Izin.LAPORAN_TULIS)
@answers_json
def provisions() -> ResponseReturnValue:
    """Cemeteries, regions and own drafts of the account; 304 when the phone has them already.

    The nonce goes back in a header, so that it is no part of what the tag stands for; the time neither.
    """
    actor = current_actor()
    with reading() as session:
        told = _gather(session, actor)
    tag = sha256(current_app.json.dumps(told).encode()).hexdigest()
    fresh = tag in request.if_none_match
    response = Response(status=304) if fresh else make_response({**told, "waktu": db.now().isoformat()})
    response.set_etag(tag)
    response.headers["X-Nonce"] = "".join(char for char in request.args.get("n", "") if char.isalnum() or char == "-")[
        :100
    ]
    return response


def _gather(session: Session, actor: Actor) -> dict[str, Any]:
    return {
        "layanan": "pemakaman",
        "akun": str(actor.id),
        "nama": actor.nama,
        "peran": actor.peran_label,
        "makam": queries.list_makam(session, actor=actor),
        "wilayah": queries.list_wilayah(session, actor.kab_kode),
        "draf": [
            {
                "laporan": str(laporan.id),
                "versi": laporan.versi,
                "makam": str(laporan.makam_id),
                "kasus": laporan.kasus,
                "ruas": write_ruas(session, laporan, orang),
                "diubah": laporan.diubah_pada.isoformat(),
                "nama": called(laporan),
            }
            for laporan, orang in queries.list_draf(session, actor=actor)
        ],
    }
