"""The whole program – web server, workers, database – and a real browser in two sizes."""

import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import psycopg
import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright
from psycopg import sql

from pemakaman import db, embedded, store
from pemakaman.config import Settings
from pemakaman.kunci_periksa import make_key
from pemakaman.pemilih import sandi
from pemakaman.serve import Supervisor
from tests.conftest import _ensure_template
from tests.perjalanan.induk import Induk, PengawasCepat
from tests.perjalanan.peramban import DESK, Peramban, Situs
from tests.perjalanan.petugas import Kantor, make_kantor

CHROMIUM = "/usr/bin/chromium"
QUIET = (
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
    "--disable-quic", "--no-sandbox",
)  # fmt: skip
WAIT_MS = 20_000


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The journeys of one file share its office, so one worker process runs them all."""
    for item in items:
        path = Path(str(item.fspath))
        if "perjalanan" in path.parts:
            item.add_marker(pytest.mark.xdist_group(path.stem))
            item.add_marker(pytest.mark.perjalanan)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(
    server: embedded.Server, instance: Path, pengawas: type[Supervisor] = Supervisor
) -> Iterator[tuple[Situs, Supervisor]]:
    """The program with its own database, CSRF on, workers running; gone when the block ends."""
    template, name = _ensure_template(server), f"jalan_{os.getpid()}_{secrets.token_hex(3)}"
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    with psycopg.connect(server.url(), autocommit=True) as connection:
        make = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        connection.execute(make.format(sql.Identifier(name), sql.Identifier(template)))
        url, port, secret = server.url(name), _free_port(), secrets.token_urlsafe(48)
        kunci, alamat = instance / "kunci-periksa.pem", f"http://127.0.0.1:{port}"
        settings = Settings(
            secret, instance, instance / "simpanan", url, demo=False, https=False, proxies=0, port=port,
            alamat=alamat, kunci_periksa=kunci,
        )  # fmt: skip
        os.environ.update(PEMAKAMAN_SECRET_KEY=secret, PEMAKAMAN_SIMPANAN=str(settings.simpanan), PEMAKAMAN_HTTPS="0")
        os.environ.update(PEMAKAMAN_ALAMAT=alamat, PEMAKAMAN_KUNCI_PERIKSA=str(kunci))
        if not kunci.exists():
            make_key(kunci)
        before = db._Engines.url, store._Place.root, sandi._place.kunci
        supervisor = pengawas(settings, url)
        db.configure(url)
        store.configure(settings.simpanan)
        sandi.configure(secret)
        try:
            supervisor.start()
            yield Situs(f"http://127.0.0.1:{port}", settings, url), supervisor
        finally:
            supervisor.stop()
            db.engine().dispose()
            connection.execute(drop)
            _give_back(*before)


@pytest.fixture(scope="session")
def pengawas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[type[Supervisor]]:
    """Starts the program of each file from one that has been read already; test_proses starts it as an office does."""
    PengawasCepat.induk = Induk(tmp_path_factory.mktemp("templat"))
    yield PengawasCepat
    PengawasCepat.induk.close()


@pytest.fixture(scope="module")
def situs(
    server: embedded.Server, pengawas: type[Supervisor], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Situs]:
    """One program for all journeys of a file."""
    with running(server, tmp_path_factory.mktemp("situs"), pengawas) as (place, _):
        yield place


def _give_back(url: str | None, root: Path | None, kunci: bytes) -> None:
    """Later tests of this process use their own database again."""
    sandi._place.kunci = kunci
    if url is not None:
        db.configure(url)
    if root is not None:
        store.configure(root)


@pytest.fixture(scope="module")
def playwright_instance() -> Iterator[Playwright]:
    """Ends with its file: its event loop would stay the running one of the process, and pyHanko starts its own."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="module")
def browser(playwright_instance: Playwright) -> Iterator[Browser]:
    chromium = playwright_instance.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
    yield chromium
    chromium.close()


@pytest.fixture(scope="module")
def kantor(situs: Situs) -> Kantor:
    """Accounts of every role and a cemetery in the program under test."""
    return make_kantor()


class OpenBrowser(Protocol):
    """Makes a browser for one person."""

    def __call__(self, nama: str, ukuran: tuple[int, int] = DESK, *, skrip: bool = True) -> Peramban: ...


@pytest.fixture
def open_browser(browser: Browser, situs: Situs) -> Iterator[OpenBrowser]:
    """Make a browser for one person; at the end nobody may have complained."""
    opened: list[Peramban] = []

    def make(nama: str, ukuran: tuple[int, int] = DESK, *, skrip: bool = True) -> Peramban:
        context = browser.new_context(
            viewport={"width": ukuran[0], "height": ukuran[1]},
            locale="id-ID",
            timezone_id="Asia/Jakarta",
            accept_downloads=True,
            java_script_enabled=skrip,
        )
        context.set_default_timeout(WAIT_MS)
        peramban = Peramban(context, context.new_page(), situs, nama, ukuran, skrip=skrip)
        peramban.listen()
        opened.append(peramban)
        return peramban

    yield make
    complaints = [f"{one.nama}: {text}" for one in opened for text in one.keluhan]
    for one in opened:
        one.context.close()
    assert complaints == []
