"""Whatever is posted, the answer is a page; and no page speaks English."""

import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from werkzeug.datastructures import MultiDict

from pemakaman.akun.rules import Peran
from pemakaman.laporan.forms.bagian import BAGIAN_FORM
from pemakaman.laporan.isian import BAGIAN
from tests.pabrik import make_actor, make_makam, sign_in
from tests.pabrik_kiriman import teks
from tests.pabrik_laporan import make_laporan, start

NAMES = sorted({name for fields in BAGIAN.values() for name in fields})
PARTS = [
    f"{name}-{part}" for name in NAMES for part in ("hari", "bulan", "tahun") if "tanggal" in name or "lahir" in name
]
EXTRA = ["versi", "aksi", "ke", "dilihat", "luar", "desa_untuk", "alamat_prov", "alamat_kab", "alamat_kec"]
EXTRA += ["makam_id", "laporan_id", "jalan", "terima", "negara", "jenis", "berkas"]
ODD = ["", " ", "0", "-1", "99999999999999999999", "\x00", "😀", "<b>&", "١٢", "18.71", "18", "x" * 5000, "\ud800"]
TEXTS = st.one_of(st.sampled_from([*ODD[:-1], "wilayah", "luar", "1", "31", "2026", "rumah"]), st.text(max_size=40))
BODIES = st.lists(st.tuples(st.sampled_from(NAMES + PARTS + EXTRA), TEXTS), max_size=14)
FUZZ = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
ENGLISH = re.compile(
    r"\b(the|this|please|error|submit|required|invalid|choose|upload|delete|cancel|back|next|save|field|"
    r"loading|yes|search|date|year|month|warning|success|hidden|show password)\b",
    re.IGNORECASE,
)


@pytest.fixture
def jalan(app: Flask, database: Engine) -> tuple[FlaskClient, UUID, UUID]:
    pengelola = make_actor(Peran.PENGELOLA_MAKAM)
    makam = make_makam(pengelola=[pengelola])
    made = make_laporan(pengelola, makam)
    return sign_in(app, pengelola), start(pengelola, makam), made.id


def _post(client: FlaskClient, address: str, body: list[tuple[str, str]]) -> Any:
    clean = [(name, text.encode("utf-8", "replace").decode()) for name, text in body]
    return client.post(address, data=MultiDict(clean))


@pytest.mark.parametrize("bagian", [*BAGIAN_FORM, "bukti"])
@FUZZ
@given(body=BODIES)
def test_page_group_survives_anything(
    jalan: tuple[FlaskClient, UUID, UUID], bagian: str, body: list[tuple[str, str]]
) -> None:
    client, draf, _ = jalan
    assert _post(client, f"/laporan/{draf}/isi/{bagian}", body).status_code < 500


@pytest.mark.parametrize("akhir", ["ajukan", "lapor-awal"])
@FUZZ
@given(body=BODIES)
def test_sending_survives_anything(
    jalan: tuple[FlaskClient, UUID, UUID], akhir: str, body: list[tuple[str, str]]
) -> None:
    client, draf, diajukan = jalan
    for laporan_id in (draf, diajukan, uuid4()):
        assert _post(client, f"/laporan/{laporan_id}/{akhir}", body).status_code < 500


@pytest.mark.parametrize("address", ["/laporan/baru", "/laporan/baru/singkat"])
@FUZZ
@given(body=BODIES)
def test_beginning_survives_anything(
    jalan: tuple[FlaskClient, UUID, UUID], address: str, body: list[tuple[str, str]]
) -> None:
    assert _post(jalan[0], address, body).status_code < 500


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data"])
@pytest.mark.parametrize("akhir", ["isi/almarhum", "isi/bukti", "ajukan", "lapor-awal", "buang"])
def test_body_of_another_kind_is_no_crash(jalan: tuple[FlaskClient, UUID, UUID], akhir: str, kind: str) -> None:
    client, _, diajukan = jalan
    answer = client.post(f"/laporan/{diajukan}/{akhir}", data=b'{"a": [1,', content_type=kind)
    assert answer.status_code < 500


@pytest.mark.parametrize("bagian", [*BAGIAN_FORM, "bukti", "periksa"])
def test_page_group_speaks_indonesian(jalan: tuple[FlaskClient, UUID, UUID], bagian: str) -> None:
    client, draf, _ = jalan
    page = client.get(f"/laporan/{draf}/isi/{bagian}?ke=periksa")
    assert page.status_code == 200
    assert ENGLISH.findall(teks(page)) == []


@pytest.mark.parametrize("address", ["", "/baru", "/baru/singkat", "/{0}", "/{0}/tanda-terima"])
def test_page_speaks_indonesian(jalan: tuple[FlaskClient, UUID, UUID], address: str) -> None:
    client, _, diajukan = jalan
    page = client.get("/laporan" + address.format(diajukan))
    assert page.status_code == 200
    assert ENGLISH.findall(teks(page)) == []
