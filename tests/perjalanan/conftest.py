"""The whole program – web server, workers, database – and a real browser in two sizes."""

import os
import secrets
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, Request, sync_playwright
from psycopg import sql

from pemakaman import db, embedded, store
from pemakaman.config import ROOT, Settings
from pemakaman.serve import Supervisor
from tests.conftest import _ensure_template

PICTURES = ROOT / "build" / "gambar"
PHONE, DESK = (360, 740), (1280, 800)
CHROMIUM = "/usr/bin/chromium"
QUIET = (
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
    "--disable-quic", "--no-sandbox",
)  # fmt: skip
WAIT_MS = 20_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker process runs all journeys: the browser and the servers want both cores."""
    for item in items:
        if "perjalanan" in Path(str(item.fspath)).parts:
            item.add_marker(pytest.mark.xdist_group("perjalanan"))
            item.add_marker(pytest.mark.perjalanan)


@dataclass
class Situs:
    """A running program under test."""

    url: str
    settings: Settings
    database_url: str


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def situs(server: embedded.Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Situs]:
    """The program with its own database, CSRF on, workers running."""
    template, name = _ensure_template(server), f"jalan_{os.getpid()}_{secrets.token_hex(3)}"
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    instance = tmp_path_factory.mktemp("situs")
    with psycopg.connect(server.url(), autocommit=True) as connection:
        make = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        connection.execute(make.format(sql.Identifier(name), sql.Identifier(template)))
        url, port, secret = server.url(name), _free_port(), secrets.token_urlsafe(48)
        settings = Settings(secret, instance, instance / "simpanan", url, demo=False, https=False, proxies=0, port=port)
        os.environ.update(PEMAKAMAN_SECRET_KEY=secret, PEMAKAMAN_SIMPANAN=str(settings.simpanan), PEMAKAMAN_HTTPS="0")
        supervisor = Supervisor(settings, url)
        db.configure(url)
        store.configure(settings.simpanan)
        try:
            supervisor.start()
            supervisor.wait_until_alive()
            yield Situs(f"http://127.0.0.1:{port}", settings, url)
        finally:
            supervisor.stop()
            db.engine().dispose()
            connection.execute(drop)


@pytest.fixture(scope="session")
def playwright_instance() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright_instance: Playwright) -> Iterator[Browser]:
    chromium = playwright_instance.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
    yield chromium
    chromium.close()


@dataclass
class Peramban:
    """One person's browser: takes pictures, and collects everything that should not happen."""

    context: BrowserContext
    page: Page
    situs: Situs
    nama: str
    ukuran: tuple[int, int]
    keluhan: list[str] = field(default_factory=list)
    urutan: int = 0

    def listen(self) -> None:
        """Collect console errors, failed scripts and requests to other hosts."""
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.keluhan.append(f"galat skrip: {error}"))
        self.context.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        expected = "the server responded with a status of 4" in message.text
        if message.type in {"error", "warning"} and not expected:
            self.keluhan.append(f"konsol: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.situs.url, "blob:", "data:")):
            self.keluhan.append(f"ke luar: {request.url}")

    def open(self, path: str) -> None:
        """Go to a page of the program."""
        self.page.goto(self.situs.url + path)

    def sign_in(self, nama_pengguna: str, sandi: str) -> None:
        """Through the sign-in page, as a person does."""
        self.open("/masuk")
        self.page.get_by_label("Nama pengguna").fill(nama_pengguna)
        self.page.get_by_label("Kata sandi", exact=False).first.fill(sandi)
        self.page.get_by_role("button", name="Masuk").click()
        self.page.wait_for_load_state()

    def look(self, judul: str) -> None:
        """Picture and accessibility check of this page in both sizes."""
        self.urutan += 1
        for width, height in (self.ukuran, PHONE if self.ukuran == DESK else DESK):
            self.page.set_viewport_size({"width": width, "height": height})
            PICTURES.mkdir(parents=True, exist_ok=True)
            name = f"{self.nama}-{self.urutan:02}-{judul}-{width}.png"
            self.page.screenshot(path=str(PICTURES / name), full_page=True)
            self._check_access(f"{judul} {width}")
            self._check_width(f"{judul} {width}")
        self.page.set_viewport_size({"width": self.ukuran[0], "height": self.ukuran[1]})

    def _check_access(self, where: str) -> None:
        result = Axe().run(self.page, options={"resultTypes": ["violations"]})
        for violation in result.response["violations"]:
            nodes = [node["html"][:160] for node in violation["nodes"][:2]]
            self.keluhan.append(f"axe {where}: {violation['id']} {nodes}")

    def _check_width(self, where: str) -> None:
        wide = self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1")
        if wide:
            self.keluhan.append(f"bergeser ke samping: {where}")


@pytest.fixture
def open_browser(browser: Browser, situs: Situs) -> Iterator[Callable[[str, tuple[int, int]], Peramban]]:
    """Make a browser for one person; at the end nobody may have complained."""
    opened: list[Peramban] = []

    def make(nama: str, ukuran: tuple[int, int] = DESK) -> Peramban:
        context = browser.new_context(
            viewport={"width": ukuran[0], "height": ukuran[1]}, locale="id-ID", accept_downloads=True
        )
        context.set_default_timeout(WAIT_MS)
        peramban = Peramban(context, context.new_page(), situs, nama, ukuran)
        peramban.listen()
        opened.append(peramban)
        return peramban

    yield make
    complaints = [f"{one.nama}: {text}" for one in opened for text in one.keluhan]
    for one in opened:
        one.context.close()
    assert complaints == []
