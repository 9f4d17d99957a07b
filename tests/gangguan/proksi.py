"""A bad line: a proxy on loopback between phones and the server that spoils requests on purpose and counts it.

One port a phone. Which fault a request meets is a function of the seed, the phone, the request (address, photo, item)
and how often that request came before; not of the order in which several phones happen to arrive. A run with the same
seed meets the same faults again, but for items of the form, whose ids the browser makes, and for what time decides.
"""

import asyncio
import json
import random
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from enum import StrEnum

HALAMAN_PORTAL = (
    b"<!doctype html><html lang=id><title>Masuk WiFi</title><h1>Selamat datang di WiFi gratis</h1>"
    b"<form><button>Setuju</button></form></html>"
)
ALAMAT_PORTAL = "/portal-wifi"
HEAD_END = b"\r\n\r\n"
HEAD_LIMIT = 65536


class Gangguan(StrEnum):
    """What may happen to one request."""

    PUTUS_AWAL = "putus sebelum sampai"
    PUTUS_TENGAH = "putus di tengah permintaan"
    LAMBAT = "terlambat"
    GALAT_500 = "dijawab 500"
    GALAT_502 = "dijawab 502"
    GALAT_503 = "dijawab 503"
    GALAT_401 = "dijawab 401"
    PORTAL_200 = "portal WiFi, 200"
    PORTAL_302 = "portal WiFi, 302"
    JSON_ASING = "200 JSON yang bukan milik kita"
    JAWABAN_HILANG = "jawaban hilang sesudah disimpan"
    JAWABAN_TERPOTONG = "jawaban terpotong"
    JAWABAN_PENDEK = "jawaban terpotong, panjang tampak benar"
    MENETES = "menetes pelan"
    LAYANAN_MATI = "server sedang mati"


# Answered by the proxy itself: such a request never reaches the server.
PALSU: dict[Gangguan, tuple[str, str, bytes]] = {
    Gangguan.GALAT_500: ("500 Internal Server Error", "text/html", b"<h1>Internal Server Error</h1>"),
    Gangguan.GALAT_502: ("502 Bad Gateway", "text/html", b"<h1>Bad Gateway</h1>"),
    Gangguan.GALAT_503: ("503 Service Unavailable", "text/html", b"<h1>Service Unavailable</h1>"),
    Gangguan.GALAT_401: ("401 Unauthorized", "application/json", b'{"galat":"masuk","pesan":"Masuk dulu."}'),
    Gangguan.PORTAL_200: ("200 OK", "text/html; charset=utf-8", HALAMAN_PORTAL),
    Gangguan.PORTAL_302: ("302 Found", "text/html", b""),
    Gangguan.JSON_ASING: ("200 OK", "application/json", b'{"hasil":"diterima","status":"ok"}'),
}


@dataclass(frozen=True)
class Laju:
    """How much goes wrong: the share of requests that meet a fault, and how faults share it."""

    bagian: float = 0.0
    bobot: Mapping[Gangguan, float] = field(
        default_factory=lambda: {satu: 1.0 for satu in Gangguan if satu is not Gangguan.LAYANAN_MATI}
    )
    lambat: tuple[float, float] = (0.2, 3.0)
    tetes: float = 1.0


TENANG = Laju()


@dataclass(frozen=True)
class Permintaan:
    """One request as it came from a phone, with what makes it the same request when it comes again."""

    hp: str
    metode: str
    alamat: str
    kepala: bytes
    isi: bytes
    panjang: int

    @property
    def jalan(self) -> str:
        """The path without the question behind it."""
        return self.alamat.partition("?")[0]

    @property
    def kunci(self) -> str:
        """The same for every try of one thing: nonces and times are left out."""
        return f"{self.hp} {self.metode} {self.jalan} {_header(self.kepala, b'x-sidik')} {_kiriman(self.isi)}"

    @property
    def jenis(self) -> str:
        """In one word, for the table."""
        depan, _, sisa = self.jalan.lstrip("/").partition("/")
        if depan != "lapangan":
            return "aset" if depan in {"static", "aset", "sw.js", "manifest.webmanifest"} else "halaman"
        return sisa.partition("/")[0] or "kulit"


def _header(kepala: bytes, nama: bytes) -> str:
    for baris in kepala.split(b"\r\n")[1:]:
        kunci, _, nilai = baris.partition(b":")
        if kunci.strip().lower() == nama:
            return nilai.strip().decode("latin-1")
    return ""


def _kiriman(isi: bytes) -> str:
    if not isi.startswith(b"{"):
        return ""
    try:
        found = json.loads(isi)
    except ValueError:
        return ""
    return str(found.get("kiriman", ""))


@dataclass
class _Paksa:
    """The next request that fits meets this fault, whatever the dice say."""

    metode: str
    jalan: str
    gangguan: Gangguan
    kali: int
    hp: str | None

    def fits(self, permintaan: Permintaan) -> bool:
        same = permintaan.metode == self.metode and permintaan.jalan.startswith(self.jalan)
        return same and self.hp in {None, permintaan.hp}


class Proksi:
    """Runs in a thread of its own; `laju` may be changed while it runs.

    `putus`: phones that have no line at all. `ganti`: paths whose answers are rewritten, as by another version.
    """

    def __init__(self, tujuan: int, benih: int, laju: Laju = TENANG) -> None:
        self.tujuan, self.benih, self.laju = tujuan, benih, laju
        self.hitungan: Counter[tuple[str, str]] = Counter()
        self.lewat: Counter[str] = Counter()
        self.jawaban: Counter[tuple[str, int]] = Counter()
        self.catatan: list[tuple[str, str, str]] = []
        self.putus: set[str] = set()
        self.ganti: dict[str, Callable[[bytes], bytes]] = {}
        self._kali: Counter[str] = Counter()
        self._paksa: list[_Paksa] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True, name="proksi")
        self._servers: list[asyncio.Server] = []
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Ready for `open_port`."""
        self._thread.start()

    def open_port(self, hp: str) -> int:
        """A port of its own for one phone."""
        waiting: Future[int] = asyncio.run_coroutine_threadsafe(self._open(hp), self._loop)
        return waiting.result(10)

    def stop(self) -> None:
        """Close every port and connection."""
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def force(self, metode: str, jalan: str, gangguan: Gangguan, *, kali: int = 1, hp: str | None = None) -> None:
        """The next `kali` requests of this kind meet this fault, also while the line is quiet."""
        self._paksa.append(_Paksa(metode, jalan, gangguan, kali, hp))

    def release(self) -> None:
        """Forget what was forced, and be quiet."""
        self._paksa.clear()
        self.ganti.clear()
        self.putus.clear()
        self.laju = TENANG

    async def _open(self, hp: str) -> int:
        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await self._serve(hp, reader, writer)

        server = await asyncio.start_server(serve, "127.0.0.1", 0, limit=HEAD_LIMIT * 4)
        self._servers.append(server)
        return int(server.sockets[0].getsockname()[1])

    async def _close(self) -> None:
        for server in self._servers:
            server.close()
        while rest := asyncio.all_tasks() - {asyncio.current_task()}:
            for task in rest:
                task.cancel()
            await asyncio.gather(*rest, return_exceptions=True)

    # One request a connection: closing both ways is what keeps a spoiled one from spoiling the next.
    async def _serve(self, hp: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # asyncio itself forgets tasks that nobody holds.
        if (own := asyncio.current_task()) is not None:
            self._tasks.add(own)
            own.add_done_callback(self._tasks.discard)
        try:
            await self._one(hp, reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            writer.transport.abort()
        finally:
            writer.close()

    async def _one(self, hp: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        kepala = await reader.readuntil(HEAD_END)
        metode, alamat, _ = kepala.split(b"\r\n", 1)[0].decode("latin-1").split(" ", 2)
        panjang = int(_header(kepala, b"content-length") or 0)
        isi = await reader.readexactly(panjang)
        permintaan = Permintaan(hp, metode, alamat, kepala, isi, panjang)
        gangguan, dadu = self._decide(permintaan)
        if gangguan is None:
            self.lewat[permintaan.jenis] += 1
        else:
            self._note(permintaan, gangguan)
        await self._act(permintaan, gangguan, dadu, writer)

    def _note(self, permintaan: Permintaan, gangguan: Gangguan) -> None:
        self.hitungan[permintaan.jenis, gangguan] += 1
        self.catatan.append((permintaan.kunci, permintaan.jenis, gangguan))

    def _decide(self, permintaan: Permintaan) -> tuple[Gangguan | None, random.Random]:
        self._kali[permintaan.kunci] += 1
        dadu = random.Random(f"{self.benih} {permintaan.kunci} {self._kali[permintaan.kunci]}")
        if permintaan.hp in self.putus:
            return Gangguan.PUTUS_AWAL, dadu
        for paksa in self._paksa:
            if paksa.kali > 0 and paksa.fits(permintaan):
                paksa.kali -= 1
                return paksa.gangguan, dadu
        laju = self.laju
        if permintaan.jalan == ALAMAT_PORTAL or dadu.random() >= laju.bagian:
            return None, dadu
        pilihan = list(laju.bobot)
        return dadu.choices(pilihan, [laju.bobot[satu] for satu in pilihan])[0], dadu

    async def _act(
        self, permintaan: Permintaan, gangguan: Gangguan | None, dadu: random.Random, writer: asyncio.StreamWriter
    ) -> None:
        if permintaan.jalan == ALAMAT_PORTAL:
            await _answer_falsely(Gangguan.PORTAL_200, "", writer)
        elif gangguan is Gangguan.PUTUS_AWAL:
            writer.transport.abort()
        elif gangguan is Gangguan.PUTUS_TENGAH:
            await self._cut(permintaan, dadu)
            writer.transport.abort()
        elif gangguan in PALSU:
            # A portal sends to its own host, or takes over ours; the second is the one that a fetch follows silently.
            host = "" if dadu.random() < 0.5 else f"http://localhost:{_own_port(writer)}"
            await _answer_falsely(gangguan, host + ALAMAT_PORTAL, writer)
        else:
            if gangguan is Gangguan.LAMBAT:
                await asyncio.sleep(dadu.uniform(*self.laju.lambat))
            await self._pass_on(permintaan, gangguan, dadu, writer)

    async def _cut(self, permintaan: Permintaan, dadu: random.Random) -> None:
        """Part of the request reaches the server, then the line is gone."""
        bytes_ = _closing(permintaan.kepala) + permintaan.isi
        sampai = dadu.randrange(1, len(bytes_))
        try:
            _, up = await asyncio.open_connection("127.0.0.1", self.tujuan)
        except OSError:
            return
        up.write(bytes_[:sampai])
        await up.drain()
        up.close()

    async def _pass_on(
        self, permintaan: Permintaan, gangguan: Gangguan | None, dadu: random.Random, writer: asyncio.StreamWriter
    ) -> None:
        try:
            jawaban = await self._ask(permintaan)
        except OSError:
            jawaban = b""
        if HEAD_END not in jawaban:
            self._note(permintaan, Gangguan.LAYANAN_MATI)
            writer.transport.abort()
            return
        self.jawaban[permintaan.jenis, int(jawaban.split(b" ", 2)[1])] += 1
        if (ubah := self.ganti.get(permintaan.jalan)) is not None:
            kepala, isi = jawaban.split(HEAD_END, 1)
            isi = ubah(isi)
            jawaban = _with_length(kepala, len(isi)) + HEAD_END + isi
        await self._give_back(jawaban, gangguan, dadu, writer)

    async def _ask(self, permintaan: Permintaan) -> bytes:
        reader, up = await asyncio.open_connection("127.0.0.1", self.tujuan)
        try:
            up.write(_closing(permintaan.kepala) + permintaan.isi)
            await up.drain()
            return await reader.read(-1)
        finally:
            up.close()

    async def _give_back(
        self, jawaban: bytes, gangguan: Gangguan | None, dadu: random.Random, writer: asyncio.StreamWriter
    ) -> None:
        kepala, isi = jawaban.split(HEAD_END, 1)
        if gangguan is Gangguan.JAWABAN_HILANG:
            writer.transport.abort()
            return
        sisa = isi[: dadu.randrange(len(isi))] if isi else b""
        if gangguan is Gangguan.JAWABAN_TERPOTONG:
            # The line promised more than came: the browser sees it.
            writer.write(kepala + HEAD_END + sisa)
        elif gangguan is Gangguan.JAWABAN_PENDEK:
            # A careless middlebox mends the length: only what reads the body can see it.
            writer.write(_with_length(kepala, len(sisa)) + HEAD_END + sisa)
        elif gangguan is Gangguan.MENETES:
            await self._trickle(jawaban, writer)
        else:
            writer.write(jawaban)
        await writer.drain()

    async def _trickle(self, jawaban: bytes, writer: asyncio.StreamWriter) -> None:
        potong = max(1, len(jawaban) // 8)
        for awal in range(0, len(jawaban), potong):
            writer.write(jawaban[awal : awal + potong])
            await writer.drain()
            await asyncio.sleep(self.laju.tetes / 8)


def _own_port(writer: asyncio.StreamWriter) -> int:
    return int(writer.get_extra_info("sockname")[1])


def _closing(kepala: bytes) -> bytes:
    baris = [satu for satu in kepala[: -len(HEAD_END)].split(b"\r\n") if not satu.lower().startswith(b"connection:")]
    return b"\r\n".join([*baris, b"Connection: close"]) + HEAD_END


def _with_length(kepala: bytes, panjang: int) -> bytes:
    drop = (b"content-length:", b"transfer-encoding:")
    baris = [satu for satu in kepala.split(b"\r\n") if not satu.lower().startswith(drop)]
    return b"\r\n".join([*baris, b"Content-Length: %d" % panjang])


async def _answer_falsely(gangguan: Gangguan, lokasi: str, writer: asyncio.StreamWriter) -> None:
    status, jenis, isi = PALSU[gangguan]
    kepala = [f"HTTP/1.1 {status}", f"Content-Type: {jenis}", f"Content-Length: {len(isi)}", "Connection: close"]
    if gangguan is Gangguan.PORTAL_302:
        kepala.append(f"Location: {lokasi}")
    writer.write("\r\n".join(kepala).encode() + HEAD_END + isi)
    await writer.drain()
