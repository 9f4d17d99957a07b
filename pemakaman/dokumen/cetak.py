"""Renders the application form as PDF/UA-1 with WeasyPrint. Call from a worker process only."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from weasyprint import CSS, HTML

from pemakaman.config import ROOT
from pemakaman.dokumen.alir import Bagian, shift_rules, write_row
from pemakaman.dokumen.isian import IsianPermohonan, clean_text, flatten_isian
from pemakaman.dokumen.mesin import HURUF, SKEMA, BundledFetcher, fonts
from pemakaman.dokumen.muat import size_rules
from pemakaman.dokumen.tata_letak.baris import KOTAK_NAMA
from pemakaman.dokumen.tata_letak.kertas import KERTAS
from pemakaman.dokumen.tata_letak.lembar import Kalimat, Lembar
from pemakaman.dokumen.tata_letak.susun import FORMULIR, arrange

VERSI_PENCETAK = "pemakaman cetak 1"
TEMPLATES = ROOT / "templates" / "dokumen"
LEBAR_TTD, LEBAR_KOP = 34, 62


@dataclass(frozen=True)
class _Kalimat:
    """A sentence as the template prints it."""

    id: str
    tag: str
    kelas: str
    bagian: tuple[Bagian, ...]


@dataclass(frozen=True)
class _Siap:
    """A laid-out form with its parsed stylesheets, ready for any number of documents."""

    lembar: Lembar
    css: tuple[CSS, ...]
    fetcher: BundledFetcher


@lru_cache(maxsize=1)
def _environment() -> Environment:
    loader = FileSystemLoader(TEMPLATES)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)


@lru_cache(maxsize=1)
def _common_css() -> CSS:
    text = HURUF + (TEMPLATES / "permohonan.css").read_text(encoding="utf-8") + size_rules() + shift_rules()
    return CSS(string=text, base_url=f"{SKEMA}:", url_fetcher=BundledFetcher({}), font_config=fonts())


@lru_cache(maxsize=32)
def _prepare(formulir: str, kertas: str, kotak_nama: int) -> _Siap:
    lembar = arrange(formulir, kertas, kotak_nama)
    names = [f"gambar/{formulir}/{kertas}/{kotak_nama}/{i}" for i in range(1, len(lembar.halaman) + 1)]
    backgrounds = "".join(f'#h{i}{{background-image:url("{SKEMA}:{name}")}}' for i, name in enumerate(names, 1))
    pictures = {name: page.svg for name, page in zip(names, lembar.halaman, strict=True)}
    fetcher = BundledFetcher(pictures)
    css = CSS(string=lembar.css + backgrounds, base_url=f"{SKEMA}:", url_fetcher=fetcher)
    return _Siap(lembar, (css, _common_css()), fetcher)


def _sentence(kalimat: Kalimat, values: dict[str, str], lembar: Lembar) -> _Kalimat:
    if kalimat.potongan:
        parts = write_row(kalimat, values, huruf=lembar.huruf, huruf_kotak=lembar.huruf_kotak)
        return _Kalimat(kalimat.id, kalimat.tag, kalimat.kelas, parts)
    value = values.get(kalimat.isian, "") if kalimat.isian else ""
    words = kalimat.pola.format(value) if value else kalimat.teks
    limit = LEBAR_KOP if kalimat.isian == "kop" else LEBAR_TTD
    crowded = bool(value) and max(map(len, words.split("\n"))) > limit
    kelas = f"{kalimat.kelas} banyak" if crowded else kalimat.kelas
    return _Kalimat(kalimat.id, kalimat.tag, kelas, (Bagian((words,)),))


def _page(kalimat: tuple[Kalimat, ...], values: dict[str, str], lembar: Lembar) -> list[_Kalimat]:
    """The sentences of a page; rows without values that stand under each other become one paragraph."""
    page: list[_Kalimat] = []
    for one in kalimat:
        written = _sentence(one, values, lembar)
        if one.sambung and _plain(written) and _plain(page[-1]):
            words = page[-1].bagian[0].teks[0] + "\n" + written.bagian[0].teks[0]
            page[-1] = replace(page[-1], bagian=(Bagian((words,)),))
        else:
            page.append(written)
    return page


def _plain(kalimat: _Kalimat) -> bool:
    return len(kalimat.bagian) == 1 and not kalimat.bagian[0].kelas


def render_permohonan(
    isian: IsianPermohonan,
    *,
    formulir: str,
    kertas: str,
    tanggal_dokumen: datetime,
    kotak_nama: int = KOTAK_NAMA,
) -> bytes:
    """The filled form as PDF; the same arguments give the same bytes.

    `formulir` is a key of FORMULIR, `kertas` of KERTAS. A value longer than its boxes is printed whole, in
    smaller letters over its row. Not thread-safe: worker processes only.
    """
    if formulir not in FORMULIR or kertas not in KERTAS:
        raise ValueError(f"Formulir {formulir!r} pada kertas {kertas!r} tidak dikenal.")
    siap = _prepare(formulir, kertas, kotak_nama)
    values = flatten_isian(isian)
    values["kop"] = "\n".join(filter(None, map(clean_text, isian.kop)))
    pages = [_page(page.kalimat, values, siap.lembar) for page in siap.lembar.halaman]
    html = (
        _environment()
        .get_template("permohonan.html")
        .render(
            judul=f"{siap.lembar.kode} ({siap.lembar.dasar}) Formulir Pelaporan Pencatatan Sipil",
            pencetak=f"{VERSI_PENCETAK}, tata letak {siap.lembar.versi}",
            tanggal=tanggal_dokumen.isoformat(timespec="seconds"),
            halaman=pages,
            kaki=values["nomor_buku"],
        )
    )
    document = HTML(string=html, base_url=f"{SKEMA}:", url_fetcher=siap.fetcher)
    return bytes(
        document.write_pdf(
            stylesheets=list(siap.css),
            font_config=fonts(),
            pdf_variant="pdf/ua-1",
            pdf_identifier=siap.lembar.kode.encode(),
        )
    )
