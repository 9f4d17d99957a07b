"""A small real server on 127.0.0.1 that answers like BSrE's eSign Client Service, and also delays, fails and lies."""

import base64
import io
import json
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from werkzeug.formparser import parse_form_data

from pemakaman.config import Bsre
from pemakaman.tandatangan.pkcs12 import PenandaPkcs12
from tests.pabrik_tanda import PASSPHRASE, make_pdf, p12_settings, perintah

AKUN, SANDI_AKUN = "pemakaman", "sandi-aplikasi-bsre"
NOMOR = "dok-7f3a91"


@dataclass
class Diminta:
    """One call to sign."""

    isian: dict[str, str]
    berkas: bytes


Answer = Callable[["Peladen", BaseHTTPRequestHandler, Diminta], None]


@dataclass
class Peladen:
    """What the server does now, what it was asked, what it keeps for download."""

    url: str = ""
    jawab: list[Answer] = field(default_factory=list)
    tetap: Answer | None = None
    status: tuple[int, dict[str, Any]] = (200, {"status_code": 1111, "status": "ISSUE", "message": "Aktif"})
    diminta: list[Diminta] = field(default_factory=list)
    jalan: list[str] = field(default_factory=list)
    simpanan: dict[str, bytes] = field(default_factory=dict)
    penanda: PenandaPkcs12 | None = None

    def bsre(self, *, jawab: float = 5.0, sandi: str = SANDI_AKUN, tampak: bool = False) -> Bsre:
        """Settings that lead here."""
        return Bsre(self.url, AKUN, sandi, 1.0, jawab, tampak)

    def signed(self, pdf: bytes) -> bytes:
        """Really signed, with a key of the server's own."""
        assert self.penanda is not None
        return self.penanda.sign(pdf, perintah(halaman=1)).isi

    def next_answer(self) -> Answer:
        """The next in line, then the usual one."""
        return self.jawab.pop(0) if self.jawab else self.tetap or sign

    def answer(self, handler: BaseHTTPRequestHandler, diminta: Diminta | None) -> None:
        """Whatever is asked; only a call to sign brings something."""
        if diminta is None:
            self.look_up(handler)
        else:
            self.diminta.append(diminta)
            self.next_answer()(self, handler, diminta)

    def look_up(self, handler: BaseHTTPRequestHandler) -> None:
        """The state of a signer, or a document signed earlier."""
        kept = self.simpanan.get(handler.path.rpartition("/")[2])
        if handler.path.startswith("/api/user/status/"):
            send_json(handler, *self.status)
        elif kept is not None and handler.path.startswith("/api/sign/download/"):
            send(handler, 200, kept, "application/pdf")
        else:
            send_json(handler, 404, {"error": "Dokumen tidak ditemukan"})


def send(handler: BaseHTTPRequestHandler, status: int, body: bytes, kind: str, **headers: str) -> None:
    """One answer."""
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(body)))
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


def send_json(handler: BaseHTTPRequestHandler, status: int, answer: dict[str, Any]) -> None:
    """A refusal as the service words it."""
    send(handler, status, json.dumps(answer).encode(), "application/json")


def sign(peladen: Peladen, handler: BaseHTTPRequestHandler, diminta: Diminta) -> None:
    """The usual answer: signs when the passphrase is right."""
    if diminta.isian.get("passphrase") != PASSPHRASE:
        send_json(handler, 400, {"status_code": 2031, "error": "Passphrase anda salah"})
        return
    peladen.simpanan[NOMOR] = peladen.signed(diminta.berkas)
    send(handler, 200, peladen.simpanan[NOMOR], "application/pdf", id_dokumen=NOMOR)


def refuse(error: str, *, status: int = 400, code: int = 2011) -> Answer:
    """Says no in these words."""
    return lambda _, handler, __: send_json(handler, status, {"status_code": code, "error": error})


def raw(status: int, body: bytes, kind: str = "text/html") -> Answer:
    """These very bytes."""
    return lambda _, handler, __: send(handler, status, body, kind, id_dokumen=NOMOR)


def late(seconds: float) -> Answer:
    """The right answer, too late."""

    def answer(peladen: Peladen, handler: BaseHTTPRequestHandler, diminta: Diminta) -> None:
        time.sleep(seconds)
        sign(peladen, handler, diminta)

    return answer


def dies(*, after_header: bool) -> Answer:
    """Signs, keeps it, and the line is cut: before a word, or in the middle of the bytes."""

    def answer(peladen: Peladen, handler: BaseHTTPRequestHandler, diminta: Diminta) -> None:
        content = peladen.simpanan[NOMOR] = peladen.signed(diminta.berkas)
        if after_header:
            handler.send_response(200)
            handler.send_header("Content-Length", str(len(content)))
            handler.send_header("id_dokumen", NOMOR)
            handler.end_headers()
            handler.wfile.write(content[:1000])
            handler.wfile.flush()
        handler.connection.shutdown(socket.SHUT_RDWR)
        handler.close_connection = True

    return answer


def dripping(pieces: int, pause: float) -> Answer:
    """A body that comes piece by piece, without end."""

    def answer(_: Peladen, handler: BaseHTTPRequestHandler, __: Diminta) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(pieces * 65536))
        handler.end_headers()
        for _piece in range(pieces):
            handler.wfile.write(b" " * 65536)
            handler.wfile.flush()
            time.sleep(pause)

    return answer


def changed(how: Callable[[bytes], bytes], *, before: bool = False) -> Answer:
    """The signed document after (or the document before) something happened to it."""

    def answer(peladen: Peladen, handler: BaseHTTPRequestHandler, diminta: Diminta) -> None:
        content = peladen.signed(how(diminta.berkas)) if before else how(peladen.signed(diminta.berkas))
        send(handler, 200, content, "application/pdf", id_dokumen=NOMOR)

    return answer


def unsigned(_: Peladen, handler: BaseHTTPRequestHandler, diminta: Diminta) -> None:
    """What was sent, as it was sent."""
    send(handler, 200, diminta.berkas, "application/pdf")


def another() -> Answer:
    """Another person's document, soundly signed."""
    return changed(lambda _: make_pdf("Orang Lain"), before=True)


def redirect(target: str) -> Answer:
    """Sends the caller, and what he carries, somewhere else."""

    def answer(_: Peladen, handler: BaseHTTPRequestHandler, __: Diminta) -> None:
        handler.send_response(307)
        handler.send_header("Location", target)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def _handler(peladen: Peladen) -> type[BaseHTTPRequestHandler]:
    right = "Basic " + base64.b64encode(f"{AKUN}:{SANDI_AKUN}".encode()).decode()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer(None)

        def do_POST(self) -> None:
            self._answer(self._read())

        def _answer(self, diminta: Diminta | None) -> None:
            peladen.jalan.append(self.path)
            if self.headers["Authorization"] != right:
                send_json(self, 401, {"error": "Unauthorized"})
                return
            try:
                peladen.answer(self, diminta)
            except OSError:
                self.close_connection = True

        def _read(self) -> Diminta:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            kind = self.headers["Content-Type"]
            environ = {"CONTENT_TYPE": kind, "CONTENT_LENGTH": str(len(body)), "REQUEST_METHOD": "POST"}
            _, form, files = parse_form_data({**environ, "wsgi.input": io.BytesIO(body)})
            return Diminta(form.to_dict(), files["file"].read())

        def log_message(self, *_: object) -> None:
            pass

    return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, *_: object) -> None:
        pass


@contextmanager
def serving() -> Iterator[Peladen]:
    """The server, listening while the block runs."""
    peladen = Peladen()
    with tempfile.TemporaryDirectory() as folder:
        peladen.penanda = PenandaPkcs12(p12_settings(Path(folder), tampak=False))
    server = _Server(("127.0.0.1", 0), _handler(peladen))
    peladen.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield peladen
    finally:
        server.shutdown()
        server.server_close()
