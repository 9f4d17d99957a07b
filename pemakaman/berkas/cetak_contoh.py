"""Prints previews: a document with sample data, the word CONTOH across each page, and pictures of the pages.

Call from a worker process only.
"""

import io
from collections.abc import Mapping
from typing import Any

import pikepdf
import pypdfium2

from pemakaman import store
from pemakaman.berkas.contoh import CONTOH, SAAT, empty_isian, sample_isian, sample_values
from pemakaman.berkas.setelan import Setelan, from_json
from pemakaman.dokumen.daftar import arrange
from pemakaman.dokumen.isian import flatten_isian
from pemakaman.dokumen.jalan import print_lembar
from pemakaman.dokumen.jenis import Jenis
from pemakaman.dokumen.keterangan import Keterangan
from pemakaman.dokumen.letak import rooms_of

DPI = 110
MOST_PAGES = 6
# Grey enough not to be taken for a document, light enough to compare boxes through it.
WATERMARK = "q 0.85 g BT /FContoh {size:.0f} Tf {c:.4f} {s:.4f} -{s:.4f} {c:.4f} {x:.1f} {y:.1f} Tm ({word}) Tj ET Q\n"


def print_setelan(isi: Mapping[str, Any]) -> bytes:
    """A form as these choices print it, filled with sample data or empty."""
    setelan = from_json(isi["setelan"])
    return mark_pages(_content(setelan, Jenis(isi["jenis"]), kosong=bool(isi["kosong"])))


def _content(setelan: Setelan, jenis: Jenis, *, kosong: bool) -> bytes:
    isian = empty_isian(setelan) if kosong else sample_isian(setelan)
    lembar = arrange(jenis, setelan.varian(store.get(setelan.logo) if setelan.logo else None))
    values = flatten_isian(isian)
    if not kosong:
        values = {**sample_values(rooms_of(lembar)), **{path: teks for path, teks in values.items() if teks}}
    return print_lembar(lembar, {**values, **office_values(setelan)}, Keterangan(f"{CONTOH}: {lembar.judul}", SAAT))


def office_values(setelan: Setelan) -> dict[str, str]:
    """What the office itself prints, filled or empty."""
    lines = {f"kop.{number}": line for number, line in enumerate(setelan.kop, 1)}
    blank = {f"kop.{number}": "" for number in range(1, 5)}
    who = setelan.mengetahui
    return {
        **blank,
        **lines,
        "kop": "\n".join(setelan.kop),
        "ttd.tempat": setelan.tempat_tanda_tangan,
        "ttd.mengetahui": who.jabatan,
        "ttd.pejabat": who.nama or "",
        "ttd.nip": who.nip or "",
    }


def mark_pages(content: bytes) -> bytes:
    """The word CONTOH across every page: a test print can be laid on a form and never be taken for a document."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        font = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        )
        for page in pdf.pages:
            _, _, width, height = (float(side) for side in page.mediabox)
            page.add_resource(font, pikepdf.Name.Font, pikepdf.Name.FContoh)
            size = width / 4.2
            place = {"size": size, "c": 0.6, "s": 0.8, "x": width * 0.3, "y": height * 0.22}
            mark = WATERMARK.format(word=CONTOH, **place).encode()
            page.contents_add(pdf.make_stream(mark), prepend=True)
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def page_pictures(content: bytes) -> list[bytes]:
    """The first pages as PNG, grey where nothing is coloured."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [_picture(document[index]) for index in range(min(len(document), MOST_PAGES))]
    finally:
        document.close()


def _picture(page: Any) -> bytes:
    picture = page.render(scale=DPI / 72).to_pil().convert("RGB").quantize(32)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()
