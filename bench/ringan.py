"""Lightness in a real Chromium: what crosses the wire, and how soon a slow phone on a thin line can be typed into.

The line is slow for the page and its service worker alike; the processor is slowed by the browser. Seconds depend on
the machine, so each stands beside the same page on a free line in the same run.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median

import psycopg
from playwright.sync_api import Browser, Page, sync_playwright

from bench.halaman import office
from bench.hasil import Hasil
from bench.isi import SANDI
from bench.kawat import LAMBAT, LEPAS, Kawat, Saluran
from bench.peladen import cluster
from bench.peramban import Peramban
from pemakaman.akun.rules import Peran
from pemakaman.db import libpq_url

CHROMIUM = "/usr/bin/chromium"
PERTAMA, LURING, BERIKUT = 60_000, 150_000, 20_000
BORANG_DETIK, LANJUT_DETIK = 5.0, 2.0
PELAN = 4
KALI = 3
SABAR_MS = 60_000

SIAP = """async () => Boolean((await navigator.serviceWorker.getRegistration())?.active)
    && (await caches.keys()).length === 1"""
DI_KULIT = """() => {
    const nama = document.querySelector("#borang:not([hidden]) [name=nama]");
    nama?.focus();
    return nama && document.activeElement === nama && nama.form.elements.makam_id.options.length > 2;
}"""
DI_HALAMAN = """() => {
    const nama = document.querySelector("form [name=nama]");
    nama?.focus();
    return nama && document.activeElement === nama && document.body.classList.contains("js-enabled");
}"""
TERBUKA = """(alamat) => location.pathname.startsWith(alamat) && document.body?.classList.contains("js-enabled")
    && document.querySelector("h1")"""

# The kab/kota with the most desa; one manager has all its cemeteries, and signs in as the measured one does.
LEBAR = """
UPDATE akun SET sandi = (SELECT sandi FROM akun WHERE nama_pengguna = %(dari)s), wilayah_kode = kab.kode
FROM (SELECT left(kode, 5) AS kode FROM wilayah WHERE tingkat = 4 AND kode LIKE '18.%%'
      GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1) kab
WHERE akun.id = (SELECT id FROM makam WHERE kab_kode = kab.kode ORDER BY kode LIMIT 1)
RETURNING akun.id, akun.nama_pengguna, kab.kode
"""
KELOLA = "INSERT INTO makam_pengelola (makam_id, akun_id) SELECT id, %s FROM makam WHERE kab_kode = %s"
LAPORANNYA = "SELECT id FROM laporan WHERE kab_kode = %s ORDER BY id LIMIT 1"


@dataclass
class Hp:
    """A browser with nothing in it yet but the sign-in of its keeper, on one line."""

    page: Page
    kawat: Kawat

    def open(self, path: str) -> None:
        """Go there; whoever calls waits for what he needs."""
        self.page.goto(self.kawat.url + path, wait_until="commit", timeout=SABAR_MS)

    def until(self, holds: str, argument: str | None = None) -> None:
        """Until a function of the page says yes."""
        self.page.wait_for_function(holds, arg=argument, polling=50, timeout=SABAR_MS)

    def press(self, selector: str) -> None:
        """At once when it is there: a person does not look first whether the page holds still, as the driver does."""
        self.page.wait_for_selector(selector, timeout=SABAR_MS)
        self.page.eval_on_selector(selector, "one => one.click()")

    def settle(self) -> None:
        """Until nothing crosses the wire any more."""
        before = -1
        while before != self.kawat.bita:
            before = self.kawat.bita
            self.page.wait_for_timeout(1500)


@dataclass
class Alat:
    """The browser and the program that are measured."""

    browser: Browser
    port: int
    nama_pengguna: str
    laporan: str
    detik: dict[tuple[str, bool], list[float]] = field(default_factory=dict)

    @contextmanager
    def phone(self, saluran: Saluran = LEPAS, *, masuk: bool = True) -> Iterator[Hp]:
        """An empty browser; its session comes from elsewhere, so that its cache stays empty."""
        with Kawat(self.port, saluran) as kawat:
            context = self.browser.new_context(viewport={"width": 360, "height": 740}, locale="id-ID")
            if masuk:
                peramban = Peramban(self.port)
                peramban.sign_in(self.nama_pengguna, SANDI)
                context.add_cookies(
                    [{"name": name, "value": value, "url": kawat.url} for name, value in peramban.cookies.items()]
                )
            page = context.new_page()
            if saluran is LAMBAT:
                context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": PELAN})
            try:
                yield Hp(page, kawat)
            finally:
                context.close()

    def keep(self, nama: str, start: float, *, lambat: bool) -> None:
        """Note one measured wait that began at `start`."""
        self.detik.setdefault((nama, lambat), []).append(time.perf_counter() - start)


def measure(*, skala: float = 1.0) -> list[Hasil]:
    """Sizes once; times on the slow and on the free line in turns."""
    with cluster() as gugus, office(gugus, "bench_ringan", 500, 1) as kantor, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            alat = Alat(browser, kantor.petugas.port, *_keeper(gugus.server.url("bench_ringan")))
            found = list(_sizes(alat))
            for _ in range(max(1, round(KALI * skala))):
                for saluran in (LEPAS, LAMBAT):
                    _in_the_shell(alat, saluran)
                    _on_the_pages(alat, saluran)
            return [*found, *_times(alat)]
        finally:
            browser.close()


def _keeper(url: str) -> tuple[str, str]:
    """The user name of the keeper with the most regions, and one of the reports he may see."""
    with psycopg.connect(libpq_url(url)) as connection:
        connection.execute("SET session_replication_role = replica")
        row = connection.execute(LEBAR, {"dari": Peran.PENGELOLA_MAKAM.value}).fetchone()
        if row is None:
            raise ValueError("Tidak ada wilayah; tidak ada yang diukur.")
        connection.execute(KELOLA, [row[0], row[2]])
        laporan = connection.execute(LAPORANNYA, [row[2]]).fetchone()
    if laporan is None:
        raise ValueError("Pengelola tidak punya laporan untuk dibuka.")
    return str(row[1]), str(laporan[0])


def _sizes(alat: Alat) -> Iterator[Hasil]:
    """All that the browser gets, headers too: page, files, worker and what the worker fetches again."""
    with alat.phone(masuk=False) as hp:
        yield _size("kunjungan pertama ke kulit, dengan pekerja layanan", hp, "/lapangan/", PERTAMA, SIAP)
    with alat.phone() as hp:
        yield _size("seluruh bekal luring, kab/kota dengan desa terbanyak", hp, "/lapangan/", LURING, SIAP)
        yield _size("kulit dibuka lagi", hp, "/lapangan/", BERIKUT)
        hp.open("/")
        hp.settle()
        for nama, path in (
            ("beranda", "/"),
            ("daftar laporan", "/laporan"),
            ("lapor awal, pertama kali", "/laporan/baru/singkat"),
            ("lapor awal, berikutnya", "/laporan/baru/singkat"),
            ("satu laporan", f"/laporan/{alat.laporan}"),
        ):
            yield _size(nama, hp, path, BERIKUT)


def _size(nama: str, hp: Hp, path: str, limit: int, holds: str | None = None) -> Hasil:
    hp.page.goto("about:blank")
    bita, permintaan = hp.kawat.bita, hp.kawat.permintaan
    hp.open(path)
    if holds:
        hp.until(holds)
    hp.settle()
    bita, permintaan = hp.kawat.bita - bita, hp.kawat.permintaan - permintaan
    return Hasil(f"ringan: {nama}, {permintaan} permintaan", bita, "B", limit, "batas", (None, 1.0))


KULIT, KULIT_LAGI, HALAMAN = "borang kulit, pertama kali", "borang kulit, berikutnya", "borang halaman, pertama kali"
DAFTAR, TERIMA = "daftar laporan", "kirim sampai tanda terima"
SASARAN = {KULIT: BORANG_DETIK, KULIT_LAGI: LANJUT_DETIK, HALAMAN: BORANG_DETIK} | {
    DAFTAR: LANJUT_DETIK,
    TERIMA: LANJUT_DETIK,
}


def _in_the_shell(alat: Alat, saluran: Saluran) -> None:
    lambat = saluran is LAMBAT
    with alat.phone(saluran) as hp:
        start = time.perf_counter()
        hp.open("/lapangan/")
        hp.press("#lapangan a[href='#baru']")
        hp.until(DI_KULIT)
        alat.keep(KULIT, start, lambat=lambat)
        hp.until(SIAP)
        hp.settle()
        hp.page.goto("about:blank")
        start = time.perf_counter()
        hp.open("/lapangan/#baru")
        hp.until(DI_KULIT)
        alat.keep(KULIT_LAGI, start, lambat=lambat)


def _on_the_pages(alat: Alat, saluran: Saluran) -> None:
    lambat = saluran is LAMBAT
    with alat.phone(saluran) as hp:
        start = time.perf_counter()
        hp.open("/laporan/baru/singkat")
        hp.until(DI_HALAMAN)
        alat.keep(HALAMAN, start, lambat=lambat)
        hp.settle()
        _fill(hp.page)
        start = time.perf_counter()
        hp.press("main form .bilah-aksi button.govuk-button")
        hp.page.wait_for_url("**/tanda-terima", wait_until="commit", timeout=SABAR_MS)
        hp.until(TERBUKA, "/laporan/")
        alat.keep(TERIMA, start, lambat=lambat)
        hp.settle()
        start = time.perf_counter()
        hp.open("/laporan")
        hp.until(TERBUKA, "/laporan")
        alat.keep(DAFTAR, start, lambat=lambat)


def _fill(page: Page) -> None:
    """The least that enters the book."""
    page.locator("[name=nama]").fill(
        f"Wayan {time.monotonic_ns()}".translate(str.maketrans("0123456789", "abcdefghij"))
    )
    page.locator("[name=jenis_kelamin][value=L]").check(force=True)
    page.locator("[name=makam_id]").select_option(index=1)
    page.get_by_role("button", name="Kemarin").first.click()


def _times(alat: Alat) -> Iterator[Hasil]:
    for nama, limit in SASARAN.items():
        slow, free = (median(alat.detik[nama, lambat]) for lambat in (True, False))
        yield Hasil(f"ringan: {nama}, 3G lambat dan prosesor {PELAN}× lebih pelan", slow, "s", free, "tanpa hambatan")
        yield Hasil(f"ringan: {nama}, 3G lambat", slow, "s", limit, "batas", (None, 1.0))
