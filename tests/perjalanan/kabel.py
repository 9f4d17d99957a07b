"""A line between a browser and the program that a test can cut: then nobody answers, as where there is no signal."""

import socket
import threading
from contextlib import suppress
from types import TracebackType

CHUNK = 65536


class Kabel:
    """Forwards connections to a port of this machine while it is whole."""

    def __init__(self, tujuan: int) -> None:
        self.tujuan = tujuan
        self.pintu: socket.socket | None = None
        self.terbuka: list[socket.socket] = []
        self.port = 0

    def __enter__(self) -> "Kabel":
        self.sambung()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.putus()

    @property
    def url(self) -> str:
        """Where the browser goes."""
        return f"http://127.0.0.1:{self.port}"

    def sambung(self) -> None:
        """Whole again, at the same address."""
        pintu = socket.create_server(("127.0.0.1", self.port), reuse_port=False)
        self.pintu, self.port = pintu, pintu.getsockname()[1]
        threading.Thread(target=self._accept, args=(pintu,), daemon=True).start()

    def putus(self) -> None:
        """Cut: what is open breaks, what is asked for is refused."""
        if self.pintu:
            # A listening socket that another thread waits on closes only after it was shut down.
            with suppress(OSError):
                self.pintu.shutdown(socket.SHUT_RDWR)
            self.pintu.close()
        self.pintu = None
        for one in self.terbuka:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self.terbuka.clear()

    def _accept(self, pintu: socket.socket) -> None:
        with suppress(OSError):
            while True:
                dari, _ = pintu.accept()
                ke = socket.create_connection(("127.0.0.1", self.tujuan))
                self.terbuka += [dari, ke]
                for source, target in ((dari, ke), (ke, dari)):
                    threading.Thread(target=_pump, args=(source, target), daemon=True).start()


def _pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while chunk := source.recv(CHUNK):
            target.sendall(chunk)
        target.shutdown(socket.SHUT_WR)
