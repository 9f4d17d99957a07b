"""The engine of printed documents: HTML of `templates/` to PDF, with bundled fonts and nothing from outside.

Call from a worker process only: WeasyPrint's font configuration, which is kept here between documents, is not
safe under threads.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from weasyprint import CSS, HTML, Attachment, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from pemakaman.config import ROOT
from pemakaman.dokumen.kepala_tabel import tell_scopes
from pemakaman.dokumen.keterangan import LAMPIRAN, PENCETAK, Keterangan
from pemakaman.dokumen.xmp import archive_finisher

FOLDER = Path(__file__).resolve().parent
SKEMA = "dokumen"
MEDIA = {".ttf": "font/ttf", ".otf": "font/otf"}
HURUF = """
@font-face { font-family: Bonum; src: url("dokumen:font/texgyrebonum-regular.otf"); }
@font-face { font-family: Bonum; font-weight: bold; src: url("dokumen:font/texgyrebonum-bold.otf"); }
@font-face { font-family: Kotak; src: url("dokumen:font/DejaVuSansMono.ttf"); }
"""


class FetchRefusedError(Exception):
    """A document asked for something that is not bundled with the program."""


class BundledFetcher(URLFetcher):  # type: ignore[misc]
    """Opens `dokumen:font/…` and the pictures given to it (SVG as text, others as bytes), and nothing else."""

    def __init__(self, gambar: Mapping[str, str | bytes]) -> None:
        super().__init__(allowed_protocols=[SKEMA])
        self._gambar = gambar

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The bundled file; raises FetchRefusedError for any other address."""
        parts = urlsplit(url)
        if parts.scheme == SKEMA and parts.path in self._gambar:
            picture = self._gambar[parts.path]
            kind = {"Content-Type": "image/svg+xml"} if isinstance(picture, str) else {}
            return URLFetcherResponse(url, picture, kind)
        path = FOLDER / parts.path
        if parts.scheme != SKEMA or path.parent != FOLDER / "font" or path.suffix not in MEDIA:
            raise FetchRefusedError("Dokumen meminta berkas yang tidak disertakan.")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": MEDIA[path.suffix]})


@lru_cache(maxsize=1)
def fonts() -> FontConfiguration:
    """The fonts of this process."""
    return FontConfiguration()


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Templates of printed documents; they know no request and no filter of the web pages."""
    loader = FileSystemLoader(ROOT / "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


@lru_cache(maxsize=16)
def stylesheet(name: str) -> CSS:
    """A parsed stylesheet of `templates/`, with the bundled fonts (Bonum for text, Kotak for figures) declared."""
    text = HURUF + (ROOT / "templates" / name).read_text(encoding="utf-8")
    return CSS(string=text, base_url=f"{SKEMA}:", url_fetcher=BundledFetcher({}), font_config=fonts())


def lay_out(
    template: str,
    css: str,
    values: Mapping[str, Any],
    *,
    more_css: Iterable[str] = (),
    gambar: Mapping[str, str | bytes] | None = None,
) -> Document:
    """The pages of one document, laid out and not yet written; `more_css` are rules of this document only.

    `gambar` are its pictures, which the template calls `dokumen:<name>`.
    """
    html = environment().get_template(template).render(values)
    extra = [CSS(string=rule, font_config=fonts()) for rule in more_css]
    source = HTML(string=html, base_url=f"{SKEMA}:", url_fetcher=BundledFetcher(gambar or {}))
    return source.render(stylesheets=[stylesheet(css), *extra], font_config=fonts())


def render_pdf(
    template: str,
    css: str,
    values: Mapping[str, Any],
    *,
    judul: str,
    tanggal: datetime,
    gambar: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """The document as tagged PDF/UA-1; the same arguments give the same bytes. Worker processes only."""
    moment = tanggal.isoformat(timespec="seconds")
    document = lay_out(template, css, {**values, "judul": judul, "tanggal_dokumen": moment}, gambar=gambar)
    return bytes(document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=judul.encode(), finisher=tell_scopes))


def attachments(keterangan: Keterangan) -> list[Attachment]:
    """The data of a document as its attached file; none when it has no data."""
    if keterangan.data is None:
        return []
    return [
        Attachment(
            string=keterangan.lampiran,
            name=LAMPIRAN,
            description="Data permohonan",
            created=keterangan.tanggal,
            modified=keterangan.tanggal,
            relationship="Data",
        )
    ]


def render_arsip(
    template: str,
    css: str,
    values: Mapping[str, Any],
    keterangan: Keterangan,
    *,
    gambar: Mapping[str, str | bytes] | None = None,
    more_css: Iterable[str] = (),
) -> bytes:
    """The document as PDF/A-3a and PDF/UA-1 with its data attached; the same arguments give the same bytes."""
    moment = keterangan.tanggal.isoformat(timespec="seconds")
    more = {"judul": keterangan.judul, "tanggal_dokumen": moment, "pencetak": PENCETAK}
    document = lay_out(template, css, {**values, **more}, gambar=gambar, more_css=more_css)
    return bytes(
        document.write_pdf(
            pdf_variant="pdf/a-3a",
            pdf_identifier=keterangan.judul.encode(),
            attachments=attachments(keterangan),
            finisher=archive_finisher(keterangan.judul, PENCETAK, keterangan.tanggal),
        )
    )
