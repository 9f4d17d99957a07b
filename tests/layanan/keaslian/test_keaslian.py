"""The public check: a code, a PDF, the published keys; no account, no NIK, no whole name."""

import hashlib
import io
import json
from base64 import urlsafe_b64decode
from datetime import timedelta
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from sqlalchemy import Engine, select
from werkzeug.test import TestResponse

from pemakaman import db
from pemakaman.akun.rules import SISTEM, Peran
from pemakaman.berkas.kode import check_values, describe, facts_of
from pemakaman.berkas.models import CetakKumpulan, Dokumen
from pemakaman.berkas.services import take_order
from pemakaman.berkas.services.dokumen import new_kode, remember, set_keadaan
from pemakaman.db import now, transaction
from pemakaman.dokumen.jenis import Jenis
from pemakaman.dokumen.pernyataan import NOMOR_JENIS, verify
from pemakaman.jejak.models import JejakBaca
from pemakaman.jejak.services import record
from pemakaman.keaslian import rules
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import SET_ASIDE, Status
from pemakaman.nilai.kode_periksa import show_kode
from tests.pabrik import BANDAR_LAMPUNG, make_actor, make_makam
from tests.pabrik_berkas import make_dokumen
from tests.pabrik_kiriman import teks
from tests.pabrik_laporan import make_laporan
from tests.pabrik_pemilih import make_approved

ISI = b"%PDF-1.7 contoh"
BUKAN = "Bukan keluaran kami"


@pytest.fixture
def client(app: Flask, database: Engine) -> FlaskClient:
    return app.test_client()


def check(client: FlaskClient, kode: str, alamat: str = "10.0.0.1") -> TestResponse:
    return client.get(f"/periksa/{kode}", environ_base={"REMOTE_ADDR": alamat})


def drop(client: FlaskClient, isi: bytes) -> TestResponse:
    return client.post("/periksa/berkas", data={"berkas": (io.BytesIO(isi), "surat.pdf")})


def change(dokumen: Dokumen, **values: object) -> None:
    with transaction() as session:
        row = session.get_one(Dokumen, dokumen.id)
        for name, value in values.items():
            setattr(row, name, value)
        record(session, "dokumen.uji", "dokumen", dokumen.id, actor=SISTEM)


def mark(dokumen: Dokumen, keadaan: str) -> None:
    with transaction() as session:
        set_keadaan(session, session.get_one(Dokumen, dokumen.id), keadaan, actor=SISTEM)


def test_a_code_tells_kind_number_day_office_letters_and_signature(client: FlaskClient) -> None:
    dokumen = make_dokumen()
    page = check(client, dokumen.kode_periksa)
    assert page.status_code == 200
    told = ("Berlaku", "Surat keterangan pemakaman", "474/12/2026", "Disdukcapil Kota Bandar Lampung", "A. S.")
    assert [word for word in (*told, "Ditandatangani di kertas") if word not in teks(page)] == []


def test_the_paper_of_a_report_tells_no_nik_and_no_name(client: FlaskClient) -> None:
    pengelola = make_actor(Peran.PENGELOLA_MAKAM)
    laporan = make_laporan(pengelola, make_makam(pengelola=[pengelola]))
    page = teks(check(client, make_dokumen(laporan_id=laporan.id).kode_periksa))
    assert [word for word in ("Suhaimi", laporan.nik, "Siti Aminah") if str(word) in page] == []


@pytest.mark.parametrize(
    ("keadaan", "judul"),
    [("diganti", "Dokumen ini: sudah diganti"), ("dibatalkan", "Dokumen ini: dibatalkan"), ("berlaku", "dan berlaku")],
)
def test_states_in_plain_words(client: FlaskClient, keadaan: str, judul: str) -> None:
    dokumen = make_dokumen()
    mark(dokumen, keadaan)
    assert judul in teks(check(client, dokumen.kode_periksa))


def test_one_that_is_not_printed_yet_is_not_in_force(client: FlaskClient) -> None:
    page = teks(check(client, make_dokumen(isi=None).kode_periksa))
    assert "Belum jadi" in page
    assert "dan berlaku" not in page


@pytest.mark.parametrize(
    ("status", "judul"),
    [
        (Status.DIBEKUKAN, "Ditahan sementara"),
        (Status.DITOLAK, "Ditahan sementara"),
        (Status.DIARSIPKAN, "Ditahan sementara"),
        (Status.DIBATALKAN, "Dibatalkan"),
    ],
)
def test_a_held_or_annulled_report_holds_or_annuls_its_paper(client: FlaskClient, status: Status, judul: str) -> None:
    pengelola = make_actor(Peran.PENGELOLA_MAKAM)
    laporan = make_laporan(pengelola, make_makam(pengelola=[pengelola]))
    dokumen = make_dokumen(laporan_id=laporan.id)
    with transaction() as session:
        row = session.get_one(Laporan, laporan.id)
        row.status, row.status_sebelum = status, Status.DISETUJUI if status in SET_ASIDE else None
        record(session, "laporan.uji", "laporan", laporan.id, actor=SISTEM)
    assert judul in teks(check(client, dokumen.kode_periksa))


def test_an_unknown_code_says_what_to_do(client: FlaskClient) -> None:
    page = check(client, new_kode())
    assert page.status_code == 404
    assert "Kode tidak dikenal" in page.text
    assert "Bawa kertasnya ke Disdukcapil" in page.text


@pytest.mark.parametrize("kode", ["18.71", "x" * 500, "%00", "é", "<script>"])
def test_garbage_in_the_address_is_an_unknown_code(client: FlaskClient, kode: str) -> None:
    assert client.get(f"/periksa/{kode}").status_code == 404


def test_the_ways_people_type_a_code_lead_to_its_page(client: FlaskClient) -> None:
    kode = make_dokumen().kode_periksa
    typed = show_kode(kode).lower().replace("-", " ").replace("o", "0")
    answer = client.get("/periksa", query_string={"kode": typed})
    assert (answer.status_code, answer.location) == (303, f"/periksa/{kode}")
    assert client.get(f"/periksa/{kode.lower()}").location == f"/periksa/{kode}"


def test_what_is_no_code_is_told_at_its_field(client: FlaskClient) -> None:
    answer = client.get("/periksa?kode=12345")
    assert answer.status_code == 422
    assert "harus 26 huruf dan angka" in answer.text


def test_one_address_does_not_try_without_end(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pemakaman.keaslian.services.TRIES_PER_ADDRESS", 3)
    kode = make_dokumen().kode_periksa
    for _ in range(3):
        assert check(client, new_kode()).status_code == 404
    refused = check(client, kode)
    assert refused.status_code == 429
    assert "menit lagi" in refused.text
    assert check(client, kode, "10.0.0.2").status_code == 200
    with db.clock_at(now() + rules.ADDRESS_WINDOW + timedelta(minutes=1)):
        assert check(client, kode).status_code == 200


def test_files_are_counted_too(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pemakaman.keaslian.services.FILES_PER_ADDRESS", 1)
    assert drop(client, ISI).status_code == 200
    assert drop(client, ISI).status_code == 429


def test_nothing_on_the_way_keeps_the_pages(client: FlaskClient) -> None:
    kode = make_dokumen().kode_periksa
    for answer in (client.get("/periksa"), check(client, kode), drop(client, ISI)):
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "Set-Cookie" not in answer.headers


def test_no_cookie_and_no_token_are_needed(app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    assert drop(client, ISI).status_code == 200


def test_look_ups_are_logged_without_the_code(client: FlaskClient) -> None:
    dokumen = make_dokumen()
    check(client, dokumen.kode_periksa)
    check(client, new_kode())
    with transaction() as session:
        rows = session.scalars(select(JejakBaca).order_by(JejakBaca.id)).all()
    assert [(row.cara, row.objek_id, row.wilayah, row.kata_cari) for row in rows] == [
        ("keaslian.diperiksa", str(dokumen.id), BANDAR_LAMPUNG, None),
        ("keaslian.tidak_dikenal", None, None, None),
    ]


def test_our_bytes_are_known_and_the_file_is_not_kept(client: FlaskClient) -> None:
    make_dokumen(ISI)
    page = teks(drop(client, ISI))
    assert "byte demi byte sama" in page
    assert "474/12/2026" in page


@pytest.mark.parametrize("isi", [ISI + b"\n", ISI[:-1], b"x"])
def test_changed_bytes_are_not_ours(client: FlaskClient, isi: bytes) -> None:
    make_dokumen(ISI)
    assert BUKAN in drop(client, isi).text


def test_the_fingerprint_is_enough(client: FlaskClient) -> None:
    make_dokumen(ISI)
    sidik = hashlib.sha256(ISI).hexdigest()
    assert "byte demi byte sama" in client.post("/periksa/berkas", data={"sidik": sidik}).text


@pytest.mark.parametrize("data", [{}, {"sidik": "x"}, {"sidik": "A" * 64}, {"berkas": (io.BytesIO(b""), "")}])
def test_without_a_file_it_is_said_at_its_field(client: FlaskClient, data: dict[str, object]) -> None:
    answer = client.post("/periksa/berkas", data=data)
    assert answer.status_code == 422
    assert "Pilih dulu berkas PDF" in answer.text


def test_a_file_too_large_is_refused_in_words(app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 1000)
    answer = drop(client, b"x" * 2000)
    assert answer.status_code == 413
    assert "terlalu besar" in answer.text


def test_the_unsigned_original_of_a_signed_document(client: FlaskClient) -> None:
    dokumen = make_dokumen(ISI)
    signed = hashlib.sha256(b"tertanda").hexdigest()
    change(dokumen, sha256_asal=dokumen.sha256, sha256=signed, tanda_tangan="ditandatangani")
    page = teks(drop(client, ISI))
    assert "Asli, tetapi belum ditandatangani" in page
    assert "Sudah ditandatangani elektronik" in page


def remember_bytes(isi: bytes, **owner: UUID) -> None:
    with transaction() as session:
        remember(session, hashlib.sha256(isi).hexdigest(), **owner)


def test_bytes_of_a_document_that_are_no_longer_its_own(client: FlaskClient) -> None:
    remember_bytes(b"dulu", dokumen_id=make_dokumen(ISI).id)
    assert "Pernah kami keluarkan" in drop(client, b"dulu").text


def test_a_print_of_many_files_names_its_office_only(client: FlaskClient) -> None:
    akun = make_actor(Peran.VERIFIKATOR)
    with transaction() as session:
        kumpulan = CetakKumpulan(kab_kode=BANDAR_LAMPUNG, dibuat_oleh=akun.id, bentuk="pdf", jumlah=7)
        session.add(kumpulan)
        session.flush()
        record(session, "cetak_kumpulan.uji", "cetak_kumpulan", kumpulan.id, actor=SISTEM)
    remember_bytes(b"banyak", kumpulan_id=kumpulan.id)
    page = teks(drop(client, b"banyak"))
    assert "cetakan banyak berkas" in page
    assert "Disdukcapil Kota Bandar Lampung" in page


def published(client: FlaskClient) -> dict[str, Ed25519PublicKey]:
    told = json.loads(client.get("/periksa/kunci.json").text)["kunci"]
    return {one["id"]: Ed25519PublicKey.from_public_bytes(urlsafe_b64decode(one["publik"] + "=")) for one in told}


def test_the_code_on_paper_holds_with_the_published_key(client: FlaskClient) -> None:
    dokumen = make_dokumen()
    address, _, pernyataan = describe(dokumen).kode.partition("#")
    assert address == f"https://pemakaman.uji.go.id/periksa/{dokumen.kode_periksa}"
    assert verify(dokumen.kode_periksa, pernyataan, published(client)) == facts_of(dokumen)
    assert len(describe(dokumen).kode) <= 230


def test_an_ordered_application_carries_its_code_and_its_data(client: FlaskClient) -> None:
    with transaction() as session:
        order = take_order(session, make_approved(nama="Siti Aminah"))
    assert order is not None
    (pesanan, *_) = order.pesanan
    address, _, pernyataan = pesanan.keterangan.kode.partition("#")
    fakta = verify(address[-26:], pernyataan, published(client))
    assert (fakta.jenis, fakta.kab_kode, fakta.huruf) == (Jenis.F_2_01A, BANDAR_LAMPUNG, "SA")
    assert pesanan.masukan["periksa.kode"] == show_kode(fakta.kode)
    data = json.loads(pesanan.keterangan.lampiran)
    Draft202012Validator(json.loads(client.get("/skema/permohonan-1.json").text)).validate(data)
    assert data["kematian"]["nama"] == "Siti Aminah"


def test_the_words_of_a_statement_are_published_with_the_keys(client: FlaskClient) -> None:
    told = json.loads(client.get("/periksa/kunci.json").text)
    assert told["jenis"][str(NOMOR_JENIS[Jenis.SPTJM])] == "SPTJM kebenaran data kematian"
    assert told["kantor"]["18.71"] == "Kota Bandar Lampung"
    assert len(told["kantor"]) >= 514


def test_what_the_paper_prints_beside_its_code(database: Engine) -> None:
    dokumen = make_dokumen(isi=None)
    shown = check_values(dokumen)
    assert shown == {"periksa.kode": show_kode(dokumen.kode_periksa), "periksa.alamat": "pemakaman.uji.go.id/periksa"}


def test_the_schema_is_public_and_may_be_kept(client: FlaskClient) -> None:
    answer = client.get("/skema/permohonan-1.json")
    assert answer.mimetype == "application/schema+json"
    assert "max-age" in answer.headers["Cache-Control"]
    assert json.loads(answer.text)["$id"] == "/skema/permohonan-1.json"
    assert client.get("/skema/permohonan-1.json", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_the_page_without_a_line_is_the_same_for_everyone(client: FlaskClient) -> None:
    page, worker = client.get("/periksa/luring"), client.get("/periksa/sw.js")
    told = json.loads(worker.text.partition("=")[2].split(";\n")[0])
    assert "Set-Cookie" not in page.headers
    assert page.headers["Cache-Control"] == "no-cache"
    assert {"/periksa/luring", "/periksa/kunci.json"} < set(told["sidik"])
