"""Many reports, many phones, a bad line, a server and browsers that die: driven from one seed."""

import contextlib
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Playwright
from sqlalchemy import update

from pemakaman.akun.models import Sesi
from pemakaman.db import now, today_in, transaction
from pemakaman.serve import Supervisor, web_command
from tests.gangguan.hp import Hp, TidakSampai
from tests.gangguan.isian import Catatan, Pengarang
from tests.gangguan.kantor import KAB, make_petugas
from tests.gangguan.periksa import Periksa, check_receipts, check_register
from tests.gangguan.proksi import TENANG, Laju, Proksi


@dataclass(frozen=True)
class Rencana:
    """What to do: `borang` of the reports go through the form of the shell, the rest straight into the store."""

    laporan: int = 500
    perangkat: int = 5
    benih: int = 7
    borang: int = 25
    laju: Laju = field(default_factory=lambda: Laju(0.35))
    # At least so often, whatever the dice say; the dice add to it.
    server_mati: int = 5
    peramban_mati: int = 10
    kejadian: int = 250
    putaran: int = 60
    # The last phone meets the bad line from its first page on, so that the worker has to come through it.
    awal_buruk: bool = True
    sabar: float = 900.0


# What happens between two reports, and how often compared with the others.
KEJADIAN = {
    "kirim": 6, "muat": 3, "halaman": 2, "putus": 2, "tunggu": 2, "tutup": 1, "bunuh": 1, "sesi": 1, "server": 1,
}  # fmt: skip


class Macet(Exception):
    """Something did not come to its end in time."""


class Jalan:
    """One run; `run` returns what the check at the end found."""

    def __init__(
        self, rencana: Rencana, supervisor: Supervisor, proksi: Proksi, playwright: Playwright, folder: Path
    ) -> None:
        self.rencana, self.supervisor, self.proksi = rencana, supervisor, proksi
        self.dadu = random.Random(rencana.benih)
        self.pengarang = Pengarang(rencana.benih, today_in(KAB))
        self.kejadian: Counter[str] = Counter()
        self.badai = 0
        self.hp = [
            Hp(f"hp{nomor + 1}", playwright, folder / f"hp{nomor + 1}",
               f"http://127.0.0.1:{proksi.open_port(f'hp{nomor + 1}')}", petugas)
            for nomor, petugas in enumerate(make_petugas(rencana.perangkat))
        ]  # fmt: skip
        self.lapor: Callable[[str], None] = lambda _: None

    def run(self) -> Periksa:
        """From the first sign-in to the last check."""
        try:
            for hp in self.hp:
                # The office has a good line and the worker comes whole; the last phone must do without.
                buruk = self.rencana.awal_buruk and hp is self.hp[-1]
                self.proksi.laju = self.rencana.laju if buruk else TENANG
                hp.start()
                self._insist(hp, self._settle_in if buruk else self._settle_in_well)
            self.proksi.laju = self.rencana.laju
            for langkah, kejadian in enumerate(self._plan()):
                self._step(langkah, kejadian)
            self._send_in_the_storm()
            return self._finish()
        finally:
            for hp in self.hp:
                hp.close()

    def _plan(self) -> list[str]:
        """Reports and events in the order of the seed; the same list however the line behaves."""
        lewat_borang = ["borang"] * self.rencana.borang
        daftar = lewat_borang + ["tulis"] * (self.rencana.laporan - self.rencana.borang)
        daftar += ["server"] * self.rencana.server_mati + ["bunuh"] * self.rencana.peramban_mati
        daftar += self.dadu.choices(list(KEJADIAN), list(KEJADIAN.values()), k=self.rencana.kejadian)
        self.dadu.shuffle(daftar)
        return daftar

    def _step(self, langkah: int, kejadian: str) -> None:
        hp = self.dadu.choice(self.hp)
        self._keep_server()
        self.kejadian[kejadian] += 1
        action: dict[str, Callable[..., None]] = {
            "tulis": self._write, "borang": self._write_by_form, "kirim": self._send, "muat": _reload,
            "halaman": _visit, "putus": _unplug, "tunggu": _wait, "tutup": self._restart, "bunuh": self._kill,
            "sesi": self._end_session, "server": self._kill_server,
        }  # fmt: skip
        if kejadian in {"tulis", "borang"}:
            catatan = self.pengarang.write(self.dadu.choice(hp.petugas.makam))
            self._insist(hp, lambda satu: action[kejadian](satu, catatan))
        else:
            _try(lambda: action[kejadian](hp))
        self.lapor(f"langkah {langkah} {hp.nama} {kejadian}")

    def _insist(self, hp: Hp, action: Callable[[Hp], None]) -> None:
        """A person who has something to write comes back until the page is there."""
        sebab: list[str] = []
        for _ in range(40):
            try:
                action(hp)
            except TidakSampai as error:
                sebab.append(str(error).splitlines()[0])
            else:
                return
            self._keep_server()
            _try(lambda: self._settle_in(hp))
        raise Macet(f"{hp.nama}: tidak bisa menulis: {Counter(sebab).most_common(4)}")

    def _settle_in(self, hp: Hp) -> None:
        """In the shell, with an owner: signed in once."""
        hp.open_shell()
        if hp.read().pemilik is None:
            hp.sign_in()
            hp.open_shell()
        if hp.read().pemilik is None:
            raise TidakSampai("belum kenal pemilik")

    def _settle_in_well(self, hp: Hp) -> None:
        self._settle_in(hp)
        hp.wait_for_worker()

    def _write(self, hp: Hp, catatan: Catatan) -> None:
        if not hp.is_in_shell():
            raise TidakSampai("tidak di kulit")
        hp.put(catatan)

    def _write_by_form(self, hp: Hp, catatan: Catatan) -> None:
        """At the grave there is no line; that also keeps the item in place until its fingerprints are taken."""
        hp.open_shell()
        self.proksi.putus.add(hp.nama)
        try:
            hp.fill_form(catatan)
        finally:
            self.proksi.putus.discard(hp.nama)

    def _send(self, hp: Hp) -> None:
        hp.open_shell()
        if hp.is_asked_to_sign_in():
            hp.sign_in()
            hp.open_shell()
        hp.press_send()

    def _restart(self, hp: Hp) -> None:
        hp.close()
        hp.start()
        self._send(hp)

    def _kill(self, hp: Hp) -> None:
        """The cookie of the session is gone with it, so somebody signs in again before he sends."""
        hp.kill()
        hp.start()
        self._send(hp)

    def _end_session(self, hp: Hp) -> None:
        """As if the half hour were over, or the office had signed everybody out."""
        with transaction() as session:
            own = Sesi.akun_id == hp.petugas.akun
            session.execute(update(Sesi).where(own, Sesi.dicabut_pada.is_(None)).values(dicabut_pada=now()))

    def _kill_server(self, _: Hp) -> None:
        """`kill -9`, all of it at once; the next step but one finds it started again."""
        web = self.supervisor.children["web"]
        if web.poll() is None:
            os.killpg(web.pid, signal.SIGKILL)
            web.wait()

    def _keep_server(self) -> None:
        """Start it again when it has lain dead for a while."""
        if self.supervisor.children["web"].poll() is None:
            return
        time.sleep(self.dadu.uniform(0, 1.5))
        self.supervisor._spawn("web", web_command(self.supervisor.host, self.supervisor.settings.port))

    def _send_in_the_storm(self) -> None:
        """Most of it must come through while the line is still bad; otherwise the proof would prove little."""
        self._keep_server()
        self.supervisor.wait_until_alive()
        for _ in range(self.rencana.putaran):
            sisa = 0
            for hp in self.hp:
                self._keep_server()
                _try(lambda hp=hp: self._send(hp))
                _try(lambda hp=hp: hp.pause(1.0))
                with contextlib.suppress(TidakSampai):
                    sisa += len(hp.read().kiriman)
            self.lapor(f"masih menunggu: {sisa}")
            if sisa <= self.rencana.laporan // 20:
                break
        self.badai = self.rencana.laporan - sisa

    def _finish(self) -> Periksa:
        """The line is good again: everything must come home by itself, with nothing but the button and a sign-in."""
        self.proksi.laju = TENANG
        self._keep_server()
        self.supervisor.wait_until_alive()
        limit = time.monotonic() + self.rencana.sabar
        tanda = []
        for hp in self.hp:
            tanda += self._drain(hp, limit)
        dikirim = [catatan for hp in self.hp for catatan in hp.catatan]
        found = check_register(dikirim, [hp.petugas for hp in self.hp])
        found.must(len(dikirim) == self.rencana.laporan, f"ditulis {len(dikirim)}, bukan {self.rencana.laporan}")
        check_receipts(found, tanda, dikirim)
        found.salah += [keluhan for hp in self.hp for keluhan in hp.keluhan]
        return found

    def _drain(self, hp: Hp, limit: float) -> list[dict[str, object]]:
        while time.monotonic() < limit:
            if _try(hp.send_all):
                return hp.read().tanda
            time.sleep(0.3)
        sisa = [(satu["keadaan"], satu["sebab"], satu["pesan"], satu["galat"]) for satu in hp.read().kiriman]
        raise Macet(f"{hp.nama}: {len(sisa)} tidak terkirim: {sisa[:3]}")


def _try(action: Callable[[], None]) -> bool:
    try:
        action()
    except TidakSampai:
        return False
    return True


def _reload(hp: Hp) -> None:
    hp.open_shell()


def _visit(hp: Hp) -> None:
    """Another page of the program: what waits is sent from there too."""
    hp.open("/laporan")
    hp.pause(1.0)


def _unplug(hp: Hp) -> None:
    hp.unplug(1.5)


def _wait(hp: Hp) -> None:
    hp.pause(1.5)
