"""Signing by BSrE through its eSign Client Service, as its users call it.

NIK and passphrase go into the body of one call. No error of the wire is passed on, because it may quote the call.
"""

import json
import logging
import re
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import pybreaker
import urllib3
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    MaxRetryError,
    NameResolutionError,
    NewConnectionError,
    SSLError,
)

from pemakaman.config import Bsre
from pemakaman.log import mask
from pemakaman.tandatangan.penanda import (
    LONGEST_WORDS,
    Ditolak,
    Perintah,
    Rahasia,
    Rusak,
    TandaError,
    Tertanda,
    TidakTerjawab,
    TidakTerkirim,
)

logger = logging.getLogger(__name__)
FAILURES, REST_SECONDS = 3, 60
LARGEST = 64 * 1024 * 1024
FETCH_SECONDS = 8.0
NOMOR = re.compile(r"[A-Za-z0-9._-]{1,100}")
NOT_REACHED = (ConnectTimeoutError, NewConnectionError, NameResolutionError, SSLError)
# What the service says of a signer who has no certificate that works; anything unknown is no reason to refuse.
CANNOT_SIGN = frozenset({"NOT_REGISTERED", "NO_CERTIFICATE", "NEW", "EXPIRED", "REVOKE", "REVOKED", "SUSPEND"})
PASSPHRASE_CODES = frozenset({2031})
RESTING = "Layanan BSrE sedang tidak menjawab, jadi dokumen ini belum dikirim. Coba lagi beberapa menit lagi."
UNKNOWN = (
    "Layanan BSrE {}. Belum diketahui apakah dokumennya sudah ditandatangani. Dokumen yang lama tetap dipakai; "
    "aman untuk mencoba lagi."
)


class PenandaBsre:
    """`Penandatangan` over HTTP. Safe to share between threads, which then call one after the other."""

    def __init__(self, bsre: Bsre, *, istirahat: float = REST_SECONDS) -> None:
        self._bsre = bsre
        # Never sent again by itself: a lost answer does not mean that nothing was signed.
        self._http = urllib3.PoolManager(maxsize=2, retries=False)
        self._kepala = urllib3.make_headers(basic_auth=f"{bsre.pengguna}:{bsre.sandi}")
        self._breaker = pybreaker.CircuitBreaker(
            fail_max=FAILURES, reset_timeout=istirahat, throw_new_error_on_trip=False, exclude=[Ditolak, Rusak]
        )

    def sign(self, pdf: bytes, perintah: Perintah) -> Tertanda:
        """Send the document once."""
        signed: Tertanda = self._guarded(self._sign, pdf, perintah)
        return signed

    def check_signer(self, rahasia: Rahasia) -> None:
        """Ask whether this NIK has a certificate that works. No answer is no reason to refuse."""
        try:
            status, _, body = self._guarded(
                self._call, "GET", f"/api/user/status/{quote(rahasia.nik, safe='')}", seconds=FETCH_SECONDS
            )
        except TandaError:
            return
        answer = _read_json(body)
        if status == 401 or str(answer.get("status", "")).upper() in CANNOT_SIGN:
            raise Ditolak(_words(answer, status), untuk_semua=True)

    def fetch(self, nomor: str) -> Tertanda | None:
        """A document that was signed earlier."""
        if not NOMOR.fullmatch(nomor):
            return None
        try:
            status, _, body = self._guarded(self._call, "GET", f"/api/sign/download/{nomor}", seconds=FETCH_SECONDS)
        except TandaError:
            return None
        return Tertanda(body, nomor) if status == 200 and body.startswith(b"%PDF") else None

    def _guarded(self, call: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return self._breaker.call(call, *args, **kwargs)
        except pybreaker.CircuitBreakerError:
            raise TidakTerkirim(RESTING) from None

    def _sign(self, pdf: bytes, perintah: Perintah) -> Tertanda:
        fields = {"file": ("dokumen.pdf", pdf, "application/pdf"), **self._fields(perintah)}
        status, headers, body = self._call("POST", "/api/sign/pdf", fields=fields, seconds=self._bsre.batas_jawab)
        return _read_answer(status, headers, body)

    def _fields(self, perintah: Perintah) -> dict[str, Any]:
        fields = {
            "nik": perintah.rahasia.nik,
            "passphrase": perintah.rahasia.sandi,
            "tampilan": "visible" if self._bsre.tampak else "invisible",
            "reason": perintah.alasan,
            "location": perintah.tempat,
        }
        if self._bsre.tampak:
            kotak = perintah.kotak
            numbers = {
                "page": perintah.halaman,
                "xAxis": round(kotak.x),
                "yAxis": round(kotak.y),
                "width": round(kotak.lebar),
                "height": round(kotak.tinggi),
            }
            fields |= {"image": "false", **{name: str(number) for name, number in numbers.items()}}
        return fields

    def _call(
        self, method: str, path: str, *, seconds: float, fields: Mapping[str, Any] | None = None
    ) -> tuple[int, Mapping[str, str], bytes]:
        limit = time.monotonic() + self._bsre.batas_hubung + seconds
        timeout = urllib3.Timeout(connect=self._bsre.batas_hubung, read=seconds)
        nomor = None
        try:
            answer = self._http.request(
                method,
                self._bsre.url + path,
                fields=fields,
                headers=self._kepala,
                redirect=False,
                timeout=timeout,
                preload_content=False,
            )
            nomor = _nomor(answer.headers)
            return answer.status, answer.headers, _read_body(answer, limit)
        except (HTTPError, OSError) as error:
            # The sentence of the error may hold the address, and that a NIK.
            logger.warning("layanan BSrE tidak menjawab (%s)", type(error).__name__)
            if _never_reached(error):
                raise TidakTerkirim("Layanan BSrE tidak dapat dihubungi, jadi dokumen ini belum dikirim.") from None
            raise TidakTerjawab(UNKNOWN.format("tidak menjawab sampai selesai"), nomor=nomor) from None


def _never_reached(error: Exception) -> bool:
    reason = error.reason if isinstance(error, MaxRetryError) else error
    return isinstance(reason, NOT_REACHED)


def _read_body(answer: urllib3.BaseHTTPResponse, limit: float) -> bytes:
    """At most `LARGEST` bytes and within the time: a service may also drip."""
    pieces, size = [], 0
    try:
        while piece := answer.read(65536):
            pieces.append(piece)
            size += len(piece)
            if size > LARGEST:
                raise Rusak("Jawaban layanan BSrE terlalu besar. Dokumen yang lama tetap dipakai.")
            left = limit - time.monotonic()
            if left <= 0:
                raise TidakTerjawab(UNKNOWN.format("menjawab terlalu lambat"), nomor=_nomor(answer.headers))
            _wait_at_most(answer, left)
    except TandaError:
        answer.close()
        raise
    answer.release_conn()
    return b"".join(pieces)


def _wait_at_most(answer: urllib3.BaseHTTPResponse, seconds: float) -> None:
    """The next piece too must come within what is left of the time."""
    socket = getattr(getattr(answer, "connection", None), "sock", None)
    if socket is not None:
        socket.settimeout(seconds)


def _nomor(headers: Mapping[str, str]) -> str | None:
    found = headers.get("id_dokumen") or headers.get("id-dokumen") or ""
    return found if NOMOR.fullmatch(found) else None


def _read_answer(status: int, headers: Mapping[str, str], body: bytes) -> Tertanda:
    nomor = _nomor(headers)
    if status == 200 and body.startswith(b"%PDF"):
        return Tertanda(body, nomor)
    answer = _read_json(body)
    if status >= 500 and not answer:
        raise TidakTerjawab(UNKNOWN.format(f"sedang bermasalah (kode {status})"), nomor=nomor)
    if status == 200 and not answer:
        raise Rusak("Jawaban layanan BSrE bukan dokumen PDF. Dokumen yang lama tetap dipakai.", nomor=nomor)
    raise Ditolak(_words(answer, status), untuk_semua=_is_about_signer(answer, status))


def _read_json(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body[:65536])
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _words(answer: Mapping[str, Any], status: int) -> str:
    """The provider's own sentence, with digits that may be a NIK hidden."""
    if status == 401:
        return "BSrE menolak akun aplikasi kita (bukan passphrase Anda). Admin sistem perlu memeriksa setelannya."
    said = answer.get("error") or answer.get("message") or answer.get("status")
    code = answer.get("status_code", status)
    if not said:
        return f"BSrE menolak tanpa menyebut sebab (kode {mask(str(code))[:20]})."
    text = " ".join(mask(str(said)).split())[:LONGEST_WORDS]
    return f"BSrE menjawab: “{text}” (kode {mask(str(code))[:20]})."


def _is_about_signer(answer: Mapping[str, Any], status: int) -> bool:
    """A wrong passphrase must not be tried with every document of a batch: the account would be blocked."""
    said = str(answer.get("error") or answer.get("message") or "").lower()
    return status in {401, 403} or answer.get("status_code") in PASSPHRASE_CODES or "passphrase" in said
