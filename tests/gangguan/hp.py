"""One phone: a Chromium profile of its own that is closed, killed and opened again, and what its store holds."""

import contextlib
import os
import signal
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from playwright.sync_api import BrowserContext, Error, Page, Playwright

from tests.gangguan.isian import Catatan, Foto
from tests.gangguan.kantor import SANDI, Petugas

CHROMIUM = "/usr/bin/chromium"
ARGS = (
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
    "--disable-quic", "--no-sandbox", "--disable-gpu",
)  # fmt: skip
GUDANG_UJI = (Path(__file__).parent / "gudang_uji.js").read_text("utf-8")
KULIT = "/lapangan/"
VERSI_MUATAN = 1


class TidakSampai(Exception):
    """The line spoiled what the test itself wanted to do; it tries again later."""


@dataclass
class Isi:
    """What lies on a phone now."""

    kiriman: list[dict[str, Any]]
    jumlah_foto: int
    tanda: list[dict[str, Any]]
    pemilik: dict[str, Any] | None

    @property
    def menunggu(self) -> list[dict[str, Any]]:
        """All that is not delivered, drafts too."""
        return self.kiriman


@dataclass
class Hp:
    """`alamat` is the phone's own port of the bad line."""

    nama: str
    playwright: Playwright
    profil: Path
    alamat: str
    petugas: Petugas
    catatan: list[Catatan] = field(default_factory=list)
    context: BrowserContext | None = None
    keluhan: list[str] = field(default_factory=list)

    @property
    def page(self) -> Page:
        """Its one page."""
        assert self.context is not None
        return self.context.pages[0]

    def start(self) -> None:
        """Open the browser with what its profile kept."""
        self.context = self.playwright.chromium.launch_persistent_context(
            self.profil, executable_path=CHROMIUM, args=list(ARGS), viewport={"width": 360, "height": 740},
            locale="id-ID", timezone_id="Asia/Jakarta", chromium_sandbox=False,
        )  # fmt: skip
        self.context.set_default_timeout(8_000)
        self.page.on("pageerror", lambda error: self.keluhan.append(f"{self.nama}: galat skrip {error}"))

    def close(self) -> None:
        """As a person closes it."""
        if self.context is not None:
            with contextlib.suppress(Error):
                self.context.close()
        self.context = None

    def kill(self) -> None:
        """As when the battery is pulled: nothing is asked and nothing written."""
        for pid in _main_processes(self.profil):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.close()

    def open(self, jalan: str) -> int:
        """Go to a page; returns its status, or raises `TidakSampai`."""
        try:
            answer = self.page.goto(self.alamat + jalan, wait_until="load")
        except Error as error:
            raise TidakSampai(str(error)) from error
        return answer.status if answer else 0

    def open_shell(self) -> None:
        """The shell, from the net or from what the worker kept; raises `TidakSampai` while neither is there."""
        self.open(KULIT)
        if not self.is_in_shell():
            raise TidakSampai("bukan halaman kita")

    def is_in_shell(self) -> bool:
        """Has the shell's script filled the page?"""
        try:
            self.page.wait_for_selector("#lapangan > *", state="attached", timeout=5_000)
        except Error:
            return False
        return True

    def wait_for_worker(self) -> None:
        """Until the shell would also come without a line."""
        ready = """Promise.race([navigator.serviceWorker.ready.then(() => true),
            new Promise((jadi) => setTimeout(jadi, 8000))])"""
        try:
            if not self.page.evaluate(ready):
                raise TidakSampai("worker belum terpasang")
        except Error as error:
            raise TidakSampai(str(error)) from error

    def sign_in(self) -> None:
        """Through the sign-in page, as a person does; raises `TidakSampai` when the line was against it."""
        self.open("/masuk?lanjut=/lapangan/")
        nama = self.page.get_by_label("Nama pengguna", exact=True)
        if nama.count() == 0:
            if self.page.get_by_role("button", name="Keluar").count():
                return
            raise TidakSampai("halaman masuk tidak datang")
        try:
            nama.fill(self.petugas.nama_pengguna)
            self.page.get_by_label("Kata sandi", exact=True).fill(SANDI)
            self.page.get_by_role("button", name="Masuk", exact=True).click()
            self.page.wait_for_load_state()
        except Error as error:
            raise TidakSampai(str(error)) from error

    def is_signed_in(self) -> bool:
        """Asked of the server itself; false also when it does not answer."""
        ask = """fetch("/lapangan/salam?n=uji", {headers: {Accept: "application/json"}})
            .then((satu) => satu.status, () => 0)"""
        try:
            return bool(self.page.evaluate(ask) == 200)
        except Error as error:
            raise TidakSampai(str(error)) from error

    def is_asked_to_sign_in(self) -> bool:
        """Does the shell say that somebody must sign in before anything goes?"""
        try:
            return self.page.locator(f"a[href^='/masuk?lanjut={KULIT}']").count() > 0
        except Error as error:
            raise TidakSampai(str(error)) from error

    def press_send(self) -> None:
        """The button of the list, if something waits; nothing waits otherwise."""
        try:
            self.page.evaluate("location.hash = ''")
            tombol = self.page.get_by_role("button", name="Kirim sekarang", exact=True)
            if tombol.count():
                tombol.click(timeout=3_000)
        except Error as error:
            raise TidakSampai(str(error)) from error

    def send_all(self, detik: float = 60) -> None:
        """Until nothing waits here: with nothing but the button, and a sign-in when the server asks for it."""
        self.open_shell()
        if not self.is_signed_in():
            self.sign_in()
            self.open_shell()
        self.press_send()
        tenggat = time.monotonic() + detik
        while time.monotonic() < tenggat:
            isi = self.read()
            if not isi.kiriman and not isi.jumlah_foto:
                return
            time.sleep(0.2)
        raise TidakSampai("belum habis")

    def pause(self, detik: float) -> None:
        """Let the page go on by itself for a while."""
        try:
            self.page.wait_for_timeout(detik * 1000)
        except Error as error:
            raise TidakSampai(str(error)) from error

    def unplug(self, detik: float) -> None:
        """The browser knows that it has no line, then that it has one again."""
        assert self.context is not None
        try:
            self.context.set_offline(True)
            self.pause(detik)
            self.context.set_offline(False)
        except Error as error:
            raise TidakSampai(str(error)) from error

    def put(self, *semua: Catatan, versi: int = VERSI_MUATAN) -> None:
        """Store reports as the shell's form would, each with its photos in one transaction."""
        # Noted before: when the page is torn away in the middle, the store may have it all the same.
        self.catatan += [catatan for catatan in semua if catatan not in self.catatan]
        akun = self.petugas.akun
        isi = [{"kiriman": satu.as_item(akun, versi), "foto": satu.as_photos(akun)} for satu in semua]
        self._ask({"apa": "tulis", "semua": isi})

    def read(self) -> Isi:
        """What its store holds."""
        found = self._ask({"apa": "baca"})
        return Isi(found["kiriman"], found["jumlahFoto"], found["tanda"], found["pemilik"])

    def photos_of(self, kiriman: str) -> list[Foto]:
        """The photos of one item as they lie there, their fingerprints computed anew from the bytes."""
        found = self._ask({"apa": "sidik", "id": kiriman})
        return [Foto(UUID(satu["id"]), satu["jenis"], satu["nama"], satu["sidik"]) for satu in found]

    def fill_form(self, catatan: Catatan) -> None:
        """The form of the shell, typed and photographed as at the grave; notes what it stored.

        The item must not be sent meanwhile, so the caller takes the line away first.
        """
        ada = self._stored(catatan.nama)
        if ada is None or ada["keadaan"] == "draf":
            try:
                self._type(catatan, "#baru" if ada is None else f"#isi:{ada['id']}")
                self._save()
            except Error as error:
                raise TidakSampai(str(error)) from error
        item = self._stored(catatan.nama)
        if item is None or item["keadaan"] == "draf":
            raise TidakSampai("borang tidak tersimpan")
        self.catatan.append(replace(catatan, id=UUID(item["id"]), foto=self.photos_of(item["id"])))

    def _stored(self, nama: str) -> dict[str, Any] | None:
        return next((satu for satu in self.read().kiriman if satu["ruas"].get("nama") == [nama]), None)

    def _type(self, catatan: Catatan, di: str) -> None:
        self.page.evaluate("(di) => { location.hash = di; }", di)
        form = self.page.locator("#borang")
        form.locator("[name=nama]").fill(catatan.nama)
        form.locator("[name=makam_id]").select_option(str(catatan.makam))
        form.locator("[name=jenis_kelamin][value=L]").check()
        hari = catatan.tanggal
        for bagian, angka in (("hari", hari.day), ("bulan", hari.month), ("tahun", hari.year)):
            form.locator(f"[name=dimakamkan_tanggal-{bagian}]").fill(str(angka))
        berkas = [{"name": satu.nama, "mimeType": "image/jpeg", "buffer": satu.isi} for satu in catatan.foto]
        form.locator("[data-foto] input[multiple]").set_input_files(berkas)
        if berkas:
            form.locator(".foto__satu").nth(len(berkas) - 1).wait_for()

    def _save(self) -> None:
        form = self.page.locator("#borang")
        form.locator("[data-aksi=simpan]").click()
        form.wait_for(state="hidden")

    def _ask(self, pesan: dict[str, Any]) -> Any:
        try:
            return self.page.evaluate(GUDANG_UJI, pesan)
        except Error as error:
            raise TidakSampai(str(error)) from error


def _main_processes(profil: Path) -> list[int]:
    """The browser process of this profile, found by the folder that only we gave it."""
    mark, found = f"--user-data-dir={profil}".encode(), []
    for place in Path("/proc").iterdir():
        if not place.name.isdigit():
            continue
        with contextlib.suppress(OSError):
            words = (place / "cmdline").read_bytes().split(b"\0")
            if mark in words and not any(word.startswith(b"--type=") for word in words):
                found.append(int(place.name))
    return found
