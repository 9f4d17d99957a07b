"""The full road to a PDF: the whole page through WeasyPrint. Slow, and the reference for the compiled one.

Call from a worker process only: WeasyPrint is not safe under threads.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from weasyprint import CSS, HTML, Attachment

from pemakaman.dokumen.gambar import code_svg, page_svg
from pemakaman.dokumen.huruf import LINE_HEIGHT, rise, width_of
from pemakaman.dokumen.keterangan import LAMPIRAN, PENCETAK, Keterangan
from pemakaman.dokumen.lanjutan import add_continuations
from pemakaman.dokumen.lembar import Alinea, Baris, Halaman, Huruf, Kata, Lembar, Logo, Rata
from pemakaman.dokumen.letak import Tulisan, letters_of, place_row
from pemakaman.dokumen.mesin import SKEMA, BundledFetcher, environment, fonts, stylesheet


@dataclass(frozen=True)
class _Potongan:
    """Words with their classes; `gaya` is where they stand, as rules of CSS."""

    teks: str
    kelas: str
    gaya: str


@dataclass(frozen=True)
class _Baris:
    tag: str
    isi: tuple[_Potongan, ...]


@dataclass(frozen=True)
class _Halaman:
    baris: tuple[_Baris, ...]
    logo: str
    kode: str


def render_penuh(lembar: Lembar, values: Mapping[str, str], keterangan: Keterangan) -> bytes:
    """The filled form as tagged PDF/A-3a; the same arguments give the same bytes."""
    filled = add_continuations(lembar, values)
    pages = filled.halaman
    pictures: dict[str, str | bytes] = {f"gambar/{i}": page_svg(filled, one) for i, one in enumerate(pages, 1)}
    pictures |= {
        f"kode/{i}": code_svg(keterangan.kode, one.kode)
        for i, one in enumerate(pages, 1)
        if one.kode and keterangan.kode
    }
    if filled.logo:
        pictures["logo"] = filled.logo
    fetcher = BundledFetcher(pictures)
    drawn = [_page(one, values, has_code=bool(keterangan.kode), has_logo=filled.logo is not None) for one in pages]
    html = (
        environment()
        .get_template("dokumen/lembar.html")
        .render(
            judul=keterangan.judul,
            pencetak=f"{PENCETAK}, {filled.kode} tata letak {filled.versi}",
            tanggal=keterangan.tanggal.isoformat(timespec="seconds"),
            semua=[
                _page(one, values, has_code=bool(keterangan.kode), has_logo=filled.logo is not None) for one in pages
            ],
        )
    )
    backgrounds = "".join(f'#h{i}{{background-image:url("{SKEMA}:gambar/{i}")}}' for i in range(1, len(pages) + 1))
    css = CSS(string=_sheet(filled) + backgrounds + _places(drawn), base_url=f"{SKEMA}:", url_fetcher=fetcher)
    document = HTML(string=html, base_url=f"{SKEMA}:", url_fetcher=fetcher)
    return bytes(
        document.write_pdf(
            stylesheets=[stylesheet("dokumen/lembar.css"), css],
            font_config=fonts(),
            pdf_variant="pdf/a-3a",
            pdf_identifier=keterangan.judul.encode(),
            attachments=_attachments(keterangan),
        )
    )


def _attachments(keterangan: Keterangan) -> list[Attachment]:
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


def _sheet(lembar: Lembar) -> str:
    size = f"{lembar.lebar:.2f}pt {lembar.tinggi:.2f}pt"
    return f"@page{{size:{size};margin:0}}.halaman{{width:{lembar.lebar:.2f}pt;height:{lembar.tinggi - 0.02:.2f}pt}}"


def _places(pages: list[_Halaman]) -> str:
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


def _page(halaman: Halaman, values: Mapping[str, str], *, has_code: bool, has_logo: bool) -> _Halaman:
    rows = tuple(one for baris in halaman.baris if (one := _row(baris, values)).isi)
    logos = [one for one in halaman.gambar if isinstance(one, Logo)] if has_logo else []
    logo = "".join(_frame(one.x, one.y, one.lebar, one.tinggi) for one in logos[:1])
    kode = halaman.kode if has_code else None
    return _Halaman(rows, logo, _frame(kode.x, kode.y, kode.sisi, kode.sisi) if kode else "")


def _frame(x: float, y: float, lebar: float, tinggi: float) -> str:
    return f"left:{x:.2f}pt;top:{y:.2f}pt;width:{lebar:.2f}pt;height:{tinggi:.2f}pt"


def _row(baris: Baris, values: Mapping[str, str]) -> _Baris:
    placed, _ = place_row(baris, values)
    pieces: list[_Potongan] = []
    for index, unsur in enumerate(baris.unsur):
        match unsur:
            case Kata():
                pieces.append(_words(unsur))
            case Alinea():
                pieces.append(_paragraph(unsur))
            case _:
                for tulisan in placed.get(index, ()):
                    pieces += _written(tulisan)
    return _Baris(baris.tag, tuple(pieces))


def _face(huruf: Huruf, *more: str) -> str:
    flags = (("t", huruf.tebal), ("m", huruf.mono), ("g", huruf.garis_bawah))
    return " ".join([name for name, is_on in flags if is_on] + list(more))


def _at(x: float, y: float, huruf: Huruf, line_height: float) -> str:
    top = y - rise(huruf, line_height)
    return f"left:{x:.3f}pt;top:{top:.3f}pt;font-size:{huruf.ukuran:.2f}pt;line-height:{line_height:.2f}pt"


def _words(kata: Kata) -> _Potongan:
    """Words to the right or in the middle hang in a box that the engine aligns, so that kerning counts."""
    height = LINE_HEIGHT * kata.huruf.ukuran
    if kata.rata is Rata.KIRI:
        return _Potongan(kata.teks, _face(kata.huruf), _at(kata.x, kata.y, kata.huruf, height))
    room = 2 * width_of(kata.teks, kata.huruf) + 20
    left = kata.x - (room / 2 if kata.rata is Rata.TENGAH else room)
    align = "center" if kata.rata is Rata.TENGAH else "right"
    style = f"{_at(left, kata.y, kata.huruf, height)};width:{room:.2f}pt;text-align:{align}"
    return _Potongan(kata.teks, _face(kata.huruf), style)


def _paragraph(alinea: Alinea) -> _Potongan:
    style = f"{_at(alinea.x, alinea.y, alinea.huruf, alinea.spasi)};width:{alinea.lebar:.2f}pt"
    return _Potongan(alinea.teks, _face(alinea.huruf, "a", *([] if alinea.penuh else ["s"])), style)


def _written(tulisan: Tulisan) -> Iterator[_Potongan]:
    """The letters of a value; in boxes each is an element of its own."""
    height = LINE_HEIGHT * tulisan.huruf.ukuran
    kelas = _face(tulisan.huruf, "i")
    if not tulisan.langkah:
        yield _Potongan(tulisan.teks, kelas, _at(tulisan.x, tulisan.y, tulisan.huruf, height))
        return
    for letter, left in zip(letters_of(tulisan.teks), tulisan.langkah, strict=True):
        if letter != " ":
            yield _Potongan(letter, kelas, _at(left, tulisan.y, tulisan.huruf, height))
