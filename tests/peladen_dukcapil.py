"""A small real HTTP server on 127.0.0.1 that answers like Dukcapil's, and also delays, fails and lies."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from pemakaman.config import Dukcapil

SANDI = "sandi-yang-tak-boleh-bocor"
Answer = Callable[["Peladen", BaseHTTPRequestHandler, dict[str, Any]], None]


@dataclass
class Peladen:
    """What the server does now, and what it was asked."""

    url: str = ""
    jawab: list[Answer] = field(default_factory=list)
    tetap: Answer | None = None
    diminta: list[dict[str, Any]] = field(default_factory=list)

    def next_answer(self) -> Answer:
        """The next in line, then the usual one."""
        return self.jawab.pop(0) if self.jawab else self.tetap or found()

    def dukcapil(self, *, jawab: float = 0.5) -> Dukcapil:
        """Settings that lead here."""
        return Dukcapil(self.url, "kab1871", SANDI, 1.0, jawab)


def person(nik: str, **ganti: Any) -> dict[str, Any]:
    """One resident as the service writes him."""
    return {
        "NIK": nik,
        "NAMA_LGKP": "AHMAD SUHAIMI",
        "NO_KK": "1871010101100001",
        "JENIS_KLMIN": "Laki-Laki",
        "TMPT_LHR": "KOTABUMI",
        "TGL_LHR": "1960-03-15",
        "AGAMA": "ISLAM",
        "STATUS_KAWIN": "KAWIN",
        "STAT_HBKEL": "KEPALA KELUARGA",
        "JENIS_PKRJN": "PETANI",
        "NAMA_LGKP_AYAH": "ZAINUDDIN",
        "NAMA_LGKP_IBU": "ROHANI",
        "NIK_AYAH": "-",
        "ALAMAT": "JL. MELATI 5",
        "NO_RT": 3,
        "NO_RW": 1,
        "NO_PROP": 18,
        "NO_KAB": 71,
        "NO_KEC": 1,
        "NO_KEL": 1003,
        **ganti,
    }


def send(handler: BaseHTTPRequestHandler, status: int, body: bytes) -> None:
    """One answer."""
    handler.send_response(status)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def found(**ganti: Any) -> Answer:
    """The person asked for; fields may be replaced, the NIK too."""

    def answer(_: Peladen, handler: BaseHTTPRequestHandler, asked: dict[str, Any]) -> None:
        row = person(asked["nik"]) | ganti
        send(handler, 200, json.dumps({"content": [row], "lastPage": True, "numberOfElements": 1}).encode())

    return answer


def raw(status: int, body: bytes) -> Answer:
    """These very bytes."""
    return lambda _, handler, __: send(handler, status, body)


def not_found() -> Answer:
    """Nobody has this NIK."""
    return raw(200, json.dumps({"content": [{"RESPON": "Data Tidak Ditemukan"}]}).encode())


def late(seconds: float) -> Answer:
    """The right answer, too late."""

    def answer(peladen: Peladen, handler: BaseHTTPRequestHandler, asked: dict[str, Any]) -> None:
        time.sleep(seconds)
        found()(peladen, handler, asked)

    return answer


def dripping(pieces: int, pause: float) -> Answer:
    """A body that comes byte by byte."""

    def answer(_: Peladen, handler: BaseHTTPRequestHandler, __: dict[str, Any]) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _piece in range(pieces):
            handler.wfile.write(b" " * 8192)
            handler.wfile.flush()
            time.sleep(pause)

    return answer


def hang_up() -> Answer:
    """Closes the connection without a word."""

    def answer(_: Peladen, handler: BaseHTTPRequestHandler, __: dict[str, Any]) -> None:
        handler.connection.shutdown(socket.SHUT_RDWR)
        handler.close_connection = True

    return answer


def redirect(target: str) -> Answer:
    """Sends the caller, and what he carries, somewhere else."""

    def answer(_: Peladen, handler: BaseHTTPRequestHandler, __: dict[str, Any]) -> None:
        handler.send_response(307)
        handler.send_header("Location", target)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def _handler(peladen: Peladen) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            peladen.diminta.append(asked)
            try:
                peladen.next_answer()(peladen, self, asked)
            except OSError:
                self.close_connection = True

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
    server = _Server(("127.0.0.1", 0), _handler(peladen))
    peladen.url = f"http://127.0.0.1:{server.server_port}/dukcapil/get_json/CALL_NIK"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield peladen
    finally:
        server.shutdown()
        server.server_close()
