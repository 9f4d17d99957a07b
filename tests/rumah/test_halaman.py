"""Every page an account can reach by its links: valid, labelled, Indonesian, small, and reading without writing."""

import gzip
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, event
from werkzeug.test import TestResponse

from pemakaman import db
from pemakaman.akta.services import record_akta
from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import transaction
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import Status
from pemakaman.makam.models import Makam
from tests.conftest import empty
from tests.contoh.susun_penduduk import sample, write_csv
from tests.pabrik import BANDAR_LAMPUNG, DESA, PROVINSI, make_actor, make_makam, sign_in
from tests.pabrik_bulanan import DULU, sent, with_letter
from tests.pabrik_cek import make_cek
from tests.pabrik_ekstrak import bring_in_rows, register_file
from tests.pabrik_kembali import bring_back
from tests.pabrik_kubur import make_iptm, make_petak, make_rencana, set_heir
from tests.pabrik_laporan import hari_ini, make_laporan
from tests.pabrik_pemilih import Kantor, make_approved
from tests.pabrik_penduduk import make_penduduk
from tests.pabrik_perbaikan import Kantor as Perbaikan
from tests.pabrik_petak import Kubur
from tests.pabrik_salinan import bring_in, make_halaman, make_salinan, row, save
from tests.pabrik_serah import build, refuse_first
from tests.pabrik_verifikasi import make_claimed, make_recommended

NAMA_SITUS = " – Pemakaman"
PAGES_PER_ENDPOINT = 7
LATER_PAGE_BYTES = 20 * 1024
FOREIGN = re.compile(r"\b(This field|Submit|Choose|Select|Not a valid|Invalid|required|None|True|False|undefined)\b")
WRITES = re.compile(r"\s*(?:WITH .*?\))?\s*(INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE | re.DOTALL)
MAY_WRITE = {"jejak_baca", "sesi"}
# Handing a file out is an event of its own in the trail.
MAY_WRITE_DOWNLOAD = MAY_WRITE | {"jejak"}
STARTS = (
    "/",
    "/laporan/baru",
    "/laporan/baru/singkat",
    "/meja/cari",
    "/wilayah",
    "/akun",
    "/makam",
    "/iptm?keadaan=semua",
    "/rencana",
    "/berkas",
    "/meja/bersih",
    "/meja/beban",
    "/bulanan/setelan",
    "/buku/tutup",
    "/buku/rekap",
)
WILAYAH = {Peran.PETUGAS_PROVINSI: PROVINSI, Peran.AUDITOR: PROVINSI}


@dataclass
class Isi:
    """One account a role, and pages that are reached by sending a form."""

    actors: dict[Peran, Actor]
    halaman: list[str]


@pytest.fixture(scope="module")
def isi(app: Flask, owner: Engine, tmp_path_factory: pytest.TempPathFactory) -> Isi:
    """An office with a report in every state, a voter list, proposals and packages; nobody here changes it."""
    with owner.begin() as connection:
        empty(connection)
    kantor = Kantor()
    pengelola = make_actor(Peran.PENGELOLA_MAKAM)
    makam = make_makam(pengelola=[pengelola], desa=DESA[BANDAR_LAMPUNG])
    draf, awal, _ = (
        make_laporan(pengelola, makam, status=status) for status in (Status.DRAF, Status.LAPOR_AWAL, Status.DIAJUKAN)
    )
    warga = make_penduduk(tanda_hidup_tanggal=hari_ini(), tanda_hidup="KTP-el terbit")
    make_penduduk(nama="SITI AMINAH", jenis_kelamin="P", nik=None)
    make_claimed(kantor.verifikator, nik=warga.nik, nama="Suhaimi", umur=66)
    make_recommended(kantor.verifikator, nama="Rahmat Hidayat")
    _record_akta(kantor.verifikator)
    kantor.confirm(kantor.propose())
    kantor.add_more()
    refuse_first(build(kantor.pejabat), kantor.pejabat)
    kantor.add_more()
    make_cek(kantor.verifikator)
    bring_back(makam.id, kantor.pejabat)
    _fill_graves(pengelola, makam, awal)
    _import_residents(tmp_path_factory.mktemp("warga"))
    graves = _graves(pengelola)
    sent(kantor.pejabat, DULU)
    with_letter(kantor.pejabat)
    _copy_book(makam, pengelola)
    given = {
        Peran.PENGELOLA_MAKAM: pengelola,
        Peran.VERIFIKATOR: kantor.verifikator,
        Peran.PEJABAT: kantor.pejabat,
    }
    actors = {peran: given.get(peran) or make_actor(peran, WILAYAH.get(peran)) for peran in Peran}
    isi_draf = [f"/laporan/{draf.id}/isi/{bagian}" for bagian in ("bukti", "periksa", "saksi", "orang_tua")]
    paper = [f"/laporan/{awal.id}/tanda-terima", f"/laporan/{awal.id}/tanda-terima/cetak"]
    return Isi(actors, [*isi_draf, *paper, "/lacak", *graves, *_corrections(pengelola, kantor)])


def _copy_book(makam: Makam, pengelola: Actor) -> None:
    """Two pages of an old book: a row in the book, one that waits, one with a fault."""
    impor = make_salinan(makam, pengelola)
    halaman = make_halaman(impor, pengelola)
    make_halaman(impor, pengelola, "HALAMAN 2")
    save(halaman, row("Nurdin", tak_terbaca=("nik",)), pengelola)
    bring_in(impor, pengelola)
    save(halaman, row("Rahmat"), pengelola)
    save(halaman, row("Zainal", nik="1"), pengelola)


def _corrections(pengelola: Actor, kantor: Kantor) -> list[str]:
    """One that waits, and the page that asks for another."""
    office = Perbaikan(nama="Wayan Gede", pengelola=pengelola, verifikator=kantor.verifikator, pejabat=kantor.pejabat)
    asked = office.ask("pelapor", pelapor_nama="Siti Aisyah")
    pages = [f"/laporan/{office.laporan_id}/perbaikan/{bagian}" for bagian in ("almarhum", "kematian")]
    return [f"/laporan/{office.laporan_id}", f"/perbaikan/{asked.id}", *pages]


def _fill_graves(pengelola: Actor, makam: Makam, laporan: Laporan) -> None:
    """Two persons in charge, a permit that ends soon, plans of today and tomorrow."""
    for nama in ("Rohani", "Budi Hartono"):
        set_heir(pengelola, laporan.id, nama=nama)
    make_iptm(pengelola, laporan.id)
    make_rencana(pengelola, makam, make_petak(makam))
    make_rencana(pengelola, makam, tanggal=hari_ini() + timedelta(days=1), nama="Wayan Gede")


def _graves(pengelola: Actor) -> list[str]:
    """A full sheet of a block, one who was exhumed, one who lies there, and the form of a burial with plots."""
    kubur = Kubur("A-001 … A-210", pengelola=pengelola)
    moved, draft = kubur.bury("A-001"), kubur.bury("A-003", nama="Rahmat Hidayat", status=Status.DRAF)
    kubur.bury("A-002", nama="I Nyoman Sudiarta")
    event = kubur.move(moved.id)
    pages = [f"/makam/{kubur.makam.id}/blok", f"/blok/{kubur.blok.id}", f"/petak/{kubur.plot('A-002').id}"]
    forms = [f"/laporan/{draft.id}/isi/pemakaman", f"/laporan/{moved.id}/pindah/baru", f"/pindah/{event.id}/batal"]
    return [*pages, *forms, f"/laporan/{moved.id}", f"/laporan/{moved.id}/pindah"]


def _import_residents(folder: Path) -> None:
    admin = make_actor(Peran.ADMIN_KAB)
    for uji in (False, True):
        bring_in_rows(sample(), admin, folder, uji=uji)
    register_file(write_csv(folder / "baru.csv", sample()), admin)


def _record_akta(verifikator: Actor) -> None:
    laporan_id, today = make_approved(), hari_ini()
    with transaction() as session:
        record_akta(
            session,
            laporan_id,
            nomor=f"1871-KM-{today:%d%m%Y}-0001",
            tanggal=today,
            diterima=(),
            versi=session.get_one(Laporan, laporan_id).versi,
            actor=verifikator,
        )


@contextmanager
def written_tables() -> Iterator[set[str]]:
    """The tables that statements of this process write to inside the block."""
    found: set[str] = set()

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        match = WRITES.match(statement)
        if match:
            found.add(match[2])

    event.listen(db.engine(), "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(db.engine(), "before_cursor_execute", note)


def crawl(app: Flask, client: FlaskClient, starts: Iterable[str]) -> Iterator[tuple[str, TestResponse, set[str]]]:
    """Pages reached by links from the first ones, a few of each endpoint."""
    waiting, visited = list(starts), dict[str, int]()
    seen = set(waiting)
    urls = app.url_map.bind("localhost")
    while waiting:
        address = waiting.pop(0)
        path = urlsplit(address).path
        endpoint = str(urls.match(path)[0])
        visited[endpoint] = visited.get(endpoint, 0) + 1
        if endpoint == "static" or visited[endpoint] > PAGES_PER_ENDPOINT:
            continue
        with written_tables() as written:
            response = client.get(address)
        yield address, response, written
        for href in re.findall(r'href="([^"#]+)', response.text if response.mimetype == "text/html" else ""):
            target = urljoin(address, href.replace("&amp;", "&"))
            if target.startswith("/") and target not in seen:
                seen.add(target)
                waiting.append(target)


def page_problems(response: TestResponse) -> Iterator[str]:
    """What is wrong with one page."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    page = parser.parse(response.text)
    yield from (f"HTML {kind} di {place}" for place, kind, _ in parser.errors)
    titles, headings = ([_text(one) for one in page.iter(name)] for name in ("title", "h1"))
    if len(headings) != 1 or titles[:1] != [headings[0] + NAMA_SITUS]:
        yield f"judul {titles} bukan {headings}"
    yield from _inline(page)
    yield from _unlabelled(page)
    yield from (f"kata asing: {word}" for word in FOREIGN.findall(_text(page)))
    size = len(gzip.compress(response.data))
    if size > LATER_PAGE_BYTES:
        yield f"{size} bita"


def _text(element: Element) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _inline(page: Element) -> Iterator[str]:
    for element in page.iter():
        if element.tag == "style" or (element.tag == "script" and "src" not in element.attrib):
            yield f"<{element.tag}> di dalam halaman"
        yield from (f"atribut {name}" for name in element.attrib if name == "style" or str(name).startswith("on"))


def _unlabelled(page: Element) -> Iterator[str]:
    labelled = {label.get("for") for label in page.iter("label")}
    inside = {id(one) for label in page.iter("label") for one in label.iter()}
    for element in page.iter():
        hidden = element.get("type") in {"hidden", "submit", "button"}
        if element.tag not in {"input", "select", "textarea"} or hidden:
            continue
        named = element.get("aria-label") or element.get("aria-labelledby")
        if not (named or element.get("id") in labelled or id(element) in inside):
            yield f"tanpa label: {element.get('name')}"


@pytest.mark.parametrize("peran", list(Peran))
def test_pages_are_sound_and_reading_writes_nothing(
    app: Flask, isi: Isi, peran: Peran, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    problems: list[str] = []
    pages = 0
    for address, response, written in crawl(app, sign_in(app, isi.actors[peran]), (*STARTS, *isi.halaman)):
        pages += response.status_code == 200
        allowed = MAY_WRITE_DOWNLOAD if urlsplit(address).path.endswith("/unduh") else MAY_WRITE
        problems += [f"{address}: menulis ke {table}" for table in written - allowed]
        if response.status_code >= 500:
            problems.append(f"{address}: {response.status_code}")
        elif response.mimetype == "text/html" and response.status_code < 300:
            problems += [f"{address}: {problem}" for problem in page_problems(response)]
    assert problems == []
    assert pages > 2


def test_door_is_sound_for_somebody_unknown(app: Flask) -> None:
    assert list(page_problems(app.test_client().get("/masuk"))) == []
    assert list(page_problems(app.test_client().get("/lacak?n=K7QF-3M9X-2HTA"))) == []
    assert list(page_problems(app.test_client().get("/cari-makam"))) == []
    assert list(page_problems(app.test_client().get("/periksa"))) == []
