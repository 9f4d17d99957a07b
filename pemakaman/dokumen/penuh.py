"""The full road to a PDF: the whole page through WeasyPrint. Slow, and the reference for the compiled one.

Call from a worker process only: WeasyPrint is not safe under threads.
"""

from collections.abc import Mapping
from dataclasses import replace
from itertools import groupby

from weasyprint import CSS, HTML

from pemakaman.dokumen.gambar import code_svg, page_svg
from pemakaman.dokumen.keterangan import PENCETAK, Keterangan
from pemakaman.dokumen.lanjutan import add_continuations
from pemakaman.dokumen.lembar import Lembar
from pemakaman.dokumen.mesin import SKEMA, BundledFetcher, environment, fonts, stylesheet
from pemakaman.dokumen.petikan import BarisPetik, Petikan, Potongan, capture
from pemakaman.dokumen.susun import build_cetakan
from pemakaman.dokumen.tulis_html import BarisTulis, HalamanTulis, write_page


def render_penuh(lembar: Lembar, values: Mapping[str, str], keterangan: Keterangan) -> bytes:
    """The filled form as PDF/A-3a and PDF/UA-1; the same arguments give the same bytes."""
    filled = add_continuations(lembar, values)
    pages = [write_page(filled, one, values, has_code=bool(keterangan.kode)) for one in filled.halaman]
    petikan = draw_pages(filled, pages, keterangan.kode)
    return build_cetakan(_with_words(petikan, pages), pencetak_of(lembar)).write({}, keterangan)


def pencetak_of(lembar: Lembar) -> str:
    """What laid the form out, as the file says it."""
    return f"{PENCETAK}, {lembar.kode} tata letak {lembar.versi}"


def draw_pages(lembar: Lembar, pages: list[HalamanTulis], kode: str) -> Petikan:
    """What WeasyPrint draws for these pages, one for each of the form."""
    places = list(enumerate(lembar.halaman, 1))
    pictures: dict[str, str | bytes] = {f"gambar/{i}": page_svg(lembar, one) for i, one in places}
    pictures |= {f"kode/{i}": code_svg(kode, one.kode) for i, one in places if one.kode and kode}
    if lembar.logo:
        pictures["logo"] = lembar.logo
    fetcher = BundledFetcher(pictures)
    html = environment().get_template("dokumen/lembar.html").render(semua=pages)
    backgrounds = "".join(f'#h{i}{{background-image:url("{SKEMA}:gambar/{i}")}}' for i, _ in places)
    css = CSS(string=_sheet(lembar) + backgrounds + _places(pages), base_url=f"{SKEMA}:", url_fetcher=fetcher)
    document = HTML(string=html, base_url=f"{SKEMA}:", url_fetcher=fetcher)
    return capture(document, stylesheets=[stylesheet("dokumen/lembar.css"), css], font_config=fonts())


def _with_words(petikan: Petikan, pages: list[HalamanTulis]) -> Petikan:
    """Letters in boxes as one piece that says the whole value, as a screen reader reads it."""
    drawn = []
    for halaman, page in zip(petikan.halaman, pages, strict=True):
        written = iter(page.baris)
        rows = [one if one.tag == "Figure" else _grouped(one, next(written)) for one in halaman.baris]
        drawn.append(replace(halaman, baris=tuple(rows)))
    return replace(petikan, halaman=tuple(drawn))


def _grouped(baris: BarisPetik, written: BarisTulis) -> BarisPetik:
    pieces = []
    for kelompok, group in groupby(zip(written.isi, baris.potongan, strict=True), key=lambda pair: pair[0].kelompok):
        found = [one for _, potongan in group for one in potongan.gambar]
        pieces += [Potongan((b"".join(found),), kelompok[1])] if kelompok else [Potongan((one,)) for one in found]
    return replace(baris, potongan=tuple(pieces))


def _sheet(lembar: Lembar) -> str:
    size = f"{lembar.lebar:.2f}pt {lembar.tinggi:.2f}pt"
    return f"@page{{size:{size};margin:0}}.halaman{{width:{lembar.lebar:.2f}pt;height:{lembar.tinggi - 0.02:.2f}pt}}"


def _places(pages: list[HalamanTulis]) -> str:
    """One rule for each element, by the number that the template gives it."""
    rules: list[str] = []
    for number, page in enumerate(pages, 1):
        rules += [
            f"#h{number}-{i}-{j}{{{one.gaya}}}"
            for i, row in enumerate(page.baris, 1)
            for j, one in enumerate(row.isi, 1)
        ]
        rules += [f"#h{number}-{name}{{{gaya}}}" for name, gaya in (("logo", page.logo), ("kode", page.kode)) if gaya]
    return "".join(rules)
