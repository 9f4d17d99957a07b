"""The whole URL map × every role × own and other jurisdiction."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from pemakaman.akun.rules import PERAN_IZIN, Izin, Peran
from pemakaman.web import PUBLIC, SIGNED_IN, izin_of
from tests.pabrik import make_actor, sign_in
from tests.pabrik_izin import (
    add_acuan,
    add_akun,
    add_bulanan,
    add_cetak,
    add_desk,
    add_dugaan,
    add_ekstrak,
    add_grave,
    add_impor,
    add_kasus,
    add_kerja_desk,
    add_laporan,
    add_papers,
    add_pemilu,
    add_peta,
    add_petak,
    add_pratinjau,
    add_surat,
    add_tugas,
    add_tutup,
    add_voters,
)

# Every endpoint that answers somebody who has not signed in. A new one needs a reason to be here.
OPEN_TO_ALL = {"static", "ikon", "pantau.alive", "pantau.ready", "akun.sign_in", "akun.sign_out", "akun.accept"}
OPEN_TO_ALL |= {"lacak.look", "lacak.find"}  # the family follows its report by number and date
# Whoever holds a paper may ask whether it is genuine.
OPEN_TO_ALL |= {f"keaslian.{name}" for name in ("ask", "look", "look_file", "keys", "offline", "worker", "schema")}
# Who is alive but recorded as dead need have no account to say so.
OPEN_TO_ALL |= {"pembatalan.raise_public", "pembatalan.raised", "pembatalan.status"}
# Where a kab/kota opened it, families look for a grave without an account; crawlers are told to stay away.
OPEN_TO_ALL |= {"petak.search_public", "petak.find_public", "petak.robots"}

# Open figures: sums only, and only of a province that publishes them.
OPEN_TO_ALL |= {f"terbuka.{name}" for name in ("home", "rows_csv", "rows_json", "metadata", "dictionary")}

# The shell of the field holds nobody's data: a phone without a line shows it before anyone can sign in.
OPEN_TO_ALL |= {"lapangan.shell", "lapangan.worker", "lapangan.manifest"}

# URL arguments that name no row of a jurisdiction; a value that the route can read.
PLAIN: dict[str, str] = {
    "bagian": "kematian",
    "filename": "app.css",
    "token": "bukan-token",
    "kiriman": "bukan-kiriman",
    # An item belongs to the account that sends it; there is no row of another to be found.
    "kiriman_id": "7d3f0e52-0a3c-4b63-9d0e-2f1f3f6a9c11",
    "kode": "18.72",
    "format": "csv",
    "jenis": "surat_kematian",
    "masa": "2026-01",
    "sumber": "ekstrak",
    "calon_id": "1",
    "bawaan": "bukti_kabur",
    "tahun": "2026",
    "bulan": "1",
    "bentuk": "pdf",
    "nomor": "1",
    "halaman": "1",
    "sidik": "a" * 64,
    "lembar": "F-1.07",
    "cara": "pkcs12",
    "harian": "perekaman",
    "hari": "2026-01-05",
}

# Where an account of the role works, so that an object of Kota Metro lies outside.
ELSEWHERE: dict[Peran, str] = {Peran.PETUGAS_PROVINSI: "17"}

# Sees every account by office; holds no other permission on rows of a kab/kota.
EVERYWHERE = {Peran.ADMIN_SISTEM}


def rules_of(app: Flask) -> Iterator[tuple[Rule, str]]:
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) & {"GET", "POST", "PUT", "PATCH", "DELETE"}):
            yield rule, method


def mark_of(app: Flask, rule: Rule) -> str | None:
    return izin_of(app.view_functions[rule.endpoint])


def may(peran: Peran, mark: str | None) -> bool:
    return mark in {PUBLIC, SIGNED_IN} or mark in {str(izin) for izin in PERAN_IZIN[peran]}


def call(app: Flask, client: FlaskClient, rule: Rule, method: str, ids: dict[str, str]) -> int:
    with app.test_request_context():
        values = {name: ids.get(name) or PLAIN[name] for name in rule.arguments}
        path = app.url_map.bind("localhost").build(rule.endpoint, values, method=method)
    # Some routes look at the row only once the form names what to do with it.
    return client.open(path, method=method, data=ids if method == "POST" else None).status_code


@pytest.fixture
def ids(database: Engine, owner: Engine) -> dict[str, str]:
    """One row of each kind in Kota Metro, by the name its id has in an address."""
    with Session(owner) as session, session.begin():
        session.execute(text("SET LOCAL session_replication_role = replica"))
        akun = add_akun(session)
        makam, laporan = add_laporan(session, akun)
        return {
            "akun_id": str(akun.id),
            "makam_id": str(makam.id),
            "laporan_id": str(laporan.id),
            **add_tutup(session, akun, makam),
            **add_papers(session, akun, laporan),
            **add_voters(session, akun, laporan),
            **add_impor(session, akun, makam),
            **add_cetak(session, akun, makam),
            **add_dugaan(session, laporan),
            **add_petak(session, akun, makam, laporan),
            **add_ekstrak(session, akun),
            **add_desk(session, akun, laporan),
            **add_kasus(session, laporan),
            **add_grave(session, akun, makam, laporan),
            **add_bulanan(session, akun),
            **add_acuan(session),
            **add_pratinjau(session, akun),
            **add_surat(session, akun),
            **add_peta(session, akun),
            **add_pemilu(session, akun),
            **add_kerja_desk(session, akun),
            **add_tugas(session, akun, makam, laporan),
        }


def client_of(app: Flask, peran: Peran) -> FlaskClient:
    return sign_in(app, make_actor(peran, ELSEWHERE.get(peran)))


def test_every_endpoint_declares_who_may_open_it(app: Flask) -> None:
    known = {PUBLIC, SIGNED_IN, *(str(izin) for izin in Izin)}
    assert [rule.endpoint for rule, _ in rules_of(app) if mark_of(app, rule) not in known] == []


def test_only_listed_endpoints_are_open_to_all(app: Flask) -> None:
    assert {rule.endpoint for rule, _ in rules_of(app) if mark_of(app, rule) == PUBLIC} <= OPEN_TO_ALL


def test_every_url_argument_is_known_to_this_test(app: Flask, ids: dict[str, str]) -> None:
    used = {name for rule, _ in rules_of(app) for name in rule.arguments}
    assert used - set(ids) - set(PLAIN) == set(), "tambahkan ke add_… atau ke PLAIN"


def test_nobody_gets_in_without_signing_in(app: Flask, ids: dict[str, str]) -> None:
    client = app.test_client()
    got_in = [
        f"{method} {rule.rule} {status}"
        for rule, method in rules_of(app)
        if rule.endpoint not in OPEN_TO_ALL
        and (status := call(app, client, rule, method, ids)) != (303 if method == "GET" else 401)
    ]
    assert got_in == []


@pytest.mark.parametrize("peran", list(Peran))
def test_role_without_permission_is_refused(app: Flask, ids: dict[str, str], peran: Peran) -> None:
    client = client_of(app, peran)
    allowed = [
        f"{method} {rule.rule} {status}"
        for rule, method in rules_of(app)
        if not may(peran, mark_of(app, rule)) and (status := call(app, client, rule, method, ids)) != 403
    ]
    assert allowed == []


@pytest.mark.parametrize("peran", [peran for peran in Peran if peran not in EVERYWHERE])
def test_object_of_another_jurisdiction_is_not_found(app: Flask, ids: dict[str, str], peran: Peran) -> None:
    client = client_of(app, peran)
    found = [
        f"{method} {rule.rule} {status}"
        for rule, method in rules_of(app)
        if rule.arguments & set(ids)
        and may(peran, mark_of(app, rule))
        and (status := call(app, client, rule, method, ids)) != 404
    ]
    assert found == []
