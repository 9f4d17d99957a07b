"""A browser without a screen: cookies, CSRF, gzip, and the bytes that really crossed the wire."""

import gzip
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlencode

TOKEN = re.compile(r'name="csrf_token"[^>]*?value="([^"]+)"')
FIELD = re.compile(r'<input[^>]*type="hidden"[^>]*>')
ATTRIBUTE = re.compile(r'(name|value)="([^"]*)"')


class UnexpectedAnswerError(Exception):
    """The program answered otherwise than the measurement needs; measuring on would be a lie."""


@dataclass(frozen=True)
class Jawaban:
    """One answer: its status, where it points, its text, bytes transferred (headers too), seconds it took."""

    status: int
    lokasi: str
    teks: str
    bita: int
    detik: float


class Peramban:
    """Signed in or not, one address after the other, a new connection each as behind a sync worker."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}
        self.token = ""

    def get(self, path: str, *, expected: int = 200) -> Jawaban:
        """Open a page."""
        return self._send("GET", path, None, (expected,))

    def post(
        self, path: str, fields: Mapping[str, str | Sequence[str]], *, expected: Sequence[int] = (303,)
    ) -> Jawaban:
        """Send a form with the token of the last page seen; a field may have several values."""
        return self._send("POST", path, urlencode({"csrf_token": self.token, **fields}, doseq=True), expected)

    def sign_in(self, nama_pengguna: str, sandi: str) -> None:
        """Sign in through the page, as a person does."""
        self.get("/masuk")
        self.post("/masuk", {"nama_pengguna": nama_pengguna, "sandi": sandi})
        self.get("/akun")

    def _send(self, method: str, path: str, body: str | None, expected: Sequence[int]) -> Jawaban:
        headers = {"Accept-Encoding": "gzip", "Accept": "text/html", "Connection": "close"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Referer"] = f"http://127.0.0.1:{self.port}{path}"
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        start = time.perf_counter()
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        content = response.read()
        seconds = time.perf_counter() - start
        connection.close()
        return self._take(response, content, seconds, f"{method} {path}", expected)

    def _take(
        self, response: HTTPResponse, content: bytes, seconds: float, what: str, expected: Sequence[int]
    ) -> Jawaban:
        size = len(content) + sum(len(name) + len(value) + 4 for name, value in response.getheaders()) + 19
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        if response.headers.get("Content-Encoding") == "gzip":
            content = gzip.decompress(content)
        text = content.decode("utf-8", "replace")
        if response.status not in expected:
            raise UnexpectedAnswerError(
                f"{what.partition('?')[0]}: {response.status}, bukan {expected[0]}. {_why(text)}"
            )
        if found := TOKEN.search(text):
            self.token = found[1]
        return Jawaban(response.status, response.headers.get("Location", ""), text, size, seconds)


def hidden_fields(text: str) -> dict[str, str]:
    """The hidden fields of a page, the last of each name."""
    inputs = [dict(ATTRIBUTE.findall(tag)) for tag in FIELD.findall(text)]
    return {found["name"]: unescape(found.get("value", "")) for found in inputs if "name" in found}


def _why(text: str) -> str:
    """The page's own words: its heading and its errors."""
    parts = re.findall(r'<h1[^>]*>(.*?)</h1>|govuk-error-message"[^>]*>(.*?)</p>', text, re.DOTALL)
    words = " · ".join(" ".join(re.sub(r"<[^>]+>", " ", a or b).split()) for a, b in parts)
    return words[:600]
