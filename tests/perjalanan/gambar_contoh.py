"""Take the manual's pictures of whole provinces from a running demonstration: a journey has too few figures for them.

`python -m tests.perjalanan.gambar_contoh http://127.0.0.1:8000 instance` after `make demo`; upload boundaries first.
"""

import io
import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from pemakaman.contoh.sandi import read_rows
from tests.perjalanan.salin_gambar import COLOURS, TALLEST, TARGET

HEIGHT = {360: 740, 1280: 800}
UNSTICK = (
    """document.querySelectorAll(".bilah-aksi, .bilah-meja").forEach((bar) => { bar.style.position = "static"; })"""
)


@dataclass(frozen=True)
class Potret:
    """One picture: what it is called, who opens what, and from where on it shows; '' is the top of the page."""

    nama: str
    akun: str
    alamat: str
    dari: str = ""
    tinggi: int = 0

    @property
    def lebar(self) -> int:
        """Of the window."""
        return int(self.nama.rpartition("-")[2])


PROVINSI = "provinsi.lampung"
POTRET = (
    Potret("corong-1280", PROVINSI, "/pantau", ".angka", 1180),
    Potret("belum-akta-1280", "verif.pringsewu", "/pantau/belum-akta"),
    Potret("makam-sunyi-1280", PROVINSI, "/pantau/makam-sunyi?wilayah=18.11"),
    Potret("kematian-1280", PROVINSI, "/pantau/kematian", ".angka", 1290),
    Potret("kelengkapan-1280", PROVINSI, "/pantau/kelengkapan", ".angka", 1000),
    Potret("peta-1280", PROVINSI, "/pantau/peta?ukuran=akta", "#gambar-peta", 960),
    Potret("layar-1280", PROVINSI, "/layar?henti=1"),
    Potret("angka-terbuka-1280", "", "/angka", "", 1180),
    Potret("desk-kab-360", "admin.pesisirbarat", "/desk"),
    Potret("desk-isi-360", "admin.pesisirbarat", "/desk/18.13/perekaman/{hari}/isi"),
    Potret("desk-provinsi-1280", PROVINSI, "/desk", ".perhatian", 1180),
    Potret("jemput-daftar-1280", "admin.bandarlampung", "/desk/jemput/daftar?asal=pemilih"),
)


def enter(browser: Browser, url: str, lebar: int, akun: str, sandi: str) -> Page:
    """A page of somebody signed in; of nobody with an empty name."""
    page = browser.new_page(viewport={"width": lebar, "height": HEIGHT[lebar]})
    if akun:
        page.goto(f"{url}/masuk")
        page.fill("input[name=nama_pengguna]", akun)
        page.fill("input[type=password]", sandi)
        page.click("main button[type=submit]")
        page.wait_for_load_state()
    return page


def take(page: Page, potret: Potret, url: str, hari: str) -> None:
    """One picture, cut and with few colours, where the manual looks for it."""
    page.goto(url + potret.alamat.format(hari=hari))
    page.wait_for_load_state("networkidle")
    page.evaluate(UNSTICK)
    box = page.locator(potret.dari).first.bounding_box() if potret.dari else None
    top = max(0, round(box["y"]) - 16) if box else 0
    with Image.open(io.BytesIO(page.screenshot(full_page=True))) as picture:
        bottom = min(picture.height, top + (potret.tinggi or TALLEST[potret.lebar]))
        small = picture.convert("RGB").crop((0, top, picture.width, bottom))
        small.quantize(COLOURS).save(TARGET / f"{potret.nama}.png", optimize=True)


def main(url: str, instance: Path, nama: set[str]) -> None:
    """All pictures, or those named."""
    sandi = {row.nama_pengguna: row.sandi for row in read_rows(instance)}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for potret in POTRET:
            if not nama or potret.nama in nama:
                page = enter(browser, url, potret.lebar, potret.akun, sandi.get(potret.akun, ""))
                hari = page.evaluate("new Date().toLocaleDateString('sv', {timeZone: 'Asia/Jakarta'})")
                take(page, potret, url, hari)
                page.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), set(sys.argv[3:]))
