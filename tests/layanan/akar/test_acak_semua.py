"""Whatever is sent to whatever address by whoever may, the answer is a page and never a crash."""

import io
import logging
import re
from collections.abc import Iterable, Iterator
from random import Random
from typing import Any, TypeVar
from uuid import UUID, uuid4

import pytest
from flask import Flask, Request
from flask.testing import FlaskClient
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from werkzeug.routing import Rule

from pemakaman.akun.rules import SISTEM, Actor, Peran
from pemakaman.db import transaction
from pemakaman.jejak.services import record
from pemakaman.laporan.forms.bagian import BAGIAN_FORM
from pemakaman.makam.models import Makam, MakamPengelola
from tests.pabrik import DESA, METRO, make_actor, sign_in
from tests.pabrik_laporan import start
from tests.pabrik_verifikasi import make_claimed, make_recommended
from tests.rumah.test_izin import PLAIN, ids, mark_of, may, rules_of

__all__ = ["ids"]
HOME = {Peran.OPERATOR_DESA: DESA[METRO], Peran.PETUGAS_PROVINSI: "18", Peran.ADMIN_SISTEM: None}
LEFT_OUT = {"akun.sign_out", "akun.sign_in", "static"}  # the first two end the session; the stranger tries them
DAYS = ("dari", "sampai", "tanggal", "meninggal", "dimakamkan", "tanggal_cek")
QUERY = ("sesudah", "saring", "cari", "induk", "status", "tab", "daftar", "wilayah", "tps", "makam", "kecamatan")
QUERY += ("nama", "pelaku", "objek_id", "sidik", "lanjut", "laporan_id", "kasus", "ke", "tampil", "unduh", "versi")
EMPTY_ID = "00000000-0000-0000-0000-000000000000"
ODD = (
    *("", " ", "0", "-1", "1", "²", "١٢", "9" * 5, "9" * 10, "9" * 20, "9" * 5000, "1e309", "nan", "inf"),
    *("2026-01-01", "18.71", "18.7", EMPTY_ID, "x" * 20000, "😀\u202e", "<b>&'\"\\%_", "\x00", "=1+1", "../../x"),
)
KEYS = (
    *(f"{moment}_{EMPTY_ID}" for moment in ("nan", "inf", "-inf", "1e308", "-1", "9" * 400, "0001-01-01")),
    *(f"{moment}_{EMPTY_ID}" for moment in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.999999-14:00")),
    *(f"9999-12-31T23:59:59-23:59_{EMPTY_ID}_{number}" for number in ("9" * 18, "9" * 30, "-1")),
    *("9" * 18, "9" * 19, "_", "__", f"_{EMPTY_ID}", "2026-01-01_x", EMPTY_ID, "٣"),
)
YEARS = (("1", "1", "1"), ("31", "12", "9999"), ("31", "12", "10000"), ("29", "2", "2025"), ("0", "0", "0"))
BUKU_NOMOR = 7000  # far from the numbers that the books of this test give
FEW = 1
T = TypeVar("T")
NAME = re.compile(r'\bname="([\w-]{1,60})"')


class Crashes(logging.Handler):
    """What the error pages wrote down: a crash, or a rule of the database that nobody had asked before."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.last: BaseException | None = None

    def emit(self, record: logging.LogRecord) -> None:
        self.last = record.exc_info[1] if record.exc_info else None


@pytest.fixture
def crashes() -> Iterator[Crashes]:
    handler, logger = Crashes(), logging.getLogger("pemakaman.web")
    logger.addHandler(handler)
    yield handler
    logger.removeHandler(handler)


READ: set[str] = set()
"""What the view has looked up of all that was sent; `*` when it went through it."""


class Sent(ImmutableMultiDict[str, Any]):
    """Query, fields and files that note what is looked up."""

    def __contains__(self, key: object) -> bool:
        READ.add(str(key))
        return super().__contains__(key)

    def __getitem__(self, key: str) -> Any:
        READ.add(key)
        return super().__getitem__(key)

    def getlist(self, key: str, *convert: Any, **named: Any) -> list[Any]:
        READ.add(key)
        return super().getlist(key, *convert, **named)

    def __iter__(self) -> Iterator[str]:
        READ.add("*")
        return super().__iter__()

    def items(self, multi: bool = False) -> Iterator[tuple[str, Any]]:  # type: ignore[override]
        READ.add("*")
        return super().items(multi)

    def lists(self) -> Iterator[tuple[str, list[Any]]]:
        READ.add("*")
        return super().lists()


class Noting(Request):
    """Notes that the view takes the body as it is, too."""

    parameter_storage_class = Sent

    def get_data(self, *args: Any, **kwargs: Any) -> Any:
        READ.add("*")
        return super().get_data(*args, **kwargs)


@pytest.fixture(autouse=True)
def noting(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """What every request goes through is forgotten when the view begins."""
    monkeypatch.setattr(app, "request_class", Noting)
    before = app.before_request_funcs.get(None, [])
    monkeypatch.setitem(app.before_request_funcs, None, [*before, READ.clear])


class Loket:
    """One signed-in role with objects of its own area, and every address it may open."""

    def __init__(self, app: Flask, peran: Peran, ids: dict[str, str]) -> None:
        self.app, self.actor = app, make_actor(peran, HOME.get(peran, METRO))
        self.client = sign_in(app, self.actor)
        self.ids = {**ids, **_own_objects(self.actor, UUID(ids["makam_id"]))}
        self.random = Random(peran.value)

    def rules(self, method: str) -> Iterator[Rule]:
        for rule, verb in rules_of(self.app):
            if verb == method and rule.endpoint not in LEFT_OUT and may(self.actor.peran, mark_of(self.app, rule)):
                yield rule

    def some(self, rule: Rule, sent: Iterable[T], share: int = 14) -> list[T]:
        """One in `share` of it from the first role that may open the address, a few from each of the others."""
        first = next(peran for peran in Peran if may(peran, mark_of(self.app, rule)))
        every = list(sent)
        return self.random.sample(every, len(every) // share if first is self.actor.peran else min(FEW, len(every)))

    def paths(self, rule: Rule) -> list[str]:
        """Its address; one for each page group where it has them."""
        groups = list(BAGIAN_FORM) if "bagian" in rule.arguments else [""]
        bind = self.app.url_map.bind("localhost")
        found = []
        for bagian in groups:
            values = {name: self.ids.get(name) or PLAIN[name] for name in rule.arguments}
            values |= {"bagian": bagian} if bagian else {}
            found.append(bind.build(rule.endpoint, values))
        return found


def _own_objects(actor: Actor, makam_id: UUID) -> dict[str, str]:
    with transaction() as session:
        makam = session.get_one(Makam, makam_id)
        if actor.peran is Peran.PENGELOLA_MAKAM:
            session.add(MakamPengelola(makam_id=makam_id, akun_id=actor.id))
            record(session, "makam.pengelola_ditambah", "makam", makam_id, actor=SISTEM)
    if actor.peran in {Peran.PENGELOLA_MAKAM, Peran.OPERATOR_DESA}:
        return {"laporan_id": str(start(actor, makam))}
    if actor.peran is Peran.VERIFIKATOR:
        return {"laporan_id": str(make_claimed(actor, makam, buku_nomor=BUKU_NOMOR))}
    if actor.peran is Peran.PEJABAT:
        petugas = make_actor(Peran.VERIFIKATOR, METRO)
        return {"laporan_id": str(make_recommended(petugas, makam, buku_nomor=BUKU_NOMOR))}
    return {}


@pytest.fixture(params=list(Peran), ids=str)
def loket(app: Flask, ids: dict[str, str], request: pytest.FixtureRequest) -> Loket:
    return Loket(app, request.param, ids)


def _address_of(path: str, query: dict[str, str]) -> Any:
    return {"path": path, "query_string": MultiDict(query)}


def _dates(names: list[str] | tuple[str, ...], day: tuple[str, str, str]) -> dict[str, str]:
    parts = zip(("hari", "bulan", "tahun"), day, strict=True)
    return {f"{name}-{part}": value for part, value in parts for name in names}


def _queries(names: list[str], read: set[str]) -> Iterator[dict[str, str]]:
    """Nothing for a page that looks at no query; the odd keys of a list for a page that has one."""
    if not read:
        return
    if read & {"sesudah", "*"}:
        yield from ({"sesudah": key} for key in KEYS)
    yield from (dict.fromkeys([*QUERY, *names], value) for value in ODD)
    yield from (_dates(DAYS, day) for day in YEARS)


def _forms(names: list[str], random: Random) -> Iterator[dict[str, str]]:
    dated = sorted({name.rpartition("-")[0] for name in names if name.endswith("-tahun")})
    yield {}
    for value in ODD:
        yield {**dict.fromkeys(names, value), "aksi": "lanjut"}
    for day in YEARS:
        yield _dates(dated, day)
    for _ in range(3):
        yield {name: random.choice(ODD) for name in random.sample(names, min(len(names), 12))}


def _read_by(answer: Any) -> set[str]:
    """What the view behind the answer has looked up; a view that looks up nothing cannot fall over it."""
    answer.close()
    return set(READ)


def _names_of(client: FlaskClient, path: str) -> list[str]:
    page = client.get(path)
    found = set(NAME.findall(page.get_data(as_text=True))) if page.mimetype == "text/html" else set()
    return sorted(found - {"csrf_token", "viewport", "theme-color"})


def _complaint(answer: Any, crashes: Crashes, what: str) -> list[str]:
    answer.close()
    last, crashes.last = crashes.last, None
    if answer.status_code >= 500 and what.startswith("GET /siap"):
        return []  # no worker runs here
    if answer.status_code >= 500 or last is not None:
        return [f"{what[:300]} {answer.status_code} {type(last).__name__}: {str(last)[:200]}"]
    return []


def test_no_query_crashes_a_page(loket: Loket, crashes: Crashes) -> None:
    wrong: list[str] = []
    for rule in loket.rules("GET"):
        for path in loket.paths(rule)[:1]:
            names = _names_of(loket.client, path)
            read = READ | _read_by(loket.client.get(**_address_of(path, dict.fromkeys([*QUERY, *names], "1"))))
            for query in loket.some(rule, _queries(names, read)):
                answer = loket.client.get(**_address_of(path, query))
                wrong += _complaint(answer, crashes, f"GET {path} {query}")
    assert wrong == []


def test_no_form_crashes_a_page(loket: Loket, crashes: Crashes) -> None:
    wrong: list[str] = []
    everywhere = sorted({name for rule in loket.rules("GET") for name in _names_of(loket.client, loket.paths(rule)[0])})
    rules = sorted(loket.rules("POST"), key=lambda rule: rule.endpoint == "laporan.discard")
    for rule in rules:
        for path in loket.paths(rule):
            names = _names_of(loket.client, path) if "GET" in (rule.methods or ()) or "bagian" in rule.arguments else []
            if not names:
                # A button on another page: of all the fields there are, it is sent those that it looks at.
                plain = dict.fromkeys(everywhere, "1") | {"aksi": "lanjut"}
                read = _read_by(loket.client.post(path, data=plain))
                names = everywhere if "*" in read else sorted(read)
            for form in loket.some(rule, _forms(names, loket.random)) if names else ({},):
                answer = loket.client.post(path, data=form)
                wrong += _complaint(answer, crashes, f"POST {path} {form}")
    assert wrong == []


BODIES: tuple[tuple[bytes, str], ...] = (
    (b'{"a": [1,', "application/json"),
    (b"\xff\xfe\x00", "text/plain"),
    (b"a", "multipart/form-data"),
    (
        b'--x\r\nContent-Disposition: form-data; name="berkas"; filename="a.xlsx"\r\n\r\nPK',
        "multipart/form-data; boundary=x",
    ),
    (b"&&==%%%ff=%00", "application/x-www-form-urlencoded"),
)
FILES = (b"", b"PK\x03\x04rusak", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7\n", b"NIK;NAMA\n\xff;=1\n", b"\x00" * 64)


def _sent(what: tuple[bytes, str] | bytes, makam_id: str) -> dict[str, Any]:
    """A body as it is, or a file in a form that asks for one."""
    if isinstance(what, tuple):
        return {"data": what[0], "content_type": what[1]}
    files = {"berkas": (io.BytesIO(what), "../a\u202e.xlsx"), "versi": "1", "jenis": "DPT", "periode": "x"}
    files |= {"makam_id": makam_id, "susunan": "auto", "wilayah": METRO}
    return {"data": files, "content_type": "multipart/form-data"}


def test_no_body_crashes_a_page(loket: Loket, crashes: Crashes) -> None:
    wrong: list[str] = []
    for rule in loket.rules("POST"):
        (path, *_) = loket.paths(rule)
        for sent in loket.some(rule, (*BODIES, *FILES), 4):
            answer = loket.client.post(path, **_sent(sent, loket.ids["makam_id"]))
            wrong += _complaint(answer, crashes, f"POST {path} {sent!r}")
    assert wrong == []


ADUAN = ("nama", "nik", "nomor", "nomor_terima", "keterangan", "kab-1", "kab-2", "kab-3")
ADUAN += ("pengadu_nama", "pengadu_telepon", "pengadu_hubungan")


def test_a_stranger_crashes_nothing(app: Flask, ids: dict[str, str], crashes: Crashes) -> None:
    client, wrong = app.test_client(), list[str]()
    for value in ODD:
        names = ("nama_pengguna", "sandi", "lanjut", "kiriman", "sesi", "nomor", "n", "tanggal-hari", *ADUAN)
        form = dict.fromkeys(names, value)
        for path in (
            "/masih-hidup",
            "/masih-hidup/status",
            "/lacak",
            "/masuk",
            "/keluar",
            f"/undangan/{uuid4()}",
            "/pengguna",
            f"/laporan/{ids['laporan_id']}",
        ):
            wrong += _complaint(client.post(path, data=form), crashes, f"POST {path} {value!r}")
            wrong += _complaint(client.get(**_address_of(path, form)), crashes, f"GET {path} {value!r}")
    assert wrong == []
