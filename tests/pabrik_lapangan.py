"""Items as phones send them."""

import hashlib
import json
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from flask.testing import FlaskClient

from pemakaman import db
from pemakaman.akun.rules import Actor
from pemakaman.db import transaction
from pemakaman.lapangan import services
from pemakaman.lapangan.muatan import read_muatan
from pemakaman.lapangan.routes.kirim import read_with_forms
from pemakaman.lapangan.rules import Cara
from pemakaman.lapangan.services import Tanda
from pemakaman.makam.models import Makam
from tests.pabrik_laporan import hari_ini

JSON = {"Accept": "application/json"}


def sidik_of(content: bytes) -> str:
    """Fingerprint of a photo."""
    return hashlib.sha256(content).hexdigest()


def tanggal_ruas(nama: str, hari: date) -> dict[str, list[str]]:
    """A day as the three boxes of a form."""
    return {f"{nama}-hari": [str(hari.day)], f"{nama}-bulan": [str(hari.month)], f"{nama}-tahun": [str(hari.year)]}


def ruas_awal(**ganti: list[str]) -> dict[str, list[str]]:
    """The fields of a short report; named ones replace those of the example."""
    own = {"nama": ["Ahmad Suhaimi"], "kasus": ["rumah"], "jenis_kelamin": ["L"], "pelapor_nama": ["Siti Aminah"]}
    return {**own, **tanggal_ruas("dimakamkan_tanggal", hari_ini()), **ganti}


def make_muatan(
    actor: Actor,
    makam: Makam,
    *,
    ruas: dict[str, list[str]] | None = None,
    foto: tuple[bytes, ...] = (),
    jam: datetime | None = None,
    **ganti: Any,
) -> dict[str, Any]:
    """The payload of one item; `jam` is what the phone's clock says at sending."""
    jam = jam or db.now()
    return {
        "v": 1,
        "kiriman": str(uuid4()),
        "akun": str(actor.id),
        "makam": str(makam.id),
        "ruas": ruas_awal() if ruas is None else ruas,
        "foto": [{"sidik": sidik_of(isi), "jenis": "foto_makam", "nama": "makam.jpg"} for isi in foto],
        "waktu": {"isi": (jam - timedelta(minutes=5)).isoformat(), "kirim": jam.isoformat()},
        "relatif": None,
        "perangkat": str(uuid4()),
        "draf": None,
        "pastikan": [],
        **ganti,
    }


def send_photos(actor: Actor, muatan: dict[str, Any], *foto: bytes) -> None:
    """Let the photos of an item wait for it, each in its own transaction."""
    for isi in foto:
        with transaction() as session:
            services.store_photo(
                session, UUID(muatan["kiriman"]), sidik_of(isi), nama_berkas="makam.jpg", content=isi, actor=actor
            )


def send_item(actor: Actor, muatan: dict[str, Any], cara: Cara = Cara.KIRIM) -> Tanda:
    """Take the item in through the service."""
    with transaction() as session:
        return services.receive(session, read_muatan(muatan), read_with_forms, actor=actor, cara=cara)


def post_item(client: FlaskClient, muatan: object) -> Any:
    """Send the item over HTTP."""
    return client.post("/lapangan/kirim", data=json.dumps(muatan), content_type="application/json", headers=JSON)
