"""One person's browser: what a person does with a page, pictures, and everything that should not happen."""

import os
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pyzipper
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request

from pemakaman.config import ROOT, Settings

PICTURES = ROOT / "build" / "gambar"
IMAGES_SHOWN = """Promise.race([new Promise((over) => setTimeout(over, 5000)), Promise.all([...document.images]
    .map((one) => { one.loading = "eager"; return one.decode().catch(() => 0); }))])"""
AXE = Axe()
VIOLATIONS = """(rules) => axe.run(document, {resultTypes: ["violations"], rules}).then((found) => found.violations)"""
ALL_RULES: dict[str, object] = {}
# Colours are those of the other size.
WITHOUT_COLOURS: dict[str, object] = {"color-contrast": {"enabled": False}}
AT_THE_END = """document.querySelectorAll(".bilah-aksi, .bilah-meja")
    .forEach((bar) => { bar.style.position = "static"; })"""
TAKES_PICTURES = os.environ.get("GAMBAR") == "1"
"""`make gambar` asks for them; in a test run nobody looks at two pictures of each page."""
PHONE, DESK = (360, 740), (1280, 800)


@dataclass
class Situs:
    """A running program under test."""

    url: str
    settings: Settings
    database_url: str


@dataclass
class Peramban:
    """A browser in the size of its person.

    `look` measures each page in both sizes and asks for its accessibility in the person's own, with `teliti` in both;
    with `diam`, when another journey did it, in none.
    """

    context: BrowserContext
    page: Page
    situs: Situs
    nama: str
    ukuran: tuple[int, int]
    skrip: bool = True
    diam: bool = False
    teliti: bool = False
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

    @property
    def nomor_buku(self) -> str:
        """The number of the burial book on a receipt."""
        row = self.page.locator(".govuk-summary-list__row").filter(has_text="Nomor buku makam")
        return row.locator("dd").inner_text()

    def open(self, path: str) -> int:
        """Go to a page of the program; returns the status of the answer."""
        answer = self.page.goto(self.situs.url + path)
        return answer.status if answer else 0

    @property
    def judul(self) -> str:
        """The heading of the page."""
        return self.page.locator("h1").inner_text()

    @property
    def isi(self) -> str:
        """What the page says."""
        return self.page.locator("main").inner_text()

    def sign_in(self, nama_pengguna: str, sandi: str) -> None:
        """Through the sign-in page, as a person does."""
        self.open("/masuk")
        self.give_password(nama_pengguna, sandi)

    def give_password(self, nama_pengguna: str, sandi: str) -> None:
        """Fill in the sign-in page that is already open."""
        self.fill("Nama pengguna", nama_pengguna)
        self.fill("Kata sandi", sandi)
        self.press("Masuk")

    def fill(self, label: str, text: str, di: Locator | None = None) -> None:
        """Type into a field, found by its label."""
        (di or self.page).get_by_label(label, exact=True).fill(text)

    def pick(self, label: str, pilihan: str) -> None:
        """Choose from a list, by what it says."""
        self.page.get_by_label(label, exact=True).select_option(label=pilihan)

    def tick(self, teks: str) -> None:
        """Tick a box or choose a round button."""
        self.page.get_by_label(teks, exact=True).check()

    def choose(self, pertanyaan: str, jawaban: str, di: Locator | None = None) -> None:
        """Answer a question that has round buttons."""
        group = (di or self.page).get_by_role("group", name=pertanyaan, exact=True)
        group.get_by_label(jawaban, exact=True).check()

    def fill_date(self, pertanyaan: str, hari: date) -> None:
        """Type day, month and year into their boxes."""
        group = self.page.get_by_role("group", name=pertanyaan, exact=True)
        for label, number in (("Hari", hari.day), ("Bulan", hari.month), ("Tahun", hari.year)):
            group.get_by_label(label).fill(str(number))

    def press(self, tombol: str) -> None:
        """Press a button and wait for the next page."""
        self.page.get_by_role("button", name=tombol, exact=True).click()
        self.page.wait_for_load_state()

    def follow(self, tautan: str) -> None:
        """Follow a link and wait for its page."""
        self.page.get_by_role("link", name=tautan).first.click()
        self.page.wait_for_load_state()

    def save(self, tautan: str, path: Path) -> Path:
        """Download what a link leads to."""
        with self.page.expect_download() as waiting:
            self.page.get_by_role("link", name=tautan).first.click()
        waiting.value.save_as(path)
        return path

    def make_paket(self) -> None:
        """Order a package on its page and wait there until the worker has made it."""
        self.press("Buat paket")
        self.page.get_by_role("heading", name="Paket nomor").wait_for()

    def see_password(self) -> str:
        """The password of the package whose page is open."""
        self.press("Lihat sandi")
        return self.page.locator("p.nomor").inner_text()

    def unpack(self, path: Path, sandi: str) -> dict[str, bytes]:
        """Download the newest package of the list and open it with a password that somebody told."""
        with pyzipper.AESZipFile(self.save("Unduh ZIP", path)) as archive:
            archive.setpassword(sandi.encode())
            return {name: archive.read(name) for name in archive.namelist()}

    def look(self, judul: str) -> None:
        """Width in both sizes and accessibility of this page, with pictures where they are asked for."""
        if self.diam:
            return
        self.urutan += 1
        for width, height in (PHONE if self.ukuran == DESK else DESK, self.ukuran):
            self.page.set_viewport_size({"width": width, "height": height})
            self._settle()
            if TAKES_PICTURES:
                self.picture(f"{self.nama}-{self.urutan:02}-{judul}-{width}.png")
            self._check_width(f"{judul} {width}")
            if self.skrip and (self.teliti or (width, height) == self.ukuran):
                self._check_access(f"{judul} {width}", colours=(width, height) == self.ukuran)

    def picture(self, nama: str) -> Path:
        """A picture of the whole page."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=str(PICTURES / nama), full_page=True)
        return PICTURES / nama

    def _settle(self) -> None:
        """Pictures that load late are shown, and what sticks to the lower edge lies where it belongs."""
        self.page.evaluate(AT_THE_END)
        if self.skrip:
            self.page.evaluate(IMAGES_SHOWN)

    def _check_access(self, where: str, *, colours: bool) -> None:
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE.axe_script)
        for violation in self.page.evaluate(VIOLATIONS, ALL_RULES if colours else WITHOUT_COLOURS):
            nodes = [node["html"][:160] for node in violation["nodes"][:2]]
            self.keluhan.append(f"axe {where}: {violation['id']} {nodes}")

    def _check_width(self, where: str) -> None:
        wide = self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1")
        if wide:
            self.keluhan.append(f"bergeser ke samping: {where}")
