"""A page as the template prints it: each piece of words with its classes and its place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pemakaman.dokumen.huruf import LINE_HEIGHT, rise, width_of
from pemakaman.dokumen.lembar import Alinea, Baris, Halaman, Huruf, Kata, Lembar, Logo, Rata
from pemakaman.dokumen.letak import Tulisan, letters_of, place_row


@dataclass(frozen=True)
class Tulis:
    """Words with their classes; `gaya` is where they stand, as rules of CSS.

    Neighbours of one `kelompok` are one value, whose words it holds beside a number.
    """

    teks: str
    kelas: str
    gaya: str
    kelompok: tuple[int, str] | None = None


@dataclass(frozen=True)
class BarisTulis:
    """One row."""

    tag: str
    isi: tuple[Tulis, ...]


@dataclass(frozen=True)
class HalamanTulis:
    """One page; `logo` and `kode` are the places of the emblem and of the code, '' for none."""

    baris: tuple[BarisTulis, ...]
    logo: str = ""
    kode: str = ""


def write_page(lembar: Lembar, halaman: Halaman, values: Mapping[str, str], *, has_code: bool) -> HalamanTulis:
    """The page with its values; a row with nothing in it is left out."""
    rows = tuple(one for baris in halaman.baris if (one := _row(baris, values)).isi)
    return frame_page(lembar, halaman, rows, has_code=has_code)


def frame_page(lembar: Lembar, halaman: Halaman, rows: tuple[BarisTulis, ...], *, has_code: bool) -> HalamanTulis:
    """Rows with the pictures of their page."""
    logos = [one for one in halaman.gambar if isinstance(one, Logo)] if lembar.logo else []
    logo = "".join(_frame(one.x, one.y, one.lebar, one.tinggi) for one in logos[:1])
    kode = halaman.kode if has_code else None
    return HalamanTulis(rows, logo, _frame(kode.x, kode.y, kode.sisi, kode.sisi) if kode else "")


def _frame(x: float, y: float, lebar: float, tinggi: float) -> str:
    return f"left:{x:.2f}pt;top:{y:.2f}pt;width:{lebar:.2f}pt;height:{tinggi:.2f}pt"


def _row(baris: Baris, values: Mapping[str, str]) -> BarisTulis:
    placed, _ = place_row(baris, values)
    pieces: list[Tulis] = []
    for index, unsur in enumerate(baris.unsur):
        match unsur:
            case Kata() | Alinea():
                pieces.append(write_printed(unsur))
            case _:
                for tulisan in placed.get(index, ()):
                    pieces += _written(tulisan, index)
    return BarisTulis(baris.tag, tuple(pieces))


def _face(huruf: Huruf, *more: str) -> str:
    flags = (("t", huruf.tebal), ("m", huruf.mono), ("g", huruf.garis_bawah))
    return " ".join([name for name, is_on in flags if is_on] + list(more))


def _at(x: float, y: float, huruf: Huruf, line_height: float) -> str:
    top = y - rise(huruf, line_height)
    return f"left:{x:.3f}pt;top:{top:.3f}pt;font-size:{huruf.ukuran:.2f}pt;line-height:{line_height:.2f}pt"


def write_printed(unsur: Kata | Alinea) -> Tulis:
    """Words of the form itself."""
    return _words(unsur) if isinstance(unsur, Kata) else _paragraph(unsur)


def _words(kata: Kata) -> Tulis:
    """Words to the right or in the middle hang in a box that the engine aligns, so that kerning counts."""
    height = LINE_HEIGHT * kata.huruf.ukuran
    if kata.rata is Rata.KIRI:
        return Tulis(kata.teks, _face(kata.huruf), _at(kata.x, kata.y, kata.huruf, height))
    room = 2 * width_of(kata.teks, kata.huruf) + 20
    left = kata.x - (room / 2 if kata.rata is Rata.TENGAH else room)
    align = "center" if kata.rata is Rata.TENGAH else "right"
    style = f"{_at(left, kata.y, kata.huruf, height)};width:{room:.2f}pt;text-align:{align}"
    return Tulis(kata.teks, _face(kata.huruf), style)


def _paragraph(alinea: Alinea) -> Tulis:
    style = f"{_at(alinea.x, alinea.y, alinea.huruf, alinea.spasi)};width:{alinea.lebar:.2f}pt"
    return Tulis(alinea.teks, _face(alinea.huruf, "a", *([] if alinea.penuh else ["s"])), style)


def write_letters(teks: str, huruf: Huruf, x: float, y: float) -> Tulis:
    """Letters of a value, without kerning, from `x` on."""
    return Tulis(teks, _face(huruf, "i"), _at(x, y, huruf, LINE_HEIGHT * huruf.ukuran))


def _written(tulisan: Tulisan, index: int) -> Iterator[Tulis]:
    """The letters of a value; in boxes each is an element of its own, of one group."""
    if not tulisan.langkah:
        yield write_letters(tulisan.teks, tulisan.huruf, tulisan.x, tulisan.y)
        return
    for letter, left in zip(letters_of(tulisan.teks), tulisan.langkah, strict=True):
        if letter != " ":
            one = write_letters(letter, tulisan.huruf, left, tulisan.y)
            yield replace(one, kelompok=(index, tulisan.utuh))
