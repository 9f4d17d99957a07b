"""The line between a browser and the program: counts what the browser gets, and can be as thin as the field's."""

import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType

CHUNK = 1460


@dataclass(frozen=True)
class Saluran:
    """What a line carries in bytes a second, and what a question waits for its answer besides."""

    bita_per_detik: float | None = None
    tunda: float = 0.0


LEPAS = Saluran()
LAMBAT = Saluran(400_000 / 8, 0.4)
"""Slow 3G as browsers' tools simulate it: 400 kbit/s for all together, 400 ms for each question."""


class Kawat:
    """All that the browser gets goes through here, also what its worker asks for, which its own tools do not count."""

    def __init__(self, tujuan: int, saluran: Saluran = LEPAS) -> None:
        self.tujuan, self.saluran = tujuan, saluran
        self.bita = self.permintaan = 0
        self._bebas = 0.0
        self._kunci = threading.Lock()

    def __enter__(self) -> "Kawat":
        self.pintu = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        # A listening socket that another thread waits on closes only after it was shut down.
        with suppress(OSError):
            self.pintu.shutdown(socket.SHUT_RDWR)
        self.pintu.close()

    @property
    def url(self) -> str:
        """Where the browser goes."""
        return f"http://127.0.0.1:{self.pintu.getsockname()[1]}"

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                browser = self.pintu.accept()[0]
                program = socket.create_connection(("127.0.0.1", self.tujuan))
                threading.Thread(target=self._ask, args=(browser, program), daemon=True).start()
                threading.Thread(target=self._answer, args=(program, browser), daemon=True).start()

    def _ask(self, browser: socket.socket, program: socket.socket) -> None:
        """The program closes after each answer, so the first bytes of a connection are its one question."""
        with suppress(OSError):
            asked = False
            while chunk := browser.recv(65_536):
                if not asked:
                    self.permintaan += 1
                    time.sleep(self.saluran.tunda)
                asked = True
                program.sendall(chunk)
            program.shutdown(socket.SHUT_WR)

    def _answer(self, program: socket.socket, browser: socket.socket) -> None:
        with suppress(OSError):
            while chunk := program.recv(CHUNK):
                self._pass(len(chunk))
                browser.sendall(chunk)
            browser.shutdown(socket.SHUT_WR)

    def _pass(self, size: int) -> None:
        """Wait for this many bytes' turn; all connections share the line."""
        with self._kunci:
            self.bita += size
            if self.saluran.bita_per_detik is None:
                return
            self._bebas = max(self._bebas, time.monotonic()) + size / self.saluran.bita_per_detik
            until = self._bebas
        time.sleep(max(0.0, until - time.monotonic()))
