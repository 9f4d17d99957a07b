"""At the grave without a signal: the page opens, also after a restart; the report waits, and gets its number later."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect
from sqlalchemy import select

from pemakaman.db import reading
from pemakaman.laporan.models import Bukti, Laporan
from tests.perjalanan.conftest import CHROMIUM, QUIET, WAIT_MS
from tests.perjalanan.kabel import Kabel
from tests.perjalanan.pengisian import make_photo
from tests.perjalanan.peramban import PHONE, Peramban, Situs
from tests.perjalanan.petugas import Kantor

NAMA = "Wayan Sudarma"
CACHE_KEYS = """async () => (await Promise.all((await caches.keys()).map(async (nama) =>
    (await (await caches.open(nama)).keys()).map((one) => new URL(one.url).pathname)))).flat()"""

# Firefox asks the person whether the store may stay, and hears nothing while he does not answer.
NEVER_ANSWERED = "StorageManager.prototype.persist = () => new Promise(() => {});"
NOBODY_YET = """() => new Promise((done) => {
    localStorage.clear();
    const gone = indexedDB.deleteDatabase("pemakaman");
    gone.onsuccess = gone.onerror = gone.onblocked = () => done();
})"""


class Hp:
    """A phone: its browser can be closed and opened again, its line cut and mended."""

    def __init__(self, playwright: Playwright, situs: Situs, kabel: Kabel, folder: Path) -> None:
        self.playwright, self.situs, self.kabel, self.folder = playwright, situs, kabel, folder
        self.keluhan: list[str] = []
        self.urutan = 0
        self.context: BrowserContext
        self.page: Page

    def start(self) -> Peramban:
        """The browser with all it kept."""
        self.context = self.playwright.chromium.launch_persistent_context(
            str(self.folder), executable_path=CHROMIUM, args=list(QUIET), locale="id-ID", timezone_id="Asia/Jakarta",
            viewport={"width": PHONE[0], "height": PHONE[1]}, accept_downloads=True,
        )  # fmt: skip
        self.context.set_default_timeout(WAIT_MS)
        self.context.add_init_script(NEVER_ANSWERED)
        self.page = self.context.pages[0]
        self.page.on("pageerror", lambda error: self.keluhan.append(f"galat skrip: {error}"))
        orang = Peramban(self.context, self.page, self.situs, "65-luring", PHONE)
        orang.keluhan, orang.urutan = self.keluhan, self.urutan
        return orang

    def restart(self, orang: Peramban) -> Peramban:
        """Switched off and on; a browser forgets who was signed in."""
        self.urutan = orang.urutan
        self.context.close()
        return self.start()

    def cut(self) -> None:
        """No signal."""
        self.context.set_offline(True)
        self.kabel.putus()

    def mend(self) -> None:
        """Back in town."""
        self.kabel.sambung()
        self.context.set_offline(False)


@contextmanager
def phone(playwright: Playwright, situs: Situs, folder: Path) -> Iterator[Hp]:
    with Kabel(situs.settings.port) as kabel:
        hp = Hp(playwright, Situs(kabel.url, situs.settings, situs.database_url), kabel, folder)
        try:
            yield hp
        finally:
            hp.context.close()
    assert hp.keluhan == []


@pytest.fixture
def hp(playwright_instance: Playwright, situs: Situs, tmp_path: Path) -> Iterator[Hp]:
    with phone(playwright_instance, situs, tmp_path / "hp") as one:
        yield one


def _kept(page: Page) -> list[str]:
    found: list[str] = page.evaluate(CACHE_KEYS)
    return found


def _says(page: Page, teks: str) -> None:
    expect(page.locator("main")).to_contain_text(teks, timeout=WAIT_MS)


def _heading(page: Page, teks: str) -> None:
    expect(page.locator("h1")).to_have_text(teks, timeout=WAIT_MS)


def _fill(orang: Peramban, photo: Path) -> None:
    orang.fill("Nama almarhum/almarhumah", NAMA)
    orang.choose("Jenis kelamin", "Laki-laki")
    orang.page.get_by_role("button", name="Kemarin").first.click()
    orang.page.locator("[data-foto] input[type=file]").nth(1).set_input_files(str(photo))
    expect(orang.page.locator(".foto__satu")).to_have_count(1)


def _reports() -> list[Any]:
    with reading() as session:
        return list(session.execute(select(Laporan.id, Laporan.buku_nomor).where(Laporan.nama == NAMA)))


def test_report_without_a_line_gets_its_number_later(hp: Hp, kantor: Kantor, tmp_path: Path) -> None:
    orang = hp.start()
    kantor.enter(orang, "pengelola.kedaton")
    orang.open("/lapangan/")
    _says(hp.page, "Atas nama Sukirman. HP ini siap dipakai tanpa sinyal.")
    _says(hp.page, "Belum ada laporan di HP ini.")

    hp.cut()
    hp.page.reload()
    _says(hp.page, "Tidak ada sinyal")
    orang.open("/laporan")
    _heading(hp.page, "Tidak ada sinyal")
    orang.look("tanpa-sinyal")

    hp.page.get_by_role("link", name="Catat di makam").click()
    hp.page.get_by_role("link", name="Catat pemakaman").click()
    _heading(hp.page, "Catat pemakaman")
    _fill(orang, make_photo(tmp_path / "makam.jpg", "MAKAM"))
    orang.look("borang")
    orang = hp.restart(orang)
    hp.context.set_offline(True)
    orang.open("/lapangan/")
    _says(hp.page, "Belum selesai diisi")
    orang.follow(NAMA)
    expect(hp.page.locator(".foto__satu")).to_have_count(1)
    hp.page.get_by_label("Nama almarhum/almarhumah").fill("")
    hp.page.get_by_role("button", name="Simpan", exact=True).click()
    expect(hp.page.locator(".govuk-error-summary")).to_contain_text("Tulis nama almarhum")
    hp.page.get_by_label("Nama almarhum/almarhumah").fill(NAMA)
    hp.page.get_by_role("button", name="Simpan", exact=True).click()
    _says(hp.page, "Tersimpan di HP ini, belum terkirim")
    assert _reports() == []

    orang.follow(NAMA)
    _heading(hp.page, "Laporan di HP ini")
    orang.look("lihat")
    hp.page.go_back()
    _heading(hp.page, "Catat di makam")

    hp.mend()
    hp.page.get_by_role("button", name="Kirim sekarang").click()
    _says(hp.page, "Masuk lagi untuk mengirim 1 laporan")
    hp.page.get_by_role("link", name="Masuk lagi untuk mengirim 1 laporan").click()
    orang.give_password("pengelola.kedaton", "perahu kuning di dermaga")
    _says(hp.page, "Diterima, nomor")
    orang.look("diterima")
    rows = _reports()
    assert len(rows) == 1
    _says(hp.page, f"Diterima, nomor {rows[0].buku_nomor}/")
    with reading() as session:
        assert len(session.scalars(select(Bukti).where(Bukti.laporan_id == rows[0].id)).all()) == 1
    assert [path for path in _kept(hp.page) if path != "/lapangan/" and not path.startswith("/aset/")] == []


def test_form_asked_for_before_the_server_named_anybody_opens_by_itself(hp: Hp, kantor: Kantor) -> None:
    orang = hp.start()
    kantor.enter(orang, "pengelola.kedaton")
    orang.open("/sehat")
    hp.page.evaluate(NOBODY_YET)
    orang.open("/lapangan/#baru")
    expect(hp.page.get_by_label("Nama almarhum/almarhumah")).to_be_visible(timeout=WAIT_MS)
    expect(hp.page.get_by_label("Makam", exact=True)).to_contain_text("TPU Kedaton")
