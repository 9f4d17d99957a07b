"""Residents from a Dukcapil web service: one NIK a question, as its users ask it (`CALL_NIK`, a JSON body).

Only workers call it, never a request somebody waits for. A silent or failing service is asked a few times, then
left alone for a while by the circuit breaker; an answer is kept in memory for a few minutes at most.
"""

import json
import logging
import threading
import time
from dataclasses import dataclass, field

import pybreaker
import urllib3
from cachetools import TTLCache
from urllib3.exceptions import HTTPError

from pemakaman.config import Dukcapil
from pemakaman.errors import ConfigError
from pemakaman.jejak.services import trail_key
from pemakaman.penduduk.calon import Calon, Tanya
from pemakaman.penduduk.jawaban import LARGEST, JawabanError, read_answer

logger = logging.getLogger(__name__)
FAILURES, REST_SECONDS = 3, 60
CACHE_SECONDS, CACHE_SIZE = 300, 256
TRIES = 2
TRY_AGAIN = frozenset({429, 500, 502, 503, 504})


class LayananError(Exception):
    """The service gave no answer one may use; `pesan` is for the officer."""

    def __init__(self, pesan: str) -> None:
        super().__init__(pesan)
        self.pesan = pesan


class LayananDiam(LayananError):
    """It did not answer at all, or said that it cannot now: worth another try later."""


class LayananDukcapil:
    """`PencariPenduduk` over HTTP. Safe to share between threads."""

    def __init__(
        self, dukcapil: Dukcapil, *, istirahat: float = REST_SECONDS, simpan: float = CACHE_SECONDS, jeda: float = 0.3
    ) -> None:
        self._dukcapil = dukcapil
        self._batas = dukcapil.batas_hubung + dukcapil.batas_jawab
        retry = urllib3.Retry(
            total=TRIES,
            redirect=0,
            other=0,
            allowed_methods={"POST"},
            status_forcelist=TRY_AGAIN,
            backoff_factor=jeda,
            raise_on_status=False,
            raise_on_redirect=False,
            respect_retry_after_header=False,
        )
        timeout = urllib3.Timeout(connect=dukcapil.batas_hubung, read=dukcapil.batas_jawab)
        self._http = urllib3.PoolManager(maxsize=2, retries=retry, timeout=timeout)
        self._breaker = pybreaker.CircuitBreaker(
            fail_max=FAILURES, reset_timeout=istirahat, throw_new_error_on_trip=False, listeners=[_Told()]
        )
        self._kept: TTLCache[str, list[Calon]] = TTLCache(CACHE_SIZE, simpan)
        self._lock = threading.Lock()

    def search(self, tanya: Tanya) -> list[Calon]:
        """Who stands under the NIK that the report names."""
        return self.lookup(tanya.nik) if tanya.nik else []

    def lookup(self, nik: str) -> list[Calon]:
        """Who stands under a NIK: one or nobody. Raises LayananError when the service gives no usable answer."""
        with self._lock:
            kept = self._kept.get(nik)
        if kept is not None:
            return kept
        try:
            found: list[Calon] = self._breaker.call(self._ask, nik)
        except pybreaker.CircuitBreakerError:
            raise LayananDiam("Layanan Dukcapil sedang tidak menjawab. Akan dicoba lagi beberapa menit lagi.") from None
        with self._lock:
            self._kept[nik] = found
        return found

    def _ask(self, nik: str) -> list[Calon]:
        # The wire's own errors may quote the request, so none of them is passed on.
        try:
            status, body = self._send(nik)
        except (HTTPError, OSError) as error:
            logger.warning("layanan Dukcapil tidak menjawab (%s)", type(error).__name__)
            raise LayananDiam("Layanan Dukcapil tidak menjawab dalam waktunya.") from None
        if status in {401, 403}:
            raise LayananError("Layanan Dukcapil menolak akun kita. Admin sistem perlu memeriksa setelannya.")
        if status in TRY_AGAIN:
            raise LayananDiam(f"Layanan Dukcapil sedang bermasalah (kode {status}).")
        if status != 200:
            raise LayananError(f"Layanan Dukcapil menjawab dengan kode {status} yang tidak dikenal.")
        try:
            return read_answer(body, nik)
        except JawabanError as error:
            raise LayananError(error.pesan) from None

    def _send(self, nik: str) -> tuple[int, bytes]:
        body = {"nik": nik, "user_id": self._dukcapil.pengguna, "password": self._dukcapil.sandi}
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        response = self._http.request(
            "POST", self._dukcapil.url, body=json.dumps(body), headers=headers, preload_content=False
        )
        try:
            return response.status, self._read(response)
        finally:
            response.close()
            response.release_conn()

    def _read(self, response: urllib3.BaseHTTPResponse) -> bytes:
        """At most `LARGEST` bytes, and within the time: a service may also drip."""
        limit, content = time.monotonic() + self._batas, b""
        while piece := response.read(8192):
            content += piece
            if len(content) > LARGEST:
                raise LayananError("Jawaban layanan Dukcapil terlalu besar. Jawabannya tidak dipakai.")
            if time.monotonic() > limit:
                raise LayananDiam("Layanan Dukcapil menjawab terlalu lambat.")
        return content


class _Told(pybreaker.CircuitBreakerListener):
    def state_change(self, cb: object, old_state: object, new_state: object) -> None:
        logger.warning("pemutus layanan Dukcapil: %s", getattr(new_state, "name", new_state))


@dataclass
class _Place:
    layanan: LayananDukcapil | None = None
    kunci: bytes = field(default=b"", repr=False)


_place = _Place()


def configure(dukcapil: Dukcapil | None, secret: str) -> None:
    """Name the service of this process; None means that nobody is asked."""
    _place.layanan = None if dukcapil is None else LayananDukcapil(dukcapil)
    _place.kunci = trail_key(secret)


def is_configured() -> bool:
    """Is there a service to ask?"""
    return _place.layanan is not None


def service() -> LayananDukcapil:
    """The service of this process; raises ConfigError when there is none."""
    if _place.layanan is None:
        raise ConfigError("Layanan Dukcapil belum diatur.")
    return _place.layanan


def read_key() -> bytes:
    """The key of the read log's fingerprints, for a worker."""
    return _place.kunci
