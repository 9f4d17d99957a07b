"""The wording of a letter: Markdown with named fields. Nothing in it can run, and nothing in it is fetched.

Values are put in after the wording was read, so a value is never taken for Markdown, HTML or a field.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from html import escape

from markdown_it import MarkdownIt

from pemakaman.surat.rules import (
    BARIS_TERBANYAK,
    BELUM_ADA,
    ISI_TERPANJANG,
    ISIAN_BEBAS_TERBANYAK,
    RUAS,
    RUAS_TERBANYAK,
    is_free,
)

PANJANG_NAMA = 60
MOST_TOLD = 8
_RUAS = re.compile(r"\{\{[ \t]*([^{}\n]*?)[ \t]*\}\}")
_NAMA = re.compile(r"[a-z][a-z0-9_]*")
_KURUNG = re.compile(r"[{}]+[%#]?|[%#][{}]+")
# Stand for a field while Markdown is read; nobody can type them into a wording.
_BUKA, _TUTUP = "\ue000", "\ue001"
_TANDA = re.compile(f"{_BUKA}([0-9]+){_TUTUP}")
# A table with an empty head is a list of names and values, set without lines.
_TANPA_KEPALA = re.compile(r"<table>\n<thead>\n<tr>\n(?:<th></th>\n)+</tr>\n</thead>")
_RINCIAN = '<table class="rincian">'
# Without entities: what is typed is what is printed, and nobody can write the two signs above as numbers.
_OFF_INLINE = ["link", "image", "autolink", "html_inline", "backticks", "entity"]
_OFF_BLOCK = ["html_block", "code", "fence", "reference", "lheading"]


@dataclass(frozen=True)
class Kesalahan:
    """What is wrong with a wording, and where; `saran` is the nearest known name."""

    baris: int
    kata: str
    sebab: str
    saran: str | None = None

    @property
    def pesan(self) -> str:
        """The sentence at the field."""
        more = f" Mungkin maksudnya {{{{{self.saran}}}}}." if self.saran else ""
        return f"Baris {self.baris}, “{self.kata}”: {self.sebab}{more}"


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "linkify": False, "breaks": True, "maxNesting": 12})
    return reader.enable("table").disable(_OFF_INLINE).disable(_OFF_BLOCK)


_MD = _reader()


def find_mistakes(isi: str) -> list[Kesalahan]:
    """Unknown fields, braces that belong to no field, signs that cannot be printed; the first few."""
    found = list(_too_long(isi)) or [
        one for number, line in enumerate(isi.split("\n"), 1) for one in _line(number, line)
    ]
    free = {nama for nama in fields_of(isi) if is_free(nama)}
    if not found and len(free) > ISIAN_BEBAS_TERBANYAK:
        found = [Kesalahan(1, min(free), f"isian bebas paling banyak {ISIAN_BEBAS_TERBANYAK}, di sini {len(free)}.")]
    return found[:MOST_TOLD]


def _too_long(isi: str) -> Iterator[Kesalahan]:
    lines = isi.count("\n") + 1
    if len(isi) > ISI_TERPANJANG:
        yield Kesalahan(lines, isi[-12:].strip(), f"surat paling panjang {ISI_TERPANJANG} huruf, di sini {len(isi)}.")
    elif lines > BARIS_TERBANYAK:
        yield Kesalahan(lines, isi[-12:].strip(), f"surat paling banyak {BARIS_TERBANYAK} baris.")
    elif len(_RUAS.findall(isi)) > RUAS_TERBANYAK:
        yield Kesalahan(lines, "{{…}}", f"ruas paling banyak {RUAS_TERBANYAK} dalam satu surat.")


def _line(number: int, line: str) -> Iterator[Kesalahan]:
    for match in _RUAS.finditer(line):
        nama = match[1]
        if not _NAMA.fullmatch(nama) or len(nama) > PANJANG_NAMA:
            yield Kesalahan(number, match[0][:40], "nama ruas hanya huruf kecil, angka, dan garis bawah.", _near(nama))
        elif nama not in RUAS and not is_free(nama):
            yield Kesalahan(number, nama, "ruas ini tidak ada dalam daftar.", _near(nama))
    rest = _RUAS.sub("", line)
    for match in _KURUNG.finditer(rest):
        around = rest[max(0, match.start() - 8) : match.end() + 12].strip()
        yield Kesalahan(number, around, "tanda kurung kurawal tidak berpasangan. Tulis ruas sebagai {{nama_ruas}}.")
    for sign in sorted(
        {sign for sign in rest if not (sign.isprintable() or sign == "\t") or "\ue000" <= sign <= "\uf8ff"}
    ):
        yield Kesalahan(number, f"U+{ord(sign):04X}", "tanda ini tidak dapat dicetak. Hapus tanda itu.")


def _near(nama: str) -> str | None:
    plain = re.sub(r"[^a-z0-9_]+", "_", nama.lower())[:PANJANG_NAMA]
    found = get_close_matches(plain, RUAS, n=1, cutoff=0.6)
    return found[0] if found else None


def fields_of(isi: str) -> list[str]:
    """The names of the fields, each once, in the order in which they stand."""
    return list(dict.fromkeys(nama for nama in _RUAS.findall(isi) if _NAMA.fullmatch(nama)))


def render_body(isi: str, nilai: Mapping[str, str]) -> str:
    """The letter's text as HTML: paragraphs, headings, lists, tables, bold and italic; nothing else can come out."""
    names: list[str] = []

    def mark(match: re.Match[str]) -> str:
        names.append(match[1])
        return f"{_BUKA}{len(names) - 1}{_TUTUP}"

    plain = isi[:ISI_TERPANJANG].replace(_BUKA, "").replace(_TUTUP, "")
    tokens = _MD.parse(_RUAS.sub(mark, plain))
    for token in tokens:
        token.attrs.pop("style", None)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + 1)}"
    html = _TANPA_KEPALA.sub(_RINCIAN, str(_MD.renderer.render(tokens, _MD.options, {})))
    return _TANDA.sub(lambda match: _shown(nilai.get(names[int(match[1])], "")), html)


def _shown(value: str) -> str:
    return escape(value) if value else BELUM_ADA
